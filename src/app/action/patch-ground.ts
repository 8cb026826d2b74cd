import { present, success, type Judgement, type ProposedFile, type Result } from '#core';
import { judgeStanding } from '../review/check-change.ts';
import type { Failure } from '../failure.ts';
import { openHeldPatches, type HeldPatches } from './held-patches.ts';
import type { ActionPorts } from './judge-action.ts';
import { findBreach } from '../law/law-left.ts';
import { policyPath } from '../law/law-place.ts';
import type { PathFacts } from '../ports.ts';
import { putOn, rememberProposed, type ProposedTexts, type ReadProposed } from './proposed.ts';
import { readChange, type Reading } from '../review/review.ts';
import type { Standing } from '../law/standing.ts';
import { need, story } from '../story.ts';

/** A reading of what was measured with texts on top of it, and what is said of that. */
export interface Judged {
  /** What was measured. */
  readonly ground: Reading;
  readonly texts: ProposedTexts;
  readonly reading: Reading;
  readonly judgement: Judgement;
}

/** What patches are judged on top of: what was measured last, and the patches that are held. */
export interface PatchGround {
  readonly ports: ActionPorts;
  standing: Standing;
  readonly held: HeldPatches;
  readonly readProposed: ReadProposed;
  measured: Reading | undefined;
  /** When that was begun, in milliseconds since 1970. */
  measuredAt: number;
  /** Texts at the base of files that had not changed when it was measured, as they were read of the disk. */
  readonly bases: Map<string, string>;
  /** False where something may have moved since it was measured. */
  isCurrent: boolean;
  /** The files at the base, and what they were listed for: they are looked up ahead. */
  listed: { readonly of: Reading; readonly paths: readonly string[] } | undefined;
  /** What was said lately, the latest first: of the work without a patch, and with one. */
  known: readonly Judged[];
}

/** Opens it; nothing is measured yet. */
export const openPatchGround = (ports: ActionPorts, standing: Standing): PatchGround => ({
  ports,
  standing,
  held: openHeldPatches(),
  readProposed: rememberProposed(),
  measured: undefined,
  measuredAt: 0,
  bases: new Map(),
  isCurrent: false,
  listed: undefined,
  known: [],
});

/** Holds it to another standing: what was measured and is held stays, what was said of it is asked anew. */
export const holdGroundTo = (ground: PatchGround, standing: Standing): void => {
  ground.standing = standing;
  ground.known = [];
};

/** What is measured now; as it was, where nothing has moved. */
export const measureGround = (ground: PatchGround, signal?: AbortSignal): Promise<Result<Reading, Failure>> =>
  story(async function* () {
    const { ports, standing, measured, held } = ground;
    if (measured !== undefined && ground.isCurrent) return measured;
    // What moves while it is measured is measured once more.
    ground.isCurrent = true;
    const begun = Date.parse(ports.clock.now());
    const options = { ...present('last', measured), ...present('signal', signal) };
    const read = await readChange(ports, standing.standard, standing.from, options);
    if (read.ok) held.forgetLanded();
    else ground.isCurrent = false;
    ground.measured = yield* need(read);
    ground.measuredAt = begun;
    ground.bases.clear();
    return ground.measured;
  });

/** A repository as it would be with proposed texts, for what reads the law from the working tree. */
const withTexts = (repository: ActionPorts['repository'], texts: ProposedTexts): ActionPorts['repository'] => ({
  ...repository,
  read: async (path) => (texts.has(path) ? success(texts.get(path)) : repository.read(path)),
});

/** The standing as it would be with proposed texts: they may break the policy, or mend it. */
const standingWith = ({ ports, standing }: PatchGround, texts: ProposedTexts): Promise<Result<Standing, Failure>> =>
  story(async function* () {
    const { breach: _breach, ...rest } = standing;
    const { law, from } = standing;
    const isLaw = 'task' in from || law.revision !== undefined;
    const isTouched = texts.has(policyPath) || law.texts.some(({ source }) => texts.has(source));
    if (!isLaw || !isTouched) return standing;
    const breach = yield* need(findBreach({ ...ports, repository: withTexts(ports.repository, texts) }, law, {}));
    return { ...rest, ...present('breach', breach) };
  });

const isSameTexts = (one: ProposedTexts, other: ProposedTexts): boolean =>
  one.size === other.size && [...one].every(([path, text]) => other.has(path) && other.get(path) === text);

/** What is said of the work with texts on top of what was measured. */
export const judgeTexts = (
  ground: PatchGround,
  measured: Reading,
  texts: ProposedTexts,
  signal?: AbortSignal,
): Promise<Result<Judged, Failure>> =>
  story(async function* () {
    const { ports, known, readProposed } = ground;
    const last = known.find((one) => one.ground === measured && isSameTexts(one.texts, texts));
    if (last !== undefined) {
      // What is asked for again stays: it is what the next patches are compared with.
      ground.known = [last, ...known.filter((one) => one !== last)];
      return last;
    }
    const reading = yield* need(readProposed(ports, measured, { texts, bases: ground.bases, signal }));
    const standing = yield* need(standingWith(ground, texts));
    const judgement = yield* need(judgeStanding(ports, standing, reading, signal));
    const judged: Judged = { ground: measured, texts, reading, judgement };
    ground.known = [judged, ...known.slice(0, 2)];
    return judged;
  });

/** Files as git would store them, or a path of which it would keep no lines. */
export const storeFiles = (
  files: readonly ProposedFile[],
  facts: ReadonlyMap<string, PathFacts>,
): readonly ProposedFile[] | { readonly unstored: string } => {
  const stored: ProposedFile[] = [];
  for (const file of files) {
    const after = file.after === undefined ? undefined : facts.get(file.path)?.store(file.after);
    if (file.after !== undefined && after === undefined) return { unstored: file.path };
    stored.push({ path: file.path, ...present('from', file.from), ...present('after', after) });
  }
  return stored;
};

/** What is said of the work without the next patch. */
export const judgeStill = (ground: PatchGround, signal?: AbortSignal): Promise<Result<Judged, Failure>> =>
  story(async function* () {
    const measured = yield* need(measureGround(ground, signal));
    const files = ground.held.files();
    const facts = yield* need(measured.measured.lookUp(files.map(({ path }) => path)));
    const stored = storeFiles(files, facts);
    // What git would not store was refused before it was held.
    return yield* need(judgeTexts(ground, measured, putOn(new Map(), 'unstored' in stored ? files : stored), signal));
  });

// Git answers for a few thousand files in a moment; of more, it is asked when a patch comes.
const mostAhead = 3_000;

/** Measures and judges ahead, and has git say of every file what it makes of it, so that no patch has to wait for that. */
export const warmGround = (ground: PatchGround, signal?: AbortSignal): Promise<Result<void, Failure>> =>
  story(async function* () {
    const { ground: reading } = yield* need(judgeStill(ground, signal));
    if (ground.listed?.of !== reading)
      ground.listed = { of: reading, paths: yield* need(reading.measured.listBefore()) };
    const { paths } = ground.listed;
    // What git has said of them is told at once; it is asked again where that may have changed.
    if (paths.length <= mostAhead) yield* need(reading.measured.lookUp(paths));
  });
