import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'mocha';
import type { Documents } from '../../src/cli/documents.ts';
import { removeFolders, type TestRepository } from '../repo/temporary-repository.ts';
import { govern, governed, makeGoverned, runIn, smallPolicy, startFix } from './command-line.ts';

type Check = Documents['doctor']['checks'][number];

const forbidding = smallPolicy()
  .replace('    goal: Mend one fault.', "    goal: Mend one fault.\n    commands: { deny: ['git push *'] }")
  .replace('    goal: Write things down.', "    goal: Write things down.\n    commands: { deny: ['git push *'] }");

/** Nobody's Codex is asked: only git is on the PATH. */
const examine = async (repository: TestRepository, ...words: readonly string[]) => {
  const { root, environment } = repository;
  const bin = join(root, '.git', 'bin');
  mkdirSync(bin, { recursive: true });
  const git = join(bin, 'git');
  writeFileSync(git, `#!/bin/sh\nPATH='${environment['PATH'] ?? ''}' exec git "$@"\n`);
  chmodSync(git, 0o755);
  const surroundings = { folder: root, environment: { ...environment, PATH: bin } };
  const { code, out, err } = await runIn(surroundings, 'doctor', '--format', 'json', ...words);
  assert.ok(out !== '', err);
  const { checks } = JSON.parse(out) as Documents['doctor'];
  const find = (id: Check['id']): Check => {
    const found = checks.find((check) => check.id === id);
    assert.ok(found, id);
    return found;
  };
  return { code, find, checks };
};

describe('doctor', () => {
  after(() => removeFolders());

  it('says of a repository without any wiring that nothing is installed, and claims nothing of it', async () => {
    const repository = makeGoverned();
    const { code, checks, find } = await examine(repository);
    assert.deepEqual(
      checks.map(({ id, installed, trusted, live, proven }) => [id, installed, trusted, live, proven]),
      [
        ['codex', false, null, null, null],
        ['hooks', false, null, null, null],
        ['engine', false, null, null, null],
        ['rules', false, null, null, null],
        ['agents', false, null, null, null],
        ['pre-commit', false, null, null, null],
        ['ci', false, null, null, null],
        ['journal', false, null, null, null],
      ],
    );
    assert.equal(code, 0);
    assert.match(find('codex').message, /Codex was not found/);
  });

  it('says that Codex is frozen, by what, and what lifts it', async () => {
    const repository = makeGoverned(smallPolicy().replace('codex: active', 'codex: frozen'));
    const { find } = await examine(repository);
    const { live, message, remedy } = find('codex');
    assert.equal(live, false);
    assert.match(
      message,
      /It is frozen in this repository \(codex: frozen, \.codex\/governance\.yaml line \d+\): no task/,
    );
    assert.match(remedy ?? '', /set codex: active in the policy in a reviewed change/);
  });

  it('cannot tell of hooks whether they are live where there is no Codex to ask, and says so with 2', async () => {
    const repository = makeGoverned(forbidding);
    await governed(repository, 'install', 'hooks');
    await governed(repository, 'install', 'ci');
    const gone = await examine(repository);
    assert.deepEqual([gone.code, gone.find('hooks').live], [1, false], 'what they run is not there');
    const bin = join(repository.root, 'node_modules', '.bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'codex-governor'), '#!/bin/sh\n');
    chmodSync(join(bin, 'codex-governor'), 0o755);
    const { code, find } = await examine(repository);
    assert.deepEqual([find('hooks').installed, find('hooks').trusted, find('hooks').live], [true, null, null]);
    assert.equal(code, 2);
    for (const id of ['rules', 'agents', 'ci'] as const) assert.equal(find(id).installed, true, id);
    assert.equal(find('ci').live, null, 'what the platform does is not known here');
  });

  it('says what is not as it would be written: hooks, rules, the section', async () => {
    const repository = makeGoverned(forbidding);
    await governed(repository, 'install', 'hooks');
    for (const [path, from, to] of [
      ['.codex/hooks.json', '"timeout": 60', '"timeout": 1'],
      ['.codex/rules/codex-governor.rules', 'push', 'pull'],
      ['AGENTS.md', 'Every patch', 'No patch'],
    ] as const) {
      const file = join(repository.root, path);
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll(from, to));
    }
    const { code, find } = await examine(repository);
    for (const id of ['hooks', 'rules', 'agents'] as const) {
      assert.deepEqual([find(id).installed, find(id).live], [false, false], id);
      assert.ok(find(id).remedy, id);
    }
    assert.equal(code, 1);
  });

  it('says that Codex reads another file in the place of AGENTS.md', async () => {
    const repository = makeGoverned(smallPolicy(), { 'AGENTS.override.md': '# Mine\n' });
    await governed(repository, 'install', 'agents');
    const { code, find } = await examine(repository);
    assert.deepEqual([find('agents').installed, find('agents').live, code], [true, false, 1]);
  });

  it('looks at the hook of commits, and changes nothing', async () => {
    const repository = makeGoverned();
    await governed(repository, 'install', 'pre-commit');
    const without = await examine(repository);
    assert.deepEqual([without.find('pre-commit').installed, without.find('pre-commit').live], [true, false]);
    assert.equal(repository.git('status', '--short'), '');
  });

  it('verifies the chain of the journal', async () => {
    const repository = makeGoverned();
    const { installed, live, proven } = (await examine(repository)).find('journal');
    assert.deepEqual([installed, live, proven], [false, null, null], 'of none there is nothing to prove');
    await governed(repository, ...startFix);
    const whole = await examine(repository);
    assert.deepEqual([whole.find('journal').installed, whole.find('journal').proven], [true, true]);
    const file = join(repository.root, '.git/codex-governor/journal/000001.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"fix"', '"fox"'));
    appendFileSync(file, '');
    const { code, find } = await examine(repository);
    assert.deepEqual([find('journal').live, find('journal').proven, code], [false, false, 1]);
  });

  it('says it in words', async () => {
    const { out, code } = await govern(makeGoverned(), 'doctor', '--codex', '/nowhere/codex');
    assert.equal(code, 0);
    assert.match(out, /^codex {7}not installed\n {12}The path that is set for Codex names no program/);
    assert.match(out, /journal {5}not installed\n {12}Nothing has been written to it yet\.\n/);
  });
});
