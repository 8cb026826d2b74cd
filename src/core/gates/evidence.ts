import * as z from 'zod';
import { canonicalJson, writeStableJson } from '../canonical-json.ts';
import type { Hash } from '../hash.ts';
import { commandEnds } from './conclude.ts';
import { readFormats, type Gate } from './gate.ts';
import { parseJson } from '../parse-json.ts';

const text = z.string();
const count = z.number().int().min(0);

const body = z.strictObject({
  version: z.literal(1),
  gate: text,
  /** What the gate demanded, as a digest: under another demand it proves nothing. */
  gateDigest: text,
  /** The tree it ran on, as git names it: what `git add -A` would make of the working tree. */
  tree: text,
  /** The commit the change was measured from; `empty` before the first. */
  base: text,
  /** When it began, ISO 8601 in UTC. */
  at: text,
  task: text.exactOptional(),
  commands: z.array(
    z.strictObject({
      run: text,
      folder: text,
      how: z.enum(commandEnds),
      exit: z.number().int().nullable(),
      milliseconds: count,
      /** SHA-256 of what it wrote, without secrets and as far as it is kept. */
      outputDigest: text,
    }),
  ),
  reports: z.array(
    z.strictObject({
      format: z.enum(readFormats),
      path: text.nullable(),
      /** SHA-256 of its text; null where there was none to read. */
      digest: text.nullable(),
    }),
  ),
  tests: z.strictObject({ passed: count, failed: count, skipped: count, failing: z.array(text) }).exactOptional(),
  measures: z.record(text, z.number()),
  /** Why it is red, in whole sentences; empty: green. */
  problems: z.array(text),
});

const document = body.extend({ id: text, digest: text });

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

/** What is known of one run of a gate. */
export type EvidenceBody = DeepReadonly<z.infer<typeof body>>;

/** The same under the digest of all of it. */
export type Evidence = DeepReadonly<z.infer<typeof document>>;

type RanCommand = EvidenceBody['commands'][number];

/** What a run found, without what is another each time: when it was, and how long it took. */
export interface Found extends Omit<EvidenceBody, 'at' | 'commands'> {
  readonly commands: readonly Omit<RanCommand, 'milliseconds'>[];
}

/** What was found, as its id is made of it. */
export const foundOf = ({ at: _at, commands, ...evidence }: EvidenceBody): Found => ({
  ...evidence,
  commands: commands.map(({ milliseconds: _milliseconds, ...command }) => command),
});

/** The id of evidence is made of what was found: the same find has the same one, on whatever day and machine. */
export const idOfFound = (found: Found, hash: Hash): string => `EVID-${hash(canonicalJson(found)).slice(0, 12)}`;

/** Evidence under its id and the digest of all of it: what is changed by hand afterwards is none. */
export const sealEvidence = (evidence: EvidenceBody, hash: Hash): Evidence => ({
  ...evidence,
  id: idOfFound(foundOf(evidence), hash),
  digest: hash(canonicalJson(evidence)),
});

/** As it is kept: the same evidence, the same bytes. */
export const writeEvidence = (evidence: Evidence): string => writeStableJson(evidence);

/** Evidence as it was written; undefined for a text of which a single byte is another. */
export const readEvidence = (kept: string, hash: Hash): Evidence | undefined => {
  const read = document.safeParse(parseJson(kept));
  if (!read.success || writeStableJson(read.data) !== kept) return undefined;
  const { id, digest, ...rest } = read.data;
  const sealed = sealEvidence(rest, hash);
  return digest === sealed.digest && id === sealed.id ? sealed : undefined;
};

/** A digest of what a gate runs, reads and demands; its words for people are not part of it. */
export const digestGate = ({ commands, reads, demands, in: places, except }: Gate, hash: Hash): string =>
  hash(canonicalJson({ commands, reads, demands, in: places, except }));

/** True where every command ended well and every demand was met. */
export const isGreen = ({ problems }: Pick<Evidence, 'problems'>): boolean => problems.length === 0;
