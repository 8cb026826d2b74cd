import {
  filesOfItem,
  isRead,
  relativePath,
  success,
  type BuiltPack,
  type Mode,
  type PackRequest,
  type Policy,
  type Result,
  type Task,
} from '#core';
import { buildPack, type PackPorts } from './build-pack.ts';
import type { Failure } from '../failure.ts';
import { findMode } from '../law/find-mode.ts';
import { workingTree } from '../law/law-place.ts';
import { readFrozenLaw, readLaw, type Law } from '../law/law.ts';
import type { PolicyShelf, Repository, TaskStore } from '../ports.ts';
import { need, story } from '../story.ts';
import { checkScope, placesIn } from './scope.ts';
import type { TaskRequest } from './task-request.ts';
import { readTaskState, tellParked } from './task-state.ts';

/** What tells which documents a piece of work must have read. */
export type PackWish = Pick<TaskRequest, 'goal' | 'scope' | 'specs' | 'picks'>;

interface PackLaw {
  readonly policy: Policy;
  readonly mode?: Mode;
}

// A document that was linked is the one the work is about; what was picked outright goes before.
const picksOf = (
  { specs, picks }: PackWish,
  { policy, mode }: PackLaw,
  files: readonly string[],
): PackWish['picks'] => {
  const linked = new Set(specs.map(({ path }) => relativePath(path)));
  const found = policy.context
    .filter((item) => item.pick !== undefined && isRead(item, mode) && !Object.hasOwn(picks, item.id))
    .map((item): [string, readonly string[]] => [item.id, filesOfItem(item, files).filter((path) => linked.has(path))])
    .filter(([, paths]) => paths.length > 0);
  return { ...Object.fromEntries(found), ...picks };
};

// Where no scope was declared, the files that the goal names tell what the work is about, those to be written included.
const placeOf = ({ goal, scope }: PackWish): readonly string[] => {
  if (scope.length > 0) return scope;
  return placesIn(goal).filter((path) => path.includes('/'));
};

/** What the pack of a piece of work is made of: the policy's demand, and what the work itself says. */
export const packRequestOf = (wish: PackWish, law: PackLaw, files: readonly string[]): PackRequest => ({
  ...law,
  scope: placeOf(wish),
  picks: picksOf(wish, law, files),
});

/** A pack asked for on its own. What is left out is the task's, where the pack is of its mode. */
export interface PackOptions {
  readonly mode?: string;
  readonly goal?: string;
  readonly scope: readonly string[];
  readonly picks: Readonly<Record<string, readonly string[]>>;
}

/** A pack with what the reader should know of it. */
export interface RequestedPack {
  readonly built: BuiltPack;
  readonly notes: readonly string[];
}

type RequestPorts = PackPorts & {
  readonly repository: Repository;
  readonly store: TaskStore;
  readonly shelf: PolicyShelf;
};

interface Asked {
  readonly wish: PackWish;
  readonly law: Law;
  readonly mode?: Mode;
  readonly task?: Task;
}

const ofTask = (task: Task, options: PackOptions): Result<Asked, Failure> => {
  const law = readFrozenLaw(task);
  if (!law.ok) return law;
  const mode = findMode(law.value.policy, task.mode);
  if (!mode.ok) return mode;
  const wish = {
    goal: options.goal ?? task.goal,
    scope: options.scope.length > 0 ? options.scope : task.scope,
    specs: task.specs,
    picks: { ...task.picks, ...options.picks },
  };
  return success({ wish, law: law.value, mode: mode.value, task });
};

const ofNobody = (ports: RequestPorts, options: PackOptions): Promise<Result<Asked, Failure>> =>
  story(async function* () {
    const law = yield* need(readLaw(ports.shelf, workingTree(ports.repository)));
    const mode = options.mode === undefined ? undefined : yield* need(findMode(law.policy, options.mode));
    const wish = { goal: options.goal ?? '', scope: options.scope, specs: [], picks: options.picks };
    return { wish, law, ...(mode === undefined ? {} : { mode }) };
  });

const isOwn = ({ goal, scope, picks }: PackOptions): boolean =>
  goal !== undefined || scope.length > 0 || Object.keys(picks).length > 0;

const compare = (task: Task | undefined, built: BuiltPack, options: PackOptions): readonly string[] =>
  task === undefined || isOwn(options) || built.pack.digest === task.packDigest
    ? []
    : ['The context pack is not the one the task began with: a document has changed since, or its age counts now.'];

/**
 * Builds the context pack of the task whose work is checked out, by the law of its start; of another mode, or without a
 * task, by the law as it stands.
 */
export const requestPack = (
  ports: RequestPorts,
  options: PackOptions,
  signal?: AbortSignal,
): Promise<Result<RequestedPack, Failure>> =>
  story(async function* () {
    const state = yield* need(readTaskState(ports.repository, ports.store));
    const task = state.state === 'active' ? state.task : undefined;
    const isOfTask = task !== undefined && (options.mode === undefined || options.mode === task.mode);
    const asked = yield* need(isOfTask ? ofTask(task, options) : ofNobody(ports, options));
    const files = yield* need(ports.repository.files());
    yield* need(checkScope(options.scope, files));
    const { policy } = asked.law;
    const law = { policy, ...(asked.mode === undefined ? {} : { mode: asked.mode }) };
    const built = yield* need(buildPack(ports, packRequestOf(asked.wish, law, files), signal));
    const parked = state.state === 'parked' ? [`${tellParked(state)} It was not used.`] : [];
    return { built, notes: [...parked, ...compare(asked.task, built, options)] };
  });
