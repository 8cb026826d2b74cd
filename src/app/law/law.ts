import {
  checkLayer,
  closeMode,
  failure,
  globsOf,
  mergeLayers,
  present,
  readLayer,
  resolveExtends,
  ruleKinds,
  shippedPrefix,
  success,
  type Layer,
  type LawText,
  type Mode,
  type Policy,
  type Problem,
  type Result,
  type Task,
} from '#core';
import type { Failure } from '../failure.ts';
import { findMode } from './find-mode.ts';
import { policyPath, tellLaw, type LawPlace } from './law-place.ts';
import { explainAbsence, refuseLaw } from './law-refused.ts';
import type { PolicyShelf } from '../ports.ts';
import type { Standard } from '../review/review.ts';

/** The effective policy with all that it was made of. */
export interface Law {
  readonly policy: Policy;
  /** Every layer's text, bases first, the repository's own last: enough to make the same law again. */
  readonly texts: readonly LawText[];
  /** Warnings; a law with errors is no law. */
  readonly problems: readonly Problem[];
  /** The policy file, as a path of the place it was read from. */
  readonly path: string;
  /** The place, for people: `in the working tree`, `at` a commit, `as of the start of the task`. */
  readonly readFrom: string;
  /** The full id of the commit it was read from; left out where it was read from no commit. */
  readonly revision?: string;
}

interface Gathered {
  readonly layers: readonly Layer[];
  readonly problems: readonly Problem[];
  /** The text each layer was read from, by its source. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What was made of texts lately, by them; whoever stays reads the same law again and again. */
interface Made {
  readonly layers: Map<string, Layer>;
  readonly laws: Map<string, Result<Law, Failure>>;
}
const made = new WeakMap<PolicyShelf, Made>();

// A law and what it extends, of a few commits and the working tree.
const mostMade = 30;

/** Makes something of texts, or gives what was made of the very same. */
const makeOnce = <Value>(known: Map<string, Value>, key: string, make: () => Value): Value => {
  const value = known.get(key) ?? make();
  known.delete(key);
  known.set(key, value);
  for (const oldest of known.keys()) if (known.size > mostMade) known.delete(oldest);
  return value;
};

const madeOf = (shelf: PolicyShelf): Made => {
  const known = made.get(shelf) ?? { layers: new Map(), laws: new Map() };
  made.set(shelf, known);
  return known;
};

const layerOf = (shelf: PolicyShelf, source: string, text: string): Layer =>
  makeOnce(madeOf(shelf).layers, `${source}\0${text}`, () => readLayer(source, text));

const readBase = async (name: string, shelf: PolicyShelf, place: LawPlace): ReturnType<LawPlace['readText']> =>
  name.startsWith(shippedPrefix)
    ? success(await shelf.readShipped(name.slice(shippedPrefix.length)))
    : place.readText(name);

// Bases name bases of their own, so reading goes on until a round finds nothing new.
const gatherLayers = async (
  root: Layer,
  rootText: string,
  shelf: PolicyShelf,
  place: LawPlace,
): Promise<Result<Gathered, Failure>> => {
  const shipped = await shelf.shipped();
  const known = new Map<string, Layer | undefined>();
  const texts = new Map([[root.source, rootText]]);
  for (;;) {
    const { layers, missing, problems } = resolveExtends(root, known, shipped);
    if (missing.length === 0) return success({ layers, problems, texts });
    for (const name of missing) {
      const read = await readBase(name, shelf, place);
      if (!read.ok) return read;
      const text = read.value;
      if (text !== undefined) texts.set(name, text);
      known.set(name, text === undefined ? undefined : layerOf(shelf, name, text));
    }
  }
};

interface Enacting extends Omit<LawPlace, 'readText'> {
  readonly shippedGlobs?: ReadonlySet<string>;
}

const enact = (gathered: Gathered, place: Enacting): Result<Law, Failure> => {
  const { layers } = gathered;
  const merged = mergeLayers(layers);
  const against = { ...present('files', place.files), ...present('shippedGlobs', place.shippedGlobs) };
  const { path = policyPath, readFrom, revision } = place;
  const problems = [
    ...gathered.problems,
    ...layers.flatMap((layer) => layer.problems),
    ...merged.problems,
    ...layers.flatMap((layer) => checkLayer(layer, { policy: merged.policy, kinds: ruleKinds, ...against })),
  ];
  if (problems.some(({ severity }) => severity === 'error'))
    return failure(refuseLaw(problems, tellLaw({ path, readFrom }), revision !== undefined));
  const texts = layers.map(({ source }) => ({ source, text: gathered.texts.get(source) ?? '' }));
  const at = revision === undefined ? {} : { revision };
  return success({ policy: merged.policy, texts, problems, path, readFrom, ...at });
};

const readShippedGlobs = async (shelf: PolicyShelf): Promise<ReadonlySet<string>> => {
  const names = await shelf.shipped();
  const texts = await Promise.all(names.map(async (name) => (await shelf.readShipped(name)) ?? ''));
  return new Set(texts.flatMap((text, index) => globsOf(readLayer(names[index] ?? '', text), ruleKinds)));
};

const hasDeadGlobs = (law: Result<Law, Failure>): boolean =>
  ((law.ok ? law.value : law.error).problems ?? []).some(({ code }) => code === 'dead-glob');

/** What other processes made of the same; who has no memory makes no key of it either, which is as long as the texts. */
const keptUnder = (memory: PolicyShelf['memory'], ofWhat: readonly unknown[]) => {
  if (memory === undefined) return undefined;
  const key = JSON.stringify(ofWhat);
  return {
    // What is kept was written by this build, which the memory answers for.
    recall: () => memory.recall(key) as Law | undefined,
    learn: (law: Law) => memory.learn(key, law),
  };
};

/** A law that was kept, where all that it extends is the same as well. */
const ifSame = async (law: Law | undefined, shelf: PolicyShelf, place: LawPlace): Promise<Law | undefined> => {
  for (const { source, text } of law?.texts ?? []) {
    if (source === law?.path) continue;
    const read = await readBase(source, shelf, place);
    if (!read.ok || read.value !== text) return undefined;
  }
  return law;
};

/** The law as it stands at a place: the working tree, a revision, a folder. */
export const readLaw = async (shelf: PolicyShelf, place: LawPlace): Promise<Result<Law, Failure>> => {
  const path = place.path ?? policyPath;
  const read = await place.readText(path);
  if (!read.ok) return read;
  if (read.value === undefined) return failure(await explainAbsence(place, path));
  const { files, readFrom, revision } = place;
  const kept = keptUnder(shelf.memory, ['law', read.value, files, path, readFrom, revision]);
  const recalled = await ifSame(kept?.recall(), shelf, place);
  if (recalled !== undefined) return success(recalled);
  const gathered = await gatherLayers(layerOf(shelf, path, read.value), read.value, shelf, place);
  if (!gathered.ok) return gathered;
  const key = JSON.stringify([[...gathered.value.texts], gathered.value.problems, files, path, readFrom, revision]);
  const law = makeOnce(madeOf(shelf).laws, key, () => enact(gathered.value, place));
  // What we ship is read only where it is asked which of its places are not there yet.
  if (hasDeadGlobs(law)) return enact(gathered.value, { ...place, shippedGlobs: await readShippedGlobs(shelf) });
  if (law.ok) kept?.learn(law.value);
  return law;
};

/** The law a task began under, from the texts that were kept with it. A shelf may know what was made of them before. */
export const readFrozenLaw = (
  { law: texts }: Pick<Task, 'law'>,
  shelf?: Pick<PolicyShelf, 'memory'>,
): Result<Law, Failure> => {
  const kept = keptUnder(shelf?.memory, ['frozen law', texts]);
  const recalled = kept?.recall();
  if (recalled !== undefined) return success(recalled);
  const gathered = {
    layers: texts.map(({ source, text }) => readLayer(source, text)),
    problems: [],
    texts: new Map(texts.map(({ source, text }) => [source, text])),
  };
  const law = enact(gathered, { readFrom: 'as of the start of the task' });
  if (law.ok) kept?.learn(law.value);
  return law;
};

/** What a change is held to by a policy and in a mode: by a task also to its scope, and what it is linked to counts. */
export const standardBy = (
  policy: Policy,
  mode: Mode | undefined,
  task: Pick<Task, 'scope' | 'closed' | 'specs'> | undefined,
): Standard => ({
  policy,
  scope: task?.scope ?? [],
  ...present(
    'linked',
    task?.specs.map(({ path }) => path),
  ),
  ...present('mode', mode === undefined ? undefined : closeMode(mode, task?.closed)),
});

/** What a task's change is held to. */
export const standardOfTask = (task: Task): Result<Standard, Failure> => {
  const law = readFrozenLaw(task);
  if (!law.ok) return law;
  const mode = findMode(law.value.policy, task.mode);
  return mode.ok ? success(standardBy(law.value.policy, mode.value, task)) : mode;
};

/** As `standardOfTask`, for someone who asks of the same task with every look: what is frozen is read once. */
export const rememberStandard = (): ((task: Task) => Result<Standard, Failure>) => {
  let last: { readonly key: string; readonly standard: Result<Standard, Failure> } | undefined;
  return (task) => {
    const key = JSON.stringify([task.mode, task.scope, task.closed, task.specs, task.law]);
    if (last?.key !== key) last = { key, standard: standardOfTask(task) };
    return last.standard;
  };
};
