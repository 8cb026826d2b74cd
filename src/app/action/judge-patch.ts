import {
  findingOfFault,
  heldOver,
  present,
  readPatch,
  ruleBy,
  ruleOnPatch,
  type PatchAction,
  type PatchFault,
  type Result,
  type Ruling,
} from '#core';
import { applyProposal, applyToLast, type Applied } from './apply-proposal.ts';
import { judgeStanding } from '../review/check-change.ts';
import { nothingGathered } from '../review/court.ts';
import type { Failure } from '../failure.ts';
import type { RuledAction } from './judge-action.ts';
import { readEdits, type Edit } from '../review/overlay.ts';
import { judgeStill, judgeTexts, type Judged, type PatchGround } from './patch-ground.ts';
import type { PathFacts } from '../ports.ts';
import { putOn } from './proposed.ts';
import type { Reading } from '../review/review.ts';
import { need, story } from '../story.ts';

/** The lines that differ from the base, by path. */
const sizesOf = ({ files }: Reading): ReadonlyMap<string, number> =>
  new Map(files.map(({ path, added, deleted }) => [path, added + deleted]));

/** The patch as a change of its own, from what stands now. */
const editsAlone = ({ stored, standing }: Applied, facts: ReadonlyMap<string, PathFacts>): readonly Edit[] =>
  stored.map(({ path, from, after }) => ({
    path,
    ...present('from', from),
    ...present('before', standing.get(from ?? path)),
    ...present('after', after),
    class: facts.get(path)?.class ?? 'code',
  }));

/** The ids of what is found of a patch by itself, as if all that stands now had always stood. */
const judgeAlone = (
  { ports, standing }: PatchGround,
  applied: Applied,
  signal: AbortSignal | undefined,
): Promise<Result<ReadonlySet<string>, Failure>> =>
  story(async function* () {
    const { measured, stored } = applied;
    const facts = yield* need(measured.measured.lookUp(stored.map(({ path }) => path)));
    const nothing = { ...measured, files: [], change: { ...measured.change, files: [] } };
    const read = yield* need(readEdits(ports, nothing, editsAlone(applied, facts), { signal }));
    const files = read.flatMap(({ file }) => file ?? []);
    const alone = { ...nothing, files, change: { ...nothing.change, files }, known: nothingGathered };
    const { findings } = yield* need(judgeStanding(ports, standing, alone, signal));
    return new Set(findings.map(({ id }) => id));
  });

/** What stood there and the patch would bring by itself, too; not where it leaves less of a file's change than there was. */
const findAgain = (
  ground: PatchGround,
  applied: Applied,
  [before, after]: readonly [Judged, Judged],
  signal: AbortSignal | undefined,
): Promise<Result<ReadonlySet<string>, Failure>> =>
  story(async function* () {
    const touched = new Set(applied.stored.flatMap(({ path, from }) => (from === undefined ? [path] : [path, from])));
    const [sizesBefore, sizesAfter] = [sizesOf(before.reading), sizesOf(after.reading)];
    const old = heldOver(before.judgement, after.judgement, touched).filter(
      ({ path }) => (sizesAfter.get(path) ?? 0) >= (sizesBefore.get(path) ?? 0),
    );
    if (old.length === 0) return new Set<string>();
    const made = yield* need(judgeAlone(ground, applied, signal));
    return new Set(old.map(({ id }) => id).filter((id) => made.has(id)));
  });

const rule = (
  ground: PatchGround,
  applied: Applied,
  signal: AbortSignal | undefined,
): Promise<Result<Ruling, Failure>> =>
  story(async function* () {
    const before = yield* need(judgeStill(ground, signal));
    const texts = putOn(before.texts, applied.stored);
    const after = yield* need(judgeTexts(ground, applied.measured, texts, signal));
    const again = yield* need(findAgain(ground, applied, [before, after], signal));
    return ruleOnPatch(before.judgement, after.judgement, again);
  });

export interface PatchOptions {
  readonly hold?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Judges a patch on top of all that is held. Whoever asks waits for one before the next. */
export const judgePatch = (
  ground: PatchGround,
  action: PatchAction,
  { hold, signal }: PatchOptions,
): Promise<Result<RuledAction, Failure>> =>
  story(async function* () {
    const { ports, held } = ground;
    const refuse = (fault: PatchFault): RuledAction => ({
      ruling: ruleBy([findingOfFault(fault, ports.hash)]),
      files: [],
    });
    const steps = readPatch(action, ports.repository.root);
    if (!steps.ok) return refuse(steps.error);
    const applied = yield* need(applyProposal(ground, steps.value, signal));
    if ('rule' in applied) return refuse(applied);
    const ruling = yield* need(rule(ground, applied, signal));
    if (hold !== undefined) held.add(hold, applied.files);
    return { ruling, files: applied.files };
  });

/** A judgement that nobody has asked for yet. */
type Ahead = (signal: AbortSignal) => Promise<Result<void, Failure>>;

/**
 * Makes ready to judge a patch on what was measured last, while somebody else finds out whether that still stands: where it
 * does, whoever judges the patch next finds it said already. It tells nobody anything, and nothing comes of it where something
 * has moved: what is said is said of that very reading, and what is read of the disk on the way is not kept.
 */
export const prepareAhead = (ground: PatchGround, action: PatchAction): Promise<Result<Ahead | undefined, Failure>> =>
  story(async function* () {
    const last: PatchGround = { ...ground, bases: new Map() };
    const steps = readPatch(action, ground.ports.repository.root);
    if (!steps.ok || ground.held.files().length > 0) return undefined;
    const applied = yield* need(applyToLast(last, steps.value));
    if (applied === undefined || 'rule' in applied) return undefined;
    return (signal) =>
      story(async function* () {
        const judged = yield* need(judgeTexts(last, applied.measured, putOn(new Map(), applied.stored), signal));
        ground.known = [judged, ...ground.known.filter((one) => one !== judged).slice(0, 2)];
      });
  });
