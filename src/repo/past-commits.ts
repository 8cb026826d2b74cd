import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { success, type Result } from '#core';
import type { Failure, PastCommit, PastCommits, PastWishes } from '#app';
import type { Git } from './git/git.ts';
import { isShallow as isCutShort, readHead, resolveRevision } from './history.ts';
import { splitRecords } from './git/working-files.ts';
import type { Worktree } from './worktree.ts';

const words = 'log -z --first-parent --no-patch --no-show-signature --no-color --encoding=UTF-8'.split(' ');
const format = '--format=%H %P%n%cI%n%an <%ae>%n%s%n%B';

const readCommit = (record: string): PastCommit => {
  const [ids = '', at = '', author = '', subject = '', ...message] = record.split('\n');
  const [id = '', parent = '', ...merged] = ids.split(' ');
  return {
    id,
    parent: parent === '' ? null : parent,
    isMerge: merged.length > 0,
    at: new Date(at).toISOString(),
    author,
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

const isDay = (text: string): boolean => {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

/** What git is told to start at and where to stop. */
const findRange = async (
  worktree: Worktree,
  since: string | undefined,
): Promise<Result<readonly string[], Failure>> => {
  if (since === undefined) return success(['HEAD']);
  if (isDay(since)) return success([`--max-age=${Date.parse(`${since}T00:00:00Z`) / 1000}`, 'HEAD']);
  const commit = await resolveRevision(worktree, since);
  return commit.ok ? success(['HEAD', `^${commit.value}`]) : commit;
};

const listCommits = async (
  git: Git,
  { last, merges }: PastWishes,
  range: readonly string[],
): Promise<Result<readonly PastCommit[], Failure>> => {
  const which = [...(merges ? [] : ['--no-merges']), ...(last === undefined ? [] : [`--max-count=${last}`])];
  const answer = await git.run([...words, ...which, format, ...range, '--']);
  return answer.ok ? success(splitRecords(answer.value.output).map(readCommit)) : answer;
};

const countMerges = async (git: Git, range: readonly string[]): Promise<Result<number, Failure>> => {
  const answer = await git.run(['rev-list', '--count', '--first-parent', '--merges', ...range, '--']);
  return answer.ok ? success(Number(answer.value.output.toString())) : answer;
};

/** The messages of what a merge brought in, the newest first. */
export const listMergedMessages = async (
  { git }: Worktree,
  { id, isMerge, parent }: Pick<PastCommit, 'id' | 'isMerge' | 'parent'>,
): Promise<Result<readonly string[], Failure>> => {
  if (!isMerge || parent === null) return success([]);
  const answer = await git.run([
    'log',
    '-z',
    '--no-patch',
    '--no-show-signature',
    '--no-color',
    '--encoding=UTF-8',
    '--format=%B',
    `${id}^@`,
    `^${parent}`,
    '--',
  ]);
  return answer.ok ? success(splitRecords(answer.value.output)) : answer;
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
  const range = await findRange(worktree, wishes.since);
  if (!range.ok) return range;
  const listed = await listCommits(worktree.git, wishes, range.value);
  if (!listed.ok) return listed;
  const isShort = listed.value.length < (wishes.last ?? Number.POSITIVE_INFINITY) && !wishes.merges;
  const merges = isShort ? await countMerges(worktree.git, range.value) : success(0);
  if (!merges.ok) return merges;
  const commits = listed.value.filter(({ id }) => cut?.has(id) !== true);
  return success({ commits, isShallow, mergesLeftOut: merges.value });
};
