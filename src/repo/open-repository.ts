import { success, type Result } from '#core';
import type { Failure, Repository } from '#app';
import { createDigestFile } from './digest.ts';
import {
  countCommitsSince,
  findMergeBase,
  findUpstreamCommit,
  headOf,
  readLastCommit,
  resolveRevision,
} from './history.ts';
import { listIgnored } from './ignored.ts';
import { openTextStore } from './blobs.ts';
import { readFolderAt, readStaged, readStagedFolder, readWorkingFolder } from './folders.ts';
import { readIdentity } from './identity.ts';
import { findLink, findLinkAt, findStagedLink } from './links.ts';
import { measureChange } from './measure.ts';
import { measureCommits } from './measure-commits.ts';
import { listPastCommits } from './past-commits.ts';
import { takeSnapshot } from './snapshot.ts';
import { dropTree, dropTrees } from './snapshot-reference.ts';
import { createWorkingFile, listFiles, readFileAt, readWorkingFile } from './working-files.ts';
import { openWorktree, type OpenOptions, type Worktree } from './worktree.ts';

/** Opens the git worktree that a folder is in. */
export const openRepository = async (
  folder: string,
  options: OpenOptions = {},
): Promise<Result<Repository, Failure>> => {
  const worktree = await openWorktree(folder, options);
  return worktree.ok ? success(describeRepository(worktree.value)) : worktree;
};

/** An open worktree as the stories see it. */
export const describeRepository = (worktree: Worktree): Repository => {
  const { place, git } = worktree;
  const digestFile = createDigestFile();
  const store = openTextStore();
  return {
    root: place.root,
    gitFolders: [...new Set([place.gitFolder, place.commonFolder])],
    head: async () => headOf(worktree),
    mergeBase: async () => findMergeBase(worktree),
    resolve: async (revision) => resolveRevision(worktree, revision),
    measure: async (from, options) => measureChange({ worktree, digestFile, store }, from, options),
    pastCommits: async (wishes) => listPastCommits(worktree, wishes),
    measureCommits: (commits, options) => measureCommits({ worktree, store }, commits, options),
    ignored: async () => listIgnored(worktree),
    files: async () => listFiles(git),
    read: async (path) => readWorkingFile(place.root, path),
    readAt: async (revision, path) => readFileAt(git, revision, path),
    findLink: async (path) => findLink(place.root, path),
    findLinkAt: async (revision, path) => findLinkAt(git, revision, path),
    findStagedLink: async (path) => findStagedLink(git, path),
    readFolder: async (folder) => readWorkingFolder(place.root, folder),
    readFolderAt: async (revision, folder) => readFolderAt(git, revision, folder),
    readStaged: async (path) => readStaged(git, path),
    readStagedFolder: async (folder) => readStagedFolder(git, folder),
    upstream: async () => findUpstreamCommit(worktree),
    identity: async () => readIdentity(worktree.personal),
    create: async (path, text) => createWorkingFile(place.root, path, text),
    lastCommit: async (path) => readLastCommit(git, path),
    commitsSince: async (commit, globs) => countCommitsSince(git, commit, globs),
    takeSnapshot: async (task) => takeSnapshot(worktree, digestFile, task),
    dropSnapshot: async (task) => dropTree(worktree, task),
    dropSnapshots: async (isAbandoned) => dropTrees(worktree, isAbandoned),
  };
};
