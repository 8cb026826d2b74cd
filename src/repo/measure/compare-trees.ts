import { failure, success, type LineRange, type Result } from '#core';
import type { Failure } from '#app';
import type { Git } from '../git/git.ts';
import { createHunkReader, parseComparison, parseComparisons, type ComparedFile } from './parse-diff.ts';

/** A compared file with the places of its added lines. */
export type MeasuredFile = ComparedFile & { readonly addedLines: readonly LineRange[] };

/*
 * Every choice that git leaves to configuration is made here. 1000 is git's own limit for inexact renames; a submodule
 * that was moved counts as git counts it, one line out and one line in.
 */
const words = [
  'diff-tree',
  '-r',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--no-relative',
  '--diff-algorithm=myers',
  '--indent-heuristic',
  '-M50%',
  '-l1000',
  '--ignore-submodules=none',
  '--submodule=short',
];

/** What git is asked to compare. Pathspecs are applied before renames are looked for. */
interface Comparison {
  readonly words: readonly string[];
  /** What it reads of its standard input. */
  readonly input?: string;
}

/** Two trees, and what of them is compared. */
export interface Trees {
  readonly before: string;
  readonly after: string;
  readonly pathspecs: readonly string[];
}

const ofTrees = ({ before, after, pathspecs }: Trees): Comparison => ({ words: [before, after, '--', ...pathspecs] });

/** Commits, each compared with the parent that is named, or with nothing where it has none. */
export interface Commits {
  readonly pairs: readonly { readonly id: string; readonly parent: string | null }[];
  readonly pathspecs: readonly string[];
}

const ofCommits = ({ pairs, pathspecs }: Commits): Comparison => ({
  words: ['--stdin', '--root', '--always', '--', ...pathspecs],
  input: pairs.map(({ id, parent }) => `${id}${parent === null ? '' : ` ${parent}`}\n`).join(''),
});

const tellFiles = async (git: Git, { words: more, input }: Comparison): Promise<Result<string, Failure>> => {
  const answer = await git.run(
    [...words, '--raw', '--numstat', '-z', '--no-abbrev', ...more],
    input === undefined ? {} : { input },
  );
  return answer.ok ? success(answer.value.output.toString()) : answer;
};

/** Finds where the added lines of compared files stand; those of several commits one after the other. */
const placeAddedLines = async (
  git: Git,
  { words: more, input }: Comparison,
  files: readonly ComparedFile[],
): Promise<Result<readonly MeasuredFile[], Failure>> => {
  if (!files.some(hasHunks)) return success(files.map((file) => ({ ...file, addedLines: wholeFile(file) })));
  const reader = createHunkReader();
  const patch = ['-p', '-U0', '--inter-hunk-context=0', '--diff-filter=MRT', ...more];
  const poured = await git.pour([...words, ...patch], reader.take, input === undefined ? {} : { input });
  return poured.ok ? placeLines(files, reader.patches()) : poured;
};

/** Compares two trees. */
export const compareTrees = async (git: Git, trees: Trees): Promise<Result<readonly ComparedFile[], Failure>> => {
  const told = await tellFiles(git, ofTrees(trees));
  return told.ok ? success(parseComparison(told.value)) : told;
};

/** Finds where the added lines of the compared files of two trees stand. */
export const placeLinesOfTrees = async (
  git: Git,
  trees: Trees,
  files: readonly ComparedFile[],
): Promise<Result<readonly MeasuredFile[], Failure>> => placeAddedLines(git, ofTrees(trees), files);

/** Compares commits with their parents, all of them in one go; their files in the same order. */
export const compareCommits = async (
  git: Git,
  commits: Commits,
): Promise<Result<readonly (readonly MeasuredFile[])[], Failure>> => {
  const comparison = ofCommits(commits);
  const told = await tellFiles(git, comparison);
  if (!told.ok) return told;
  const compared = parseComparisons(
    told.value,
    commits.pairs.map(({ id }) => id),
  );
  const placed = await placeAddedLines(git, comparison, compared.flat());
  if (!placed.ok) return placed;
  const left = [...placed.value];
  return success(compared.map((files) => left.splice(0, files.length)));
};

// A file that changed its type has a patch that takes the old away and one that brings the new.
const patchCount = ({ status }: ComparedFile): number =>
  status === 'type-changed' ? 2 : status === 'added' || status === 'deleted' ? 0 : 1;

const hasHunks = (file: ComparedFile): boolean =>
  !file.binary && patchCount(file) > 0 && (file.added > 0 || file.status === 'type-changed');

const wholeFile = ({ status, added }: ComparedFile): readonly LineRange[] =>
  status === 'added' && added > 0 ? [{ start: 1, end: added }] : [];

const placeLines = (
  files: readonly ComparedFile[],
  patches: readonly (readonly LineRange[])[],
): Result<readonly MeasuredFile[], Failure> => {
  let at = 0;
  const placed = files.map((file): MeasuredFile => {
    const count = patchCount(file);
    const addedLines = count === 0 ? wholeFile(file) : patches.slice(at, at + count).flat();
    at += count;
    return { ...file, addedLines: file.binary ? [] : addedLines };
  });
  if (at === patches.length) return success(placed);
  return failure({ reason: 'git-failed', message: 'Git told two different sets of changed files for the same trees.' });
};
