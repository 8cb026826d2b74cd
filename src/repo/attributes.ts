import { success, type FileClass, type Result } from '#core';
import type { Failure } from '#app';
import type { Git } from './git.ts';
import { splitRecords } from './working-files.ts';

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

/** What `.gitattributes` say of the paths, for those of which they say something. */
export const readAttributes = async (
  git: Git,
  paths: readonly string[],
): Promise<Result<ReadonlyMap<string, FileClass>, Failure>> => {
  const classes = new Map<string, FileClass>();
  if (paths.length === 0) return success(classes);
  const input = `${paths.join('\0')}\0`;
  const answer = await git.run(['check-attr', '--stdin', '-z', ...verdicts.map(([name]) => name)], { input });
  if (!answer.ok) return answer;
  const values = new Map<string, Map<string, string>>();
  const records = splitRecords(answer.value.output);
  for (let at = 0; at + 2 < records.length; at += 3) {
    const [path = '', attribute = '', value = ''] = records.slice(at, at + 3);
    const own = values.get(path) ?? new Map<string, string>();
    values.set(path, own.set(attribute, value));
  }
  for (const [path, own] of values) {
    const verdict = verdicts.find(([name, holds]) => holds(own.get(name)));
    if (verdict !== undefined) classes.set(path, verdict[2]);
  }
  return success(classes);
};
