import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { makeRepository, removeFolders, type TestRepository } from '../repo/temporary-repository.ts';
import { packageFiles, packagePath, packageText } from '../sample/package.ts';
import { demandSorted, demandValid } from './demand-document.ts';
import { documentOf, govern, governed, inRepository, readIn, runIn } from './command-line.ts';

interface RunDocument {
  readonly verdict: string;
  readonly commit: string | null;
  readonly steps: readonly { readonly id: string; readonly state: string; readonly why?: string }[];
  readonly metrics: readonly {
    readonly before: number | null;
    readonly after: number | null;
    readonly reached: boolean;
  }[];
}

const run = ['package', 'run', 'facade-fast-track'] as const;

const ran = async (repository: TestRepository, ...words: readonly string[]): Promise<RunDocument> =>
  documentOf<RunDocument>(repository, ...run, '--yes', ...words);

const statesOf = ({ steps }: RunDocument): readonly string[] => steps.map(({ id, state }) => `${id} ${state}`);

const make = (changes: Readonly<Record<string, string>> = {}): TestRepository =>
  makeRepository({ ...packageFiles, ...changes });

const goal = ['--goal', 'Carry the package out in `serve/`.'];
const override = ['--override', 'The documents come later.', '--who', 'Ada'];
const startPackage = ['start', '--mode', 'carry-out', '--scope', 'serve/**', ...goal, ...override];

const isThere = ({ root }: TestRepository, path: string): boolean => existsSync(join(root, path));

const statePath = '.git/codex-governor/packages/facade-fast-track.json';

const refused = async (repository: TestRepository, code: number, words: RegExp): Promise<void> => {
  const told = await govern(repository, ...run, '--yes');
  assert.equal(told.code, code, told.err);
  assert.match(told.err, words);
  assert.ok(!isThere(repository, 'serve/openai_routes.py'));
};

describe('package', () => {
  afterEach(removeFolders);

  it('carries the package of the seed out, step by step, and says what it brought in numbers', async () => {
    const repository = make();
    assert.equal(await governed(repository, 'package', 'check'), '');
    assert.match(await governed(repository, 'package', 'list'), /^facade-fast-track {2}Low .* {2}Implement OpenAI/);
    const out = await governed(repository, ...run, '--yes');
    assert.match(out, /^routes {2}done\nmount {3}done\nquota {3}left out {2}Wave b needs \*\*\/quota_resolver\.py/);
    assert.match(out, /imports +green [^]*packages\/facade-fast-track +green/);
    assert.match(out, /Smoke pass rate {2}50 % → 100 % {2}reached\n/);
    assert.match(out, /feat\(api\)[^]*Smoke pass rate 50 % before, 100 % after\.[^]*serve\/openai_routes\.py\n$/);
    assert.equal(readIn(repository, 'serve/main.py'), 'app = 1\nfrom serve.openai_routes import ROUTES\n');
    assert.ok(!isThere(repository, statePath), 'nothing is kept of what has come to its end');
    assert.match(await governed(repository, 'task', 'journal'), /command-ran .*node tools\/patch\.cjs mount/);
  });

  it('does the wave whose modules are there', async () => {
    const repository = make({ 'serve/quota_resolver.py': 'LIMIT = 1\n' });
    assert.deepEqual(statesOf(await ran(repository)), ['routes done', 'mount done', 'quota done']);
    assert.match(readIn(repository, 'serve/openai_routes.py'), /QUOTA/);
  });

  it('asks before each step, and goes on where nobody agreed', async () => {
    const repository = make();
    const answer = (input: string) => runIn({ ...inRepository(repository), input }, ...run);
    const first = await answer('yes\nno\n');
    assert.equal(first.code, 1);
    assert.match(first.out, /^routes {2}done\nmount {3}not begun\nquota {3}not begun\n[^]*The next run goes on there/);
    assert.match(first.err, /step 1 of 3: Create the router\n {2}will run: node tools\/patch\.cjs routes\n/);
    assert.match(await governed(repository, 'package', 'list'), /1 of 3 steps done/);
    const second = await answer('y\n');
    assert.equal(second.code, 0);
    assert.doesNotMatch(second.err, /step 1 of 3/);
    assert.match(second.err, /It goes on where it was: 1 step was done before\./);
    assert.match(second.out, /50 % → 100 %/, 'what was measured before the first step is kept');
  });

  it('rolls a step back that fails, and does it anew the next time', async () => {
    const repository = make();
    repository.write('tools/broken', '');
    const failed = await ran(repository);
    assert.deepEqual(statesOf(failed), ['routes failed', 'mount open', 'quota open']);
    assert.match(failed.steps[0]?.why ?? '', /ended with exit code 1\. It was rolled back\.$/);
    assert.deepEqual([failed.verdict, failed.commit], ['failed', null]);
    assert.ok(!isThere(repository, 'serve/half.py'), 'it was undone');
    repository.git('clean', '-fdq', 'tools');
    assert.equal((await ran(repository)).verdict, 'done');
  });

  it('fails a step that does not leave or print what it should', async () => {
    for (const [from, to, why] of [
      ['leaves: [serve/openai_routes.py]', 'leaves: [serve/other.py]', /It left no serve\/other\.py\./],
      ['prints: routes written', 'prints: something else', /It did not print something else\./],
    ] as const) {
      const { steps, verdict } = await ran(make({ [packagePath]: packageText.replace(from, to) }));
      assert.equal(verdict, 'failed');
      assert.match(steps[0]?.why ?? '', why);
    }
  });

  it('looks for what a step prints in each line, and takes no notice of case', async () => {
    const text = packageText.replace('prints: routes written', () => "prints: '^ROUTES WRITTEN$'");
    const { steps } = await ran(make({ [packagePath]: text }));
    assert.equal(steps[0]?.state, 'done', steps[0]?.why);
  });

  it('cannot tell what is there when a rollback fails, and begins with it the next time', async () => {
    const text = packageText.replace('[{ run: git clean -fdq serve }]', '[{ run: node tools/patch.cjs undo }]');
    const repository = make({ [packagePath]: text });
    repository.write('tools/broken', '');
    const { code, out } = await govern(repository, ...run, '--yes');
    assert.equal(code, 2);
    assert.match(out, /Its rollback failed, too: .*Nobody can tell|Nobody can tell what is there now/s);
    const again = await govern(repository, ...run, '--yes');
    assert.equal(again.code, 2);
    assert.match(again.err, /The last run was cut off in the step routes, and its rollback failed/);
    repository.git('clean', '-fdq', 'tools', 'serve');
    const { err, code: mended } = await govern(repository, ...run, '--yes');
    assert.equal(mended, 0);
    assert.match(err, /The last run was cut off in this step\. Rolling back routes\./);
  });

  it('is not done while a gate is red or a number is not reached', async () => {
    const low = await ran(make({ [packagePath]: packageText.replace('at-least: 90', 'at-least: 101') }));
    assert.deepEqual([low.verdict, low.metrics[0]?.reached, low.commit], ['failed', false, null]);
    const red = packageText.replace(
      '{ run: node tools/smoke.cjs imports }',
      '{ run: node tools/smoke.cjs none, folder: gone }',
    );
    assert.equal((await ran(make({ [packagePath]: red }))).verdict, 'failed');
    const silent = await ran(make({ [packagePath]: packageText.replace('pass rate: (', 'no rate: (') }));
    assert.deepEqual(silent.metrics, [
      { id: 'smoke', title: 'Smoke pass rate', unit: '%', before: null, after: null, reached: false },
    ]);
  });

  it('runs nothing whose preflight fails, that has mistakes, that nobody has reviewed, or that the law does not let', async () => {
    await refused(
      make({ [packagePath]: packageText.replace('git status --short', 'git status --nonsense') }),
      1,
      /does not begin: /,
    );
    await refused(
      make({ [packagePath]: packageText.replace('patch.cjs mount', 'other.cjs mount') }),
      2,
      /command-not-allowed[^]*has mistakes/,
    );
    await refused(make({ [packagePath]: packageText.replace('mode: carry-out\n', '') }), 2, /none was named/);
    const law = packageFiles['.codex/governance.yaml'] ?? '';
    await refused(make({ '.codex/governance.yaml': `${law}codex: frozen\n` }), 1, /Codex is frozen/);
    const audited = `${law}audit: { freeze: { audits: 2 } }\n`;
    const touched = { '.codex/governance.yaml': audited, '.codex/governance/audits/0001-aaaaaaaaaaaa.json': '{}\n' };
    await refused(make(touched), 1, /Codex is frozen .*it is not as it was written/);
    const asks = packageText.replace('commands: [{ run: node tools/patch.cjs mount }]', 'codex: Mount the router.');
    await refused(make({ [packagePath]: asks }), 2, /takes a task by which its patches are judged/);
    const begun = make();
    await governed(begun, ...startPackage);
    begun.write('.codex/governance.yaml', `${law}codex: frozen\n`);
    await refused(begun, 1, /Codex is frozen/);
    const { [packagePath]: text = '', ...rest } = packageFiles;
    const unreviewed = makeRepository(rest);
    unreviewed.write(packagePath, text);
    await refused(unreviewed, 2, /is not in the commit that this work starts from/);
  });

  it('does not go on with a package that has become another one', async () => {
    const repository = make();
    await runIn({ ...inRepository(repository), input: 'y\n' }, ...run);
    repository.write(packagePath, packageText.replace('Create the router', 'Create a router'));
    repository.commit();
    const { code, err } = await govern(repository, ...run, '--yes');
    assert.equal(code, 2);
    assert.match(err, /is another than when it was begun/);
    assert.equal((await ran(repository, '--restart')).verdict, 'done');
  });

  it('undoes what a run that was killed left of a step', async () => {
    const repository = make();
    await runIn({ ...inRepository(repository), input: 'y\n' }, ...run);
    const state = JSON.parse(readIn(repository, statePath)) as object;
    mkdirSync(dirname(join(repository.root, statePath)), { recursive: true });
    writeFileSync(join(repository.root, statePath), JSON.stringify({ ...state, done: [], running: 'routes' }));
    repository.write('serve/half.py', 'half');
    assert.equal((await ran(repository)).verdict, 'done');
    assert.ok(!isThere(repository, 'serve/half.py'));
  });

  it('writes a new one and lists it, and leaves what is there alone', async () => {
    const repository = make();
    const out = await governed(repository, 'package', 'new', 'next-one', '--title', 'Next one', '--mode', 'carry-out');
    assert.equal(out, '.codex/governance/packages/next-one.yaml\n.codex/governance/packages/README.md\n');
    assert.match(
      readIn(repository, '.codex/governance/packages/README.md'),
      /facade-fast-track\.yaml\)\n- \[Next one\]\(next-one\.yaml\)\n$/,
    );
    const checked = await govern(repository, 'package', 'check', 'next-one');
    assert.equal(checked.code, 1);
    assert.match(checked.out, /next-one\.yaml:3:7 {2}error {2}`TBD` is open/);
    assert.equal((await govern(repository, 'package', 'new', 'facade-fast-track')).code, 1);
    assert.equal((await govern(repository, 'package', 'new', 'Next One')).code, 2);
    assert.equal((await govern(repository, 'package', 'check', 'next')).code, 2);
    assert.equal(readdirSync(join(repository.root, '.codex/governance/packages')).length, 3);
  });

  it('prints documents that hold to their schemas', async () => {
    const repository = make();
    for (const [name, words] of [
      ['package-list', ['package', 'list']],
      ['package-check', ['package', 'check']],
      ['package-run', [...run, '--yes']],
    ] as const) {
      const { out } = await govern(repository, ...words, '--format', 'json');
      demandValid(name, out);
      demandSorted(JSON.parse(out));
    }
  });
});
