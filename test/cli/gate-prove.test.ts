import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, it } from 'mocha';
import { makeFolder, removeFolders, type TestRepository } from '../repo/temporary-repository.ts';
import { demandSorted, demandValid } from './demand-document.ts';
import {
  documentOf,
  govern,
  inRepository,
  makeGoverned,
  projectRoot,
  runIn,
  smallPolicy,
  startFix,
} from './command-line.ts';

type Verdict = 'alive' | 'hollow' | 'unknown';

interface ProofDocument {
  readonly verdict: Verdict;
  readonly gates: readonly {
    readonly id: string;
    readonly verdict: Verdict;
    readonly why: string | null;
    readonly tried: readonly {
      readonly way: string;
      readonly verdict: Verdict;
      readonly edits: readonly { readonly path: string; readonly line: number; readonly what: string }[];
    }[];
  }[];
  readonly rules: readonly { readonly id: string; readonly verdict: Verdict; readonly example: string | null }[];
}

const node = process.execPath;

const files = {
  '.gitignore': 'reports/\nnode_modules/\n',
  'src/rights.cjs': "function ensure(user) {\n  return user === 'ada';\n}\n\nmodule.exports = { ensure };\n",
  'src/export.cjs':
    "const { ensure } = require('./rights.cjs');\n\nfunction exportAll(user) {\n  if (!ensure(user)) throw new Error('no');\n  return 1;\n}\n\nmodule.exports = { exportAll };\n",
  'tests/rights.test.cjs':
    "const assert = require('node:assert');\nconst { ensure } = require('../src/rights.cjs');\n\nassert.equal(ensure('ada'), true);\nassert.equal(ensure('eve'), false);\nconsole.log('ok 1 - rights\\n1..1');\n",
  'tools/check-rights.cjs':
    "const text = require('node:fs').readFileSync('src/export.cjs', 'utf8');\nconst asks = () => {\n  return text.includes('ensure(user)');\n};\nprocess.exit(asks() ? 0 : 1);\n",
  'tools/lint.sh': `set -e\nfor file in src/*.cjs; do "${node}" --check "$file"; done\n`,
};

const examples = `version: 1
examples:
  spec-stays:
    - title: an edit is found
      before: { docs/a.md: "one\\n" }
      after: { docs/a.md: "two    ←\\n" }
`;

const examplesPath = '.codex/governance/examples.yaml';

const unit = `  - { id: unit, in: [src/**], commands: [{ run: "${node} tests/rights.test.cjs" }], reads: [{ format: tap }], because: b }`;
const rights = `  - { id: rights, commands: [{ run: "${node} tools/check-rights.cjs" }], breaks: [{ file: src/export.cjs, find: "ensure(user)", put: "true" }], because: b }`;
const lint = '  - { id: lint, in: [src/**], commands: [{ run: sh tools/lint.sh }], because: b }';
const spec =
  "rules:\n  - { id: spec-stays, kind: protected-path, in: ['docs/**'], level: block, because: It is settled. }";

const makeSample = (
  gates: readonly string[] = [unit, rights, lint],
  more: Readonly<Record<string, string>> = {},
  rules = spec,
): TestRepository =>
  makeGoverned(smallPolicy(rules, 'gates:', ...gates), { ...files, [examplesPath]: examples, ...more });

const prove = (repository: TestRepository, ...names: readonly string[]): Promise<ProofDocument> =>
  documentOf<ProofDocument>(repository, 'gate', 'prove', ...names);

const verdicts = ({ gates, rules }: ProofDocument): readonly string[] =>
  [...gates, ...rules].map(({ id, verdict }) => `${id} ${verdict}`);

const waysOf = ({ gates }: ProofDocument): readonly string[] =>
  gates.flatMap(({ tried }) => tried.map(({ way, verdict }) => `${way} ${verdict}`));

describe('gate prove', () => {
  const temporaryBefore = process.env['TMPDIR'];
  afterEach(() => {
    if (temporaryBefore === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = temporaryBefore;
    removeFolders();
  });

  it('finds nothing hollow in an intact repository, names what it broke, and leaves no trace', async () => {
    const repository = makeSample();
    repository.write('src/more.cjs', 'module.exports = 1;\n');
    const before = [repository.git('status', '--porcelain'), readdirSync(repository.root).join(' ')];
    const temporary = makeFolder();
    process.env['TMPDIR'] = temporary;
    const { code, out, err } = await govern(repository, 'gate', 'prove');
    assert.equal(code, 0, out + err);
    assert.match(out, /^gate unit: alive\n {2}red: tests\/rights\.test\.cjs:4: the assertion claims the opposite; /);
    assert.match(
      out,
      /\n {2}red: src\/export\.cjs:3: the function gives back true, .*; src\/rights\.cjs:1: the function/,
    );
    assert.match(out, /gate rights: alive\n {2}red: src\/export\.cjs:4: `ensure\(user\)` became `true`\.\n/);
    assert.match(
      out,
      /gate lint: alive\n {2}red: src\/export\.cjs:1: a line that is no code was added; src\/more\.cjs:1: .*\n/,
    );
    assert.match(
      out,
      /3 gates: 3 alive, 0 hollow, 0 could not be told\.\n1 rule: 1 alive, 0 hollow, 0 could not be told\.\n$/,
    );
    assert.match(err, /^gate unit: on an intact copy\ngate unit: tests\/rights/);
    assert.deepEqual([repository.git('status', '--porcelain'), readdirSync(repository.root).join(' ')], before);
    assert.deepEqual(readdirSync(temporary), [], 'the copies are gone');
    assert.equal(repository.git('log', '--oneline', '--all').split('\n').length, 2, 'nothing was committed here');
  });

  it('finds a gate that was turned into `exit 0`', async () => {
    const hollow = unit.replace(`"${node} tests/rights.test.cjs"`, `'sh -c "echo ok 1; echo 1..1; exit 0"'`);
    const proof = await prove(makeSample([hollow, lint], { 'tools/lint.sh': 'exit 0\n' }), 'unit', 'lint');
    assert.deepEqual(verdicts(proof), ['unit hollow', 'lint hollow']);
    assert.deepEqual(waysOf(proof), ['assertion hollow', 'constant hollow', 'syntax hollow']);
    const { code, out } = await govern(makeSample([lint], { 'tools/lint.sh': 'exit 0\n' }), 'gate', 'prove', 'lint');
    assert.equal(code, 1);
    assert.match(
      out,
      /gate lint: HOLLOW\n {2}STAYS GREEN: src\/export\.cjs:1: .* list that under `breaks` of the gate\.\n/,
    );
  });

  it('finds a check that was made to give back true', async () => {
    const check = 'const asks = () => {\n  return true;\n};\nprocess.exit(asks() ? 0 : 1);\n';
    const { code, out } = await govern(
      makeSample([rights], { 'tools/check-rights.cjs': check }),
      'gate',
      'prove',
      'rights',
    );
    assert.equal(code, 1);
    assert.match(out, /gate rights: HOLLOW\n {2}STAYS GREEN: src\/export\.cjs:4: `ensure\(user\)` became `true`\.\n/);
  });

  it('finds tests that assert nothing', async () => {
    const idle = "require('../src/rights.cjs').ensure('ada');\nconsole.log('ok 1 - rights\\n1..1');\n";
    const proof = await prove(makeSample([unit], { 'tests/rights.test.cjs': idle }), 'unit');
    assert.deepEqual([verdicts(proof), waysOf(proof)], [['unit hollow'], ['constant hollow']]);
  });

  it('cannot tell of a missing linter, of a gate that is red before, of nothing to break, and of what is not there any more', async () => {
    const missing = lint.replace('sh tools/lint.sh', 'no-such-linter src');
    const red = lint.replace('id: lint', 'id: red').replace('sh tools/lint.sh', 'sh -c false');
    const idle = "  - { id: idle, in: ['**/*.png'], commands: [{ run: sh -c true }], because: b }";
    const gone = rights.replace('find: "ensure(user)"', 'find: "allows(user)"');
    const repository = makeSample([missing, red, idle, gone]);
    const { code, out } = await govern(repository, 'gate', 'prove', 'lint', 'red', 'idle', 'rights');
    assert.equal(code, 2);
    assert.match(
      out,
      /gate lint: could not tell\. It is not green on an intact copy: `no-such-linter` is not on this machine/,
    );
    assert.match(
      out,
      /gate red: could not tell\. It is not green on an intact copy: `sh -c false` ended with exit code 1\./,
    );
    assert.match(out, /gate idle: could not tell\. There is no code and no test in its place/);
    assert.match(out, /gate rights: could not tell\n.*`allows\(user\)` does not stand in `src\/export\.cjs` any more/);
    const mixed = await govern(
      makeSample([missing, lint.replace('id: lint', 'id: hollow').replace('sh tools/lint.sh', 'sh -c true')]),
      'gate',
      'prove',
    );
    assert.equal(mixed.code, 1, 'what is known to be hollow counts for more than what cannot be told');
  });

  it('cannot tell of a gate that writes where git looks', async () => {
    const writes = lint.replace('sh tools/lint.sh', 'sh -c "date > seen.txt"');
    const proof = await prove(makeSample([writes]), 'lint');
    assert.match(proof.gates[0]?.why ?? '', /^It changes files that git looks at: seen\.txt\./);
  });

  it('finds a rule that does not see its own example, and cannot tell of one without', async () => {
    const hollow = spec.replace("in: ['docs/**']", "in: ['docs/**'], except: ['docs/a.md']");
    const other =
      "\n  - { id: no-net, kind: forbidden-import, in: ['deep/down/**'], with: { modules: [socket] }, level: block, because: b }";
    const repository = makeSample([lint], {}, hollow + other);
    const { code, out } = await govern(repository, 'gate', 'prove', 'spec-stays', 'no-net');
    assert.equal(code, 1);
    assert.match(
      out,
      /^rule spec-stays: HOLLOW\. It does not block what its own example says it has to\. The example: an edit is found\.\nrule no-net: could not tell\. No example of it/,
    );
    assert.match(out, /2 rules: 0 alive, 1 hollow, 1 could not be told\.\n$/);
  });

  it('holds a rule to the example as it is written, whatever the tree has at its paths', async () => {
    const added =
      "rules:\n  - { id: spec-stays, kind: protected-path, in: ['docs/**'], with: { operations: [add] }, level: block, because: b }";
    const example =
      'version: 1\nexamples:\n  spec-stays:\n    - title: a new one is found\n      after: { docs/a.md: "two    ←\\n" }\n';
    const repository = makeSample([lint], { 'docs/a.md': 'one\n', [examplesPath]: example }, added);
    assert.deepEqual(verdicts(await prove(repository, 'spec-stays')), ['spec-stays alive']);
    assert.equal(readFileSync(join(repository.root, 'docs/a.md'), 'utf8'), 'one\n');
  });

  it('finds no rule hollow in a policy that was copied from one of ours, and needs no examples beside it', async () => {
    const text = readFileSync(join(projectRoot, 'policies/starter/policy.yaml'), 'utf8');
    const { verdict, rules } = await prove(makeGoverned(text, files));
    assert.deepEqual([verdict, rules.length, rules.filter((rule) => rule.verdict !== 'alive')], ['alive', 5, []]);
  });

  it('proves by the law of a task', async () => {
    const repository = makeSample();
    assert.equal((await govern(repository, ...startFix)).code, 0);
    assert.deepEqual(verdicts(await prove(repository, 'lint', 'spec-stays')), ['lint alive', 'spec-stays alive']);
  });

  it('takes the examples of a shipped policy for the rules that come from it', async () => {
    const repository = makeGoverned('version: 1\ntitle: Own\nextends: [codex-governor:starter]\n', files);
    const proof = await prove(repository, 'no-secrets', 'gates-are-reviewed');
    assert.deepEqual(verdicts(proof), ['gates-are-reviewed alive', 'no-secrets alive']);
  });

  it('runs with the installed packages at hand, and breaks nothing through the link to them', async () => {
    const needs = `  - { id: needs, in: [src/**], commands: [{ run: "${node} -p 'require(\\"thing\\")'" }], breaks: [{ file: node_modules/thing/index.js, put: "throw 1" }], because: b }`;
    const repository = makeSample([needs]);
    const thing = join(repository.root, 'node_modules/thing/index.js');
    repository.write('node_modules/thing/index.js', 'module.exports = 1;\n');
    const { code, err } = await govern(repository, 'gate', 'prove', 'needs');
    assert.equal(code, 2);
    assert.match(err, /node_modules\/thing\/index\.js is a link, or stands behind one, so it is not broken\./);
    assert.equal(readFileSync(thing, 'utf8'), 'module.exports = 1;\n');
    const outside = makeFolder();
    const way = rights.replace(/breaks: .*\],/, 'breaks: [{ file: deep/way/x, put: "1" }],');
    const linked = makeSample([way]);
    mkdirSync(join(linked.root, 'deep'));
    symlinkSync(outside, join(linked.root, 'deep/way'));
    assert.equal((await govern(linked, 'gate', 'prove', 'rights')).code, 2);
    assert.ok(!existsSync(join(outside, 'x')));
  });

  it('is written as its schema says, sorted', async () => {
    const { out } = await govern(
      makeSample([unit, lint.replace('sh tools/lint.sh', 'no-such-linter')]),
      'gate',
      'prove',
      '--format',
      'json',
    );
    demandValid('gate-prove', out);
    demandSorted(JSON.parse(out));
  });

  it('refuses a name that there is not, and a policy that is not committed', async () => {
    const repository = makeSample();
    const { code, err } = await govern(repository, 'gate', 'prove', 'unti');
    assert.deepEqual([code, err], [2, 'codex-governor: There is no gate and no rule unti. Did you mean unit?\n']);
  });

  it('can be stopped: what it started ends, and the copy is gone', async () => {
    const slow = lint.replace('sh tools/lint.sh', `'${node} -e "setInterval(() => {}, 1000)"'`);
    const repository = makeSample([slow]);
    const temporary = makeFolder();
    process.env['TMPDIR'] = temporary;
    const controller = new AbortController();
    const running = runIn({ ...inRepository(repository), signal: controller.signal }, 'gate', 'prove', 'lint');
    while (readdirSync(temporary).length === 0) await pause(20);
    await pause(800);
    controller.abort();
    const { code } = await running;
    assert.equal(code, 2);
    assert.deepEqual(readdirSync(temporary), []);
  });
});
