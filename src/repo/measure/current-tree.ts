import { failure, success, type Result } from '#core';
import type { Failure } from '#app';
import type { Git } from '../git/git.ts';
import { explainTrouble } from '../git/failure.ts';

/** A pathspec for the top folder that leaves out one path, taken by the letter; a path may be bytes that are no text. */
export const leaveOut = (path: string | Buffer): Buffer =>
  Buffer.concat([Buffer.from(':(exclude,top,literal)'), Buffer.from(path)]);

const nul = Buffer.from([0]);

/** Ends each record with NUL, as git's `-z` options read them. */
export const joinRecords = (records: readonly Uint8Array[]): Buffer =>
  Buffer.concat(records.flatMap((record) => [record, nul]));

// `--sparse`: what stands outside a sparse checkout is part of the change as well.
const addWords = ['add', '--all', '--sparse', '--pathspec-from-file=-', '--pathspec-file-nul'];
const withoutCommit = /^error: '(.+)' does not have a commit checked out$/m;
const mostNested = 1_000;

/**
 * Takes the working tree, as it is, into the index that `git` is pointed at. A repository inside it that has no commit
 * is left out: git cannot take it in, in no commit either. A file that cannot be read is a failure.
 */
export const addAll = async (git: Git, leftOut: readonly Buffer[]): Promise<Result<void, Failure>> => {
  const pathspecs = [Buffer.from(':(top)'), ...leftOut];
  for (let nested = 0; ; nested += 1) {
    const input = joinRecords(pathspecs);
    const answer = await git.run(addWords, { input, answers: [0, 1, 128] });
    if (!answer.ok) return answer;
    const { code, complaint } = answer.value;
    const inner = withoutCommit.exec(complaint)?.[1];
    if (inner === undefined || nested === mostNested) return checkAdded(git, code, complaint);
    pathspecs.push(leaveOut(inner));
  }
};

// Git goes on without a folder it may not look into, and says so in passing only.
const unseen = /could not open directory|Permission denied|Input\/output error/;

const checkAdded = (git: Git, code: number, complaint: string): Result<void, Failure> =>
  code === 0 && !unseen.test(complaint)
    ? success(undefined)
    : failure(explainTrouble({ folder: git.folder, words: addWords, end: 'exited', complaint }));

/** Writes the index that `git` is pointed at as a tree; the tree's id. */
export const writeTree = async (git: Git): Promise<Result<string, Failure>> => {
  const answer = await git.run(['write-tree']);
  return answer.ok ? success(answer.value.output.toString().trimEnd()) : answer;
};
