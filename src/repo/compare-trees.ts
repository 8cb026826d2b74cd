import { failure, success, type LineRange, type Result } from '#core';
import type { Failure } from '#app';
import type { Git } from './git.ts';
import { createHunkReader, parseComparison, type ComparedFile } from './parse-diff.ts';

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

/** Two trees, and what of them is compared: pathspecs are applied before renames are looked for. */
export interface Trees {
  readonly before: string;
  readonly after: string;
  readonly pathspecs: readonly string[];
}

const wordsFor = ({ before, after, pathspecs }: Trees): readonly string[] => [before, after, '--', ...pathspecs];

/** Compares two trees. */
export const compareTrees = async (git: Git, trees: Trees): Promise<Result<readonly ComparedFile[], Failure>> => {
  const answer = await git.run([...words, '--raw', '--numstat', '-z', '--no-abbrev', ...wordsFor(trees)]);
  return answer.ok ? success(parseComparison(answer.value.output.toString())) : answer;
};

/** Finds where the added lines of compared files stand. */
export const placeAddedLines = async (
  git: Git,
  trees: Trees,
  files: readonly ComparedFile[],
): Promise<Result<readonly MeasuredFile[], Failure>> => {
  if (!files.some(hasHunks)) return success(files.map((file) => ({ ...file, addedLines: wholeFile(file) })));
  const reader = createHunkReader();
  const patch = ['-p', '-U0', '--inter-hunk-context=0', '--diff-filter=MRT', ...wordsFor(trees)];
  const poured = await git.pour([...words, ...patch], reader.take);
  return poured.ok ? placeLines(files, reader.patches()) : poured;
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
