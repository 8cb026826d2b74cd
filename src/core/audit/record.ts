import * as z from 'zod';
import { canonicalJson, writeStableJson } from '../canonical-json.ts';
import type { Hash } from '../hash.ts';
import { parseJson } from '../parse-json.ts';
import { auditFolder } from './audit.ts';

/*
 * What an audit came to, one file for each, in the reviewed tree: the trend, and what the kill switch goes by. It holds no
 * clock, so the same audit gives the same bytes on every machine.
 */

const count = z.number().int().min(0);

const content = z.strictObject({
  version: z.literal(1),
  number: z.number().int().min(1).describe('From 1, one more than the last that was kept.'),
  head: z.string().describe('The commit that was checked out.'),
  at: z.string().describe('When that was committed, ISO 8601.'),
  seed: z.string().describe('What the sample was drawn by.'),
  follows: z.string().nullable().describe('The id of the audit that tripped the kill switch, where this may lift it.'),
  commits: count.describe('Commits of Codex that were drawn from.'),
  sample: z.array(
    z.strictObject({ commit: z.string(), score: z.number(), findings: count, unjudged: z.string().exactOptional() }),
  ),
  score: z.number().min(0).max(100),
  threshold: z.number().min(0).max(100),
  passed: z.boolean(),
  rules: z.array(z.string()).describe('The rules that found something, sorted.'),
});
type Content = Readonly<z.infer<typeof content>>;

/** An audit as it is kept. */
export interface AuditRecord extends Content {
  /** Twelve signs of the digest of all the rest. */
  readonly id: string;
}

const kept = content.extend({ id: z.string() });

const idOf = (record: Content, digest: Hash): string => digest(canonicalJson(record)).slice(0, 12);

/** Puts an audit under its id. */
export const sealAudit = (record: Content, digest: Hash): AuditRecord => ({ ...record, id: idOf(record, digest) });

/** The file of an audit. */
export const pathOfAudit = ({ number, id }: Pick<AuditRecord, 'number' | 'id'>): string =>
  `${auditFolder}/${String(number).padStart(4, '0')}-${id}.json`;

/** An audit as its file has it. */
export const writeAudit = (record: AuditRecord): string => writeStableJson(record);

/** Reads a file of an audit; undefined where it is not as it was written. */
export const readAudit = (path: string, text: string, digest: Hash): AuditRecord | undefined => {
  const read = kept.safeParse(parseJson(text));
  if (!read.success) return undefined;
  const { id, ...rest } = read.data;
  const isWhole = id === idOf(rest, digest) && path === pathOfAudit(read.data);
  return isWhole ? read.data : undefined;
};
