import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix, relative, resolve, sep } from 'node:path';
import type { Failure } from '#app';
import { failure, success, type Result } from '#core';
import { createGit, type Git } from './git.ts';
import { personalEnvironment } from './git-environment.ts';
import { listTree, type Listing } from './working-files.ts';

/** Files by the path a person would write: relative to where they stand, posix. */
export interface Walk {
  readonly files: readonly string[];
  /** The text of one of them; undefined when it is gone or no text. */
  readonly read: (path: string) => Promise<string | undefined>;
}

// Git lists any folder as a work tree once it is lent an empty repository: the same ignore rules, without a checkout.
const listOutside = async (git: Git): Promise<Result<Listing, Failure>> => {
  const lent = await mkdtemp(join(tmpdir(), 'codex-governor-walk-'));
  try {
    const made = await git.run(['init', '--quiet', '--bare', lent]);
    if (!made.ok) return made;
    return await listTree(git.under({ variables: { GIT_DIR: lent, GIT_WORK_TREE: git.folder } }));
  } finally {
    await rm(lent, { recursive: true, force: true, maxRetries: 3 });
  }
};

// A folder that its repository ignores was named on purpose: it is listed as if it stood alone.
const isOfRepository = async (git: Git): Promise<Result<boolean, Failure>> => {
  const inside = await git.run(['rev-parse', '--is-inside-work-tree'], { answers: [0, 128] });
  if (!inside.ok) return inside;
  if (inside.value.code !== 0 || inside.value.output.toString().trim() !== 'true') return success(false);
  const ignored = await git.run(['check-ignore', '--quiet', '.'], { answers: [0, 1, 128] });
  return ignored.ok ? success(ignored.value.code !== 0) : ignored;
};

const listFolder = async (
  folder: string,
  environment: NodeJS.ProcessEnv,
): Promise<Result<readonly string[], Failure>> => {
  const git = createGit({ folder, environment: personalEnvironment(environment) });
  const inside = await isOfRepository(git);
  if (!inside.ok) return inside;
  const listed = inside.value ? await listTree(git) : await listOutside(git);
  if (!listed.ok) return listed;
  const files = [...listed.value.files];
  for (const path of listed.value.repositories) {
    // A repository inside this folder is one entry to git; its own files are listed by its own rules.
    const nested = await listFolder(join(folder, path), environment);
    if (!nested.ok) return nested;
    for (const file of nested.value) files.push(`${path}${file}`);
  }
  return success(files);
};

/**
 * The files that paths name: a file is itself, a folder is walked as git would (tracked and untracked, not ignored).
 * Sorted, each once.
 */
export const walkPaths = async (
  paths: readonly string[],
  from: string,
  environment: NodeJS.ProcessEnv,
): Promise<Result<Walk, Failure>> => {
  const found = new Map<string, string>();
  const add = (file: string): void => {
    found.set(relative(from, file).split(sep).join(posix.sep), file);
  };
  for (const path of paths) {
    const place = resolve(from, path);
    const known = await stat(place).catch(() => undefined);
    if (known === undefined)
      return failure({ reason: 'bad-path', message: `There is no file or folder ${path}.`, remedy: 'Check the path.' });
    if (!known.isDirectory()) {
      add(place);
      continue;
    }
    const listed = await listFolder(place, environment);
    if (!listed.ok) return listed;
    for (const file of listed.value) add(join(place, file));
  }
  return success({
    files: [...found.keys()].sort(),
    read: async (path) => {
      const file = found.get(path);
      if (file === undefined) return undefined;
      // A pipe or a device might never end.
      const kind = await stat(file).catch(() => undefined);
      return kind?.isFile() === true ? readFile(file, 'utf8').catch(() => undefined) : undefined;
    },
  });
};
