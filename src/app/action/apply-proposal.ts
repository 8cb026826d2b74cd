import {
  applyPatch,
  patchRules,
  pathsOfSteps,
  success,
  type PatchFault,
  type PatchStep,
  type ProposedFile,
  type Result,
  type StandingFile,
} from '#core';
import type { Failure } from '../failure.ts';
import { measureGround, storeFiles, type PatchGround } from './patch-ground.ts';
import type { PathFacts } from '../ports.ts';
import type { Reading } from '../review/review.ts';
import { need, story } from '../story.ts';

/** A patch as it was applied in memory. */
export interface Applied {
  readonly measured: Reading;
  readonly files: readonly ProposedFile[];
  /** The same as git would store them. */
  readonly stored: readonly ProposedFile[];
  /** The texts that stand at its paths now, as git would store them. */
  readonly standing: ReadonlyMap<string, string>;
}

type Found = ReadonlyMap<string, StandingFile>;

/** What stands at paths: what a held patch makes of them, else what is on disk. */
const lookAtAll = ({ ports, held }: PatchGround, paths: readonly string[]): Promise<Result<Found, Failure>> =>
  story(async function* () {
    const made = held.texts();
    const lookOnce = async (path: string): Promise<Result<StandingFile, Failure>> => {
      const text = made.get(path);
      if (text !== undefined) return success({ is: 'text', text });
      return made.has(path) ? success({ is: 'absent' }) : ports.lookAt(path);
    };
    const looked = await Promise.all(paths.map(async (path) => [path, await lookOnce(path)] as const));
    const found = new Map<string, StandingFile>();
    for (const [path, file] of looked) found.set(path, yield* need(file));
    return found;
  });

const storedText = (facts: ReadonlyMap<string, PathFacts>, path: string, file: StandingFile): string | undefined =>
  file.is === 'text' ? (facts.get(path)?.store(file.text) ?? file.text) : undefined;

/** The text at a path as it was measured: what did not change is what it was at the base. */
const measuredText = async ({ files, measured }: Reading, path: string): Promise<string | undefined> => {
  const known = files.find((file) => file.path === path);
  if (known?.status === 'deleted') return undefined;
  const isLeft = files.some(({ from }) => from === path);
  if (known === undefined && isLeft) return undefined;
  const text = known?.after ?? (await (known === undefined ? measured.readBefore(path) : measured.readAfter(path)));
  return typeof text === 'string' ? text : undefined;
};

// The clock of a disk may be coarse, and a file may be written while it is measured.
const longBefore = 3_000;

/** True for a file that did not change, and was not written since that was found. */
const isUntouched = ({ measuredAt }: PatchGround, { files }: Reading, path: string, file: StandingFile): boolean =>
  file.is === 'text' &&
  file.since !== undefined &&
  file.since < measuredAt - longBefore &&
  !files.some((one) => one.path === path || one.from === path);

/** Whether what is on disk at these paths is what was measured. */
const isMeasured = (ground: PatchGround, reading: Reading, found: Found): Promise<Result<boolean, Failure>> =>
  story(async function* () {
    const made = ground.held.texts();
    const looked = [...found].filter(([path, { is }]) => !made.has(path) && (is === 'text' || is === 'absent'));
    const facts = yield* need(reading.measured.lookUp(looked.map(([path]) => path)));
    for (const [path, file] of looked) {
      const text = storedText(facts, path, file);
      if (isUntouched(ground, reading, path, file)) ground.bases.set(path, text ?? '');
      else if (text !== (await measuredText(reading, path))) return false;
    }
    return true;
  });

/** What stands at paths, and what was measured with them as they stand. */
interface Taken {
  readonly found: Found;
  readonly measured: Reading;
}

const takeGround = (
  ground: PatchGround,
  paths: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Result<Taken, Failure>> =>
  story(async function* () {
    const found = yield* need(lookAtAll(ground, paths));
    const measured = yield* need(measureGround(ground, signal));
    if (yield* need(isMeasured(ground, measured, found))) return { found, measured };
    // Once more, and no further: what git ignores is on disk and is never measured.
    ground.isCurrent = false;
    const again = yield* need(measureGround(ground, signal));
    return { found: yield* need(lookAtAll(ground, paths)), measured: again };
  });

const noStore = (path: string): PatchFault => ({
  rule: patchRules.text,
  path,
  line: 1,
  message:
    'Git keeps this file by a program of its own, or compares no lines of it, so a patch of it cannot be judged.',
});

const applyTo = (
  { found, measured }: Taken,
  steps: readonly PatchStep[],
): Promise<Result<Applied | PatchFault, Failure>> =>
  story(async function* () {
    const applied = applyPatch(steps, found);
    if (!applied.ok) return applied.error;
    const facts = yield* need(measured.measured.lookUp([...found.keys()]));
    const stored = storeFiles(applied.value, facts);
    if ('unstored' in stored) return noStore(stored.unstored);
    const standing = new Map<string, string>();
    for (const [path, file] of found) {
      const text = storedText(facts, path, file);
      if (text !== undefined) standing.set(path, text);
    }
    return { measured, files: applied.value, stored, standing };
  });

/** Applies steps to what stands, in memory; or why they cannot be. */
export const applyProposal = (
  ground: PatchGround,
  steps: readonly PatchStep[],
  signal?: AbortSignal,
): Promise<Result<Applied | PatchFault, Failure>> =>
  story(async function* () {
    return yield* need(applyTo(yield* need(takeGround(ground, pathsOfSteps(steps), signal)), steps));
  });

/** The same on what was measured last, whether that still stands or not; undefined where nothing was, or where its files are others by now. */
export const applyToLast = (
  ground: PatchGround,
  steps: readonly PatchStep[],
): Promise<Result<Applied | PatchFault | undefined, Failure>> =>
  story(async function* () {
    const { measured } = ground;
    if (measured === undefined) return undefined;
    const found = yield* need(lookAtAll(ground, pathsOfSteps(steps)));
    return (yield* need(isMeasured(ground, measured, found)))
      ? yield* need(applyTo({ found, measured }, steps))
      : undefined;
  });
