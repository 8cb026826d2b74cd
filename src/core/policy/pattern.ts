import { failure, success, type Result } from '../result.ts';
import { growthOf, type Growth } from './pattern-growth.ts';
import { stepsOf } from './pattern-steps.ts';
import { readPattern } from './pattern-tree.ts';

/** `search`: found anywhere in a text. `lines`: so, with `^` and `$` at the ends of each line. `whole`: has to match all of it. */
export type PatternUse = 'search' | 'lines' | 'whole';

/** What is wrong with a regular expression, in whole sentences. */
export interface PatternFault {
  readonly code: 'bad-pattern' | 'runaway-pattern';
  readonly message: string;
}

const longest = 500;
const written = (source: string, use: PatternUse): string => (use === 'whole' ? `^(?:${source})$` : source);

/**
 * The one way a pattern of a policy becomes a RegExp: Unicode mode, case ignored, `whole` anchored at both ends.
 * Undefined when it does not compile, which reading the policy has already refused.
 */
export const compilePattern = (source: string, use: PatternUse): RegExp | undefined => {
  try {
    return new RegExp(written(source, use), use === 'lines' ? 'imu' : 'iu');
  } catch {
    return undefined;
  }
};

const compileFault = (source: string): PatternFault | undefined => {
  try {
    // Each by itself: `a)|(b` compiles once it stands in the parentheses of `whole`.
    void [new RegExp(source, 'u'), new RegExp(source, 'iu')];
    return undefined;
  } catch (error) {
    const reason = String(error instanceof Error ? error.message : error).replace(/^Invalid regular expression: /u, '');
    const why = reason.slice(reason.lastIndexOf('/: ') < 0 ? 0 : reason.lastIndexOf(': ') + 2);
    return { code: 'bad-pattern', message: `This is not a regular expression in Unicode mode: ${why}.` };
  }
};

const runsAway = (why: string): PatternFault => ({ code: 'runaway-pattern', message: why });

const verdicts = {
  exponential: runsAway(
    'This regular expression can run away: a part that repeats can match the same text in several ways, so that each further character doubles the work. Let each repetition begin or end with something the others cannot match.',
  ),
  steep: runsAway(
    'This regular expression can run away: several repetitions after each other can match the same text, so that the work grows with more than the square of its length. Leave out `.*` at the beginning and the end, or say what may stand between.',
  ),
  unknown: runsAway(
    'This regular expression is too tangled to tell whether it can run away. Split it into several simpler ones.',
  ),
} as const;

const judged = new Map<string, Result<undefined, PatternFault>>();
const kept = 1_000;

/** How the ways of matching grow with the text, for the worst part of a pattern that compiles in Unicode mode. */
export const growthOfPattern = (source: string): Growth => {
  const { root, looks } = readPattern(source);
  let worst: Growth = 'bearable';
  for (const part of [root, ...looks]) {
    const steps = stepsOf(part);
    const growth = steps === undefined ? 'unknown' : growthOf(steps);
    if (growth === 'exponential' || growth === 'unknown') return growth;
    if (growth === 'steep') worst = growth;
  }
  return worst;
};

const judge = (source: string): Result<undefined, PatternFault> => {
  if (source.length > longest)
    return failure(
      runsAway(
        `This regular expression has ${source.length} characters, and ${longest} are the most. Split it into several.`,
      ),
    );
  const fault = compileFault(source);
  if (fault !== undefined) return failure(fault);
  const growth = growthOfPattern(source);
  if (growth !== 'bearable') return failure(verdicts[growth]);
  return success(undefined);
};

/**
 * Whether a pattern may stand in a policy: it compiles, and the work of matching grows at most with the square of the
 * text's length from each place where a match may begin. What cannot be told is refused. Pure: the same answer at any
 * time on any machine, in milliseconds.
 */
export const checkPattern = (source: string): Result<undefined, PatternFault> => {
  const known = judged.get(source);
  if (known !== undefined) return known;
  const result = judge(source);
  if (judged.size >= kept) judged.clear();
  judged.set(source, result);
  return result;
};
