import { setImmediate } from 'node:timers/promises';
import { success, type FileChange, type Result } from '#core';
import type { Failure, MeasuredCommit, MeasureOptions, PastCommit } from '#app';
import {
  classAttributes,
  editsAttributes,
  pathsOf,
  readAttributes,
  withAttributesOf,
  type Attributes,
} from '../attributes.ts';
import { compareCommits, type MeasuredFile } from './compare-trees.ts';
import { describeFiles, leaveOutside, pathspecsWithout } from './describe-change.ts';
import type { TextStore } from '../git/blobs.ts';
import type { Git } from '../git/git.ts';
import { readMessagesBetween } from '../history.ts';
import type { MeasuringPlace } from './measure.ts';
import { openPastTrees } from '../past-trees.ts';
import { settingsOf } from '../personal-settings.ts';
import { openScratch, type Scratch } from '../scratch.ts';
import { findTextless } from './textless.ts';
import { openPastReaders } from './text-readers.ts';
import { emptyTree } from '../git/tree-entries.ts';
import { splitRecords } from '../git/working-files.ts';

type Options = Pick<MeasureOptions, 'classify' | 'wants' | 'signal'>;

// Few enough that whoever watches sees them come, and that their files are held at the same time.
const together = 50;

interface Places {
  /** Git that finds no attributes: they keep a text from being shown, and make nothing else of it. */
  readonly bare: Git;
  /** Git that finds attributes in the scratch index alone, whatever is checked out. */
  readonly git: Git;
  /** The same for the index of a base. */
  readonly gitAtBase: Git;
  /** Git that reads texts. */
  readonly reading: Git;
}

/*
 * Attributes decide which class a file is in. Git takes them from the working tree,
 * which is that of one commit only; where a file is not there it looks into the index. So the working tree is empty here,
 * and the index is that of the commits in question.
 */
const arrange = (
  git: Git,
  { emptyFolder, indexVariables, baseIndexVariables, noIndexVariables }: Scratch,
): Omit<Places, 'reading'> => ({
  bare: withAttributesOf(git, noIndexVariables, emptyFolder),
  git: withAttributesOf(git, indexVariables, emptyFolder),
  gitAtBase: withAttributesOf(git, baseIndexVariables, emptyFolder),
});

const attributeFiles = ':(top,glob)**/.gitattributes';

/** The commits in their order, in groups of those whose trees hold the same attributes. */
const groupByAttributes = async (
  git: Git,
  commits: readonly PastCommit[],
): Promise<Result<readonly (readonly PastCommit[])[], Failure>> => {
  // Each is compared with the next of the list, which is not its parent where a merge stands between them.
  const pairs = commits.slice(0, -1).map(({ id }, index) => `${id} ${commits[index + 1]?.id ?? ''}\n`);
  const words = ['diff-tree', '-r', '--stdin', '--always', '--no-renames', '--name-only', '-z', '--', attributeFiles];
  const answer = await git.run(words, { input: pairs.join('') });
  if (!answer.ok) return answer;
  const ids = new Set(commits.map(({ id }) => id));
  const differing = new Set<string>();
  let last = '';
  for (const record of splitRecords(answer.value.output)) {
    if (ids.has(record)) last = record;
    else differing.add(last);
  }
  const groups: PastCommit[][] = [];
  for (const [index, commit] of commits.entries()) {
    if (index === 0 || differing.has(commits[index - 1]?.id ?? '')) groups.push([]);
    groups.at(-1)?.push(commit);
  }
  return success(groups);
};

interface Compared {
  readonly commit: PastCommit;
  readonly files: readonly MeasuredFile[];
}

const noPaths: ReadonlySet<string> = new Set();

/** The attributes at the base of a commit that edits them: what it says of itself must not take it out of its own budget. */
const attributesAtBase = async (
  { gitAtBase }: Places,
  { commit, files }: Compared,
): Promise<Result<ReadonlyMap<string, Attributes>, Failure>> => {
  const read = await gitAtBase.run(['read-tree', commit.parent ?? '--empty']);
  return read.ok ? readAttributes(gitAtBase, pathsOf(files), classAttributes, 'index') : read;
};

interface Described extends Compared {
  readonly described: readonly FileChange[];
}

/** What differs in each commit, as files of a change. */
const describeAll = async (
  places: Places,
  store: TextStore,
  compared: readonly Compared[],
  { classify }: Options,
): Promise<Result<readonly Described[], Failure>> => {
  const paths = compared.filter(({ files }) => !editsAttributes(files)).flatMap(({ files }) => pathsOf(files));
  const common = await readAttributes(places.git, [...new Set(paths)], classAttributes, 'index');
  if (!common.ok) return common;
  const textless = await findTextless(
    places.reading,
    store,
    compared.flatMap(({ files }) => files),
  );
  if (!textless.ok) return textless;
  const told = { classify, unsure: noPaths, textless: textless.value };
  const all: Described[] = [];
  for (const one of compared) {
    const attributes = editsAttributes(one.files) ? await attributesAtBase(places, one) : common;
    if (!attributes.ok) return attributes;
    all.push({ ...one, described: describeFiles(one.files, { ...told, attributes: attributes.value }) });
  }
  return success(all);
};

/** Measures commits whose trees hold the attributes of the scratch index, all in one go. */
const measureTogether = async (
  places: Places,
  store: TextStore,
  commits: readonly PastCommit[],
  options: Options,
): Promise<Result<readonly MeasuredCommit[], Failure>> => {
  const { wants = () => true } = options;
  const told = await compareCommits(places.bare, { pairs: commits, pathspecs: pathspecsWithout([]) });
  if (!told.ok) return told;
  const compared = commits.map((commit, index): Compared => ({ commit, files: told.value[index] ?? [] }));
  const all = await describeAll(places, store, compared, options);
  if (!all.ok) return all;
  const readersFor = openPastReaders(
    { git: places.reading, store },
    all.value.map(({ files, described }) => {
      const wanted = new Set(described.filter(wants).map(({ path }) => path));
      return { files, isWanted: (path) => wanted.has(path) };
    }),
  );
  const parents = commits.flatMap(({ parent }) => parent ?? []);
  const treeOf = openPastTrees(places.reading, parents);
  return success(
    all.value.map(({ commit, files, described }): MeasuredCommit => {
      const change = { base: commit.parent ?? 'empty', files: described };
      // As git tells it for one commit; a merge brings those of others.
      const readMessages = async () =>
        commit.isMerge ? readMessagesBetween(places.reading, change.base, commit.id) : success(`${commit.message}\n`);
      return {
        commit,
        change,
        ...leaveOutside(readersFor(files, commit.parent === null ? emptyTree : treeOf(commit.parent))),
        readMessages,
      };
    }),
  );
};

/** Measures groups of commits, one after the other. */
async function* measureGroups(
  places: Places,
  store: TextStore,
  groups: readonly (readonly PastCommit[])[],
  options: Options,
): AsyncGenerator<Result<MeasuredCommit, Failure>, void, undefined> {
  for (const group of groups) {
    const indexed = await places.git.run(['read-tree', group[0]?.id ?? '--empty']);
    if (!indexed.ok) {
      yield indexed;
      return;
    }
    for (let next = 0; next < group.length; next += together) {
      const measured = await measureTogether(places, store, group.slice(next, next + together), options);
      if (!measured.ok) {
        yield measured;
        return;
      }
      for (const commit of measured.value) {
        // Whoever judges them has the thread for long: a person who wants it to stop must be heard in between.
        await setImmediate();
        yield success(commit);
      }
    }
  }
}

/**
 * Measures commits against their parents as `measureChange` measures what is checked out. Git is started a few times for
 * many commits, not for each.
 */
export async function* measureCommits(
  { worktree, store }: Pick<MeasuringPlace, 'worktree' | 'store'>,
  commits: readonly PastCommit[],
  options: Options,
): AsyncGenerator<Result<MeasuredCommit, Failure>, void, undefined> {
  const { signal } = options;
  const settings = await settingsOf(worktree, signal);
  if (!settings.ok) {
    yield settings;
    return;
  }
  const scratch = await openScratch(worktree.place);
  if (!scratch.ok) {
    yield scratch;
    return;
  }
  try {
    const git = worktree.gitWith(settings.value.content).under({ signal });
    const places = { ...arrange(git, scratch.value), reading: worktree.git.under({ signal }) };
    const groups = await groupByAttributes(places.git, commits);
    if (!groups.ok) {
      yield groups;
      return;
    }
    yield* measureGroups(places, store, groups.value, options);
  } finally {
    await scratch.value.dispose();
  }
}
