import { findExecutable } from '../find-executable.ts';
import type { Variables } from './environment.ts';

const names = process.platform === 'win32' ? ['git.exe'] : ['git'];

// Per PATH; several ask at once when a command starts.
const known = new Map<string, Promise<string | undefined>>();

// On Windows the name is `Path`, in whatever letters.
const pathOf = (environment: Variables): string =>
  Object.entries(environment).find(([name]) => name.toUpperCase() === 'PATH')?.[1] ?? '';

/**
 * The absolute path of the git on the PATH of an environment; undefined where there is none. A bare name would be looked
 * for in the folder git runs in first on Windows, and wherever the PATH has `.`: there a repository could bring its own.
 */
export const findGit = async (environment: Variables): Promise<string | undefined> => {
  const path = pathOf(environment);
  const found = known.get(path) ?? findExecutable({ names, path });
  known.set(path, found);
  // It may be installed while an editor is open.
  if ((await found) === undefined) known.delete(path);
  return found;
};
