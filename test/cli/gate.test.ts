import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, it } from 'mocha';
import { readEvidence, sealEvidence, writeEvidence } from '#core';
import { handle, makeFolder, removeFolders, type TestRepository } from '../repo/temporary-repository.ts';
import {
  documentOf,
  govern,
  governed,
  inRepository,
  makeGoverned,
  policyPath,
  runIn,
  smallPolicy,
  startFix,
} from './command-line.ts';

interface RanDocument {
  readonly verdict: string;
  readonly gates: readonly {
    readonly id: string;
    readonly verdict: string;
    readonly kept: boolean;
    readonly moved: readonly string[];
    readonly output: string | null;
    readonly evidence: {
      readonly id: string;
      readonly tree: string;
      readonly problems: readonly string[];
      readonly measures: Readonly<Record<string, number>>;
    };
  }[];
}

interface ListDocument {
  readonly gates: readonly {
    readonly id: string;
    readonly needed: boolean;
    readonly state: string;
    readonly why: readonly string[];
  }[];
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Writes what its words name: `junit PASSED FAILED`, `lcov FILE LINE:HITS…`, as a test runner would. */
const runner = `
const { mkdirSync, writeFileSync } = require('node:fs');
const [what, ...words] = process.argv.slice(2);
mkdirSync('reports', { recursive: true });
if (what === 'junit') {
  const cases = (count, inner) => Array.from({ length: count }, (_, at) => '<testcase name="' + (process.env.TEST_NAME ?? 't') + at + '">' + inner + '</testcase>').join('');
  writeFileSync('reports/unit.xml', '<testsuite>' + cases(Number(words[0]), '') + cases(Number(words[1]), '<failure/>') + '</testsuite>');
  process.exitCode = Number(words[1]) > 0 ? 1 : 0;
}
if (what === 'lcov')
  writeFileSync('reports/lcov.info', 'SF:' + words[0] + '\\n' + words.slice(1).map((line) => 'DA:' + line.replace(':', ',')).join('\\n') + '\\nend_of_record\\n');
`;

const node = process.execPath;

const gates = (...written: readonly string[]): string =>
  smallPolicy('gates:', ...written.map((one) => `  - { because: It is so., ${one} }`));

const unit = `id: unit, in: [src/**], commands: [{ run: ${node} run.cjs junit 3 0 }], reads: [{ format: junit, path: reports/unit.xml }]`;

const makeGated = (...written: readonly string[]): TestRepository =>
  makeGoverned(gates(...written), { 'run.cjs': runner, '.gitignore': 'reports/\n' });

const ran = (repository: TestRepository, ...words: readonly string[]): Promise<RanDocument> =>
  documentOf<RanDocument>(repository, 'gate', 'run', ...words);

const states = async (repository: TestRepository): Promise<readonly string[]> =>
  (await documentOf<ListDocument>(repository, 'gate', 'list')).gates.map(
    ({ id, needed, state }) => `${id} ${needed ? 'needed' : '-'} ${state}`,
  );

/** Why a gate with one command is red. */
const problemsOf = async (written: string): Promise<readonly string[]> => {
  const repository = makeGated(written);
  const { verdict, gates: all } = await ran(repository, '--all');
  assert.equal(verdict, 'red');
  return all[0]?.evidence.problems ?? [];
};

const reading = (command: string): string =>
  `id: g, commands: [{ run: "${command}" }], reads: [{ format: junit, path: reports/unit.xml }]`;

const coveredBy = (hits: string): string =>
  `id: unit, commands: [{ run: ${node} run.cjs lcov src/parse.py ${hits} }], reads: [{ format: lcov, path: reports/lcov.info }], demands: { changed-line-coverage: { at-least: 80 } }`;

const told = `pull-request:
  acceptance: [{ id: tested, text: Tested, covered-by: [unit] }]
  results: [{ id: p95, title: p95 (warm) }, { id: tests, title: Tests, kinds: [unit, golden] }]
`;

/** The section that names a gate which no result tells of. */
const openGate = (state: string): string =>
  `## Gates\n\nThe change has to pass these before it merges, and they are not green:\n\n- Gate \`lint\`: ${state}\n\n## `;

describe('gate', () => {
  afterEach(removeFolders);

  it('keeps no secret that a failed test is named after', async () => {
    const token = ['ghp', 'x7Kd93hVbQ0aLmZ2tRw8yUe5sNc1fGj4pTo6'].join('_');
    const repository = makeGated(unit.replace('junit 3 0', 'junit 1 2'));
    const surroundings = inRepository(repository);
    const { out } = await runIn(
      { ...surroundings, environment: { ...surroundings.environment, TEST_NAME: `accepts\n${token} ` } },
      'gate',
      'run',
      '--all',
      '--format',
      'json',
    );
    assert.match(out, /2 tests failed: `accepts /);
    assert.ok(!out.includes(token), out);
  });

  it('runs the gates that a change needs, and keeps what they find for exactly those files', async () => {
    const repository = makeGated(unit, `id: docs, in: ['**/*.md'], commands: [{ run: ${node} --version }]`);
    assert.deepEqual(await states(repository), ['unit - not-run', 'docs - not-run']);
    const nothing = await govern(repository, 'gate', 'run', '--needed');
    assert.deepEqual([nothing.code, nothing.out], [0, 'No gate had to be run.\n']);
    repository.write('src/parse.py', 'def parse(line):\n    return line.strip()\n');
    assert.deepEqual(await states(repository), ['unit needed not-run', 'docs - not-run']);
    const { code, out, err } = await govern(repository, 'gate', 'run', '--needed');
    assert.equal(code, 0, err);
    assert.match(out, /^unit {2}green {2}[\d.]+ s {2}3 passed \(EVID-[0-9a-f]{12}\)\n$/);
    assert.equal(err, `gate unit: ${node} run.cjs junit 3 0\n`);
    assert.deepEqual(await states(repository), ['unit needed green', 'docs - not-run']);
    const list = await governed(repository, 'gate', 'list');
    assert.match(list, /^unit {2}needed {6}green {4}3 passed \(EVID-[0-9a-f]{12}\)\ndocs {2}not needed {2}not run\n$/);
    repository.write('src/parse.py', 'def parse(line):\n    return line.strip() \n');
    assert.deepEqual(await states(repository), ['unit needed stale', 'docs - not-run']);
    assert.match(
      await governed(repository, 'gate', 'list'),
      /stale +Files have changed since it was run\. It was green then\./,
    );
    repository.write('src/parse.py', 'def parse(line):\n    return line.strip()\n');
    assert.deepEqual(await states(repository), ['unit needed green', 'docs - not-run'], 'put back as it was');
  });

  it('is bound to the tree that a commit of the same files has', async () => {
    const repository = makeGated(unit);
    repository.write('src/parse.py', 'x = 1\n');
    const { gates: all } = await ran(repository, 'unit');
    repository.commit();
    assert.equal(all[0]?.evidence.tree, repository.git('rev-parse', 'HEAD^{tree}').trim());
  });

  it('ends with 1 where a gate is red, and shows what was written last', async () => {
    const repository = makeGated(unit.replace('junit 3 0', 'junit 3 2'));
    const { code, out } = await govern(repository, 'gate', 'run', 'unit');
    assert.equal(code, 1);
    assert.match(out, /^unit {2}red .*3 passed, 2 failed\. .*ended with exit code 1\. 2 tests failed: `t0` and `t1`\./);
    const token = `ghp_${'a1B2'.repeat(9)}`;
    const loud = makeGated(
      `id: loud, commands: [{ run: "${node} -e 'console.log(process.env.TOKEN); console.error(22); process.exit(3)'" }]`,
    );
    const surroundings = { ...inRepository(loud), environment: { ...loud.environment, TOKEN: token } };
    const told = await runIn(surroundings, 'gate', 'run', 'loud');
    assert.equal(told.code, 1);
    assert.match(told.err, /gate loud> 22\ngate loud> All of it: .*EVID-[0-9a-f]{12}\.log\n$/);
    const log = readFileSync(/All of it: (.*)\n/.exec(told.err)?.[1] ?? '', 'utf8');
    assert.match(log, /^\$ .*\n\[redacted: .*\]\n22\n$/);
    assert.ok(!JSON.stringify(told).includes(token));
  });

  it('is red for a report that this run has not written, or that is none', async () => {
    assert.deepEqual(await problemsOf(reading(`${node} --version`)), [
      '`reports/unit.xml`, read as junit, is not there: no command has written it.',
    ]);
    assert.deepEqual(await problemsOf(reading(`${node} run.cjs junit 0 0`)), ['No test was run.']);
    assert.match(
      String(
        await problemsOf(
          reading(
            `${node} -e 'fs.mkdirSync(\\"reports\\"), fs.writeFileSync(\\"reports/unit.xml\\", \\"<testsuite>\\")'`,
          ),
        ),
      ),
      /^`reports\/unit\.xml`, read as junit, is no whole XML/,
    );
    const old = makeGated(reading(`${node} --version`));
    mkdirSync(join(old.root, 'reports'));
    writeFileSync(join(old.root, 'reports/unit.xml'), '<testsuite><testcase name="a"/></testsuite>');
    assert.deepEqual((await ran(old, 'g')).gates[0]?.evidence.problems, [
      '`reports/unit.xml`, read as junit, is older than the run: no command has written it anew.',
    ]);
  });

  it('is red for a tool that is not there, a folder that is not, and what takes too long, with all that it started', async () => {
    assert.match(
      String(await problemsOf('id: g, commands: [{ run: no-such-tool --all }]')),
      /^`no-such-tool` is not on this machine/,
    );
    assert.match(
      String(await problemsOf(`id: g, commands: [{ run: ${node} --version, folder: backend }]`)),
      /`backend`, which is no folder here/,
    );
    const child = `setInterval(() => fs.appendFileSync("beat", "x"), 20)`;
    const parent = `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { detached: true, stdio: "ignore" }); setInterval(() => {}, 1000)`;
    const repository = makeGoverned(
      gates(`id: slow, commands: [{ run: ${node} slow.cjs, minutes: 0.02 }, { run: ${node} run.cjs junit 1 0 }]`),
      {
        'slow.cjs': parent.replace('require(', 'const fs = require("fs"); require('),
        'run.cjs': runner,
        '.gitignore': 'reports/\nbeat\n',
      },
    );
    const { verdict, gates: all } = await ran(repository, '--all');
    assert.equal(verdict, 'red');
    assert.match(String(all[0]?.evidence.problems), /took longer than 0\.02 minutes and was ended/);
    assert.ok(!existsSync(join(repository.root, 'reports')), 'what comes after it is not run');
    const size = (): number =>
      existsSync(join(repository.root, 'beat')) ? readFileSync(join(repository.root, 'beat')).length : 0;
    const before = size();
    await pause(200);
    assert.equal(size(), before, 'what it had started is gone');
  });

  it('keeps nothing where files changed while it ran', async () => {
    const repository = makeGated(
      `id: writes, commands: [{ run: "${node} -e 'fs.writeFileSync(\\"made.txt\\", \\"1\\")'" }]`,
    );
    const { code, out } = await govern(repository, 'gate', 'run', '--all');
    assert.equal(code, 2);
    assert.match(
      out,
      /^writes {2}unknown .*Nothing was kept: made\.txt changed while it ran\. If the gate writes there, have git ignore it/,
    );
    assert.deepEqual(await states(repository), ['writes needed not-run']);
    const red = makeGated(
      `id: writes, commands: [{ run: "${node} -e 'fs.writeFileSync(\\"made.txt\\", \\"1\\"); process.exit(1)'" }]`,
    );
    const told = await ran(red, '--all');
    assert.deepEqual([told.verdict, told.gates[0]?.kept, told.gates[0]?.moved], ['red', false, ['made.txt']]);
  });

  it('holds the lines that the change added to their coverage', async () => {
    for (const [hits, verdict] of [
      ['1:0 2:1', 'green'],
      ['1:1 2:0', 'red'],
    ] as const) {
      const repository = makeGated(coveredBy(hits));
      repository.write('src/parse.py', 'def parse(line):\n    return line.strip()\n');
      const { gates: all } = await ran(repository, 'unit');
      assert.equal(all[0]?.verdict, verdict);
      assert.equal(all[0]?.evidence.measures['changed-line-coverage'], verdict === 'green' ? 100 : 0);
    }
  });

  it('holds what the gates of a change take together to their limit', async () => {
    const slow = `id: slow, in: [src/**], commands: [{ run: "${node} -e 'setTimeout(() => 0, 300)'" }]`;
    const repository = makeGoverned(`${gates(slow)}gate-minutes: 0.001\n`);
    const free = await govern(repository, 'gate', 'run', 'slow');
    assert.equal(free.code, 0, 'no change needs it');
    repository.write('src/parse.py', 'x = 1\n');
    const { code, out } = await govern(repository, 'gate', 'run', '--needed');
    assert.equal(code, 1);
    assert.match(out, /\nThe gates of this change took [\d.]+ s, and the policy allows 0\.1 s \(gate-minutes\)/);
  });

  it('believes no evidence that it has not written itself', async () => {
    const repository = makeGated(unit);
    repository.write('src/parse.py', 'x = 1\n');
    await governed(repository, 'gate', 'run', 'unit');
    const folder = join(repository.root, '.git/codex-governor/evidence');
    const name = readdirSync(folder).find((file) => file.endsWith('.json')) ?? '';
    const text = readFileSync(join(folder, name), 'utf8');
    repository.write('src/parse.py', 'x = 2\n');
    const { gates: red } = await ran(makeGated(unit), 'unit');
    assert.equal(red.length, 1);
    // As somebody would who knows how it is made: for the files as they are now, under a digest that fits.
    const evidence = readEvidence(text, hash);
    assert.ok(evidence !== undefined);
    const { id: _id, digest: _digest, ...body } = evidence;
    repository.git('add', '--all');
    const forged = sealEvidence({ ...body, tree: repository.git('write-tree').trim() }, hash);
    writeFileSync(join(folder, `${forged.id}.json`), writeEvidence(forged));
    mkdirSync(join(repository.root, '.codex/governance/evidence'), { recursive: true });
    assert.deepEqual(await states(repository), ['unit needed stale']);
    repository.write('src/parse.py', 'x = 1\n');
    repository.remove('.codex/governance');
    assert.deepEqual(await states(repository), ['unit needed green']);
    writeFileSync(join(folder, name), text.replace('"passed": 3', '"passed": 4'));
    assert.deepEqual(await states(repository), ['unit needed not-run']);
  });

  it('runs only what the base has, and nothing while Codex is frozen', async () => {
    const bad = `id: unit, commands: [{ run: "${node} -e 'fs.writeFileSync(\\".git/ran\\", \\"\\")'" }]`;
    const repository = makeGated(unit);
    repository.write(policyPath, gates(bad));
    assert.equal((await govern(repository, 'gate', 'run', 'unit')).code, 0);
    assert.ok(!existsSync(join(repository.root, '.git/ran')), 'the gate of the base was run');
    repository.remove(policyPath);
    repository.commit('no law');
    repository.write(policyPath, gates(bad));
    const { code, err } = await govern(repository, 'gate', 'run', 'unit');
    assert.equal(code, 2);
    assert.match(
      err,
      /is not committed yet at the base of this change, and gates run only commands that are\. Read its `gates`/,
    );
    assert.ok(!existsSync(join(repository.root, '.git/ran')));
    const frozen = makeGated(unit);
    await governed(frozen, ...startFix);
    frozen.write(policyPath, gates(unit).replace('codex: active', 'codex: frozen'));
    const stopped = await govern(frozen, 'gate', 'run', 'unit');
    assert.equal(stopped.code, 1);
    assert.match(stopped.err, /Codex is frozen in this repository .*, so what it has written is not run\./);
    assert.match(await governed(frozen, 'task', 'journal'), /law-frozen .*stopped=gate/);
  });

  it('fills the results of the pull request, and what it covers is ticked as long as nothing changes', async () => {
    const repository = makeGated(unit);
    const law = `${gates(`${unit}, result: tests.unit`, `id: perf, in: [src/**], commands: [{ run: "${node} -p 900+50" }], reads: [{ format: number, name: p95, unit: ms }], demands: { p95: { at-most: 1200 } }, result: p95`)}${told}`;
    repository.write(policyPath, law);
    repository.commit('law');
    repository.git('switch', '--quiet', '--create', 'work');
    await governed(repository, ...startFix);
    repository.write('src/parse.py', 'x = 1\n');
    repository.commit('work');
    assert.match(await governed(repository, 'pr'), /- \[ \] Tested \(not checked: gate `unit` was not run\)/);
    assert.equal((await govern(repository, 'gate', 'run', '--needed')).code, 0);
    const text = await governed(repository, 'pr');
    assert.match(text, /- \[x\] Tested\n/);
    assert.match(text, /## Results\n\n- p95 \(warm\): 950 ms\n- Tests: unit 3 passed, golden not run\n/);
    const file = join(repository.root, 'reports/pr.md');
    writeFileSync(file, text);
    assert.deepEqual((await govern(repository, 'pr', 'verify', file)).err, '');
    for (const [from, to] of [
      ['unit 3 passed', 'unit 4 passed'],
      ['950 ms', '95 ms'],
      ['golden not run', 'golden 9 passed'],
    ] as const) {
      writeFileSync(file, text.replace(from, to));
      const flipped = await govern(repository, 'pr', 'verify', file);
      assert.equal(flipped.code, 1, from);
    }
    writeFileSync(file, text);
    // Elsewhere, nothing is known of the gates until they are run there.
    const elsewhere = makeFolder();
    repository.git('clone', '--quiet', repository.root, elsewhere);
    const clone = handle(elsewhere, repository.environment);
    const verify = ['pr', 'verify', file, '--base', 'origin/main'] as const;
    const unseen = await govern(clone, ...verify);
    assert.equal(unseen.code, 2, unseen.out);
    assert.match(unseen.out, /^Every other tick and number of .*; what it says of unit, perf could not be told\.$/m);
    assert.match(unseen.err, /Nobody has run those gates on this machine/);
    await governed(clone, 'gate', 'run', '--needed', '--base', 'origin/main');
    const seen = await govern(clone, ...verify);
    assert.deepEqual([seen.code, /author’s word/.test(seen.err)], [0, false], seen.out);
    const lie = text.replaceAll('3 passed', '4 passed');
    writeFileSync(file, lie);
    assert.match((await govern(clone, ...verify)).out, /It says “.*unit 4 passed.*”, and it is “.*unit 3 passed/);
    writeFileSync(file, text);
    repository.write('src/parse.py', 'x = 2\n');
    const moved = await governed(repository, 'pr');
    assert.match(moved, /- \[ \] Tested \(not checked: gate `unit` is stale\)/);
    assert.match(moved, /- Tests: unit stale, as files have changed since it was run, golden not run/);
  });

  it('names in the pull request what the change needs and no result tells of, and verifies that', async () => {
    const lint = `id: lint, in: [src/**], commands: [{ run: "${node} -p 1" }, { run: "${node} lint.cjs" }]`;
    const repository = makeGated(lint, `id: night, moment: nightly, commands: [{ run: git --version }]`);
    repository.write('lint.cjs', 'process.exit(1);\n');
    repository.commit('lint');
    repository.git('switch', '--quiet', '--create', 'work');
    await governed(repository, ...startFix);
    repository.write('src/parse.py', 'x = 1\n');
    repository.commit('work');
    assert.ok((await governed(repository, 'pr')).includes(openGate('not run')));
    await govern(repository, 'gate', 'run', '--needed');
    const text = await governed(repository, 'pr');
    assert.ok(text.includes(openGate('red')), text);
    const file = join(repository.root, '.git/pr.md');
    for (const [code, said] of [
      [0, text],
      [1, text.replace('`lint`: red', '`lint`: green')],
      [1, text.replace('- Gate `lint`: red\n', '')],
    ] as const) {
      writeFileSync(file, said);
      assert.equal((await govern(repository, 'pr', 'verify', file)).code, code);
    }
    repository.write('lint.cjs', 'process.exit(0);\n');
    repository.commit('mended');
    await governed(repository, 'gate', 'run', '--needed');
    assert.doesNotMatch(await governed(repository, 'pr'), /## Gates/);
  });

  it('journals every run, and one at a time', async () => {
    const repository = makeGated(unit, `id: slow, commands: [{ run: "${node} -e 'setTimeout(() => 0, 1500)'" }]`);
    const first = govern(repository, 'gate', 'run', 'slow');
    await pause(700);
    const second = await govern(repository, 'gate', 'run', 'unit');
    assert.equal(second.code, 2);
    assert.match(second.err, /A run of gates is under way in this worktree already/);
    assert.equal((await first).code, 0);
    assert.match(
      await governed(repository, 'task', 'journal'),
      /gate-ran {2}gate=slow {2}evidence=EVID-[0-9a-f]{12} .*verdict=green/,
    );
  });

  it('can be stopped', async () => {
    const repository = makeGated(`id: slow, commands: [{ run: "${node} -e 'setTimeout(() => 0, 60000)'" }]`);
    const controller = new AbortController();
    const running = runIn({ ...inRepository(repository), signal: controller.signal }, 'gate', 'run', 'slow');
    await pause(1000);
    controller.abort();
    const { code, err } = await running;
    assert.equal(code, 2);
    assert.match(err, /slow was stopped, so nothing is known of it\.|It was cancelled\./);
  });

  it('says what is wrong with what it is asked', async () => {
    const repository = makeGated(unit);
    for (const [words, message] of [
      [['unti'], /There is no gate unti\. Did you mean unit\?/],
      [['zzz'], /There is no gate zzz\. There is unit\./],
      [[''], /The gate that was named is empty\. There is unit\./],
      [[], /Name the gates to run, or say --needed or --all: one of the three\./],
      [['unit', '--all'], /one of the three/],
      [['--needed', '--all'], /one of the three/],
      [['unit', '--base', 'nowhere'], /no commit that “nowhere” names/],
      [['unit', '--mode', 'nosuch'], /no mode nosuch/],
      [['unit', '--format', 'xml'], /Allowed choices are text, json/],
    ] as const) {
      const { code, err } = await govern(repository, 'gate', 'run', ...words);
      assert.equal(code, 2, err);
      assert.match(err, message);
    }
    assert.equal((await govern(makeGoverned(), 'gate', 'run', 'unit')).code, 2);
    assert.equal(await governed(makeGoverned(), 'gate', 'list'), 'The policy has no gates.\n');
  });

  it('tells of gates that only the policy on disk has, and what makes them count', async () => {
    const repository = makeGoverned();
    const gate = 'gates: [{ id: unit, commands: [{ run: git --version }], because: x }]';
    repository.write(policyPath, smallPolicy(gate));
    const only =
      /Only the policy in the working tree has the gate unit\. A gate counts once it is in the policy of the commit/;
    for (const words of [['list'], ['run', '--needed']] as const) {
      const { code, err } = await govern(repository, 'gate', ...words);
      assert.equal(code, 0);
      assert.match(err, only);
    }
    const named = await govern(repository, 'gate', 'run', 'unit');
    assert.equal(named.code, 2);
    assert.match(
      named.err,
      /There is no gate unit\. The policy has no gates\. Only the policy in the working tree has/,
    );
    repository.commit('chore: a gate');
    assert.doesNotMatch((await govern(repository, 'gate', 'run', 'unit')).err, only);
  });
});
