import { failure, success, type Result } from '#core';
import type {
  Failure,
  Identity,
  MeasureFrom,
  OpenStack,
  Put,
  Stack,
  StackBranch,
  StackedCommit,
  StackedOn,
  StoredChange,
  StoredFile,
} from '#app';
import { addAll, joinRecords, writeTree } from '../measure/current-tree.ts';
import { readBlobs } from '../git/blobs.ts';
import type { Git } from '../git/git.ts';
import { settingsOf } from '../personal-settings.ts';
import { openScratch } from '../scratch.ts';
import { splitRecords } from '../git/working-files.ts';
import type { Worktree } from '../worktree.ts';

/*
 * The objects of a stack go where git keeps all objects, on no branch until somebody asks for branches: git itself clears
 * away what nothing leads to.
 */

type Outcome<T> = Promise<Result<T, Failure>>;

const oneLine = async (git: Git, words: readonly string[], input?: Uint8Array | string): Outcome<string> => {
  const answer = await git.run(words, input === undefined ? {} : { input });
  return answer.ok ? success(answer.value.output.toString().trimEnd()) : answer;
};

// Until it is kept in somebody's name it is nobody's, and the same slice is the same commit.
const nobody: Identity = { name: 'codex-governor', email: 'split@localhost' };
const noTime = '2000-01-01T00:00:00Z';

interface NewCommit {
  readonly tree: string;
  readonly parent: string | null;
  readonly message: string;
}

const writeCommit = (git: Git, { tree, parent, message }: NewCommit, by = nobody, at = noTime): Outcome<string> => {
  const variables = {
    GIT_AUTHOR_NAME: by.name,
    GIT_AUTHOR_EMAIL: by.email,
    GIT_AUTHOR_DATE: at,
    GIT_COMMITTER_NAME: by.name,
    GIT_COMMITTER_EMAIL: by.email,
    GIT_COMMITTER_DATE: at,
  };
  const parents = parent === null ? [] : ['-p', parent];
  return oneLine(git.under({ variables }), ['commit-tree', tree, ...parents], message);
};

const none = /^0+$/;

const storedFile = (mode: string, id: string): StoredFile | undefined => (none.test(mode) ? undefined : { mode, id });

/** Reads `git diff-tree -r --raw -z`. */
const readChanges = (output: Buffer): readonly StoredChange[] => {
  const records = splitRecords(output);
  const changes: StoredChange[] = [];
  for (let at = 0; at + 1 < records.length; at += 2) {
    const [modeBefore = '', modeAfter = '', idBefore = '', idAfter = ''] = (records[at] ?? '').slice(1).split(' ');
    const before = storedFile(modeBefore, idBefore);
    const after = storedFile(modeAfter, idAfter);
    const path = records[at + 1] ?? '';
    changes.push({ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) });
  }
  return changes;
};

const differ = async (git: Git, before: string, after: string): Outcome<readonly StoredChange[]> => {
  const words = ['diff-tree', '-r', '--raw', '-z', '--no-renames', '--no-abbrev', before, after];
  const answer = await git.run(words);
  return answer.ok ? success(readChanges(answer.value.output)) : answer;
};

const recordOf = async (git: Git, put: Put, noId: string): Outcome<Buffer> => {
  const entry = (mode: string, id: string): Buffer => Buffer.from(`${mode} ${id}\t${put.path}`);
  if ('gone' in put) return success(entry('0', noId));
  if ('id' in put) return success(entry(put.mode, put.id));
  const id = await oneLine(git, ['hash-object', '-w', '--stdin'], Buffer.from(put.bytes, 'latin1'));
  return id.ok ? success(entry(put.mode, id.value)) : id;
};

/** The tree that another one is once paths are put anew. */
const putAll = async (git: Git, tree: string, puts: readonly Put[]): Outcome<string> => {
  const begun = await git.run(['read-tree', tree]);
  if (!begun.ok) return begun;
  const records: Buffer[] = [];
  // What goes first makes room: a folder may come where a file was.
  for (const put of puts.toSorted((one, other) => Number('gone' in other) - Number('gone' in one))) {
    const record = await recordOf(git, put, '0'.repeat(tree.length));
    if (!record.ok) return record;
    records.push(record.value);
  }
  const answer = await git.run(['update-index', '-z', '--replace', '--index-info'], { input: joinRecords(records) });
  return answer.ok ? writeTree(git) : answer;
};

const earlierWork: Failure = {
  reason: 'no-change',
  message: 'When the task began, there was work that was not committed: the slices would have to stand on that.',
  remedy: 'Name the commit to divide from with --base; then that work is divided, too.',
};

const emptyTreeOf = (git: Git): Outcome<string> => oneLine(git, ['hash-object', '-t', 'tree', '-w', '--stdin'], '');

const baseOf = async (git: Git, from: MeasureFrom): Outcome<StackedOn> => {
  const task = 'task' in from ? from.task : undefined;
  const parent = 'revision' in from ? from.revision : (task?.commit ?? null);
  const tree = await (parent === null ? emptyTreeOf(git) : oneLine(git, ['rev-parse', `${parent}^{tree}`]));
  if (!tree.ok) return tree;
  const isClean = task === undefined || (task.snapshot === tree.value && task.digestOnly.length === 0);
  return isClean ? success({ parent, tree: tree.value }) : failure(earlierWork);
};

const unchanged: Failure = { reason: 'no-change', message: 'Nothing has changed, so there is nothing to divide.' };

interface Taken {
  readonly base: StackedOn;
  readonly whole: StackedCommit;
  readonly changes: readonly StoredChange[];
}

const takeWhole = async (git: Git, from: MeasureFrom): Outcome<Taken> => {
  const base = await baseOf(git, from);
  if (!base.ok) return base;
  const added = await addAll(git, []);
  if (!added.ok) return added;
  const tree = await writeTree(git);
  if (!tree.ok) return tree;
  if (tree.value === base.value.tree) return failure(unchanged);
  const changes = await differ(git, base.value.tree, tree.value);
  if (!changes.ok) return changes;
  const id = await writeCommit(git, { tree: tree.value, parent: base.value.parent, message: '' });
  if (!id.ok) return id;
  return success({ base: base.value, whole: { id: id.value, tree: tree.value }, changes: changes.value });
};

const badName = (name: string): Failure => ({
  reason: 'bad-option',
  message: `No branch can be called ${name}.`,
  remedy: 'Choose another beginning for their names.',
});

const taken = (name: string): Failure => ({
  reason: 'exists',
  message: `There is a branch ${name} already, or one of which that would be a part. No branch was made.`,
  remedy: 'Choose another beginning for their names, or delete the branches.',
});

/** Refuses names that git would not take; all of them, before the first branch is made. */
const checkNames = async (git: Git, branches: readonly StackBranch[]): Outcome<void> => {
  for (const { name } of branches) {
    const valid = await git.ask(['check-ref-format', '--branch', name], [0, 1, 128]);
    if (!valid.ok) return valid;
    if (valid.value.code !== 0) return failure(badName(name));
  }
  return success(undefined);
};

const findTaken = async (git: Git, names: readonly string[]): Outcome<string | undefined> => {
  const answer = await git.run(['for-each-ref', '--format=%(refname)', 'refs/heads/']);
  if (!answer.ok) return answer;
  const known = answer.value.output.toString().split('\n').filter(Boolean);
  const isInTheWay = (name: string): boolean =>
    known.some((ref) => `refs/heads/${name}/`.startsWith(`${ref}/`) || ref.startsWith(`refs/heads/${name}/`));
  return success(names.find(isInTheWay));
};

const keepBranches = async (
  git: Git,
  base: StackedOn,
  branches: readonly StackBranch[],
  { by, at }: { readonly by: Identity; readonly at: string },
): Outcome<readonly StackedCommit[]> => {
  const valid = await checkNames(git, branches);
  if (!valid.ok) return valid;
  const inTheWay = await findTaken(
    git,
    branches.map(({ name }) => name),
  );
  if (!inTheWay.ok) return inTheWay;
  if (inTheWay.value !== undefined) return failure(taken(inTheWay.value));
  const commits: StackedCommit[] = [];
  for (const { tree, message } of branches) {
    const parent = commits.at(-1)?.id ?? base.parent;
    const id = await writeCommit(git, { tree, parent, message }, by, at);
    if (!id.ok) return id;
    commits.push({ id: id.value, tree });
  }
  const lines = branches.map(({ name }, at) => `create refs/heads/${name} ${commits[at]?.id ?? ''}\n`);
  const made = await git.run(['update-ref', '--stdin'], { input: lines.join('') });
  return made.ok ? success(commits) : made;
};

const readAll = async (git: Git, ids: readonly string[]): Outcome<ReadonlyMap<string, string>> => {
  const read = await readBlobs(git, [...new Set(ids)], { encoding: 'latin1' });
  if (!read.ok) return read;
  return success(new Map([...read.value].flatMap(([id, text]) => (typeof text === 'string' ? [[id, text]] : []))));
};

/** Opens a stack on what is there, in an index of its own. */
export const openStackIn =
  (worktree: Worktree): OpenStack =>
  async (from, signal) => {
    const settings = await settingsOf(worktree, signal);
    if (!settings.ok) return settings;
    const scratch = await openScratch(worktree.place);
    if (!scratch.ok) return scratch;
    const { dispose, indexVariables } = scratch.value;
    const git = worktree.gitWith(settings.value.content).under({ variables: indexVariables, signal });
    const opened = await takeWhole(git, from);
    if (!opened.ok) {
      await dispose();
      return opened;
    }
    const stack: Stack = {
      ...opened.value,
      read: async (ids) => readAll(git, ids),
      add: async (on, puts, message) => {
        const tree = await putAll(git, on.tree, puts);
        if (!tree.ok) return tree;
        const id = await writeCommit(git, { tree: tree.value, parent: on.parent, message });
        return id.ok ? success({ id: id.value, tree: tree.value }) : id;
      },
      keep: async (branches, signed) => keepBranches(git, opened.value.base, branches, signed),
      dispose,
    };
    return success(stack);
  };
