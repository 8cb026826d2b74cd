import { success, type Result } from '#core';
import type { Failure, MeasuredChange, MeasureOptions, PathFacts } from '#app';
import { classAttributes, classOf, readAttributes, type Attributes } from './attributes.ts';
import type { Git } from './git/git.ts';
import type { Setting } from './git/environment.ts';
import { guessesLineEnds, storeText, storingAttributes } from './stored-text.ts';
import type { StoredFacts } from './still/tree-stands.ts';
import { splitRecords } from './git/working-files.ts';

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

type Stored = ReadonlyMap<string, StoredFacts>;

const readStored = async (
  { git, settings }: StoringGit,
  paths: readonly string[],
): Promise<Result<Stored, Failure>> => {
  const all = await readAttributes(git, paths, [...classAttributes, ...storingAttributes]);
  if (!all.ok) return all;
  const attributesOf = (path: string): Attributes => all.value.get(path) ?? new Map<string, string>();
  const guessed = paths.filter((path) => guessesLineEnds({ attributes: attributesOf(path), settings }));
  const returns = await findReturns(git, guessed);
  if (!returns.ok) return returns;
  return success(
    new Map(paths.map((path) => [path, { attributes: attributesOf(path), keepsReturns: returns.value.has(path) }])),
  );
};

type LookUp = MeasuredChange['lookUp'];

/** What takes over the facts that are told to a look-up. */
const listeners = new WeakMap<LookUp, (stored: Map<string, StoredFacts>) => void>();

/** Tells a look-up what git says of paths by now, and has it put there what it is told from now on. */
export const tellFacts = (lookUp: LookUp, stored: Map<string, StoredFacts>): void => listeners.get(lookUp)?.(stored);

/** Looks paths up in git, each of them once. */
export const openPathFacts = ({ classify, ...storing }: ClassifyingGit): LookUp => {
  let stored = new Map<string, StoredFacts>();
  let known = new Map<string, PathFacts>();
  const factsOf = (path: string, facts: StoredFacts): PathFacts => ({
    class: classify(path, classOf(facts.attributes)),
    store: (text) => storeText({ ...facts, settings: storing.settings }, text),
  });
  const lookUp: LookUp = async (paths) => {
    const [saying, telling] = [stored, known];
    const unseen = paths.filter((path) => !telling.has(path));
    const fresh = unseen.filter((path) => !saying.has(path));
    if (fresh.length > 0) {
      const read = await readStored(storing, fresh);
      if (!read.ok) return read;
      for (const [path, facts] of read.value) saying.set(path, facts);
    }
    for (const path of unseen) {
      const facts = saying.get(path);
      if (facts !== undefined) telling.set(path, factsOf(path, facts));
    }
    return success(telling);
  };
  listeners.set(lookUp, (told) => {
    if (told !== stored) [stored, known] = [told, new Map()];
  });
  return lookUp;
};
