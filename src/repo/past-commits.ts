import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { success, type Result } from '#core';
import type { Failure, PastCommit, PastCommits, PastWishes } from '#app';
import type { Git } from './git.ts';
import { isShallow as isCutShort, readHead } from './history.ts';
import { splitRecords } from './working-files.ts';
import type { Worktree } from './worktree.ts';

const words = 'log -z --first-parent --no-patch --no-show-signature --no-color --encoding=UTF-8'.split(' ');
const format = '--format=%H %P%n%cI%n%s%n%B';

const readCommit = (record: string): PastCommit => {
  const [ids = '', at = '', subject = '', ...message] = record.split('\n');
  const [id = '', parent = '', ...merged] = ids.split(' ');
  return {
    id,
    parent: parent === '' ? null : parent,
    isMerge: merged.length > 0,
    at: new Date(at).toISOString(),
    subject,
    message: message.join('\n'),
  };
};

/** The commits of a shallow clone whose parents were left behind: git tells them as if they had none. */
const readCut = async (worktree: Worktree): Promise<ReadonlySet<string> | undefined> => {
  if (!(await isCutShort(worktree))) return undefined;
  const text = await readFile(join(worktree.place.commonFolder, 'shallow'), 'utf8');
  return new Set(text.split('\n'));
};

const listCommits = async (git: Git, { last, merges }: PastWishes): Promise<Result<readonly PastCommit[], Failure>> => {
  const which = merges ? [] : ['--no-merges'];
  const answer = await git.run([...words, ...which, format, `--max-count=${last}`, 'HEAD', '--']);
  return answer.ok ? success(splitRecords(answer.value.output).map(readCommit)) : answer;
};

const countMerges = async (git: Git): Promise<Result<number, Failure>> => {
  const answer = await git.run(['rev-list', '--count', '--first-parent', '--merges', 'HEAD', '--']);
  return answer.ok ? success(Number(answer.value.output.toString())) : answer;
};

/** The last commits up to HEAD, newest first; of a merge its first parent's side is followed. */
export const listPastCommits = async (
  worktree: Worktree,
  wishes: PastWishes,
): Promise<Result<PastCommits, Failure>> => {
  const head = await readHead(worktree.git);
  if (!head.ok) return head;
  const cut = await readCut(worktree);
  const isShallow = cut !== undefined;
  if (head.value.commit === null) return success({ commits: [], isShallow, mergesLeftOut: 0 });
  const listed = await listCommits(worktree.git, wishes);
  if (!listed.ok) return listed;
  const isShort = listed.value.length < wishes.last && !wishes.merges;
  const merges = isShort ? await countMerges(worktree.git) : success(0);
  if (!merges.ok) return merges;
  const commits = listed.value.filter(({ id }) => cut?.has(id) !== true);
  return success({ commits, isShallow, mergesLeftOut: merges.value });
};
