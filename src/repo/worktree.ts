import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { failure, success, type Result } from '#core';
import type { Failure } from '#app';
import { createGit, isFolder, noFolder, type Git } from './git/git.ts';
import { findGit } from './git/program.ts';
import { personalEnvironment, pinnedEnvironment, type Setting, type Variables } from './git/environment.ts';
import { oldestGit, oldGit } from './git/failure.ts';
import { settingsOf } from './personal-settings.ts';
import type { TakenTree } from './measure/take-tree.ts';

/** Where the parts of a git worktree are; absolute, in the machine's own spelling. */
export interface WorktreePlace {
  readonly root: string;
  /** The git folder of this worktree alone. */
  readonly gitFolder: string;
  /** The git folder that all worktrees of the repository share. */
  readonly commonFolder: string;
  readonly objectsFolder: string;
  /** The index in force: an outer `git commit` may have made one of its own for its hook. */
  readonly indexFile: string;
  /** What we keep for this worktree. */
  readonly ownFolder: string;
}

export interface Worktree {
  readonly place: WorktreePlace;
  /** Git without the person's and the system's configuration. */
  readonly git: Git;
  /** The same with some of their settings all the same. */
  readonly gitWith: (settings: readonly Setting[]) => Git;
  /** Git as the person runs it, to ask for their settings. */
  readonly personal: Git;
  /** What that git is started under, without what names the repository. */
  readonly environment: Variables;
  /** Asks for something by a name, or gives what came of it before, where one state is looked at. */
  readonly recall: Recall;
  /** The working tree as it was taken ahead, once; undefined where it was not, or too long ago to be that of now. */
  readonly takeAhead?: () => Promise<TakenTree | undefined>;
}

export type Recall = <Value>(
  what: string,
  ask: () => Promise<Result<Value, Failure>>,
) => Promise<Result<Value, Failure>>;

export interface OpenOptions {
  /** The environment git starts in; the process's own when left out. */
  readonly environment?: NodeJS.ProcessEnv;
  /** The folder the process was started in, which an outer git's paths are told from. */
  readonly startedIn?: string;
  /**
   * One question is answered of one state: HEAD and settings are asked of git once, as each of its programs takes a while.
   * Not for who stays, or writes.
   */
  readonly isBrief?: boolean;
  /** Stops every git that is started for this worktree; who has one signal for all it does hands it over here. */
  readonly signal?: AbortSignal;
}

/** Finds the worktree a folder is in. */
export const openWorktree = async (folder: string, options: OpenOptions = {}): Promise<Result<Worktree, Failure>> => {
  const environment = options.environment ?? process.env;
  const start = resolve(folder);
  if (!(await isFolder(start))) return failure(noFolder(start));
  const { signal } = options;
  const own = personalEnvironment(environment);
  const personal = createGit({ folder: start, environment: own, signal });
  const recall = options.isBrief === true ? remember() : askAgain;
  // Settings are asked for in any case, so git need not tell the place first.
  if (options.isBrief === true) void settingsOf({ personal, recall }, signal).catch(() => undefined);
  const [version, found] = await Promise.all([demandVersion(personal, own), findPlace(personal)]);
  if (!version.ok) return version;
  if (!found.ok) return found;
  const indexFile = await findOuterIndex(found.value, environment, options.startedIn ?? process.cwd());
  const place = { ...found.value, indexFile: indexFile ?? found.value.indexFile };
  return success({ ...arrange(place, environment, signal), recall });
};

const askAgain: Recall = (_, ask) => ask();

/** Remembers what came of each question; for one state alone. */
export const remember = (): Recall => {
  const known = new Map<string, Promise<unknown>>();
  return <Value>(what: string, ask: () => Promise<Result<Value, Failure>>) => {
    const asked = known.get(what) ?? ask();
    known.set(what, asked);
    // A name stands for one kind of value.
    return asked as Promise<Result<Value, Failure>>;
  };
};

const arrange = (
  place: WorktreePlace,
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
): Omit<Worktree, 'recall'> => {
  // Said outright, so that a deleted .git is an error and never the repository of a folder above.
  const here: Variables = {
    GIT_DIR: place.gitFolder,
    GIT_WORK_TREE: place.root,
    GIT_INDEX_FILE: place.indexFile,
  };
  const gitIn = (variables: Variables): Git =>
    createGit({ folder: place.root, environment: { ...variables, ...here }, signal });
  const gitWith = (settings: readonly Setting[]): Git => gitIn(pinnedEnvironment(environment, settings));
  const own = personalEnvironment(environment);
  return { place, git: gitWith([]), gitWith, personal: gitIn(own), environment: own };
};

// The programs that were new enough, by where they are and when they were written: an update is looked at again.
const newEnough = new Set<string>();

const demandVersion = async (git: Git, environment: Variables): Promise<Result<void, Failure>> => {
  const program = await findGit(environment);
  const written = program === undefined ? undefined : await stat(program).catch(() => undefined);
  const name = JSON.stringify([program, written?.mtimeMs, written?.ino, written?.size]);
  if (written !== undefined && newEnough.has(name)) return success(undefined);
  const told = await askForVersion(git);
  if (told.ok && written !== undefined) newEnough.add(name);
  return told;
};

const askForVersion = async (git: Git): Promise<Result<void, Failure>> => {
  const answer = await git.run(['version']);
  if (!answer.ok) return answer;
  const said = answer.value.output.toString();
  const version = /[0-9]+\.[0-9]+\S*/.exec(said)?.[0] ?? said.trim();
  return isOlder(version, oldestGit) ? failure(oldGit(version)) : success(undefined);
};

const isOlder = (version: string, other: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major < otherMajor || (major === otherMajor && minor < otherMinor);
};

const placeWords = [
  'rev-parse',
  '--path-format=absolute',
  '--show-toplevel',
  '--absolute-git-dir',
  '--git-common-dir',
  ...['objects', 'index', 'codex-governor'].flatMap((part) => ['--git-path', part]),
];

const findPlace = async (git: Git): Promise<Result<WorktreePlace, Failure>> => {
  const answer = await git.run(placeWords);
  if (!answer.ok) return answer;
  const lines = answer.value.output.toString().trimEnd().split('\n');
  const [root, gitFolder, commonFolder, objectsFolder, indexFile, ownFolder] = lines.map((line) => resolve(line));
  if (lines.length !== 6 || !root || !gitFolder || !commonFolder || !objectsFolder || !indexFile || !ownFolder) {
    return failure({
      reason: 'git-failed',
      message: `Git does not tell the parts of the repository at ${git.folder} apart: its path has a line break.`,
      remedy: 'Move the repository to a folder without a line break in its name.',
    });
  }
  return success({ root, gitFolder, commonFolder, objectsFolder, indexFile, ownFolder });
};

/*
 * `git commit -a` and `git commit FILE` run their hooks with an index of their own: that is the one to be judged. The
 * variable is believed only when the git that set it works on this very worktree.
 */
const findOuterIndex = async (
  place: WorktreePlace,
  environment: NodeJS.ProcessEnv,
  startedIn: string,
): Promise<string | undefined> => {
  const index = environment['GIT_INDEX_FILE'];
  if (index === undefined || index === '' || !(await isFolder(startedIn))) return undefined;
  const outer = createGit({
    folder: startedIn,
    environment: { ...personalEnvironment(environment), ...outerPlace(environment) },
  });
  const answer = await outer.run(['rev-parse', '--absolute-git-dir'], { answers: [0, 128] });
  if (!answer.ok || answer.value.code !== 0) return undefined;
  return resolve(answer.value.output.toString().trimEnd()) === place.gitFolder ? resolve(place.root, index) : undefined;
};

const outerPlace = (environment: NodeJS.ProcessEnv): Variables =>
  Object.fromEntries(
    ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_COMMON_DIR'].flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
