import { success, type Result } from '#core';
import type { Failure } from '#app';
import { valueOf, type Git } from './git/git.ts';
import { isFile, listEntries, type BaseTree, type Entries } from './git/tree-entries.ts';
import { splitRecords } from './git/working-files.ts';

/** What became of paths from one tree to the next: the blob of a regular file, undefined for all else. */
type Step = ReadonlyMap<string, string | undefined>;

const stepWords = 'diff-tree -r --stdin --always --no-renames --no-abbrev --raw -z'.split(' ');

/** What differs from each commit to the next. */
const readSteps = async (git: Git, commits: readonly string[]): Promise<Result<readonly Step[], Failure>> => {
  const pairs = commits.slice(1).map((commit, index) => `${commit} ${commits[index] ?? ''}\n`);
  const answer = await git.run(stepWords, { input: pairs.join('') });
  if (!answer.ok) return answer;
  const steps: Map<string, string | undefined>[] = [];
  const records = splitRecords(answer.value.output);
  for (let at = 0; at < records.length; at += 1) {
    const record = records[at] ?? '';
    if (!record.startsWith(':')) {
      steps.push(new Map());
      continue;
    }
    const [, mode = '', , blob = ''] = record.split(' ');
    at += 1;
    steps.at(-1)?.set(records[at] ?? '', isFile(mode) ? blob : undefined);
  }
  return success(steps);
};

const take = (entries: Entries, step: Step | undefined): Entries => {
  const taken = new Map(entries);
  for (const [path, blob] of step ?? []) {
    if (blob === undefined) taken.delete(path);
    else taken.set(path, blob);
  }
  return taken;
};

/**
 * The trees of commits, for someone who may look at all of them, one after the other. The first is listed; for the others it
 * is enough to know what differs, which git tells of all in one go. The last one that was asked for is held in memory.
 */
export const openPastTrees = (git: Git, commits: readonly string[]): ((commit: string) => BaseTree) => {
  let stepping: Promise<Result<readonly Step[], Failure>> | undefined;
  let held: { readonly at: number; readonly entries: Entries } | undefined;
  const listAt = async (at: number): Promise<Result<Entries, Failure>> => {
    if (held === undefined || held.at > at) {
      const listed = await listEntries(git, commits[at] ?? '');
      if (listed.ok) held = { at, entries: listed.value };
      return listed;
    }
    const steps = await (stepping ??= readSteps(git, commits));
    if (!steps.ok) return steps;
    let { at: reached, entries } = held;
    for (; reached < at; reached += 1) entries = take(entries, steps.value[reached]);
    held = { at, entries };
    return success(entries);
  };
  // One after the other: whoever asks for many files at the same time is told of the same tree.
  let turn: Promise<unknown> = Promise.resolve();
  return (commit) => {
    const at = commits.indexOf(commit);
    const list = async (): Promise<Result<Entries, Failure>> => {
      const mine = turn.then(async () => listAt(at));
      turn = mine;
      return mine;
    };
    return { list, find: async (path) => valueOf(await list()).get(path) };
  };
};
