import { lstat, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isRedirected } from '../git/environment.ts';
import type { EnginePlace } from './offer.ts';

const gitFolderAt = async (root: string): Promise<string | undefined> => {
  const path = join(root, '.git');
  const found = await lstat(path).catch(() => undefined);
  if (found?.isDirectory() === true) return path;
  if (found?.isFile() !== true) return undefined;
  // The worktrees and submodules of a repository have their git folder in that of the repository.
  const told = /^gitdir: (.+?)\r?\n?$/.exec(await readFile(path, 'utf8'))?.[1];
  return told === undefined ? undefined : resolve(root, told);
};

/**
 * Where we would keep what is of the worktree that a folder is in, told without git, which takes a while to start. Only good
 * for looking whether something is there that names its own root. Undefined outside of a repository, and where the
 * environment sends git elsewhere.
 */
export const findOwnFolder = async (
  folder: string,
  environment: NodeJS.ProcessEnv,
): Promise<EnginePlace | undefined> => {
  if (isRedirected(environment)) return undefined;
  for (let root = resolve(folder); ; root = dirname(root)) {
    const gitFolder = await gitFolderAt(root);
    if (gitFolder !== undefined) return { root, ownFolder: join(gitFolder, 'codex-governor') };
    if (root === dirname(root)) return undefined;
  }
};
