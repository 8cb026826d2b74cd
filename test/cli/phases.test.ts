import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import type { Documents } from '../../src/cli/documents.ts';
import { removeFolders, type TestRepository } from '../repo/temporary-repository.ts';
import { fivePhases, leavings } from '../sample/phases.ts';
import { documentOf, govern, governed, makeGoverned, smallPolicy, startFix } from './command-line.ts';

type Told = Documents['phases'];

const make = (): TestRepository => makeGoverned(smallPolicy(...fivePhases), { 'src/pay.py': 'one = 1\n' });

const told = async (repository: TestRepository, ...words: readonly string[]): Promise<Told> =>
  documentOf<Told>(repository, 'phases', ...words);

/** How far one subject is: the phase that is reached, and after which phases code may be written. */
const howFar = async (repository: TestRepository, name: string): Promise<string> => {
  const [subject] = (await told(repository, name)).processes[0]?.subjects ?? [];
  const open = subject?.code.filter(({ may_be_written }) => may_be_written).map(({ after }) => after) ?? [];
  return `${subject?.reached ?? 'none'} [${open.join(' ')}]`;
};

const leave = (repository: TestRepository, files: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(files)) repository.write(path, text);
};

const refused = async (repository: TestRepository): Promise<readonly string[]> => {
  const { findings } = await documentOf<Documents['check']>(repository, 'check');
  return findings.filter(({ kind }) => kind === 'first-then').map(({ rule, path, id }) => `${rule} ${path} ${id}`);
};

const code = 'def cost(a, b):\n    return a + b\n';

describe('phases', () => {
  afterEach(removeFolders);

  it('goes through five phases, and code may be written after the third or the fifth', async () => {
    const repository = make();
    const seen: string[] = [await howFar(repository, 'cost')];
    for (const files of leavings) {
      leave(repository, files);
      repository.commit();
      seen.push(await howFar(repository, 'cost'));
    }
    assert.deepEqual(seen, ['0 []', '1 []', '2 []', '3 [3]', '4 [3]', '5 [5 3]']);
    assert.equal((await govern(repository, 'phases', 'cost')).code, 0);
  });

  it('refuses code before its phase by the id that check has, and lets an experiment in after the third', async () => {
    const repository = make();
    for (const files of leavings.slice(0, 3)) leave(repository, files);
    repository.commit();
    repository.write('lab/cost.py', code);
    assert.deepEqual(await refused(repository), []);
    assert.equal((await govern(repository, 'phases')).code, 0);

    repository.write('src/cost.py', code);
    const found = await refused(repository);
    assert.equal(found.length, 5);
    assert.ok(found.every((one) => one.startsWith('ma.phase-5 src/cost.py ')));
    const document = await told(repository);
    const own = document.processes.flatMap(({ findings }) =>
      findings.map(({ rule, path, id }) => `${rule} ${path} ${id}`),
    );
    assert.deepEqual(own, found);
    assert.equal(document.may_go_on, false);
    assert.equal((await govern(repository, 'phases')).code, 1);

    leave(repository, leavings[3] ?? {});
    leave(repository, leavings[4] ?? {});
    assert.deepEqual(await refused(repository), []);
    assert.equal((await govern(repository, 'phases')).code, 0);
  });

  it('names what is missing or broken, with its file and line, and why', async () => {
    const repository = make();
    for (const files of leavings.slice(0, 4)) leave(repository, files);
    repository.write('invariants/INV-0001.yaml', 'id: INV-0001\nstatus: draft\nmodules: [cost]\nstatement: x\n');
    const { out, code: exit } = await govern(repository, 'phases', 'cost');
    assert.equal(exit, 1);
    assert.match(out, /cost: phase 2 of 5 is complete; code after phase 5 may not be written yet/);
    assert.match(out, /broken {2}invariants\/INV-0001\.yaml:1 {2}It has nothing at telemetry\.metric\./);
    assert.match(out, /missing configs\/generated\/notebook_plan\.json {2}There is no such file\./);
    assert.match(out, /broken {2}invariants\/INV-0001\.yaml:2 {2}Its status is draft, not accepted\./);
    assert.match(out, /broken {2}docs\/math\/LEMMAS\.md:3 {2}No line under “Lemma cost” says \^Status: Rev \[0-9\]\./);
    const markdown = (await govern(repository, 'phases', 'cost', '--format', 'markdown')).out;
    assert.match(markdown, /^- ✓ Problem statement: `docs\/math\/CALCULUS\.md`$/m);
    assert.match(markdown, /^- ✗ Invariant accepted: `invariants\/INV-0001\.yaml:2` is broken\./m);
  });

  it('lets a trivial change be, classed by the diff', async () => {
    const repository = make();
    repository.write('src/pay.py', 'one = 2\n');
    assert.deepEqual(await refused(repository), []);
    const [process] = (await told(repository)).processes;
    assert.deepEqual(process?.change, {
      verdict: 'trivial',
      files: 1,
      lines: 2,
      why: '2 lines in 1 file of that code, of 3 in 1.',
    });
    repository.write('src/pay.py', 'one = 2\ntwo = 2\nthree = 3\n');
    assert.notDeepEqual(await refused(repository), []);
    assert.equal((await told(repository)).processes[0]?.change.verdict, 'needs-phases');
    assert.match((await governed(repository, 'phases', '--help')).replace(/\s+/g, ' '), /done, missing or broken/);
  });

  it('tells a name that nothing has apart from one whose phases are yet to begin', async () => {
    const repository = make();
    const { processes } = await told(repository, 'brand_new');
    assert.deepEqual(
      processes[0]?.subjects.map(({ subject, reached }) => [subject, reached]),
      [['brand_new', 0]],
    );
    const none = makeGoverned();
    assert.equal((await govern(none, 'phases')).out, 'The policy has no phases.\n');
  });

  it('keeps the class of a change in the journal, once, and in the text of the pull request', async () => {
    const repository = make();
    await governed(repository, ...startFix);
    repository.write('src/pay.py', 'one = 2\n');
    for (let time = 0; time < 2; time++) await governed(repository, 'phases');
    const { entries } = await documentOf<Documents['journal']>(repository, 'task', 'journal');
    const classed = JSON.stringify(entries).match(/"kind":"change-classed"/g) ?? [];
    assert.equal(classed.length, 1);
    const text = await governed(repository, 'pr');
    assert.match(
      text,
      /^- Mathematical Autopsy: trivial, needs no phases\. 2 lines in 1 file of that code, of 3 in 1\.$/m,
    );
    repository.commit();
    const filled = await governed(repository, 'pr');
    const file = join(repository.root, '.git', 'pr.md');
    writeFileSync(file, filled);
    assert.equal((await govern(repository, 'pr', 'verify', file)).code, 0);
    writeFileSync(file, filled.replaceAll('2 lines in 1 file of that code', '1 line in 1 file of that code'));
    assert.equal((await govern(repository, 'pr', 'verify', file)).code, 1);
  });
});
