import { counted } from '../markdown/write.ts';

/** What a governed run uses up. A step is one answer of the model; tokens are those the model read and wrote. */
export const runMeasures = ['steps', 'tool-calls', 'tokens', 'minutes'] as const;
export type RunMeasure = (typeof runMeasures)[number];

export type RunUse = Readonly<Record<RunMeasure, number>>;

/** The most of each that a run may use; left out: no such limit. */
export type RunLimits = Readonly<Partial<Record<RunMeasure, number>>>;

/** How far a governed run may go by itself. */
export interface RunLaw {
  readonly limits: RunLimits;
  /** How often it may be told to mend a change that the policy blocks, before a person has to look. */
  readonly corrections: number;
}

/** A limit that a run has come to. */
export interface ReachedLimit {
  readonly measure: RunMeasure;
  readonly used: number;
  readonly limit: number;
}

const nouns: Readonly<Record<RunMeasure, string>> = {
  steps: 'step',
  'tool-calls': 'tool call',
  tokens: 'token',
  minutes: 'minute',
};

/** The first limit, in the order of `runMeasures`, that a run has gone over; of minutes the one it has come to. */
export const findReachedLimit = (limits: RunLimits, use: RunUse): ReachedLimit | undefined => {
  for (const measure of runMeasures) {
    const [used, limit] = [use[measure], limits[measure]];
    if (limit === undefined) continue;
    // Steps, calls and tokens are known once they are used, so the last one that is allowed may end; time runs on.
    if (measure === 'minutes' ? used >= limit : used > limit) return { measure, used, limit };
  }
  return undefined;
};

/** `200 tool calls`. */
export const tellLimit = ({ measure, limit }: Pick<ReachedLimit, 'measure' | 'limit'>): string =>
  counted(limit, nouns[measure]);
