import { lstat } from 'node:fs/promises';
import { sep } from 'node:path';
import { failure, success, type DirtyDigest, type Result } from '#core';
import type { Failure, Snapshot } from '#app';
import { mostText } from './git/blobs.ts';
import { addAll, joinRecords, leaveOut, writeTree } from './measure/current-tree.ts';
import type { DigestFile } from './digest.ts';
import type { Git } from './git/git.ts';
import { readHead } from './history.ts';
import { settingsOf } from './personal-settings.ts';
import { openScratch } from './scratch.ts';
import { looksSecret } from './secrets/names.ts';
import { keepTree } from './snapshot-reference.ts';
import { explainRefusal, systemCode } from './system-refusal.ts';
import type { Worktree } from './worktree.ts';

/**
 * Keeps the working tree as it is as a tree under a private ref. Ignored files are left out; of what is changed or
 * untracked, files over 5 MB and those that look secret are told by digest only, and the tree has the last commit's
 * version of them, if there is one.
 */
export const takeSnapshot = async (
  worktree: Worktree,
  digestFile: DigestFile,
  task: string,
): Promise<Result<Snapshot, Failure>> => {
  const settings = await settingsOf(worktree);
  if (!settings.ok) return settings;
  const scratch = await openScratch(worktree.place);
  if (!scratch.ok) return scratch;
  try {
    const git = worktree.gitWith(settings.value.content).under({ variables: scratch.value.indexVariables });
    const start = await findStart(git);
    if (!start.ok) return start;
    const apart = await findApart(git, start.value, { root: worktree.place.root, digestFile });
    if (!apart.ok) return apart;
    const tree = await writeSnapshot(git, start.value, apart.value);
    if (!tree.ok) return tree;
    const kept = await keepTree(worktree, task, tree.value);
    if (!kept.ok) return kept;
    const digestOnly = apart.value.map(({ path, digest }): DirtyDigest => ({ path: path.toString(), digest }));
    return success({ tree: tree.value, digestOnly: digestOnly.sort((one, other) => (one.path < other.path ? -1 : 1)) });
  } finally {
    await scratch.value.dispose();
  }
};

/** The tree of the last commit, or the empty one before the first. */
const findStart = async (git: Git): Promise<Result<string, Failure>> => {
  const head = await readHead(git);
  if (!head.ok) return head;
  if (head.value.commit !== null) return success(head.value.commit);
  const answer = await git.run(['hash-object', '-t', 'tree', '-w', '--stdin']);
  return answer.ok ? success(answer.value.output.toString().trimEnd()) : answer;
};

/** A file told by its digest. Its path is kept as bytes: a name need not be text. */
interface Apart {
  readonly path: Buffer;
  readonly digest: string;
}

interface Place {
  readonly root: string;
  readonly digestFile: DigestFile;
}

const findApart = async (git: Git, start: string, place: Place): Promise<Result<readonly Apart[], Failure>> => {
  const [changed, untracked] = await Promise.all([
    git.run(['diff-index', '-z', '--name-only', '--no-renames', '--ignore-submodules=all', start, '--']),
    git.run(['ls-files', '-z', '--others', '--exclude-standard']),
  ]);
  if (!changed.ok) return changed;
  if (!untracked.ok) return untracked;
  // A file in conflict is told several times.
  const paths = new Map(
    [changed.value.output, untracked.value.output].flatMap(splitBytes).map((path) => [path.toString('latin1'), path]),
  );
  const apart: Apart[] = [];
  for (const path of paths.values()) {
    const digest = await digestApart(path, place);
    if (!digest.ok) return digest;
    if (digest.value !== undefined) apart.push({ path, digest: digest.value });
  }
  return success(apart);
};

/** The digest of a file that is not to be copied; undefined for one that may be, and for one that is not there. */
const digestApart = async (path: Buffer, { root, digestFile }: Place): Promise<Result<string | undefined, Failure>> => {
  const file = Buffer.concat([Buffer.from(root.endsWith(sep) ? root : root + sep), path]);
  try {
    const found = await lstat(file);
    const isApart = looksSecret(path.toString()) || (found.isFile() && found.size > mostText);
    return success(isApart ? await digestFile(file) : undefined);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return success(undefined);
    return failure({
      reason: 'git-failed',
      message: `${path.toString()} cannot be read, so what is already changed cannot be kept: ${explainRefusal(error)}.`,
      remedy: 'Make the file readable, remove it, or have git ignore it.',
    });
  }
};

const writeSnapshot = async (git: Git, start: string, apart: readonly Apart[]): Promise<Result<string, Failure>> => {
  const paths = apart.map(({ path }) => path);
  const added = await addAll(git, paths.map(leaveOut));
  if (!added.ok) return added;
  const restored = await restoreEntries(git, start, paths);
  return restored.ok ? writeTree(git) : restored;
};

/** Puts the entries of the index back to what they are in a tree; those it does not have are taken out. */
const restoreEntries = async (git: Git, tree: string, paths: readonly Buffer[]): Promise<Result<void, Failure>> => {
  if (paths.length === 0) return success(undefined);
  const listed = await git.run(['ls-tree', '-r', '-z', '--full-tree', tree]);
  if (!listed.ok) return listed;
  const entries = new Map(
    splitBytes(listed.value.output).map((entry) => [entry.toString('latin1', entry.indexOf('\t') + 1), entry]),
  );
  const input = paths.flatMap((path) => {
    const none = '0'.repeat(tree.length);
    const entry = entries.get(path.toString('latin1'));
    return [Buffer.concat([Buffer.from(`0 ${none}\t`), path]), ...(entry === undefined ? [] : [entry])];
  });
  const answer = await git.run(['update-index', '-z', '--index-info'], { input: joinRecords(input) });
  return answer.ok ? success(undefined) : answer;
};

const splitBytes = (output: Buffer): readonly Buffer[] => {
  const records: Buffer[] = [];
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(0, at);
    records.push(output.subarray(at, end));
    at = end + 1;
  }
  return records;
};
