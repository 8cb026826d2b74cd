import { failure, success, type Result, type TaskBase } from '#core';
import type { Failure, MeasureFrom, MeasureOptions } from '#app';
import type { Git } from './git/git.ts';
import { findUpstreamCommit, resolveRevision } from './history.ts';
import { splitRecords } from './git/working-files.ts';
import type { Worktree } from './worktree.ts';

/** What a change is measured from. */
export interface Base {
  /** A commit id, or `empty`. */
  readonly id: string;
  readonly tree: string;
  /** False when the tree was made for this measurement and goes with it. */
  readonly lasts: boolean;
  /** Paths whose text here is not certain: the earlier work and upstream's conflict in them. */
  readonly unsure: ReadonlySet<string>;
}

const noPaths: ReadonlySet<string> = new Set();

const writeEmptyTree = async (git: Git): Promise<Result<string, Failure>> => {
  const answer = await git.run(['hash-object', '-t', 'tree', '-w', '--stdin']);
  return answer.ok ? success(answer.value.output.toString().trimEnd()) : answer;
};

/**
 * Finds the tree to measure from. `git` may write objects that are thrown away afterwards. What is staged is measured from the
 * commit that a task began at: what was dirty then is part of the next commit, and nobody has judged it yet.
 */
export const findBase = async (
  worktree: Worktree,
  git: Git,
  from: MeasureFrom,
  { staged = false }: Pick<MeasureOptions, 'staged'> = {},
): Promise<Result<Base, Failure>> => {
  if ('task' in from) {
    const snapshot = staged ? await treeOfStart(git, from.task) : success(from.task.snapshot);
    return snapshot.ok ? findTaskBase(worktree, git, { ...from.task, snapshot: snapshot.value }) : snapshot;
  }
  if ('revision' in from) {
    const commit = await resolveRevision(worktree, from.revision);
    return commit.ok ? success({ id: commit.value, tree: commit.value, lasts: true, unsure: noPaths }) : commit;
  }
  const tree = await writeEmptyTree(git);
  return tree.ok ? success({ id: 'empty', tree: tree.value, lasts: true, unsure: noPaths }) : tree;
};

/** The tree of the commit that a task began at; its snapshot where that commit is gone. */
const treeOfStart = async (git: Git, { commit, snapshot }: TaskBase): Promise<Result<string, Failure>> => {
  if (commit === null) return writeEmptyTree(git);
  const kept = await holds(git, commit, 'commit');
  if (!kept.ok) return kept;
  if (!kept.value) return success(snapshot);
  const answer = await git.run(['rev-parse', '--verify', `${commit}^{tree}`]);
  return answer.ok ? success(answer.value.output.toString().trimEnd()) : answer;
};

const findTaskBase = async (worktree: Worktree, git: Git, task: TaskBase): Promise<Result<Base, Failure>> => {
  const { commit, snapshot } = task;
  const [kept, upstream] = await Promise.all([holds(git, snapshot, 'tree'), findNewUpstream(worktree, git, commit)]);
  if (!kept.ok) return kept;
  if (!kept.value) return failure(lostSnapshot);
  if (!upstream.ok) return upstream;
  const base: Base = { id: commit ?? 'empty', tree: snapshot, lasts: true, unsure: noPaths };
  return upstream.value === null ? success(base) : mergeUpstream(git, base, commit, upstream.value);
};

const lostSnapshot: Failure = {
  reason: 'task-damaged',
  message: 'The snapshot of what was already changed when the task began is gone from the repository.',
  remedy: 'Abandon the task and start it again; your files are as they were.',
};

const holds = async (git: Git, id: string, kind: 'tree' | 'commit'): Promise<Result<boolean, Failure>> => {
  if (!/^[0-9a-f]{40,64}$/.test(id)) return success(false);
  const answer = await git.run(['cat-file', '-t', id], { answers: [0, 128] });
  return answer.ok ? success(answer.value.output.toString().trimEnd() === kind) : answer;
};

/** The upstream commit that came in after the task began, by merge or rebase; null when none did. */
const findNewUpstream = async (
  worktree: Worktree,
  git: Git,
  commit: string | null,
): Promise<Result<string | null, Failure>> => {
  const upstream = await findUpstreamCommit(worktree);
  if (!upstream.ok || upstream.value === null || commit === null) return upstream;
  const kept = await holds(git, commit, 'commit');
  if (!kept.ok) return kept;
  // Without the commit nothing can be merged with it: the lines of upstream count then, which is too many, not too few.
  if (!kept.value) return success(null);
  const answer = await git.run(['merge-base', '--is-ancestor', upstream.value, commit], { answers: [0, 1] });
  if (!answer.ok) return answer;
  return success(answer.value.code === 0 ? null : upstream.value);
};

const nobody = {
  GIT_AUTHOR_NAME: 'Codex Governor',
  GIT_AUTHOR_EMAIL: 'codex-governor',
  GIT_AUTHOR_DATE: '@0 +0000',
  GIT_COMMITTER_NAME: 'Codex Governor',
  GIT_COMMITTER_EMAIL: 'codex-governor',
  GIT_COMMITTER_DATE: '@0 +0000',
};

const mergeWords = ['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', '--allow-unrelated-histories'];

/*
 * The base becomes what the earlier work would be on top of upstream. Where the two conflict, the text with conflict
 * markers stands in: the lines of both sides are known then and do not count, and what the person took out of them to
 * resolve the conflict counts as deleted. So such a file may count too high, never too low, and says so.
 */
const mergeUpstream = async (
  git: Git,
  base: Base,
  commit: string | null,
  upstream: string,
): Promise<Result<Base, Failure>> => {
  const parents = commit === null ? [] : ['-p', commit];
  const written = await git
    .under({ variables: nobody })
    .run(['commit-tree', base.tree, ...parents, '-m', 'What was there when the task began']);
  if (!written.ok) return written;
  // Exit code 1: merged, with conflicts.
  const answer = await git.run([...mergeWords, written.value.output.toString().trimEnd(), upstream], {
    answers: [0, 1],
  });
  if (!answer.ok) return answer;
  const [tree = '', ...conflicts] = splitRecords(answer.value.output);
  if (!/^[0-9a-f]{40,64}$/.test(tree)) {
    return failure({
      reason: 'git-failed',
      message: `The lines that came from upstream cannot be told from the task's: ${answer.value.complaint.trim()}`,
    });
  }
  return success({ ...base, tree, lasts: false, unsure: new Set(conflicts) });
};
