// An imagined worktree: the ports of the stories over plain maps, for what real git adds nothing to.
import { createHash } from 'node:crypto';
import {
  asksOf,
  endsWithPrompt,
  failure,
  judge,
  nextPromptNumber,
  success,
  writePromptEntry,
  type Case,
  type Change,
  type FileChange,
  type JournalEntry,
  type Task,
} from '#core';
import {
  fail,
  type Brief,
  type Court,
  type DraftPorts,
  type Failure,
  type Head,
  type Journal,
  type MeasureFrom,
  type PastCommit,
  type PathFacts,
  type PromptLog,
  type PullRequestPorts,
  type Repository,
  type TaskEnd,
  type TaskPage,
} from '#app';

export const policyPath = '.codex/governance.yaml';

/** What a test may look at and change while its stories run. */
export interface World {
  readonly files: Map<string, string>;
  /** Paths that are symbolic links which lead nowhere. */
  readonly links: string[];
  readonly staged: Map<string, string>;
  /** Revision → its full id and files. */
  readonly commits: Map<string, ReadonlyMap<string, string>>;
  readonly shipped: Map<string, string>;
  readonly snapshots: Set<string>;
  readonly pages: Map<string, string>;
  readonly ended: { readonly task: Task; readonly how: TaskEnd; readonly at: string }[];
  head: Head;
  mergeBase: string | null;
  upstream: string | null;
  task: Task | undefined;
  now: string;
  /** What a measurement finds, whatever it starts from. */
  changed: readonly FileChange[];
  /** What of that is committed; undefined: all. */
  committed: readonly FileChange[] | undefined;
  readonly measuredFrom: MeasureFrom[];
  /** What was journalled; a failure in the place of the next event that is appended, where there is one. */
  readonly journal: JournalEntry[];
  journalFails: Failure | undefined;
  isShallow: boolean;
  /** Merges that are left out. */
  merges: number;
  /** What was committed before, newest first. */
  readonly past: { readonly commit: PastCommit; readonly files: readonly FileChange[] }[];
}

export const commitId = (number: number): string => String(number).repeat(40).slice(0, 40);

export const makeWorld = (files: Readonly<Record<string, string>> = {}): World => ({
  files: new Map(Object.entries(files)),
  links: [],
  staged: new Map(Object.entries(files)),
  commits: new Map(),
  shipped: new Map(),
  snapshots: new Set(),
  pages: new Map(),
  ended: [],
  head: { commit: commitId(1), branch: 'main' },
  mergeBase: commitId(1),
  upstream: null,
  task: undefined,
  now: '2026-11-21T12:05:01.000Z',
  changed: [],
  committed: undefined,
  measuredFrom: [],
  journal: [],
  journalFails: undefined,
  isShallow: false,
  merges: 0,
  past: [],
});

export const aFile = (parts: Partial<FileChange> & Pick<FileChange, 'path'>): FileChange => ({
  status: 'modified',
  added: 1,
  deleted: 0,
  binary: false,
  class: 'code',
  addedLines: [{ start: 1, end: 1 }],
  ...parts,
});

const now = <T>(value: T): Promise<T> => Promise.resolve(value);

const measuredIn = (world: World, from: MeasureFrom, files: readonly FileChange[]): Change => {
  world.measuredFrom.push(from);
  const base = 'revision' in from ? from.revision : 'task' in from ? (from.task.commit ?? 'empty') : 'empty';
  return { base, files };
};

async function* measurePast(
  world: World,
  commits: readonly PastCommit[],
  signal: AbortSignal | undefined,
): ReturnType<Repository['measureCommits']> {
  for (const { commit, files } of world.past.filter((past) => commits.includes(past.commit))) {
    if (signal?.aborted === true) {
      yield failure(fail('cancelled', 'It was cancelled.'));
      return;
    }
    const change = { base: commit.parent ?? 'empty', files };
    const readAfter = (path: string): Promise<string | undefined> => now(world.files.get(path));
    const texts = { readBefore: () => now(undefined), readAfter, listBefore: () => now(success([])) };
    yield success({ commit, change, ...texts, readMessages: () => now(success(commit.message)) });
  }
}

/** A path that no attribute says anything of, stored as it is. */
const asItIs: PathFacts = { class: 'code', store: (text) => text };

const filesRightIn = (files: ReadonlyMap<string, string>, folder: string): ReadonlyMap<string, string> =>
  new Map([...files].filter(([path]) => path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/')));

export const repositoryOf = (world: World): Repository => ({
  root: '/imagined',
  gitFolders: ['/imagined/.git'],
  head: () => now(success(world.head)),
  mergeBase: () => now(success(world.mergeBase)),
  resolve: (revision) =>
    now(
      world.commits.has(revision)
        ? success(revision)
        : failure(fail('bad-revision', `There is no commit that “${revision}” names in this repository.`)),
    ),
  measure: (from, { committed = false }) =>
    now(
      success({
        change: measuredIn(world, from, (committed ? world.committed : undefined) ?? world.changed),
        ...(committed ? { uncommitted: world.committed !== undefined } : {}),
        listBefore: () => now(success([])),
        readMessages: () => now(success('')),
        readBefore: () => now(undefined),
        readAfter: (path) => now(world.files.get(path)),
        lookUp: (paths) => now(success(new Map(paths.map((path) => [path, asItIs])))),
      }),
    ),
  ignored: () => now(success([])),
  files: () => now(success([...world.files.keys()].sort())),
  read: (path) => now(success(world.files.get(path))),
  readAt: (revision, path) => now(success(world.commits.get(revision)?.get(path))),
  findLink: (path) => now(success(world.links.find((link) => path === link || path.startsWith(`${link}/`)))),
  findLinkAt: () => now(success(undefined)),
  findStagedLink: () => now(success(undefined)),
  readFolder: (folder) => now(success(filesRightIn(world.files, folder))),
  readFolderAt: (revision, folder) => now(success(filesRightIn(world.commits.get(revision) ?? new Map(), folder))),
  readStaged: (path) => now(success(world.staged.get(path))),
  readStagedFolder: (folder) => now(success(filesRightIn(world.staged, folder))),
  upstream: () => now(success(world.upstream)),
  identity: () => now(success({ name: 'Ada', email: 'ada@example.org' })),
  create: (path, text) => {
    if (world.files.has(path)) return now(failure(fail('exists', `There is a ${path} already.`)));
    world.files.set(path, text);
    return now(success(undefined));
  },
  replace: (path, text) => {
    if (text === undefined) world.files.delete(path);
    else world.files.set(path, text);
    return now(success(undefined));
  },
  lastCommit: () => now(success(undefined)),
  commitsSince: () => now(success(0)),
  messagesMerged: () => now(success([])),
  pastCommits: ({ last, since = '', merges }) =>
    now(
      success({
        commits: world.past
          .map(({ commit }) => commit)
          .filter(({ at }) => at >= since)
          .slice(0, last),
        isShallow: world.isShallow,
        mergesLeftOut: merges ? 0 : world.merges,
      }),
    ),
  measureCommits: (commits, { signal }) => measurePast(world, commits, signal),
  takeSnapshot: (task) => {
    world.snapshots.add(task);
    return now(success({ tree: commitId(7), digestOnly: [] }));
  },
  dropSnapshot: (task) => {
    world.snapshots.delete(task);
    return now(undefined);
  },
  dropSnapshots: (isAbandoned) => {
    for (const task of world.snapshots) if (isAbandoned(task)) world.snapshots.delete(task);
    return now(undefined);
  },
});

const pageName = (task: string, page: TaskPage): string => `/pages/${task}.${page}.md`;

const storeOf = (world: World): DraftPorts['store'] => ({
  read: () => now(success(world.task)),
  keep: (task) => {
    if (world.task !== undefined) return now(failure(fail('task-active', 'A task is already under way.')));
    world.task = task;
    return now(success(undefined));
  },
  end: (task, how, at) => {
    world.task = undefined;
    world.ended.push({ task, how, at });
    return now(success(undefined));
  },
  keepPage: (task, page, text) => {
    world.pages.set(pageName(task, page), text);
    return now(success(pageName(task, page)));
  },
  dropPages: (task) => {
    for (const name of world.pages.keys()) if (name.startsWith(`/pages/${task}.`)) world.pages.delete(name);
    return now(undefined);
  },
  readPage: (task, page) => {
    const text = world.pages.get(pageName(task, page));
    return now(success(text === undefined ? undefined : { text, path: pageName(task, page) }));
  },
});

const journalOf = (world: World): Journal => ({
  append: (event) => {
    if (world.journalFails !== undefined) return now(failure(world.journalFails));
    const entry = { number: world.journal.length + 1, at: world.now, event };
    world.journal.push(entry);
    return now(success(entry));
  },
  read: ({ task, last = Infinity } = {}) =>
    now(
      success(
        world.journal
          .filter(({ event }) => task === undefined || (event.kind !== 'foreign' && event.task === task))
          .slice(last === Infinity ? 0 : -last),
      ),
    ),
  verify: () => now(success({ entries: world.journal.length, breaks: [] })),
});

const promptLogOf = (world: World): PromptLog => ({
  add: (path, { branch, targets, text }, { unlessLast = false } = {}) => {
    const log = world.files.get(path) ?? '';
    if (unlessLast && endsWithPrompt(log, text)) return now(success(undefined));
    const number = nextPromptNumber(log);
    world.files.set(path, log + writePromptEntry(log, number, { at: world.now, branch, targets, text }));
    return now(success({ path, number }));
  },
});

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

// What texts say is nothing to the stories: here nobody reads it.
const caseOf = (brief: Brief): Case => ({
  ...brief,
  known: { ...brief.known, facts: new Map([...brief.known.facts.keys()].map((key) => [key, undefined])) },
  hash,
});

const court: Court = {
  asks: (brief) => now(success(asksOf(caseOf(brief)))),
  judge: (brief) => now(success(judge(caseOf(brief)))),
};

/** The ports of every story. A chance that is counted: each task gets a name of its own. */
export const portsOf = (world: World): DraftPorts & PullRequestPorts => {
  let drawn = 0;
  return {
    repository: repositoryOf(world),
    store: storeOf(world),
    shelf: {
      shipped: () => now([...world.shipped.keys()].sort()),
      readShippedExamples: () => now(undefined),
      readShipped: (name) => now(world.shipped.get(name)),
    },
    readFunctions: (texts) => now(success(texts.map(() => undefined))),
    readSyntaxChanges: (edits) => now(success(edits.map(() => undefined))),
    court,
    journal: journalOf(world),
    promptLog: promptLogOf(world),
    countTokens: (text) => text.split(/\s+/).length,
    findSecrets: () => now([]),
    hash,
    clock: { now: () => world.now },
    gates: {
      evidence: {
        keep: () => now(success('/imagined/evidence.log')),
        read: () => now(success([])),
        readOutput: () => now(success(undefined)),
      },
      watchTree: () => now(success({ tree: commitId(9), look: () => now(success([])), dispose: () => now(undefined) })),
    },
    chance: () => {
      drawn += 1;
      return `a${drawn}`;
    },
  };
};

export { demand, demandFailure } from '../results.ts';

/** The text of a small policy, with more lines at its end. */
export const policyText = (...more: readonly string[]): string =>
  [
    'version: 1',
    'title: Small',
    'codex: active',
    'mode-required: false',
    'modes:',
    '  fix:',
    '    title: Fix',
    '    label: Fix',
    '    goal: Mend one fault.',
    '    budgets:',
    '      lines: { limit: 20, level: block, because: A fix is small. }',
    '    because: One thing at a time.',
    '  tests:',
    '    title: Tests',
    '    label: Tests',
    '    goal: Cover what is there.',
    '    because: One thing at a time.',
    ...more,
    '',
  ].join('\n');
