import { constants } from 'node:fs';
import { access, lstat, readFile } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { failure, success, type HooksFolder, type Result } from '#core';
import type { Failure, FoundFile, Hooks } from '#app';
import { moveInto, writeBeside } from './durable-file.ts';
import { explainRefusal, systemCode } from './system-refusal.ts';
import { staysInside } from './git/working-files.ts';
import type { Worktree } from './worktree.ts';

/** The hooks of a worktree as git finds them. */
export const openHooks = (worktree: Worktree): Hooks => {
  const { root } = worktree.place;
  return {
    folder: async () => findFolder(worktree),
    look: async (path) => look(resolve(root, path)),
    write: async (path, text, isProgram) => write(root, path, text, isProgram),
  };
};

// Where a setting stands that is of this repository alone.
const ownScopes = new Set(['local', 'worktree']);

const findFolder = async ({ personal, place }: Worktree): Promise<Result<HooksFolder, Failure>> => {
  const told = await personal.run(['rev-parse', '--path-format=absolute', '--git-path', 'hooks']);
  if (!told.ok) return told;
  const path = resolve(told.value.output.toString().replace(/\n$/, ''));
  // Exit code 1: it is not set.
  const set = await personal.run(['config', '--show-scope', '--get', 'core.hooksPath'], { answers: [0, 1] });
  if (!set.ok) return set;
  const inside = placeInside(path, place);
  const scope = /^\S+/.exec(set.value.output.toString())?.[0];
  return success({
    path: path.split(sep).join('/'),
    ...(inside === undefined ? {} : { inside }),
    setBy: scope === undefined ? 'nobody' : ownScopes.has(scope) ? 'repository' : 'everywhere',
  });
};

const below = (path: string, folder: string): string | undefined => {
  const way = relative(folder, path);
  return way === '' || isAbsolute(way) || way.split(sep)[0] === '..' ? undefined : way;
};

const placeInside = (path: string, { root, gitFolder, commonFolder }: Worktree['place']): string | undefined =>
  [gitFolder, commonFolder].some((folder) => below(path, folder) !== undefined)
    ? undefined
    : below(path, root)?.split(sep).join('/');

const absent = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP']);

const isExecutable = async (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );

const look = async (file: string): Promise<Result<FoundFile | undefined, Failure>> => {
  try {
    const isLink = (await lstat(file)).isSymbolicLink();
    // A link that leads nowhere is there all the same: a file must not be put in its place.
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      if (isLink && absent.has(systemCode(error) ?? '')) return '';
      throw error;
    });
    return success({ text, isLink, isExecutable: await isExecutable(file) });
  } catch (error) {
    if (absent.has(systemCode(error) ?? '')) return success(undefined);
    const message = `${file} cannot be read: ${explainRefusal(error)}.`;
    return failure({
      reason: 'unreadable',
      message,
      remedy: 'Make sure that it is a file you may read, then try again.',
    });
  }
};

const cannotWrite = (file: string, why: string): Failure => ({
  reason: 'cannot-keep',
  message: `${file} cannot be written: ${why}.`,
  remedy: 'Make sure that the disk has room and that you may write there, then try again.',
});

const modeOf = async (file: string, isProgram: boolean): Promise<number> =>
  lstat(file).then(
    ({ mode }) => mode & 0o777,
    () => (isProgram ? 0o777 : 0o666),
  );

const write = async (root: string, path: string, text: string, isProgram: boolean): Promise<Result<void, Failure>> => {
  const file = resolve(root, path);
  try {
    // A folder of the repository may be a link to one of somebody else's.
    if (!isAbsolute(path) && !(await staysInside(root, join(root, path))))
      return failure(cannotWrite(file, 'it is outside the repository'));
    const part = await writeBeside(file, text, await modeOf(file, isProgram));
    return success(await moveInto(part, file));
  } catch (error) {
    return failure(cannotWrite(file, explainRefusal(error)));
  }
};
