import { exceeds, type Meter } from '../budget.ts';
import type { Finding, Judgement } from '../finding.ts';

/** A judgement with what a reader has to know of where it came from. */
export interface CheckReport extends Judgement {
  /** The revision the change was measured from. */
  readonly base: string;
  /** Mode id; null when the work declared none. */
  readonly mode: string | null;
  readonly modeTitle?: string;
  /** Where the law was read, as words for a person: a path and a revision, or the working tree. */
  readonly policy: string;
  /** The law's file, as a path of the place it was read from. */
  readonly policyPath: string;
  /** The full id of the commit the law was read from; null where it was read from no commit. */
  readonly policyRevision: string | null;
  /** What the reader should know of how this was decided. */
  readonly notes: readonly string[];
  /** The version of the tool. */
  readonly version: string;
}

const measureOf = (id: string): string => id.replace(/^budget\./, '');

/** `budget.lines 143/200 (code 120, test 23)`, with the share that does not count marked. */
export const tellMeter = (meter: Meter): string => {
  const split = Object.entries(meter.byClass)
    .map(([name, sum]) => `${name} ${sum}${meter.counts.some((counted) => counted === name) ? '' : ' not counted'}`)
    .join(', ');
  const over = exceeds(meter) ? ' over the limit' : '';
  const mark = meter.estimated ? '~' : '';
  return `${measureOf(meter.id)} ${mark}${meter.used}/${meter.limit}${split === '' ? '' : ` (${split})`}${over}`;
};

/** On one line, and without the control signs by which a file's name could play tricks on a terminal. */
export const printable = (text: string): string =>
  text.replace(/\p{Cc}/gu, (sign) =>
    JSON.stringify(sign)
      .slice(1, -1)
      .replace(/^[\u007f-\u009f]$/, '\uFFFD'),
  );

export const verdictWords = { pass: 'Pass', warn: 'Pass with warnings', block: 'Blocked' } as const;

export const place = (finding: Finding): string => {
  if (finding.path === '') return 'whole change';
  return [finding.path, finding.line, ...(finding.column === undefined ? [] : [finding.column])].join(':');
};
