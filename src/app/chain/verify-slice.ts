import {
  failure,
  gateOfSlice,
  nearestWord,
  present,
  success,
  type Result,
  type SliceDocument,
  type SliceStanding,
} from '#core';
import { fail, type Failure } from '../failure.ts';
import type { GatePorts } from '../gates/gate-ports.ts';
import type { GateWatcher } from '../gates/run-gate.ts';
import { runGates, type RanGates } from '../gates/run-gates.ts';
import { need, story } from '../story.ts';
import { listOneChain, type ChainOptions, type OneChain } from './list-chains.ts';

export interface SliceOptions extends ChainOptions {
  readonly slice: string;
  /** The mode, where the slice names none. */
  readonly mode?: string;
}

/** A slice as it is written, and how it stands. */
export interface FoundSlice {
  readonly slice: SliceDocument;
  readonly standing: SliceStanding;
}

/** A slice of a chain by its id. Fails with `bad-option`. */
export const findSlice = ({ chain: { found, standing } }: OneChain, id: string): Result<FoundSlice, Failure> => {
  const slice = found.file.chain?.slices.find((known) => known.id === id);
  const stands = standing.slices.find((known) => known.id === id);
  if (slice !== undefined && stands !== undefined) return success({ slice, standing: stands });
  const ids = standing.slices.map((known) => known.id);
  const nearest = nearestWord(id, ids);
  const offer = nearest === undefined ? `It has ${ids.join(', ')}.` : `Did you mean ${nearest}?`;
  return failure(fail('bad-option', `The chain ${found.file.id} has no slice ${id}. ${offer}`));
};

const gatesOf = ({ verify, stop }: SliceDocument): readonly string[] => [
  ...new Set([
    ...verify.flatMap((check) => ('gate' in check ? [check.gate] : [])),
    ...stop.flatMap(({ gate }) => gate ?? []),
  ]),
];

/** Only what was reviewed is run: whoever wrote it could have any program started. */
const refuseUnreviewed = ({ chain: { found } }: OneChain): Result<void, Failure> =>
  found.reviewed
    ? success(undefined)
    : failure(
        fail(
          'no-policy',
          `${found.file.path} is not in the commit that this work starts from, and only commands that are there are run.`,
          'Read its commands, commit it, then run them.',
        ),
      );

export interface VerifyOptions extends ChainOptions {
  /** The ids of slices; none: those from the first on of which every file is there. */
  readonly slices: readonly string[];
  readonly mode?: string;
}

export interface VerifiedSlices {
  readonly ran: RanGates;
  /** How they stand after that. */
  readonly slices: readonly SliceStanding[];
  readonly notes: readonly string[];
}

const idsOf = ({ chain: { standing } }: OneChain, ids: readonly string[]): readonly string[] => {
  if (ids.length > 0) return [...new Set(ids)];
  const open = standing.slices.findIndex(({ holds }) => holds.some(({ kind }) => kind === 'file'));
  return standing.slices.slice(0, open < 0 ? undefined : open).map(({ id }) => id);
};

const findSlices = (one: OneChain, ids: readonly string[]): Result<readonly FoundSlice[], Failure> => {
  const slices: FoundSlice[] = [];
  for (const id of ids) {
    const slice = findSlice(one, id);
    if (!slice.ok) return slice;
    slices.push(slice.value);
  }
  return success(slices);
};

/** The gates of the policy that slices need, and what their commands are as gates. */
const choiceOf = ({ chain: { found } }: OneChain, slices: readonly FoundSlice[]) => {
  const { chain, id } = found.file;
  return {
    ids: [...new Set(slices.flatMap(({ slice }) => gatesOf(slice)))],
    also: slices.flatMap(({ slice }) => (chain === undefined ? [] : (gateOfSlice(id, chain, slice) ?? []))),
  };
};

const nothingToVerify = fail('bad-option', 'No slice has all of its files yet, so there is nothing to verify.');

/** Runs the gates and commands of slices on the files as they are; what they find is kept as evidence of just these. */
export const verifySlices = (
  ports: GatePorts,
  { slices: named, mode: asked, ...options }: VerifyOptions,
  watcher: GateWatcher,
  signal?: AbortSignal,
): Promise<Result<VerifiedSlices, Failure>> =>
  story(async function* () {
    const listed = yield* need(listOneChain(ports, options, signal));
    const ids = idsOf(listed, named);
    if (ids.length === 0) yield* need(failure(nothingToVerify));
    const slices = yield* need(findSlices(listed, ids));
    const choice = choiceOf(listed, slices);
    if (choice.also.length > 0) yield* need(refuseUnreviewed(listed));
    // A task has its mode already, and no other is asked for; without one, a policy may want to be told any.
    const mode = listed.ground.task === undefined ? (asked ?? slices.at(-1)?.slice.mode) : undefined;
    const how = { ...present('base', options.base), ...present('mode', mode), choice };
    const ran = yield* need(runGates(ports, how, watcher, signal));
    const after = yield* need(findSlices(yield* need(listOneChain(ports, options, signal)), ids));
    return { ran, slices: after.map(({ standing }) => standing), notes: listed.notes };
  });
