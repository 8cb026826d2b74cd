import { findExecutable } from './find-executable.ts';
import type { Variables } from './git-environment.ts';

const names = process.platform === 'win32' ? ['git.exe'] : ['git'];

// Per PATH, and only what was found: git may be installed while an editor is open.
const known = new Map<string, string>();

// On Windows the name is `Path`, in whatever letters.
const pathOf = (environment: Variables): string =>
  Object.entries(environment).find(([name]) => name.toUpperCase() === 'PATH')?.[1] ?? '';

/**
 * The absolute path of the git on the PATH of an environment; undefined where there is none. A bare name would be looked
 * for in the folder git runs in first on Windows, and wherever the PATH has `.`: there a repository could bring its own.
 */
export const findGit = async (environment: Variables): Promise<string | undefined> => {
  const path = pathOf(environment);
  const found = known.get(path) ?? (await findExecutable({ names, path }));
  if (found !== undefined) known.set(path, found);
  return found;
};
