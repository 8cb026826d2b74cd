import {
  checkLayer,
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
import { fail, type Failure } from './failure.ts';
import { findMode } from './find-mode.ts';
import type { History, PolicyShelf, Staging, WorkingTree } from './ports.ts';
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
  /** The full id of the commit it was read from; left out where it was read from no commit. */
  readonly revision?: string;
}

/** The law's file and place, for people: `.codex/governance.yaml (in the working tree)`. */
export const tellLaw = ({ path, readFrom }: Pick<Law, 'path' | 'readFrom'>): string => `${path} (${readFrom})`;

export interface LawPlace {
  readonly readFrom: string;
  /** Reads a file of that place; undefined when it is not there. */
  readonly readText: (path: string) => Promise<Result<string | undefined, Failure>>;
  /** The first part of a path that is a symbolic link there; left out where nobody can tell. */
  readonly findLink?: (path: string) => Promise<Result<string | undefined, Failure>>;
  /** The full id of the commit it is; left out where it is none. */
  readonly revision?: string;
  /** The policy file; left out: `.codex/governance.yaml`. */
  readonly path?: string;
  /** The files of the repository, to find globs that match none. */
  readonly files?: readonly string[];
}

/** The law as it stands on disk. */
export const workingTree = (repository: Pick<WorkingTree, 'read' | 'findLink'>): LawPlace => ({
  readFrom: 'in the working tree',
  readText: (path) => repository.read(path),
  findLink: (path) => repository.findLink(path),
});

/** The law as it is staged. */
export const inTheIndex = (repository: Pick<Staging, 'readStaged' | 'findStagedLink'>): LawPlace => ({
  readFrom: 'as it is staged',
  readText: (path) => repository.readStaged(path),
  findLink: (path) => repository.findStagedLink(path),
});

/** The law of a commit, told by its full id. What it extends is read from the same commit. */
export const atRevision = (repository: Pick<History, 'readAt' | 'findLinkAt'>, commit: string): LawPlace => ({
  readFrom: `at ${commit.slice(0, 12)}`,
  revision: commit,
  readText: (path) => repository.readAt(commit, path),
  findLink: (path) => repository.findLinkAt(commit, path),
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

// What a commit holds stays as it is, and a check of its repair has nothing to judge by either.
const repair =
  'What a commit holds stays so: correct the policy in a change of its own, and commit that by `git commit --no-verify` ' +
  'where a hook refuses it. No check can judge it, so it has to be reviewed and merged by someone who may merge without one.';

const refuse = (problems: readonly Problem[], where: string, isCommitted: boolean): Failure => {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return {
    ...fail(
      'bad-policy',
      `The policy ${where} has ${errors} ${errors === 1 ? 'error' : 'errors'}, so nothing can be judged by it.`,
      isCommitted ? repair : 'Fix the errors, then try again.',
    ),
    problems,
  };
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
    return failure(refuse(problems, tellLaw({ path, readFrom }), revision !== undefined));
  const texts = layers.map(({ source }) => ({ source, text: gathered.texts.get(source) ?? '' }));
  const at = revision === undefined ? {} : { revision };
  return success({ policy: merged.policy, texts, problems, path, readFrom, ...at });
};

const noPolicy = (path: string, readFrom: string): Failure => {
  if (path === '')
    return fail('no-policy', `A folder was named, not the file of a policy (${readFrom}).`, 'Name a file.');
  return fail(
    'no-policy',
    `There is no policy at ${tellLaw({ path, readFrom })}.`,
    // How one is created is for each visitor to say: by a button, by a command.
    path === policyPath ? undefined : 'Check the path of the file.',
  );
};

const brokenByLink = (path: string, link: string, { readFrom, revision }: LawPlace): Failure => {
  const problem: Problem = {
    source: path,
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
    severity: 'error',
    code: 'link',
    message: `\`${link}\` is a symbolic link, and the policy has to be a file of its own. Remove the link, and put a copy of what it leads to in its place.`,
  };
  return refuse([problem], tellLaw({ path, readFrom }), revision !== undefined);
};

/** Why there is no text of a policy: nothing is there, or a link that is not followed or leads nowhere. */
const explainAbsence = async (place: LawPlace, path: string): Promise<Failure> => {
  const link = (await place.findLink?.(path)) ?? success(undefined);
  if (!link.ok) return link.error;
  return link.value === undefined ? noPolicy(path, place.readFrom) : brokenByLink(path, link.value, place);
};

const readShippedGlobs = async (shelf: PolicyShelf): Promise<ReadonlySet<string>> => {
  const names = await shelf.shipped();
  const texts = await Promise.all(names.map(async (name) => (await shelf.readShipped(name)) ?? ''));
  return new Set(texts.flatMap((text, index) => globsOf(readLayer(names[index] ?? '', text), ruleKinds)));
};

const hasDeadGlobs = (law: Result<Law, Failure>): boolean =>
  ((law.ok ? law.value : law.error).problems ?? []).some(({ code }) => code === 'dead-glob');

/** The law as it stands at a place: the working tree, a revision, a folder. */
export const readLaw = async (shelf: PolicyShelf, place: LawPlace): Promise<Result<Law, Failure>> => {
  const path = place.path ?? policyPath;
  const read = await place.readText(path);
  if (!read.ok) return read;
  if (read.value === undefined) return failure(await explainAbsence(place, path));
  const gathered = await gatherLayers(readLayer(path, read.value), read.value, shelf, place);
  if (!gathered.ok) return gathered;
  const law = enact(gathered.value, place);
  // What we ship is read only where it is asked which of its places are not there yet.
  return hasDeadGlobs(law) ? enact(gathered.value, { ...place, shippedGlobs: await readShippedGlobs(shelf) }) : law;
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

/** What a change is held to by a policy and in a mode: by a task also to its scope, and what it is linked to counts. */
export const standardBy = (
  policy: Policy,
  mode: Mode | undefined,
  task: Pick<Task, 'scope' | 'specs'> | undefined,
): Standard => ({
  policy,
  scope: task?.scope ?? [],
  ...present(
    'linked',
    task?.specs.map(({ path }) => path),
  ),
  ...present('mode', mode),
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
    const key = JSON.stringify([task.mode, task.scope, task.specs, task.law]);
    if (last?.key !== key) last = { key, standard: standardOfTask(task) };
    return last.standard;
  };
};
