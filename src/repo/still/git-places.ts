import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Variables } from '../git/environment.ts';
import { findGit } from '../git/program.ts';
import type { Worktree } from '../worktree.ts';

/** The files that git's settings are in, and where they would be. */
export interface SettingPlaces {
  readonly files: readonly string[];
  /** Files beside the tree that say what is ignored. */
  readonly excludes: readonly string[];
}

const filePrefix = 'file:';

/** A path as git reads it in its settings; undefined where only git itself can tell. */
const resolvePath = (path: string, folder: string, home: string): string | undefined => {
  if (path === '~' || path.startsWith('~/')) return join(home, path.slice(1));
  if (path.startsWith('~') || path.startsWith('%(')) return undefined;
  return isAbsolute(path) ? path : resolve(folder, path);
};

/** What `git config --list --show-origin --null` tells. */
const readOrigins = (
  told: string,
): readonly { readonly file: string; readonly key: string; readonly value: string }[] => {
  const records = told.split('\0');
  return records.flatMap((origin, at) => {
    if (at % 2 === 1 || !origin.startsWith(filePrefix)) return [];
    const record = records[at + 1] ?? '';
    const end = record.indexOf('\n');
    const [key, value] = end === -1 ? [record, ''] : [record.slice(0, end), record.slice(end + 1)];
    return [{ file: origin.slice(filePrefix.length), key, value }];
  });
};

/** Where git looks for settings of the person and the system, whether there are any or not. */
const usualFiles = async (environment: Variables, home: string, personal: string): Promise<readonly string[]> => {
  const program = await findGit(environment);
  const own = program === undefined ? [] : [join(dirname(dirname(program)), 'etc/gitconfig')];
  return [
    environment['GIT_CONFIG_GLOBAL'] ?? join(home, '.gitconfig'),
    join(personal, 'config'),
    environment['GIT_CONFIG_SYSTEM'] ?? '/etc/gitconfig',
    ...own,
  ];
};

const isInclude = (key: string): boolean => /^include(?:if\..*)?\.path$/i.test(key);

/** Finds the files that git's settings are in; undefined where they cannot be told. Asks git once. */
export const findSettingPlaces = async ({
  place,
  personal,
  environment,
}: Pick<Worktree, 'place' | 'personal' | 'environment'>): Promise<SettingPlaces | undefined> => {
  const answer = await personal.run(['config', '--list', '--show-origin', '--null']);
  if (!answer.ok) return undefined;
  const home = environment['HOME'] ?? homedir();
  const ownFolder = join(environment['XDG_CONFIG_HOME'] || join(home, '.config'), 'git');
  const found = readOrigins(answer.value.output.toString());
  const told = found.map(({ file }) => resolve(place.root, file));
  const named = (isNamed: (key: string) => boolean, folderOf: (file: string) => string) =>
    found.flatMap(({ file, key, value }) => (isNamed(key) ? [resolvePath(value, folderOf(file), home)] : []));
  const included = named(isInclude, (file) => dirname(resolve(place.root, file)));
  const excluding = named(
    (key) => key.toLowerCase() === 'core.excludesfile',
    () => place.root,
  );
  const paths = [...included, ...excluding];
  if (!paths.every((path) => path !== undefined)) return undefined;
  const usual = await usualFiles(environment, home, ownFolder);
  return {
    files: [...new Set([...told, ...usual, ...included.filter((path) => path !== undefined)])],
    excludes: [...excluding.filter((path) => path !== undefined), join(ownFolder, 'ignore')],
  };
};

/** Files in git's own folders, and what is in `refs` beside them, by which it answers. */
export const gitFiles = ({ place }: Pick<Worktree, 'place'>): readonly string[] => {
  const { gitFolder, commonFolder, indexFile } = place;
  const own = ['HEAD', 'MERGE_HEAD', 'config.worktree', 'info/sparse-checkout'].map((name) => join(gitFolder, name));
  const shared =
    'config packed-refs shallow info/exclude info/attributes info/grafts info/sparse-checkout reftable/tables.list';
  return [...new Set([...own, indexFile, ...shared.split(' ').map((name) => join(commonFolder, name))])];
};

/** Folders of refs. */
export const refFolders = ({ place }: Pick<Worktree, 'place'>): readonly string[] => [
  ...new Set([join(place.commonFolder, 'refs'), join(place.gitFolder, 'refs')]),
];
