import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, describe, it } from 'mocha';
import type { FileChange } from '#core';
import type { MeasuredChange, MeasureFrom } from '#app';
import { apply, operation, type Operation } from './random-work.ts';
import {
  beginTask,
  makeFolder,
  makeRepository,
  measure,
  open,
  removeFolders,
  type TestRepository,
} from './temporary-repository.ts';

interface History {
  readonly commits: readonly (readonly Operation[])[];
  readonly staged: readonly Operation[];
  readonly work: readonly Operation[];
  readonly attributes: string | undefined;
  readonly autocrlf: 'true' | 'input' | 'false';
  readonly from: 'first' | 'last' | 'empty' | 'task';
  readonly measureStaged: boolean;
}

const history: fc.Arbitrary<History> = fc.record({
  commits: fc.array(fc.array(operation, { minLength: 2, maxLength: 14 }), { minLength: 1, maxLength: 3 }),
  staged: fc.array(operation, { maxLength: 6 }),
  work: fc.array(operation, { maxLength: 8 }),
  attributes: fc.option(fc.constantFrom('* text=auto\n', '*.lock -diff\n*.bin binary\n', '*.crlf text eol=crlf\n'), {
    nil: undefined,
  }),
  autocrlf: fc.constantFrom('false' as const, 'false' as const, 'input' as const, 'true' as const),
  from: fc.constantFrom('first' as const, 'last' as const, 'last' as const, 'empty' as const, 'task' as const),
  measureStaged: fc.nat({ max: 4 }).map((number) => number === 0),
});

interface Counted {
  readonly status: string;
  readonly from?: string;
  readonly added: string;
  readonly deleted: string;
}

const next = (records: string[]): string => records.shift() ?? '';

/** Reads `git diff --name-status -z`. */
const readStatuses = (output: string): ReadonlyMap<string, Pick<Counted, 'status' | 'from'>> => {
  const statuses = new Map<string, Pick<Counted, 'status' | 'from'>>();
  const records = output.split('\0');
  while (records.length > 1) {
    const [letter = ''] = next(records);
    const first = next(records);
    if (letter === 'R') statuses.set(next(records), { status: letter, from: first });
    else statuses.set(first, { status: letter });
  }
  return statuses;
};

/** What git itself says, read apart from the code that is tested: path → counts and status. */
const readCounts = (nameStatus: string, numstat: string): ReadonlyMap<string, Counted> => {
  const statuses = readStatuses(nameStatus);
  const counted = new Map<string, Counted>();
  const records = numstat.split('\0');
  while (records.length > 1) {
    const [, added = '', deleted = '', name = ''] = /^(.*?)\t(.*?)\t(.*)$/s.exec(next(records)) ?? [];
    // A renamed file has its two paths in records of their own.
    const path = name === '' ? [next(records), next(records)].at(-1) : name;
    const known = statuses.get(path ?? '');
    assert.ok(path !== undefined && known !== undefined, `git counts ${path} and does not list it`);
    counted.set(path, { ...known, added, deleted });
  }
  assert.equal(counted.size, statuses.size);
  return counted;
};

// One shell for all that one answer takes: starting a process is what this test spends its time on.
const script = `
set -e
cp -a . "$COPY"
cd "$COPY"
# An attribute may keep a text from being shown; its lines count all the same.
mkdir -p .git/info
echo '* !diff' > .git/info/attributes
# What is not tracked is made known to git, so that it counts it; its text stays where it is.
test -n "$CACHED" || git add --intent-to-add --all
git diff --name-status -M -z $CACHED "$BASE" > ../names
git diff --numstat -M -z $CACHED "$BASE" > ../counts
`;

/** Asks git about a copy of the repository, as a person would with \`git diff\`. */
const askGit = ({ root, environment }: TestRepository, base: string, staged: boolean): ReadonlyMap<string, Counted> => {
  const folder = makeFolder();
  const told = { BASE: base, CACHED: staged ? '--cached' : '', COPY: join(folder, 'copy') };
  execFileSync('sh', ['-c', script], {
    cwd: root,
    env: { ...environment, ...told },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return readCounts(readFileSync(join(folder, 'names'), 'utf8'), readFileSync(join(folder, 'counts'), 'utf8'));
};

const letters = { added: 'A', modified: 'M', deleted: 'D', renamed: 'R', 'type-changed': 'T' } as const;

const toCounted = (file: FileChange): Counted => ({
  status: letters[file.status],
  ...(file.from === undefined ? {} : { from: file.from }),
  added: file.binary ? '-' : String(file.added),
  deleted: file.binary ? '-' : String(file.deleted),
});

/** Every file of the git folder with its digest. */
const fingerprint = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, createHash('sha1').update(readFileSync(path)).digest('hex')]),
  );

const rowsOf = (text: string): readonly string[] => text.split(/(?<=\n)/).filter((row) => row !== '');

/** The lines that a change says it did not add are lines that were there before, in their order. */
const checkLines = async ({ change, readBefore, readAfter }: MeasuredChange): Promise<void> => {
  for (const file of change.files) {
    const [before, after] = [await readBefore(file.from ?? file.path), await readAfter(file.path)];
    const placed = file.addedLines.reduce((sum, { start, end }) => sum + end - start + 1, 0);
    if (file.status !== 'type-changed') assert.equal(placed, file.added, `${file.path}: lines placed`);
    if (typeof after !== 'string' || typeof before !== 'string' || file.binary) continue;
    const isAdded = (row: number): boolean => file.addedLines.some(({ start, end }) => start <= row && row <= end);
    const kept = rowsOf(after).filter((_, index) => !isAdded(index + 1));
    const old = rowsOf(before);
    assert.equal(kept.length, old.length - file.deleted, `${file.path}: lines kept`);
    let from = 0;
    for (const row of kept) {
      from = old.indexOf(row, from) + 1;
      assert.notEqual(from, 0, `${file.path}: “${row}” was not there before`);
    }
  }
};

// The same in every repository; git knows it without being told.
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

const checkHistory = async (made: History): Promise<MeasuredChange> => {
  const repository = makeRepository();
  const { root } = repository;
  writeFileSync(
    repository.environment['GIT_CONFIG_GLOBAL'] ?? '',
    `[core]\nautocrlf = ${made.autocrlf}\nsafecrlf = false\n`,
  );
  if (made.attributes !== undefined) repository.write('.gitattributes', made.attributes);
  const commits = made.commits.map((operations) => {
    apply(root, operations);
    return repository.commit();
  });
  const opened = await open(repository);
  const task = made.from === 'task' ? await beginTask(opened) : undefined;
  apply(root, made.staged);
  repository.git('add', '--all');
  apply(root, made.work);
  const bases: Readonly<Record<History['from'], readonly [MeasureFrom, string]>> = {
    first: [{ revision: commits[0] ?? '' }, commits[0] ?? ''],
    last: [{ revision: 'HEAD' }, commits.at(-1) ?? ''],
    empty: [{ empty: true }, emptyTree],
    task: [task ?? { empty: true }, task !== undefined && 'task' in task ? task.task.snapshot : ''],
  };
  const [from, base] = bases[made.from];
  const untouched = fingerprint(join(root, '.git'));
  const measured = await measure(opened, from, { staged: made.measureStaged });
  assert.deepEqual(fingerprint(join(root, '.git')), untouched, 'the git folder was touched');
  const expected = askGit(repository, base, made.measureStaged);
  const found = new Map(measured.change.files.map((file) => [file.path, toCounted(file)]));
  assert.deepEqual(found, new Map([...expected].sort(([one], [other]) => (one < other ? -1 : 1))));
  await checkLines(measured);
  return measured;
};

// Each takes git some forty starts.
const histories = 120;

describe('a measured change', () => {
  afterEach(removeFolders);

  it('equals what git itself counts, over random histories', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(history, async (made) => {
        const { change } = await checkHistory(made);
        for (const { status, binary } of change.files) {
          for (const kind of [status, ...(binary ? ['binary'] : [])]) seen.set(kind, (seen.get(kind) ?? 0) + 1);
        }
        seen.set('histories', (seen.get('histories') ?? 0) + 1);
        removeFolders();
      }),
      { numRuns: histories },
    );
    assert.equal(seen.get('histories'), histories);
    for (const kind of [...Object.keys(letters), 'binary']) assert.ok(seen.has(kind), `no history had a ${kind} file`);
  }).timeout(900_000);
});
