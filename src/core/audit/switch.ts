import type { Hash } from '../hash.ts';
import { compareText } from '../order.ts';
import { counted } from '../markdown/write.ts';
import { auditFolder, type AuditLaw } from './audit.ts';
import { isLift, readLift, type Lift } from './lift.ts';
import { pathOfAudit, readAudit, type AuditRecord } from './record.ts';
import { followSeed } from './sample.ts';

/** What is kept of audits in one place. */
export interface KeptAudits {
  /** In the order in which they were made. */
  readonly records: readonly AuditRecord[];
  readonly lifts: readonly Lift[];
  /** What cannot be gone by: its file, and why, as a sentence. */
  readonly damage?: { readonly path: string; readonly why: string };
}

const byNumber = (one: AuditRecord, other: AuditRecord): number =>
  one.number - other.number || compareText(one.id, other.id);

/** The first file that is not as it was written, or an audit that is not there before others: the first has the number 1. */
const findDamage = (
  files: ReadonlyMap<string, string>,
  records: readonly AuditRecord[],
  digest: Hash,
): KeptAudits['damage'] => {
  const broken = [...files].find(
    ([path, text]) => path.endsWith('.json') && readAudit(path, text, digest) === undefined,
  );
  if (broken !== undefined) return { path: broken[0], why: 'it is not as it was written' };
  const gap = records.find(({ number }, at) => number > (records[at - 1]?.number ?? 0) + 1);
  return gap === undefined ? undefined : { path: auditFolder, why: `audit ${gap.number - 1} is missing` };
};

/** Reads the files of the folder of audits. */
export const readAudits = (files: ReadonlyMap<string, string>, digest: Hash): KeptAudits => {
  const records = [...files]
    .flatMap(([path, text]) => (path.endsWith('.json') ? (readAudit(path, text, digest) ?? []) : []))
    .sort(byNumber);
  const lifts = [...files].flatMap(([path, text]) => (isLift(path) ? readLift(path, text) : []));
  const damage = findDamage(files, records, digest);
  return { records, lifts, ...(damage === undefined ? {} : { damage }) };
};

/** What audits make of the kill switch. */
export interface AuditSwitch {
  /** Set where it is on: the file that it is on by, and why, as the end of a sentence. */
  readonly frozen?: { readonly path: string; readonly why: string };
  /** The audit that tripped it, and the seed of the one that may lift it. */
  readonly next?: { readonly follows: string; readonly seed: string };
}

const newest = (records: readonly AuditRecord[], count: number | undefined): readonly AuditRecord[] =>
  count === undefined || records.length < count ? [] : records.slice(-count);

/** Why the last of some audits trips the kill switch; undefined where it does not. */
const whyTripped = ({ freeze }: AuditLaw, streak: readonly AuditRecord[]): string | undefined => {
  const failed = newest(streak, freeze.audits);
  if (failed.length > 0 && failed.every(({ passed }) => !passed))
    return `${counted(failed.length, 'audit')} in a row failed, the last with ${failed.at(-1)?.score ?? 0} of 100`;
  const [first, ...others] = newest(streak, freeze.sameRule);
  const rule = first?.rules.find((name) => others.every(({ rules }) => rules.includes(name)));
  return rule === undefined ? undefined : `the rule ${rule} found something in ${others.length + 1} audits in a row`;
};

interface Tripped {
  readonly record: AuditRecord;
  readonly why: string;
  /** Of the audit that may lift it. */
  readonly seed: string;
}

/** What is left of a freeze after the audit that comes next: any but the one that follows says nothing of it. */
const afterNext = (tripped: Tripped, record: AuditRecord, digest: Hash): Tripped | undefined => {
  if (record.follows !== tripped.record.id || record.seed !== tripped.seed) return tripped;
  return record.passed ? undefined : { ...tripped, seed: followSeed(record.seed, digest) };
};

const findTripped = (
  law: AuditLaw,
  records: readonly AuditRecord[],
  lifts: readonly Lift[],
  digest: Hash,
): Tripped | undefined => {
  const streak: AuditRecord[] = [];
  let tripped: Tripped | undefined;
  for (const record of records) {
    if (tripped !== undefined) {
      tripped = afterNext(tripped, record, digest);
      continue;
    }
    streak.push(record);
    const why = whyTripped(law, streak);
    if (why === undefined) continue;
    streak.length = 0;
    const isLifted = lifts.some(({ audit, role }) => audit === record.id && role === law.liftedBy);
    if (!isLifted) tripped = { record, why, seed: followSeed(record.seed, digest) };
  }
  return tripped;
};

/**
 * What the audits that were kept make of the kill switch. It goes on after so many failed audits in a row, or with one rule in so
 * many; it goes off with the audit whose seed follows from the one that tripped it, when that passes, or by a lift of the role that may.
 */
export const turnSwitch = (law: AuditLaw, { records, lifts, damage }: KeptAudits, digest: Hash): AuditSwitch => {
  const tripped = findTripped(law, records, lifts, digest);
  const next = tripped === undefined ? {} : { next: { follows: tripped.record.id, seed: tripped.seed } };
  if (damage !== undefined) return { frozen: damage, ...next };
  if (tripped === undefined) return {};

  return { frozen: { path: pathOfAudit(tripped.record), why: tripped.why }, ...next };
};
