import {
  allowanceFolders,
  allowanceKindOf,
  allowanceKinds,
  checkAllowance,
  readAllowance,
  success,
  type AllowanceFile,
  type Allowances,
  type Policy,
  type Problem,
  type Result,
} from '#core';
import type { Failure } from '../failure.ts';
import type { Clock, History, MeasureFrom, Staging, WorkingTree } from '../ports.ts';
import { need, story } from '../story.ts';

export interface AllowancePorts {
  readonly repository: Pick<History, 'readFolderAt' | 'upstream' | 'head'> &
    Pick<WorkingTree, 'readFolder'> &
    Pick<Staging, 'readStagedFolder'>;
  readonly clock: Clock;
}

export interface AllowanceOptions {
  /** What stands now is read of HEAD instead of the working tree. */
  readonly committed?: boolean;
  /** What stands now is read of what is staged. */
  readonly staged?: boolean;
  /** Paths of waivers and approvals of which the platform reports a review by their role, verified: they count too. */
  readonly verified?: readonly string[];
  /** True where somebody is only told, and what is claimed may lift a block to a warning. */
  readonly claimsLift?: boolean;
}

type ReadAllowances = (
  ports: AllowancePorts,
  from: MeasureFrom,
  options?: AllowanceOptions,
) => Promise<Result<Allowances, Failure>>;

type ReadFolder = (folder: string) => Promise<Result<ReadonlyMap<string, string>, Failure>>;

const readFiles = (read: ReadFolder): Promise<Result<readonly AllowanceFile[], Failure>> =>
  story(async function* () {
    const files: AllowanceFile[] = [];
    const folders = await Promise.all(
      allowanceKinds.map(async (kind) => [kind, await read(allowanceFolders[kind])] as const),
    );
    for (const [kind, found] of folders)
      for (const [path, text] of yield* need(found))
        if (allowanceKindOf(path) === kind) files.push(readAllowance(kind, path, text));
    return files;
  });

/**
 * The commit whose waivers and approvals count: the base that is named, and for a task the newest commit of the default
 * branch that the work stands on, so that one which was merged meanwhile counts, and one that only this branch has does not.
 */
const reviewedCommit = async (
  { repository }: AllowancePorts,
  from: MeasureFrom,
): Promise<Result<string | null, Failure>> => {
  if ('revision' in from) return success(from.revision);
  if (!('task' in from)) return success(null);
  const upstream = await repository.upstream();
  return upstream.ok ? success(upstream.value ?? from.task.commit) : upstream;
};

const readNow = async (
  { repository }: AllowancePorts,
  { committed = false, staged = false }: AllowanceOptions,
): Promise<Result<readonly AllowanceFile[], Failure>> => {
  if (staged) return readFiles((folder) => repository.readStagedFolder(folder));
  if (!committed) return readFiles((folder) => repository.readFolder(folder));
  const head = await repository.head();
  if (!head.ok) return head;
  const { commit } = head.value;
  return commit === null ? success([]) : readFiles((folder) => repository.readFolderAt(commit, folder));
};

/** The waivers and approvals of a past commit, as they counted on a day for what came after it. */
export const readAllowancesAt = (
  repository: Pick<History, 'readFolderAt'>,
  commit: string,
  today: string,
): Promise<Result<Allowances, Failure>> =>
  story(async function* () {
    const base = yield* need(readFiles((folder) => repository.readFolderAt(commit, folder)));
    // What is wrong with those themselves is no fault of that commit, and is looked for among what stands now.
    return { today, base, now: [], verified: [], claimsLift: false };
  });

const textsOf = (files: readonly AllowanceFile[]): unknown => files.map(({ path, text }) => [path, text]);

/** What is wrong with the waivers and approvals of the working tree, under the policy that stands there. */
export const findAllowanceProblems = (
  repository: Pick<WorkingTree, 'readFolder'>,
  policy: Policy,
  files: readonly string[],
): Promise<Result<readonly Problem[], Failure>> =>
  story(async function* () {
    const read = yield* need(readFiles((folder) => repository.readFolder(folder)));
    return read.flatMap((file) => checkAllowance(file, { policy, files }));
  });

/** Reads them again and again: a commit once, and the very same answer where nothing has changed since. */
export const rememberAllowances = (): ReadAllowances => {
  let base: { readonly commit: string | null; readonly files: readonly AllowanceFile[] } | undefined;
  let last: { readonly key: string; readonly allowances: Allowances } | undefined;
  return (ports, from, options = {}) =>
    story(async function* () {
      const { verified = [], claimsLift = false } = options;
      const commit = yield* need(reviewedCommit(ports, from));
      if (base?.commit !== commit) {
        const read: ReadFolder = (folder) =>
          commit === null ? Promise.resolve(success(new Map())) : ports.repository.readFolderAt(commit, folder);
        base = { commit, files: yield* need(readFiles(read)) };
      }
      const now = yield* need(readNow(ports, options));
      const today = ports.clock.now().slice(0, 10);
      const key = JSON.stringify([commit, textsOf(now), today, verified, claimsLift]);
      if (last?.key !== key) last = { key, allowances: { today, base: base.files, now, verified, claimsLift } };
      return last.allowances;
    });
};

/** The waivers and approvals there are for a change that starts there. */
export const readAllowances: ReadAllowances = (...given) => rememberAllowances()(...given);
