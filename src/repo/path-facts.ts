import { success, type Result } from '#core';
import type { Failure, MeasuredChange, MeasureOptions, PathFacts } from '#app';
import { classAttributes, classOf, readAttributes, type Attributes } from './attributes.ts';
import type { Git } from './git.ts';
import type { Setting } from './git-environment.ts';
import { guessesLineEnds, storeText, storingAttributes } from './stored-text.ts';
import { splitRecords } from './working-files.ts';

// A command line holds about so many paths on every system.
const atOnce = 100;

/** The paths that the index has with carriage returns. */
const findReturns = async (git: Git, paths: readonly string[]): Promise<Result<ReadonlySet<string>, Failure>> => {
  const found = new Set<string>();
  for (let next = 0; next < paths.length; next += atOnce) {
    const pathspecs = paths.slice(next, next + atOnce).map((path) => `:(top,literal)${path}`);
    const answer = await git.run(['ls-files', '-z', '--eol', '--cached', '--', ...pathspecs]);
    if (!answer.ok) return answer;
    for (const record of splitRecords(answer.value.output)) {
      if (/^i\/(?:crlf|mixed) /.test(record)) found.add(record.slice(record.indexOf('\t') + 1));
    }
  }
  return success(found);
};

/** Git under the settings that decide what it stores. */
export interface StoringGit {
  readonly git: Git;
  readonly settings: readonly Setting[];
}

interface ClassifyingGit extends StoringGit {
  readonly classify: MeasureOptions['classify'];
}

const readFacts = async (
  { git, settings, classify }: ClassifyingGit,
  paths: readonly string[],
): Promise<Result<ReadonlyMap<string, PathFacts>, Failure>> => {
  const all = await readAttributes(git, paths, [...classAttributes, ...storingAttributes]);
  if (!all.ok) return all;
  const attributesOf = (path: string): Attributes => all.value.get(path) ?? new Map<string, string>();
  const guessed = paths.filter((path) => guessesLineEnds({ attributes: attributesOf(path), settings }));
  const returns = await findReturns(git, guessed);
  if (!returns.ok) return returns;
  const facts = paths.map((path): readonly [string, PathFacts] => {
    const attributes = attributesOf(path);
    const storing = { attributes, settings, keepsReturns: returns.value.has(path) };
    return [path, { class: classify(path, classOf(attributes)), store: (text) => storeText(storing, text) }];
  });
  return success(new Map(facts));
};

/** Looks paths up in git, each of them once. */
export const openPathFacts = (git: ClassifyingGit): MeasuredChange['lookUp'] => {
  const known = new Map<string, PathFacts>();
  return async (paths) => {
    const fresh = paths.filter((path) => !known.has(path));
    if (fresh.length > 0) {
      const read = await readFacts(git, fresh);
      if (!read.ok) return read;
      for (const [path, facts] of read.value) known.set(path, facts);
    }
    return success(known);
  };
};
