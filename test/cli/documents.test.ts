import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, describe, it } from 'mocha';
import { documentNames, writeDocumentSchema } from '../../src/cli/documents.ts';
import { reportFormats } from '#core';
import { anyReport } from '../core/report/reports.ts';
import { lines, makeRepository, removeFolders } from '../repo/temporary-repository.ts';
import { chainFiles, sliceFiles } from '../sample/chain.ts';
import { demandSorted, demandValid, fieldsOf, schemaOf } from './demand-document.ts';
import { fivePhases } from '../sample/phases.ts';
import { govern, governed, makeGoverned, policyPath, projectRoot, smallPolicy, startFix } from './command-line.ts';

const context = [
  'context:',
  '  items:',
  '    - { id: house, title: House, path: HOUSE.md, rank: 1 }',
  '    - { id: rules, title: Rules, path: SPEC.md, anchor: Rules, rank: 2 }',
  "    - { id: agent, title: Agent, path: 'agents/*.md', rank: 3, pick: { most: 1 } }",
  '    - { id: sample, title: Sample, path: .env.sample, rank: 4 }',
  'prompt:',
  '  patterns:',
  '    - { id: mend, title: Mend, text: Mend this., slots: {} }',
];
const documents = {
  'HOUSE.md': `# House\n\n${'Be brief and kind. '.repeat(50)}\n`,
  'SPEC.md': '# Spec\n\n## Rules\n\nBe kind.\n',
  'agents/a.md': '# A\n',
  'agents/b.md': '# B\n',
  '.env.sample': 'TOKEN=x\n',
};

describe('the JSON Schemas of the documents', () => {
  afterEach(removeFolders);

  it('are those in schemas/, one for each document', () => {
    assert.deepEqual(
      readdirSync(join(projectRoot, 'schemas')).sort(),
      documentNames.map((name) => `${name}.json`).sort(),
    );
    for (const name of documentNames)
      assert.equal(
        readFileSync(join(projectRoot, 'schemas', `${name}.json`), 'utf8'),
        writeDocumentSchema(name),
        `schemas/${name}.json is stale: npm run generate`,
      );
  });

  it('write every field in lower case, with underscores', () => {
    for (const name of documentNames)
      for (const field of fieldsOf(schemaOf(name)))
        assert.match(field, /^[a-z][a-z0-9]*(?:_[a-z]+)*$/, `${name}: ${field}`);
  });

  it('hold for what is printed of a policy', async () => {
    const broken = makeGoverned(smallPolicy('colour: red').replace('level: block', 'level: blok'));
    demandValid('policy-check', (await govern(broken, 'policy', 'check', '--format', 'json')).out);
    const sound = makeGoverned();
    demandValid('policy-check', await governed(sound, 'policy', 'check', '--format', 'json'));
    for (const rule of ['budget.lines', 'budget.complexity', 'write-scope.mode'])
      demandValid('policy-explain', await governed(sound, 'policy', 'explain', rule, '--format', 'json'));
    const starter = makeRepository({ 'README.md': '# Read me\n' });
    await governed(starter, 'init');
    demandValid('policy-explain', await governed(starter, 'policy', 'explain', 'policy-stays', '--format', 'json'));
  });

  it('hold for what is printed of packs and tasks', async () => {
    const repository = makeGoverned(smallPolicy(...context), documents);
    for (const words of [['pack'], ['pack', '--mode', 'fix', '--pick', 'agent=agents/a.md']]) {
      const { out } = await govern(repository, ...words);
      demandValid('pack', out);
      demandSorted(JSON.parse(out));
    }
    demandValid('task', await governed(repository, 'task', '--format', 'json'));
    const override = ['--override', 'there are two', '--who', 'Ada'];
    const pattern = ['--pattern', 'mend', '--scope', 'src/**', '--spec', 'SPEC.md#rules', '--spec', 'HOUSE.md'];
    const started = await governed(repository, ...startFix, ...override, ...pattern, '--format', 'json');
    demandValid('start', started);
    demandSorted(JSON.parse(started));
    demandValid('task', await governed(repository, 'task', 'show', '--format', 'json'));
    repository.git('switch', '--quiet', '--create', 'other');
    demandValid('task', await governed(repository, 'task', '--format', 'json'));
    await governed(repository, 'task', 'abandon');
    demandValid('journal', await governed(repository, 'task', 'journal', '--format', 'json'));
    demandValid('start', await governed(repository, ...startFix, '--pick', 'agent=agents/b.md', '--format', 'json'));
    demandValid('doctor', (await govern(makeGoverned(), 'doctor', '--codex', '/nowhere', '--format', 'json')).out);
  });

  it('hold for what is printed of a change, and of its judgement', async () => {
    const repository = makeGoverned(smallPolicy(), { 'src/old.py': lines(20), 'data.bin': 'a\0b' });
    repository.git('mv', 'src/old.py', 'src/new.py');
    repository.write('src/new.py', `${lines(20)}more\n`);
    repository.write('data.bin', 'a\0c');
    repository.write('src/parse.py', `def parse(line):\n${lines(30, '    line += ')}`);
    repository.remove(policyPath);
    repository.write('src/made.py', lines(3));
    const measured = await governed(repository, 'change', '--format', 'json');
    demandValid('change', measured);
    demandSorted(JSON.parse(measured));
    for (const mode of ['fix', 'docs']) {
      const { out } = await govern(repository, 'check', '--mode', mode, '--format', 'json');
      demandValid('check', out);
      demandSorted(JSON.parse(out));
    }
    demandValid('check', (await govern(repository, 'check', '--format', 'json')).out);
    demandValid('split', (await govern(repository, 'split', '--mode', 'fix', '--format', 'json')).out);
    const frozen = makeGoverned(smallPolicy().replace('codex: active', 'codex: frozen'));
    demandValid('check', (await govern(frozen, 'check', '--mode', 'fix', '--format', 'json')).out);
    const empty = makeRepository();
    empty.write(policyPath, smallPolicy());
    demandValid('check', (await govern(empty, 'check', '--format', 'json')).out);
  });

  it('hold for a judgement, whatever words are in it', () => {
    fc.assert(fc.property(anyReport, (report) => demandValid('check', reportFormats.json(report))));
  });

  it('hold for what is printed of gates', async () => {
    const gates = [
      'gates:',
      "  - { id: tap, commands: [{ run: sh -c 'echo ok 1 - a; echo 1..1' }], reads: [{ format: tap }], because: b }",
      '  - { id: red, commands: [{ run: no-such-tool, folder: src }, { run: sh -c true }], because: b }',
    ];
    const repository = makeGoverned(smallPolicy(...gates));
    repository.write('src/more.py', 'x = 1\n');
    demandValid('gate-list', await governed(repository, 'gate', 'list', '--format', 'json'));
    const { out } = await govern(repository, 'gate', 'run', '--all', '--format', 'json');
    demandValid('gate-run', out);
    demandSorted(JSON.parse(out));
    demandValid('gate-list', await governed(repository, 'gate', 'list', '--format', 'json'));
  });

  it('hold for what is printed of chains', async () => {
    const repository = makeRepository(chainFiles);
    for (const [path, text] of Object.entries(sliceFiles['pr-001'])) repository.write(path, text);
    for (const what of ['status', 'next', 'check', 'verify'] as const) {
      const { out } = await govern(repository, 'chain', what, '--format', 'json');
      demandValid(`chain-${what}`, out);
      demandSorted(JSON.parse(out));
    }
    demandValid(
      'start',
      await governed(repository, 'start', '--slice', 'pr-001', '--override', 'a', '--who', 'b', '--format', 'json'),
    );
  });

  it('hold for what is printed of past commits', async () => {
    const repository = makeGoverned();
    repository.write('src/more.py', lines(30, 'x = '));
    repository.commit();
    for (const mode of [[], ['--mode', 'fix'], ['--mode', 'docs']]) {
      const out = await governed(repository, 'replay', ...mode, '--format', 'json');
      demandValid('replay', out);
      demandSorted(JSON.parse(out));
    }
  });

  it('hold for phases, and for audits', async () => {
    const audited = ["audit: { commits: { trailers: ['^Codex-Task:'] }, mode: fix, freeze: { audits: 2 } }"];
    const repository = makeGoverned(smallPolicy(...fivePhases, ...audited));
    for (const message of ['feat: one\n\nCodex-Task: 1', 'feat: two\n\nCodex-Task: 2']) {
      repository.write('src/cost.py', lines(30, message.slice(6, 9)));
      repository.commit(message);
      const { out } = await govern(repository, 'audit', '--format', 'json');
      demandValid('audit', out);
      demandSorted(JSON.parse(out));
    }
    repository.write('src/risk.py', 'one = 1\n');
    for (const words of [[], ['cost']]) {
      const { out } = await govern(repository, 'phases', ...words, '--format', 'json');
      demandValid('phases', out);
      demandSorted(JSON.parse(out));
    }
  });

  it('hold for each line of functions', async () => {
    const repository = makeRepository({
      'a.py': 'def a():\n    pass\n\nif a:\n    pass\n',
      'b.ts': 'export class B {\n  static { void 0; }\n  c = 1;\n  d() {}\n}\n',
    });
    const out = await governed(repository, 'functions', '.');
    for (const line of out.trimEnd().split('\n')) demandValid('function', line);
    assert.deepEqual(
      new Set(out.match(/"kind":"[a-z-]+"/g)),
      new Set(['function', 'block', 'initializer', 'static-block'].map((kind) => `"kind":"${kind}"`)),
    );
  });
});
