import type * as z from 'zod';
import { writeStableJson } from '../canonical-json.ts';
import { digestGate, idOfFound } from '../gates/evidence.ts';
import { stateBy } from '../gates/gate-state.ts';
import { unwaived } from '../finding.ts';
import type { Hash } from '../hash.ts';
import { verdictOf } from '../level.ts';
import { compareText } from '../order.ts';
import { parseJson } from '../parse-json.ts';
import { digestLaw } from './build.ts';
import {
  manifestName,
  readManifest,
  sealName,
  verdictOfPack,
  writeManifest,
  writeSeal,
  type PackFiles,
} from './manifest.ts';
import { holdsOutputs } from './outputs.ts';
import { packEvidence, packParts, type ReadPack } from './parts.ts';

/** Where a pack is not what was made, and why: words for a person. */
export interface PackFlaw {
  readonly path: string;
  readonly message: string;
}

export interface VerifiedPack {
  /** None: every byte is as it was made, and every number and state follows from what is in the pack. */
  readonly flaws: readonly PackFlaw[];
  /** SHA-256 of the manifest, which tells the whole pack; undefined where it has none. */
  readonly digest: string | undefined;
  /** What it holds; undefined where it is flawed. */
  readonly pack: ReadPack | undefined;
}

const flaw = (path: string, message: string): PackFlaw => ({ path, message });

type Manifest = NonNullable<ReturnType<typeof readManifest>>;

const compareFiles = ({ predicate }: Manifest, files: PackFiles): readonly PackFlaw[] => {
  const listed = new Map(predicate.files.map((one) => [one.path, one]));
  const added = [...files].filter(([path]) => !listed.has(path) && path !== manifestName && path !== sealName);
  const movedTo = (digest: string): string | undefined => added.find(([, file]) => file.digest === digest)?.[0];
  const missing = predicate.files.filter(({ path }) => !files.has(path));
  return [
    ...missing.map(({ path, sha256 }) => {
      const now = movedTo(sha256);
      return flaw(path, now === undefined ? 'It is missing.' : `It is missing; ${now} has what it held.`);
    }),
    ...added.map(([path]) => flaw(path, 'It was added: the manifest does not name it.')),
    ...predicate.files.flatMap(({ path, sha256, bytes }) => {
      const file = files.get(path);
      return file === undefined || (file.digest === sha256 && file.bytes === bytes)
        ? []
        : [flaw(path, `It was changed: its digest is ${file.digest}, and the manifest says ${sha256}.`)];
    }),
  ];
};

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly flaw: PackFlaw };

const readPart = <Schema extends z.ZodType>(path: string, schema: Schema, files: PackFiles): Read<z.infer<Schema>> => {
  const text = files.get(path)?.text;
  const read = schema.safeParse(parseJson(text ?? ''));
  // Another spelling of the same is not the form a pack has.
  if (read.success && writeStableJson(read.data) === text) return { ok: true, value: read.data };
  return { ok: false, flaw: flaw(path, text === undefined ? 'It is missing.' : 'It is not in the form of a pack.') };
};

const idsIn = (files: PackFiles): readonly string[] =>
  [...files.keys()].flatMap((path) => /^evidence\/(.+)\.json$/.exec(path)?.[1] ?? []).sort(compareText);

/** Everything that stands in a pack, as it is written there; nothing of it is believed yet. */
const readParts = (files: PackFiles): { readonly flaws: readonly PackFlaw[]; readonly pack?: ReadPack } => {
  const subject = readPart('subject.json', packParts['subject.json'], files);
  const check = readPart('check.json', packParts['check.json'], files);
  const policy = readPart('policy.json', packParts['policy.json'], files);
  const gates = readPart('gates.json', packParts['gates.json'], files);
  const journal = readPart('journal.json', packParts['journal.json'], files);
  const all = idsIn(files).map((id) => [id, readPart(`evidence/${id}.json`, packEvidence, files)] as const);
  const flaws = [subject, check, policy, gates, journal, ...all.map(([, read]) => read)].flatMap((read) =>
    read.ok ? [] : [read.flaw],
  );
  if (!subject.ok || !check.ok || !policy.ok || !gates.ok || !journal.ok || flaws.length > 0) return { flaws };
  const evidence = new Map(all.flatMap(([id, read]) => (read.ok ? [[id, read.value] as const] : [])));
  const outputs = new Map(
    [...evidence.keys()].flatMap((id) => {
      const text = files.get(`evidence/${id}.log`)?.text;
      return text === undefined ? [] : [[id, text] as const];
    }),
  );
  const verdict = verdictOfPack(check.value, gates.value.gates);
  const parts = { subject: subject.value, check: check.value, policy: policy.value, journal: journal.value };
  return { flaws, pack: { ...parts, gates: gates.value.gates, evidence, outputs, verdict } };
};

const judgeGates = (pack: ReadPack, hash: Hash): readonly PackFlaw[] =>
  pack.gates.flatMap(({ gate, digest, state, evidence: id }) => {
    if (digestGate(gate, hash) !== digest) return [flaw('gates.json', `The digest of the gate ${gate.id} is another.`)];
    const evidence = id === null ? undefined : pack.evidence.get(id);
    if (id !== null && evidence === undefined)
      return [flaw('gates.json', `The gate ${gate.id} names the evidence ${id}, which is not in the pack.`)];
    const { tree, base } = pack.subject;
    const by = stateBy({ gate, gateDigest: digest, tree, bases: [base] }, evidence);
    return by === state
      ? []
      : [flaw('gates.json', `The gate ${gate.id} is said to be ${state}, and by the evidence it is ${by}.`)];
  });

const judgeEvidence = ({ evidence, outputs }: ReadPack, hash: Hash): readonly PackFlaw[] =>
  [...evidence].flatMap(([name, one]) => {
    const { id, ...found } = one;
    const log = outputs.get(name);
    return [
      ...(id === name && idOfFound(found, hash) === id
        ? []
        : [flaw(`evidence/${name}.json`, 'Its id is not that of what it holds.')]),
      ...(log === undefined || holdsOutputs(log, one, hash)
        ? []
        : [flaw(`evidence/${name}.log`, 'It is not what the commands wrote, by their digests in the evidence.')]),
    ];
  });

/** Finds what is said in one place of a pack and does not follow from the others. */
const judgeParts = (pack: ReadPack, hash: Hash): readonly PackFlaw[] => {
  const { subject, check, policy } = pack;
  const verdict = verdictOf(unwaived(check.findings).map(({ level }) => level));
  return [
    ...judgeEvidence(pack, hash),
    ...judgeGates(pack, hash),
    ...(verdict === check.verdict
      ? []
      : [flaw('check.json', `Its verdict is ${check.verdict}, and by its findings it is ${verdict}.`)]),
    ...(check.base === subject.base && check.mode === subject.mode
      ? []
      : [flaw('subject.json', 'It names another base or mode than check.json.')]),
    ...(digestLaw(policy.texts, hash) === policy.digest
      ? []
      : [flaw('policy.json', 'Its digest is not that of its texts.')]),
  ];
};

/** What the manifest of these files would say, by what stands in them; undefined where that cannot be read. */
const manifestOf = (files: PackFiles): string | undefined => {
  const { pack } = readParts(files);
  return pack === undefined ? undefined : writeManifest(pack, files);
};

type SealedManifest = { readonly flaws: readonly PackFlaw[]; readonly manifest?: Manifest };

const verifyManifest = (files: PackFiles, hash: Hash): SealedManifest => {
  const missing = [manifestName, sealName].find((name) => !files.has(name));
  if (missing !== undefined) return { flaws: [flaw(missing, 'It is missing.')] };
  const text = files.get(manifestName)?.text ?? '';
  if (files.get(sealName)?.text !== writeSeal(hash(text))) {
    // Where the manifest still says what the files are, it is the seal that was changed.
    const changed = manifestOf(files) === text ? sealName : manifestName;
    return { flaws: [flaw(changed, 'It was changed: the one is not the digest of the other.')] };
  }
  const manifest = readManifest(text);
  return manifest === undefined
    ? { flaws: [flaw(manifestName, 'It is not in the form of a manifest.')] }
    : { flaws: [], manifest };
};

/**
 * Verifies a pack by nothing but itself: every byte against the manifest, and all that is said in it against what it follows from.
 * `hash` is SHA-256 in hex. Who made it, it cannot tell: for that, compare its digest with one you were told otherwise.
 */
export const verifyPack = (files: PackFiles, hash: Hash): VerifiedPack => {
  const digest = files.get(manifestName)?.digest;
  const { flaws, manifest } = verifyManifest(files, hash);
  if (manifest === undefined) return { flaws, digest, pack: undefined };
  const bytes = compareFiles(manifest, files);
  if (bytes.length > 0) return { flaws: bytes, digest, pack: undefined };
  const read = readParts(files);
  if (read.pack === undefined) return { flaws: read.flaws, digest, pack: undefined };
  const odd = judgeParts(read.pack, hash);
  const isOwn = writeManifest(read.pack, files) === files.get(manifestName)?.text;
  const all = isOwn ? odd : [...odd, flaw(manifestName, 'It says of the pack what its files do not.')];
  return { flaws: all, digest, pack: all.length === 0 ? read.pack : undefined };
};
