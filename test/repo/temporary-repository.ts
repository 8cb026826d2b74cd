// Real git in temporary folders, cut off from the configuration of whoever runs the tests.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FileClass } from '#core';
import type { MeasuredChange, MeasureFrom, MeasureOptions, Repository } from '#app';
import { openRepository } from '#repo';
import { demand } from '../results.ts';

export { demand, demandFailure } from '../results.ts';

const made: string[] = [];

/** A new empty folder, by its real path. */
export const makeFolder = (place = tmpdir()): string => {
  const folder = realpathSync(mkdtempSync(join(place, 'codex-governor-test-')));
  made.push(folder);
  return folder;
};

/** Removes what the test made; for `afterEach`. */
export const removeFolders = (): void => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
};

export interface TestRepository {
  readonly root: string;
  /** What the person's git runs under; `GIT_CONFIG_GLOBAL` names a file that a test may write. */
  readonly environment: NodeJS.ProcessEnv;
  readonly git: (...words: readonly string[]) => string;
  readonly write: (path: string, text: string | Uint8Array, mode?: number) => void;
  readonly remove: (path: string) => void;
  /** Stages everything and commits it; the commit's id. */
  readonly commit: (message?: string) => string;
}

const isOurs = (name: string): boolean => /^git_/i.test(name);

/** The environment of a person with an empty configuration of their own in `home`. */
export const personIn = (home: string): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOurs(name))),
  HOME: home,
  XDG_CONFIG_HOME: join(home, 'xdg'),
  GIT_CONFIG_GLOBAL: join(home, 'gitconfig'),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
});

export const handle = (root: string, environment: NodeJS.ProcessEnv): TestRepository => {
  const git = (...words: readonly string[]): string =>
    execFileSync('git', words, { cwd: root, env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  return {
    root,
    environment,
    git,
    write: (path, text, mode) => {
      const file = join(root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      if (mode !== undefined) chmodSync(file, mode);
    },
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    commit: (message = 'work') => {
      // As few processes as can be, as the tests make many commits: git would start two more to see whether it is time to tidy.
      const commit = 'git -c maintenance.auto=false commit --quiet --allow-empty --message "$0"';
      const words = ['-c', `git add --all && ${commit}`, message];
      execFileSync('sh', words, { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
      return readHeadCommit(root) ?? git('rev-parse', 'HEAD').trim();
    },
  };
};

/** The commit of a branch as git has just written it; a process less for every commit of a test. */
const readHeadCommit = (root: string): string | undefined => {
  const head = join(root, '.git', 'HEAD');
  if (!existsSync(head)) return undefined;
  const reference = /^ref: (.*)\n$/.exec(readFileSync(head, 'utf8'))?.[1];
  const file = join(root, '.git', reference ?? '');
  return reference !== undefined && existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
};

/** A repository on the branch `main`, with the files given committed; without any: no commit yet. */
export const makeRepository = (files: Readonly<Record<string, string>> = {}, place?: string): TestRepository => {
  const home = makeFolder(place);
  const root = join(home, 'repository');
  mkdirSync(root);
  const repository = handle(root, personIn(home));
  repository.git('init', '--quiet', '--initial-branch=main', '--template=');
  for (const [path, text] of Object.entries(files)) repository.write(path, text);
  if (Object.keys(files).length > 0) repository.commit('first');
  return repository;
};

export const open = async ({ root, environment }: TestRepository): Promise<Repository> =>
  demand(await openRepository(root, { environment, startedIn: root }));

export const byAttribute = (_: string, attribute: FileClass | undefined): FileClass => attribute ?? 'code';

export const measure = async (
  repository: Repository,
  from: MeasureFrom,
  options: Partial<MeasureOptions> = {},
): Promise<MeasuredChange> => demand(await repository.measure(from, { classify: byAttribute, ...options }));

/** A change in one line a file: `modified a.ts +1 -2`. */
export const summarise = ({ change }: MeasuredChange): readonly string[] =>
  change.files.map(({ status, from, path, added, deleted, binary }) =>
    [status, ...(from === undefined ? [] : [from, '→']), path, binary ? 'binary' : `+${added} -${deleted}`].join(' '),
  );

/** The base of a task that begins now. */
export const beginTask = async (repository: Repository, task = 'task'): Promise<MeasureFrom> => {
  const [head, snapshot] = [demand(await repository.head()), demand(await repository.takeSnapshot(task))];
  return { task: { ...head, snapshot: snapshot.tree, digestOnly: snapshot.digestOnly } };
};

export const lines = (count: number, word = 'line'): string =>
  Array.from({ length: count }, (_, index) => `${word} ${index + 1}\n`).join('');
