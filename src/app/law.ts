import {
  checkLayer,
  failure,
  mergeLayers,
  nearestWord,
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
import { fail, type Failure } from './failure.ts';
import type { PolicyShelf, Repository } from './ports.ts';
import type { Standard } from './review.ts';

export const policyPath = '.codex/governance.yaml';

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
}

/** The law's file and place, for people: `.codex/governance.yaml (in the working tree)`. */
export const tellLaw = ({ path, readFrom }: Pick<Law, 'path' | 'readFrom'>): string => `${path} (${readFrom})`;

export interface LawPlace {
  readonly readFrom: string;
  /** Reads a file of that place; undefined when it is not there. */
  readonly readText: (path: string) => Promise<Result<string | undefined, Failure>>;
  /** The policy file; left out: `.codex/governance.yaml`. */
  readonly path?: string;
  /** The files of the repository, to find globs that match none. */
  readonly files?: readonly string[];
}

/** The law as it stands on disk. */
export const workingTree = (repository: Pick<Repository, 'read'>): LawPlace => ({
  readFrom: 'in the working tree',
  readText: (path) => repository.read(path),
});

/** The law of a commit, told by its full id. What it extends is read from the same commit. */
export const atRevision = (repository: Pick<Repository, 'readAt'>, commit: string): LawPlace => ({
  readFrom: `at ${commit.slice(0, 12)}`,
  readText: (path) => repository.readAt(commit, path),
});

interface Gathered {
  readonly layers: readonly Layer[];
  readonly problems: readonly Problem[];
  /** The text each layer was read from, by its source. */
  readonly texts: ReadonlyMap<string, string>;
}

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
      known.set(name, text === undefined ? undefined : readLayer(name, text));
    }
  }
};

const refuse = (problems: readonly Problem[], where: string): Failure => {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return {
    ...fail(
      'bad-policy',
      `The policy ${where} has ${errors} ${errors === 1 ? 'error' : 'errors'}, so nothing can be judged by it.`,
      'Mend the lines named, then try again.',
    ),
    problems,
  };
};

const enact = (gathered: Gathered, place: Omit<LawPlace, 'readText'>): Result<Law, Failure> => {
  const { layers } = gathered;
  const merged = mergeLayers(layers);
  const files = place.files === undefined ? {} : { files: place.files };
  const { path = policyPath, readFrom } = place;
  const problems = [
    ...gathered.problems,
    ...layers.flatMap((layer) => layer.problems),
    ...merged.problems,
    ...layers.flatMap((layer) => checkLayer(layer, { policy: merged.policy, kinds: ruleKinds, ...files })),
  ];
  if (problems.some(({ severity }) => severity === 'error'))
    return failure(refuse(problems, tellLaw({ path, readFrom })));
  const texts = layers.map(({ source }) => ({ source, text: gathered.texts.get(source) ?? '' }));
  return success({ policy: merged.policy, texts, problems, path, readFrom });
};

const noPolicy = (path: string, readFrom: string): Failure =>
  fail(
    'no-policy',
    `There is no policy at ${tellLaw({ path, readFrom })}.`,
    path === policyPath
      ? 'Create one with the command Create Policy, or with `codex-governor init`.'
      : 'Check the path of the file.',
  );

/** The law as it stands at a place: the working tree, a revision, a folder. */
export const readLaw = async (shelf: PolicyShelf, place: LawPlace): Promise<Result<Law, Failure>> => {
  const path = place.path ?? policyPath;
  const read = await place.readText(path);
  if (!read.ok) return read;
  if (read.value === undefined) return failure(noPolicy(path, place.readFrom));
  const gathered = await gatherLayers(readLayer(path, read.value), read.value, shelf, place);
  return gathered.ok ? enact(gathered.value, place) : gathered;
};

/** The law a task began under, from the texts that were kept with it. */
export const readFrozenLaw = (task: Task): Result<Law, Failure> =>
  enact(
    {
      layers: task.law.map(({ source, text }) => readLayer(source, text)),
      problems: [],
      texts: new Map(task.law.map(({ source, text }) => [source, text])),
    },
    { readFrom: 'as of the start of the task' },
  );

const offerMode = (id: string, known: readonly string[]): string => {
  if (known.length === 0) return 'Add one under modes: in the policy.';
  const nearest = nearestWord(id, known);
  const offer = nearest === undefined ? '' : `Did you mean ${nearest}? `;
  return `${offer}The modes are: ${known.join(', ')}.`;
};

/** The mode of that id, or who may be meant. */
export const findMode = (policy: Policy, id: string): Result<Mode, Failure> => {
  const mode = policy.modes.find((mode) => mode.id === id);
  if (mode !== undefined) return success(mode);
  const known = policy.modes.map((mode) => mode.id);
  return failure(fail('unknown-mode', `The policy has no mode ${id}.`, offerMode(id, known)));
};

/** What a task's change is held to. */
export const standardOfTask = (task: Task): Result<Standard, Failure> => {
  const law = readFrozenLaw(task);
  if (!law.ok) return law;
  const mode = findMode(law.value.policy, task.mode);
  return mode.ok ? success({ policy: law.value.policy, mode: mode.value, scope: task.scope }) : mode;
};
