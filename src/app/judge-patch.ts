import {
  applyPatch,
  findingOfFault,
  heldOver,
  pathsOfSteps,
  patchRules,
  present,
  readPatch,
  ruleBy,
  ruleOnPatch,
  success,
  type Judgement,
  type PatchAction,
  type PatchFault,
  type PatchStep,
  type ProposedFile,
  type Result,
  type Ruling,
  type StandingFile,
} from '#core';
import { judgeStanding } from './check-change.ts';
import { nothingGathered } from './court.ts';
import type { Failure } from './failure.ts';
import { openHeldPatches, type Settlement } from './held-patches.ts';
import type { ActionPorts, RuledAction } from './judge-action.ts';
import { findBreach } from './law-left.ts';
import { policyPath } from './law.ts';
import { readEdits, type Edit } from './overlay.ts';
import type { PathFacts } from './ports.ts';
import { putOn, rememberProposed, type ProposedTexts } from './proposed.ts';
import { readChange, type Reading } from './review.ts';
import type { Standing } from './standing.ts';
import { need, story } from './story.ts';

/** A reading of what was measured with texts on top of it, and what is said of that. */
interface Judged {
  /** What was measured. */
  readonly ground: Reading;
  readonly texts: ProposedTexts;
  readonly reading: Reading;
  readonly judgement: Judgement;
}

interface PatchOptions {
  readonly hold?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface PatchJudge {
  judge(action: PatchAction, options: PatchOptions): Promise<Result<RuledAction, Failure>>;
  settle(hold: string, how: Settlement): void;
  moved(): void;
  warmUp(signal?: AbortSignal): Promise<Result<Judged, Failure>>;
}

/** A patch as it was applied in memory. */
interface Applied {
  readonly ground: Reading;
  readonly files: readonly ProposedFile[];
  /** The texts of the files as git would store them, where they stand now. */
  readonly standing: ReadonlyMap<string, string>;
  readonly stored: readonly ProposedFile[];
}

const isSameTexts = (one: ProposedTexts, other: ProposedTexts): boolean =>
  one.size === other.size && [...one].every(([path, text]) => other.has(path) && other.get(path) === text);

/** A repository as it would be with proposed texts, for what reads the law from the working tree. */
const withTexts = (repository: ActionPorts['repository'], texts: ProposedTexts): ActionPorts['repository'] => ({
  ...repository,
  read: async (path) => (texts.has(path) ? success(texts.get(path)) : repository.read(path)),
});

/** The standing as it would be with proposed texts: they may break the policy, or mend it. */
const standingWith = (
  ports: ActionPorts,
  standing: Standing,
  texts: ProposedTexts,
): Promise<Result<Standing, Failure>> =>
  story(async function* () {
    const { breach: _, ...rest } = standing;
    const { law, from } = standing;
    const isLaw = 'task' in from || law.revision !== undefined;
    const isTouched = texts.has(policyPath) || law.texts.some(({ source }) => texts.has(source));
    if (!isLaw || !isTouched) return standing;
    const breach = yield* need(findBreach({ ...ports, repository: withTexts(ports.repository, texts) }, law, {}));
    return { ...rest, ...present('breach', breach) };
  });

const noStore = (path: string): PatchFault => ({
  rule: patchRules.text,
  path,
  line: 1,
  message:
    'Git keeps this file by a program of its own, or compares no lines of it, so a patch of it cannot be judged.',
});

/** Files as git would store them; a path of which it would keep no lines. */
const storeFiles = (
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

/** The lines that differ from the base, by path. */
const sizesOf = ({ files }: Reading): ReadonlyMap<string, number> =>
  new Map(files.map(({ path, added, deleted }) => [path, added + deleted]));

/** The patch as a change of its own, from what stands now. */
const editsAlone = ({ stored, standing, ground }: Applied, classes: ReadonlyMap<string, PathFacts>): readonly Edit[] =>
  stored.map(({ path, from, after }) => ({
    path,
    ...present('from', from),
    ...present('before', standing.get(from ?? path)),
    ...present('after', after),
    class: classes.get(path)?.class ?? ground.files.find((file) => file.path === path)?.class ?? 'code',
  }));

/** Opens a judge of patches over what a standing holds the work to. It is asked one thing after the other. */
export const openPatchJudge = (ports: ActionPorts, standing: Standing): PatchJudge => {
  const readProposed = rememberProposed();
  const held = openHeldPatches();
  let ground: Reading | undefined;
  let isCurrent = false;
  let known: readonly Judged[] = [];

  const measure = (signal: AbortSignal | undefined): Promise<Result<Reading, Failure>> =>
    story(async function* () {
      if (ground !== undefined && isCurrent) return ground;
      // What moves while it is measured is measured once more.
      isCurrent = true;
      held.forgetLanded();
      const options = { ...present('last', ground), ...present('signal', signal) };
      const read = await readChange(ports, standing.standard, standing.from, options);
      if (!read.ok) isCurrent = false;
      ground = yield* need(read);
      return ground;
    });

  const judgeTexts = (
    ground: Reading,
    texts: ProposedTexts,
    signal: AbortSignal | undefined,
  ): Promise<Result<Judged, Failure>> =>
    story(async function* () {
      const last = known.find((one) => one.ground === ground && isSameTexts(one.texts, texts));
      if (last !== undefined) return last;
      const reading = yield* need(readProposed(ports, ground, texts, signal));
      const stands = yield* need(standingWith(ports, standing, texts));
      const judgement = yield* need(judgeStanding(ports, stands, reading, signal));
      const judged: Judged = { ground, texts, reading, judgement };
      // One without the patch, one with it.
      known = [judged, ...known.slice(0, 1)];
      return judged;
    });

  const storedTexts = (ground: Reading, files: readonly ProposedFile[]): Promise<Result<ProposedTexts, Failure>> =>
    story(async function* () {
      const facts = yield* need(ground.measured.lookUp(files.map(({ path }) => path)));
      const stored = storeFiles(files, facts);
      return putOn(new Map(), 'unstored' in stored ? files : stored);
    });

  /** What is said of the work without the next patch. */
  const judgeStill = (signal: AbortSignal | undefined): Promise<Result<Judged, Failure>> =>
    story(async function* () {
      const ground = yield* need(measure(signal));
      return yield* need(judgeTexts(ground, yield* need(storedTexts(ground, held.files())), signal));
    });

  /** What stands at paths: what a held patch makes of them, else what is on disk. */
  const lookAtAll = (paths: readonly string[]): Promise<Result<ReadonlyMap<string, StandingFile>, Failure>> =>
    story(async function* () {
      const made = held.texts();
      const found = new Map<string, StandingFile>();
      for (const path of paths) {
        const text = made.get(path);
        if (text !== undefined) found.set(path, { is: 'text', text });
        else found.set(path, made.has(path) ? { is: 'absent' } : yield* need(ports.lookAt(path)));
      }
      return found;
    });

  /** Whether what is on disk at these paths is what was measured. */
  const isMeasured = (ground: Reading, found: ReadonlyMap<string, StandingFile>): Promise<Result<boolean, Failure>> =>
    story(async function* () {
      const made = held.texts();
      const looked = [...found].filter(([path]) => !made.has(path));
      const facts = yield* need(ground.measured.lookUp(looked.map(([path]) => path)));
      for (const [path, file] of looked) {
        const text = file.is === 'text' ? (facts.get(path)?.store(file.text) ?? file.text) : undefined;
        const now = ground.files.find((one) => one.path === path)?.after ?? (await ground.measured.readAfter(path));
        if (file.is !== 'place' && file.is !== 'unread' && text !== now) return false;
      }
      return true;
    });

  const apply = (
    steps: readonly PatchStep[],
    signal: AbortSignal | undefined,
  ): Promise<Result<Applied | PatchFault, Failure>> =>
    story(async function* () {
      let found = yield* need(lookAtAll(pathsOfSteps(steps)));
      let ground = yield* need(measure(signal));
      if (!(yield* need(isMeasured(ground, found)))) {
        isCurrent = false;
        ground = yield* need(measure(signal));
        found = yield* need(lookAtAll(pathsOfSteps(steps)));
      }
      const applied = applyPatch(steps, found);
      if (!applied.ok) return applied.error;
      const facts = yield* need(ground.measured.lookUp([...found.keys()]));
      const stored = storeFiles(applied.value, facts);
      if ('unstored' in stored) return noStore(stored.unstored);
      const standing = new Map<string, string>();
      for (const [path, file] of found)
        if (file.is === 'text') standing.set(path, facts.get(path)?.store(file.text) ?? file.text);
      return { ground, files: applied.value, stored, standing };
    });

  /** The ids of those findings that the patch alone would make, too, and that it did not make smaller. */
  const findAgain = (
    applied: Applied,
    before: Judged,
    after: Judged,
    signal: AbortSignal | undefined,
  ): Promise<Result<ReadonlySet<string>, Failure>> =>
    story(async function* () {
      const touched = new Set(
        applied.stored.flatMap(({ path, from }) => [path, ...(from === undefined ? [] : [from])]),
      );
      const sizes = { before: sizesOf(before.reading), after: sizesOf(after.reading) };
      const old = heldOver(before.judgement, after.judgement, touched).filter(
        ({ path }) => (sizes.after.get(path) ?? 0) >= (sizes.before.get(path) ?? 0),
      );
      if (old.length === 0) return new Set<string>();
      const { ground } = applied;
      const facts = yield* need(ground.measured.lookUp([...touched]));
      const nothing = { ...ground, files: [], change: { ...ground.change, files: [] } };
      const read = yield* need(readEdits(ports, nothing, editsAlone(applied, facts), { signal }));
      const files = read.flatMap(({ file }) => file ?? []);
      const alone = { ...nothing, files, change: { ...nothing.change, files }, known: nothingGathered };
      const made = new Set((yield* need(judgeStanding(ports, standing, alone, signal))).findings.map(({ id }) => id));
      return new Set(old.map(({ id }) => id).filter((id) => made.has(id)));
    });

  const rule = (applied: Applied, signal: AbortSignal | undefined): Promise<Result<Ruling, Failure>> =>
    story(async function* () {
      const { ground, stored } = applied;
      const before = yield* need(judgeStill(signal));
      const after = yield* need(judgeTexts(ground, putOn(before.texts, stored), signal));
      return ruleOnPatch(before.judgement, after.judgement, yield* need(findAgain(applied, before, after, signal)));
    });

  const refuse = (fault: PatchFault): RuledAction => ({
    ruling: ruleBy([findingOfFault(fault, ports.hash)]),
    files: [],
  });

  return {
    judge: (action, { hold, signal }) =>
      story(async function* () {
        const steps = readPatch(action, ports.repository.root);
        if (!steps.ok) return refuse(steps.error);
        const applied = yield* need(apply(steps.value, signal));
        if ('rule' in applied) return refuse(applied);
        const ruling = yield* need(rule(applied, signal));
        if (hold !== undefined) held.add(hold, applied.files);
        return { ruling, files: applied.files };
      }),
    settle: held.settle,
    moved: () => {
      isCurrent = false;
    },
    warmUp: judgeStill,
  };
};
