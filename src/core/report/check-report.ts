import { tellGiver, tellGrant } from '../allowance/allowance.ts';
import { exceeds, tellSplit, type Meter } from '../budget.ts';
import { unwaived, type Finding, type Judgement } from '../finding.ts';
import type { Verdict } from '../level.ts';
import { counted, grouped } from '../markdown/write.ts';

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

/** A verdict in words for a person. */
export const verdictWords: Record<Verdict, string> = { pass: 'Pass', warn: 'Pass with warnings', block: 'Blocked' };

const measureOf = (id: string): string => id.replace(/^budget\./, '');

/** `, raised from 200 by Ada (boss) until 2026-12-31`; empty where nobody raised the limit. */
export const tellRaise = ({ approval }: Pick<Meter, 'approval'>): string =>
  approval === undefined ? '' : `, raised from ${grouped(approval.raisedFrom)} by ${tellGiver(approval)}`;

/** `budget.lines 143/200 (code 120, test 23)`, with the share that does not count marked. */
export const tellMeter = (meter: Meter): string => {
  const split = tellSplit(meter);
  const over = exceeds(meter) ? ' over the limit' : '';
  const mark = meter.estimated ? '~' : '';
  return `${measureOf(meter.id)} ${mark}${grouped(meter.used)}/${grouped(meter.limit)}${split === '' ? '' : ` (${split})`}${over}${tellRaise(meter)}`;
};

/** How much a finding weighs, in a word: its level, unless somebody allowed it. */
export const weightOf = ({ level, waiver }: Finding): string => (waiver === undefined ? level : 'waived');

/** Who allowed a finding, or claims to; undefined where nobody does. */
export const tellAllowance = ({ waiver, claim }: Finding): string | undefined => {
  if (waiver !== undefined) return `Waived by ${tellGrant(waiver)} [${waiver.path}]`;
  if (claim === undefined) return undefined;
  return `Claimed, and not reviewed yet, so it does not count: ${tellGrant(claim)} [${claim.path}]`;
};

/** `3 findings, 1 of them waived`. */
export const tellFindingCount = (findings: readonly Finding[]): string => {
  const waived = findings.length - unwaived(findings).length;
  return `${counted(findings.length, 'finding')}${waived === 0 ? '' : `, ${waived} of them waived`}`;
};

/** On one line, and without the control signs by which a file's name could play tricks on a terminal. */
export const printable = (text: string): string =>
  text.replace(/\p{Cc}/gu, (sign) =>
    JSON.stringify(sign)
      .slice(1, -1)
      .replace(/^[\u007f-\u009f]$/, '\uFFFD'),
  );

/** Where a finding stands, for a person: `src/a.py:3:7`, or `whole change`. */
export const place = (finding: Finding): string => {
  if (finding.path === '') return 'whole change';
  return [finding.path, finding.line, ...(finding.column === undefined ? [] : [finding.column])].join(':');
};
