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
import { listIgnored } from './git/ignored.ts';
import { openTextStore } from './git/blobs.ts';
import { openFoldersAt, readStaged, readStagedFolder, readWorkingFolder } from './folders.ts';
import { readIdentity } from './identity.ts';
import { findLink, findLinkAt, findStagedLink } from './links.ts';
import { measureChange, type MeasuringPlace } from './measure/measure.ts';
import { measureCommits } from './measure/measure-commits.ts';
import { rememberOfCommits } from './of-commits.ts';
import { listMergedMessages, listPastCommits } from './past-commits.ts';
import { takeSnapshot } from './snapshot.ts';
import { dropTree, dropTrees } from './snapshot-reference.ts';
import { openGitStands } from './still/git-stands.ts';
import { measureWhileStill } from './still/measure-while-still.ts';
import { rememberWhileStill } from './still/recall.ts';
import { openTreeStands } from './still/tree-stands.ts';
import { createWorkingFile, listFiles, readFileAt, readWorkingFile, replaceWorkingFile } from './git/working-files.ts';
import { openWorktree, type OpenOptions, type Worktree } from './worktree.ts';

/**
 * An open worktree, and the same for one question at a time: of one state, of which HEAD and settings are asked once; and not
 * at all where nothing has moved since the question before, by which git would say anything else.
 */
export const describeForQuestions = (
  worktree: Worktree,
): { readonly repository: Repository; readonly forOneQuestion: () => Repository } => {
  const memory = openMemory(worktree);
  const lookAtGit = openGitStands(worktree);
  const lookAtTree = openTreeStands(worktree, lookAtGit);
  return {
    repository: describeRepository(worktree, memory),
    forOneQuestion: () => {
      const ofNow = describeRepository({ ...worktree, recall: rememberWhileStill(lookAtGit) }, memory);
      return { ...ofNow, measure: measureWhileStill(lookAtTree, (from, options) => ofNow.measure(from, options)) };
    },
  };
};

/** Opens the git worktree that a folder is in. */
export const openRepository = async (
  folder: string,
  options: OpenOptions = {},
): Promise<Result<Repository, Failure>> => {
  const worktree = await openWorktree(folder, options);
  return worktree.ok ? success(describeRepository(worktree.value)) : worktree;
};

const weighFolder = (texts: ReadonlyMap<string, string>): number =>
  [...texts.values()].reduce((sum, text) => sum + text.length, 1);

/** What may be remembered of a worktree, as it stays true. */
interface Memory extends Omit<MeasuringPlace, 'worktree'> {
  readonly readAt: Repository['readAt'];
  readonly readFolderAt: Repository['readFolderAt'];
}

const openMemory = ({ git }: Worktree): Memory => ({
  digestFile: createDigestFile(),
  store: openTextStore(),
  readAt: rememberOfCommits<string | undefined>(
    async (revision, path) => readFileAt(git, revision, path),
    (text) => 1 + (text?.length ?? 0),
  ),
  readFolderAt: rememberOfCommits(openFoldersAt(git), weighFolder),
});

/** An open worktree as the stories see it; what was remembered of it by another one may be handed in. */
const describeRepository = (worktree: Worktree, memory = openMemory(worktree)): Repository => {
  const { place, git } = worktree;
  const { digestFile, store } = memory;
  return {
    root: place.root,
    gitFolders: [...new Set([place.gitFolder, place.commonFolder])],
    head: async () => headOf(worktree),
    mergeBase: async () => findMergeBase(worktree),
    resolve: async (revision) => resolveRevision(worktree, revision),
    measure: async (from, options) => measureChange({ ...memory, worktree }, from, options),
    pastCommits: async (wishes) => listPastCommits(worktree, wishes),
    messagesMerged: async (commit) => listMergedMessages(worktree, commit),
    measureCommits: (commits, options) => measureCommits({ worktree, store }, commits, options),
    ignored: async () => listIgnored(worktree),
    files: async () => listFiles(git),
    read: async (path) => readWorkingFile(place.root, path),
    readAt: memory.readAt,
    findLink: async (path) => findLink(place.root, path),
    findLinkAt: async (revision, path) => findLinkAt(git, revision, path),
    findStagedLink: async (path) => findStagedLink(git, path),
    readFolder: async (folder) => readWorkingFolder(place.root, folder),
    readFolderAt: memory.readFolderAt,
    readStaged: async (path) => readStaged(git, path),
    readStagedFolder: async (folder) => readStagedFolder(git, folder),
    upstream: async () => findUpstreamCommit(worktree),
    identity: async () => readIdentity(worktree.personal),
    create: async (path, text) => createWorkingFile(place.root, path, text),
    replace: async (path, text) => replaceWorkingFile(place.root, path, text),
    lastCommit: async (path) => readLastCommit(git, path),
    commitsSince: async (commit, globs) => countCommitsSince(git, commit, globs),
    takeSnapshot: async (task) => takeSnapshot(worktree, digestFile, task),
    dropSnapshot: async (task) => dropTree(worktree, task),
    dropSnapshots: async (isAbandoned) => dropTrees(worktree, isAbandoned),
  };
};
