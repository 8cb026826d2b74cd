import { basename } from 'node:path';
import { success, type FileClass, type Result } from '#core';
import type { Failure } from '#app';
import type { Git } from './git/git.ts';
import type { Variables } from './git/environment.ts';
import { splitRecords } from './git/working-files.ts';

const on = (value: string | undefined): boolean => value === 'set' || value === 'true';

// The first that holds counts.
const verdicts: readonly (readonly [attribute: string, holds: (value: string | undefined) => boolean, FileClass])[] = [
  ['linguist-vendored', on, 'vendored'],
  ['linguist-generated', on, 'generated'],
  ['linguist-documentation', on, 'docs'],
  ['binary', on, 'data'],
  // A file whose difference is not to be shown was not written by hand.
  ['diff', (value) => value === 'unset', 'generated'],
];

/** The attributes that tell what a file is for. */
export const classAttributes: readonly string[] = verdicts.map(([name]) => name);

/** Values of attributes by name; `unspecified` where nothing is said. */
export type Attributes = ReadonlyMap<string, string>;

const isAttributes = (path: string | undefined): boolean => path !== undefined && basename(path) === '.gitattributes';

/** True for files among which some say what attributes others have. */
export const editsAttributes = (files: readonly { readonly path: string; readonly from?: string }[]): boolean =>
  files.some(({ path, from }) => isAttributes(path) || isAttributes(from));

/** The paths that files have and had. */
export const pathsOf = (files: readonly { readonly path: string; readonly from?: string }[]): readonly string[] =>
  files.flatMap(({ path, from }) => [path, ...(from === undefined ? [] : [from])]);

/** The attributes of each path, from the triples that `check-attr -z` prints. */
const gatherValues = (records: readonly string[]): ReadonlyMap<string, Attributes> => {
  const values = new Map<string, Map<string, string>>();
  for (let at = 0; at + 2 < records.length; at += 3) {
    const [path = '', attribute = '', value = ''] = records.slice(at, at + 3);
    const own = values.get(path) ?? new Map<string, string>();
    values.set(path, own.set(attribute, value));
  }
  return values;
};

/**
 * Git that finds attributes in an index alone: in none, none. It takes them from the working tree, and from the index where
 * a file is not there: so the working tree is an empty folder.
 */
export const withAttributesOf = (git: Git, index: Variables, emptyFolder: string): Git =>
  git.under({ folder: emptyFolder, variables: { GIT_WORK_TREE: emptyFolder, ...index } });

/** What `.gitattributes` say of the paths, as they are on disk, or in the index. */
export const readAttributes = async (
  git: Git,
  paths: readonly string[],
  names: readonly string[],
  place: 'working-tree' | 'index' = 'working-tree',
): Promise<Result<ReadonlyMap<string, Attributes>, Failure>> => {
  if (paths.length === 0) return success(new Map());
  const where = place === 'index' ? ['--cached'] : [];
  const words = ['check-attr', ...where, '--stdin', '-z', ...new Set(names)];
  const answer = await git.run(words, { input: `${paths.join('\0')}\0` });
  return answer.ok ? success(gatherValues(splitRecords(answer.value.output))) : answer;
};

/** The class that attributes give a file; undefined where they say nothing of it. */
export const classOf = (attributes: Attributes | undefined): FileClass | undefined =>
  verdicts.find(([name, holds]) => holds(attributes?.get(name)))?.[2];
