import { buildPack, failure, present, success, verifyPack, type Hash, type Result, type VerifiedPack } from '#core';
import { checkChange, type CheckedChange } from '../review/check-change.ts';
import { fail, type Failure } from '../failure.ts';
import { readTree } from '../gates/believe-evidence.ts';
import type { GateOptions } from '../gates/gate-ground.ts';
import { listGates, type ListedGates } from '../gates/list-gates.ts';
import { need, story } from '../story.ts';
import type { PackEvidencePorts, PackPlace, ReadPackFiles } from './pack-ports.ts';

/** A pack that was made. */
export interface MadePack {
  readonly verified: VerifiedPack;
  readonly notes: readonly string[];
}

const moved = fail(
  'cancelled',
  'Files changed while the pack was made, so it would hold what is of different files.',
  'Wait until nobody works there, then make it again.',
);

const readOutputs = ({ gates }: PackEvidencePorts, listed: ListedGates) =>
  story<ReadonlyMap<string, string>>(async function* () {
    const outputs = new Map<string, string>();
    for (const { evidence } of listed.gates) {
      const output = evidence === undefined ? undefined : yield* need(gates.evidence.readOutput(evidence.id));
      if (evidence !== undefined && output !== undefined) outputs.set(evidence.id, output);
    }
    return outputs;
  });

const readJournal = ({ journal }: PackEvidencePorts) =>
  story(async function* () {
    const { breaks } = yield* need(journal.verify());
    const entries = yield* need(journal.read());
    return { intact: breaks.length === 0, events: entries.map(({ event }) => event) };
  });

const contentsOf = (ports: PackEvidencePorts, checked: CheckedChange, listed: ListedGates) =>
  story<Parameters<typeof buildPack>[0]>(async function* () {
    const { judgement, files: _files, standing, ...where } = checked;
    const outputs = yield* need(readOutputs(ports, listed));
    const journal = yield* need(readJournal(ports));
    const { law, task = null } = standing;
    return {
      subject: { tree: listed.tree, base: checked.base, mode: checked.mode, task },
      report: { ...judgement, ...where, version: '' },
      law: {
        policy: standing.standard.policy,
        path: law.path,
        texts: law.texts,
        ...present('revision', law.revision),
      },
      gates: listed.gates,
      outputs,
      journal,
    };
  });

interface PackOrder extends GateOptions {
  /** Where it goes, absolute. */
  readonly path: string;
}

/** Within the repository, where git looks, it would be part of the very tree it is about: then it goes again. */
const demandApart = (ports: PackEvidencePorts, place: PackPlace, path: string, tree: string) =>
  story<void>(async function* () {
    const inside = await place.findInside(ports.repository.root, path);
    if (inside === undefined || (yield* need(readTree(ports))) === tree) return;
    yield* need(place.remove(path));
    const message = `${inside} lies in the repository, and what is written there changes the files that the pack is about.`;
    yield* need(failure(fail('bad-path', message, 'Name a place outside of it, or in a folder that git ignores.')));
  });

/** Puts what is known of the change as it is, with evidence of its gates, into a pack at a place. Runs no gate. */
export const packEvidence = (
  ports: PackEvidencePorts,
  place: PackPlace,
  { path, ...options }: PackOrder,
  signal?: AbortSignal,
): Promise<Result<MadePack, Failure>> =>
  story(async function* () {
    const tree = yield* need(readTree(ports, signal));
    const checked = yield* need(checkChange(ports, options, signal));
    const listed = yield* need(listGates(ports, options, signal));
    const contents = yield* need(contentsOf(ports, checked, listed));
    const after = yield* need(readTree(ports, signal));
    if (tree !== listed.tree || tree !== after) yield* need(failure(moved));
    yield* need(place.write(path, buildPack(contents, ports.hash)));
    yield* need(demandApart(ports, place, path, tree));
    return { verified: yield* need(verifyEvidence({ hash: ports.hash }, place, { path })), notes: checked.notes };
  });

export interface VerifyOrder {
  /** Where it lies, absolute. */
  readonly path: string;
  /** The digest it has to have, as somebody told it otherwise. */
  readonly digest?: string;
}

type ReadOrder = Pick<VerifyOrder, 'digest'> & { readonly read: ReadPackFiles };

/** Verifies what was read of a pack by nothing but itself. */
export const verifyRead = ({ hash }: { readonly hash: Hash }, { read, digest }: ReadOrder): VerifiedPack => {
  const verified = verifyPack(read.files, hash);
  const other =
    digest === undefined || digest.toLowerCase() === verified.digest
      ? []
      : [
          {
            path: 'manifest.json',
            message: `Its digest is ${verified.digest ?? 'missing'}, and ${digest} was asked for.`,
          },
        ];
  const flaws = [...read.odd, ...verified.flaws, ...other];
  return { ...verified, flaws, pack: flaws.length === 0 ? verified.pack : undefined };
};

/** Reads a pack, and verifies it by nothing but itself. */
export const verifyEvidence = async (
  ports: { readonly hash: Hash },
  place: PackPlace,
  { path, ...order }: VerifyOrder,
): Promise<Result<VerifiedPack, Failure>> => {
  const read = await place.read(path);
  return read.ok ? success(verifyRead(ports, { read: read.value, ...order })) : read;
};
