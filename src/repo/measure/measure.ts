import { join } from 'node:path';
import { failure, success, type Change, type Result, type TaskBase } from '#core';
import type { Failure, MeasuredChange, MeasureFrom, MeasureOptions } from '#app';
import {
  classAttributes,
  editsAttributes,
  pathsOf,
  readAttributes,
  withAttributesOf,
  type Attributes,
} from '../attributes.ts';
import { findBase, type Base } from '../base-tree.ts';
import type { TextStore } from '../git/blobs.ts';
import { compareTrees, placeLinesOfTrees, type MeasuredFile, type Trees } from './compare-trees.ts';
import { describeFiles, leaveOutside, pathspecsWithout } from './describe-change.ts';
import type { DigestFile } from '../digest.ts';
import { readText } from '../durable-file.ts';
import type { Git } from '../git/git.ts';
import { readMessagesSince } from '../history.ts';
import { openPathFacts, type StoringGit } from '../path-facts.ts';
import type { ComparedFile } from './parse-diff.ts';
import { settingsOf, type PersonalSettings } from '../personal-settings.ts';
import { findTextless } from './textless.ts';
import { openTextReaders, type ReaderPlaces } from './text-readers.ts';
import { explainRefusal } from '../system-refusal.ts';
import { openBench, takeEnd, type Bench, type TakenTree } from './take-tree.ts';
import type { Worktree } from '../worktree.ts';

/** Where it measures, and what it remembers of it. */
export interface MeasuringPlace {
  readonly worktree: Worktree;
  readonly digestFile: DigestFile;
  readonly store: TextStore;
}

interface Measuring extends MeasuringPlace {
  readonly from: MeasureFrom;
  readonly options: MeasureOptions;
}

/** Measures on a bench, which somebody else clears away. */
const measureOn = async (
  { scratch, tree, ...bench }: Bench & Partial<TakenTree>,
  { content }: PersonalSettings,
  { worktree, digestFile, store, from, options }: Measuring,
): Promise<Result<MeasuredChange, Failure>> => {
  const { signal } = options;
  const git = bench.git.under({ signal });
  const watched = { ...worktree, git: worktree.git.under({ signal }), personal: worktree.personal.under({ signal }) };
  const ends = await findEnds({ worktree: watched, git, digestFile, ahead: tree }, from, options);
  if (!ends.ok) return ends;
  const state = JSON.stringify([stateOf(ends.value), content, await readOwnAttributes(worktree)]);
  if (options.last !== undefined && states.get(options.last) === state) return success(options.last);
  const places = { git, lasting: worktree.git, scratch, store };
  const storing = { git: worktree.gitWith(content), settings: content };
  const described = await describe({ places, storing }, ends.value, options);
  if (!described.ok) return described;
  states.set(described.value, state);
  if (options.committed !== true) return described;
  const more = await holdsMore(worktree.gitWith(content).under({ signal }));
  return more.ok ? success({ ...described.value, uncommitted: more.value }) : more;
};

/**
 * Measures what differs from a base: the tree that `git add -A` would make now, the index as it is staged, or HEAD. Works
 * on a copy of the index and in an objects folder of its own, both thrown away afterwards.
 */
export const measureChange = async (
  place: MeasuringPlace,
  from: MeasureFrom,
  options: MeasureOptions,
): Promise<Result<MeasuredChange, Failure>> => {
  const { worktree } = place;
  const settings = await settingsOf(worktree, options.signal);
  if (!settings.ok) return settings;
  const ahead = isTakenWhole(from, options) ? await worktree.takeAhead?.() : undefined;
  const bench = ahead === undefined ? await openBench(worktree, settings.value, options.signal) : success(ahead);
  if (!bench.ok) return bench;
  try {
    return await measureOn(bench.value, settings.value, { ...place, from, options });
  } finally {
    await bench.value.scratch.dispose();
  }
};

/** Attributes that stand in no tree, as text; undefined where there are none. */
const readOwnAttributes = async ({ place }: Worktree): Promise<string | undefined> =>
  readText(join(place.commonFolder, 'info/attributes')).catch(() => undefined);

/** What two measurements have in common that found the same. */
const states = new WeakMap<MeasuredChange, string>();

interface Ends {
  readonly base: Base;
  /** The tree it ends at. */
  readonly after: string;
  /** Files that are no part of the change: they are as they were, and the trees do not tell. */
  readonly untouched: readonly string[];
}

const stateOf = ({ base, after, untouched }: Ends): string => JSON.stringify([base.id, base.tree, after, untouched]);

/** What was staged before the task began goes into the next commit as well: none of it is left out. */
const leftApart = (from: MeasureFrom, { staged }: MeasureOptions): TaskBase | undefined =>
  'task' in from && staged !== true ? from.task : undefined;

/** Whether all of the working tree is measured, with nothing left out. */
const isTakenWhole = (from: MeasureFrom, options: MeasureOptions): boolean =>
  options.staged !== true && options.committed !== true && (leftApart(from, options)?.digestOnly.length ?? 0) === 0;

interface EndPlaces {
  readonly worktree: Worktree;
  readonly git: Git;
  readonly digestFile: DigestFile;
  /** The tree that it ends at, where it was taken ahead. */
  readonly ahead: TakenTree['tree'] | undefined;
}

const findEnds = async (
  { worktree, git, digestFile, ahead }: EndPlaces,
  from: MeasureFrom,
  options: MeasureOptions,
): Promise<Result<Ends, Failure>> => {
  const apart = leftApart(from, options);
  const untouched = apart === undefined ? success([]) : await findUntouched(worktree.place.root, apart, digestFile);
  if (!untouched.ok) return untouched;
  const [base, after] = await Promise.all([
    findBase(worktree, git, from, options),
    ahead ?? takeEnd(git, untouched.value, options),
  ]);
  if (!base.ok) return base;
  if (!after.ok) return after;
  return success({ base: base.value, after: after.value, untouched: untouched.value });
};

const treesOf = ({ base, after, untouched }: Ends): Trees => ({
  before: base.tree,
  after,
  pathspecs: pathspecsWithout(untouched),
});

type ByPath<T> = ReadonlyMap<string, T>;

/**
 * The attributes of what differs, as what is measured has them: the scratch index holds it. A change that edits them is put
 * in classes by those of its base: what it says of itself must not take it out of its own budget.
 */
const attributesOf = async (
  { git, scratch }: Pick<ReaderPlaces, 'git' | 'scratch'>,
  base: Base,
  files: readonly ComparedFile[],
): Promise<Result<ByPath<Attributes>, Failure>> => {
  const { indexVariables, baseIndexVariables, emptyFolder } = scratch;
  const paths = pathsOf(files);
  if (!editsAttributes(files))
    return readAttributes(withAttributesOf(git, indexVariables, emptyFolder), paths, classAttributes, 'index');
  const gitAtBase = withAttributesOf(git, baseIndexVariables, emptyFolder);
  const read = await gitAtBase.run(['read-tree', base.tree]);
  return read.ok ? readAttributes(gitAtBase, paths, classAttributes, 'index') : read;
};

interface Compared {
  readonly files: readonly MeasuredFile[];
  readonly attributes: ByPath<Attributes>;
  readonly textless: ReadonlySet<MeasuredFile>;
}

/** What differs between the ends, and the attributes of it by path. */
const compare = async (places: Omit<ReaderPlaces, 'lasting'>, ends: Ends): Promise<Result<Compared, Failure>> => {
  const { git, scratch, store } = places;
  const trees = treesOf(ends);
  // Attributes keep a text from being shown; they make nothing else of it.
  const bare = withAttributesOf(git, scratch.noIndexVariables, scratch.emptyFolder);
  const compared = await compareTrees(bare, trees);
  if (!compared.ok) return compared;
  const [files, attributes] = await Promise.all([
    placeLinesOfTrees(bare, trees, compared.value),
    attributesOf(places, ends.base, compared.value),
  ]);
  if (!files.ok) return files;
  if (!attributes.ok) return attributes;
  const textless = await findTextless(git, store, files.value);
  return textless.ok
    ? success({ files: files.value, attributes: attributes.value, textless: textless.value })
    : textless;
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
  { places, storing }: { places: ReaderPlaces; storing: StoringGit },
  ends: Ends,
  options: MeasureOptions,
): Promise<Result<MeasuredChange, Failure>> => {
  const { classify, wants = () => true } = options;
  const { base } = ends;
  const compared = await compare(places, ends);
  if (!compared.ok) return compared;
  const { files, ...told } = compared.value;
  const described = describeFiles(files, { classify, ...told, unsure: base.unsure });
  const wanted = new Set(described.filter(wants).map(({ path }) => path));
  const readers = await openTextReaders(places, base, files, (path) => wanted.has(path));
  if (!readers.ok) return readers;
  const change: Change = { base: base.id, files: described };
  const lookUp = openPathFacts({ ...storing, classify });
  const readMessages = () => readMessagesSince(places.lasting, base.id);
  return success({ change, base: base.tree, ...leaveOutside(readers.value), readMessages, lookUp });
};
