import { join } from 'node:path';
import { failure, success, type Change, type FileChange, type Result, type TaskBase } from '#core';
import type { Failure, MeasuredChange, MeasureFrom, MeasureOptions } from '#app';
import { readAttributes } from './attributes.ts';
import { findBase, type Base } from './base-tree.ts';
import { compareTrees, type MeasuredFile } from './compare-trees.ts';
import { addAll, leaveOut, writeTree } from './current-tree.ts';
import type { DigestFile } from './digest.ts';
import type { Git } from './git.ts';
import { readPersonalSettings } from './personal-settings.ts';
import { openReaders, type Readers } from './readers.ts';
import { openScratch, type Scratch } from './scratch.ts';
import { explainRefusal } from './system-refusal.ts';
import type { Worktree } from './worktree.ts';

// What we keep in the reviewed tree ourselves, and the log of prompts, are nobody's change. The policy itself is.
const outside = ['dev_prompts.md', '.codex/governance/'];

// Objects that live for a moment only are not worth packing tight.
const forAMoment = [['core.looseCompression', '0']] as const;

/**
 * Measures what differs from a base: the tree that `git add -A` would make now, the index as it is staged, or HEAD. Works
 * on a copy of the index and in an objects folder of its own, both thrown away afterwards.
 */
export const measureChange = async (
  worktree: Worktree,
  digestFile: DigestFile,
  from: MeasureFrom,
  options: MeasureOptions,
): Promise<Result<MeasuredChange, Failure>> => {
  const { signal } = options;
  const settings = await readPersonalSettings(worktree.personal.under({ signal }));
  if (!settings.ok) return settings;
  const scratch = await openScratch(worktree.place);
  if (!scratch.ok) return scratch;
  try {
    const { indexVariables, objectVariables } = scratch.value;
    const variables = { ...indexVariables, ...objectVariables };
    const git = worktree.gitWith([...settings.value.content, ...forAMoment]).under({ variables, signal });
    const watched = { ...worktree, git: worktree.git.under({ signal }), personal: worktree.personal.under({ signal }) };
    const compared = await compare({ worktree: watched, git, digestFile }, from, options);
    if (!compared.ok) return compared;
    const described = await describe({ worktree, git, scratch: scratch.value }, compared.value, options);
    if (!described.ok || options.committed !== true) return described;
    const more = await holdsMore(worktree.gitWith(settings.value.content).under({ signal }));
    return more.ok ? success({ ...described.value, uncommitted: more.value }) : more;
  } finally {
    await scratch.value.dispose();
  }
};

interface Comparison {
  readonly base: Base;
  readonly files: readonly MeasuredFile[];
}

const compare = async (
  { worktree, git, digestFile }: { worktree: Worktree; git: Git; digestFile: DigestFile },
  from: MeasureFrom,
  options: MeasureOptions,
): Promise<Result<Comparison, Failure>> => {
  const same = 'task' in from ? await findUntouched(worktree.place.root, from.task, digestFile) : success([]);
  if (!same.ok) return same;
  const [base, after] = await Promise.all([findBase(worktree, git, from), takeEnd(git, same.value, options)]);
  if (!base.ok) return base;
  if (!after.ok) return after;
  const pathspecs = [':(top)', ...[...outside, ...same.value].map((path) => leaveOut(path).toString())];
  const files = await compareTrees(git, { before: base.value.tree, after: after.value }, pathspecs);
  return files.ok ? success({ base: base.value, files: files.value }) : files;
};

/** The tree that is compared with the base; the scratch index holds the same afterwards. */
const takeEnd = async (
  git: Git,
  leftOut: readonly string[],
  { staged, committed }: MeasureOptions,
): Promise<Result<string, Failure>> => {
  if (staged === true) return writeTree(git);
  const taken = committed === true ? await git.run(['read-tree', 'HEAD']) : await addAll(git, leftOut.map(leaveOut));
  return taken.ok ? writeTree(git) : taken;
};

/** True where the person's index or working tree holds more than HEAD. */
const holdsMore = async (git: Git): Promise<Result<boolean, Failure>> => {
  const answer = await git.run(['status', '--porcelain', '-z', '--untracked-files=normal']);
  return answer.ok ? success(answer.value.output.length > 0) : answer;
};

/** The files the snapshot holds by their digest alone and that are still the same: they are no part of the change. */
const findUntouched = async (
  root: string,
  { digestOnly }: TaskBase,
  digestFile: DigestFile,
): Promise<Result<readonly string[], Failure>> => {
  const untouched: string[] = [];
  for (const { path, digest } of digestOnly) {
    try {
      if ((await digestFile(join(root, path))) === digest) untouched.push(path);
    } catch (error) {
      return failure({
        reason: 'git-failed',
        message: `${path} cannot be read, so the change cannot be measured whole: ${explainRefusal(error)}.`,
        remedy: 'Make the file readable, remove it, or have git ignore it.',
      });
    }
  }
  return success(untouched);
};

const describe = async (
  { worktree, git, scratch }: { worktree: Worktree; git: Git; scratch: Scratch },
  { base, files }: Comparison,
  { classify, committed }: MeasureOptions,
): Promise<Result<MeasuredChange, Failure>> => {
  const [classes, readers] = await Promise.all([
    readAttributes(
      git,
      files.map(({ path }) => path),
      committed === true ? 'index' : 'working-tree',
    ),
    openReaders({ git, lasting: worktree.git, scratch }, base, files),
  ]);
  if (!classes.ok) return classes;
  if (!readers.ok) return readers;
  const described = files.map((file): FileChange => {
    const { path, from, status, added, deleted, binary, addedLines } = file;
    const known = { status, added, deleted, binary, class: classify(path, classes.value.get(path)), addedLines };
    const estimated = base.unsure.has(from ?? path) || base.unsure.has(path);
    return { path, ...(from === undefined ? {} : { from }), ...known, ...(estimated ? { estimated } : {}) };
  });
  const change: Change = { base: base.id, files: described.sort((one, other) => (one.path < other.path ? -1 : 1)) };
  return success({ change, ...leaveOutside(readers.value) });
};

const isOutside = (path: string): boolean =>
  outside.some((place) => path === place || (place.endsWith('/') && path.startsWith(place)));

/** What is nobody's change has no text to compare with either. */
const leaveOutside = ({ readBefore, readAfter }: Readers): Readers => ({
  readBefore: async (path) => (isOutside(path) ? undefined : readBefore(path)),
  readAfter,
});
