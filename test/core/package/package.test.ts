import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  checkIndex,
  checkPackage,
  commandsIn,
  gateOfPackage,
  listInIndex,
  mergeLayers,
  newPackage,
  numberIn,
  packageFolder,
  packageIdOf,
  reachesTarget,
  readLayer,
  readPackage,
  readPackageState,
  writePackageMarkdown,
  type PackagePage,
  writePackageState,
  type PackageCommand,
} from '#core';
import { packagePath as path, packageText as sound } from '../../sample/package.ts';

const law = `version: 1
title: T
codex: active
mode-required: false
modes:
  carry-out: { title: Carry out, label: C, goal: Carry out., because: So. }
gates:
  - { id: imports, commands: [{ run: make }], because: Tests. }
`;
const { policy } = mergeLayers([readLayer('policy.yaml', law)]);
const files = ['serve/main.py', 'docs/a.md'];

/** `refuses`: whether a command may not be run in the mode. */
const told = (
  text: string,
  at = path,
  refuses: (command: PackageCommand) => boolean = () => false,
): readonly string[] => {
  const file = readPackage(at, text);
  const commands = file.document === undefined ? [] : commandsIn(file.document).map(([, command]) => command);
  const refusals = new Map(commands.filter(refuses).map((command) => [command, 'It may not.']));
  return checkPackage(file, { policy, files, refusals }).map(({ line, column, code }) => `${line}:${column} ${code}`);
};

const alone = (text: string): string => {
  const all = told(text);
  assert.equal(all.length, 1, all.join('; '));
  return all[0] ?? '';
};

const without = (name: string): string => sound.replace(new RegExp(`^${name}:\\n(?: .*\\n)+`, 'm'), '');

const pageWith = (body: string): string => `---\n${sound}---\n\n${body}`;

const faultsOfList = (text: string | undefined, all = [...files, path]): readonly string[] =>
  checkIndex(text, [path], all).map(({ line, code }) => `${line} ${code}`);

describe('the linter of packages', () => {
  it('has nothing to say of a sound one', () => assert.deepEqual(told(sound), []));

  it('says every mistake at its line and column', () => {
    for (const name of ['tools', 'preflight', 'verification', 'recovery', 'metrics'])
      assert.match(told(without(name)).join('; '), /^1:1 missing-key/, name);
    const table: readonly (readonly [string, RegExp])[] = [
      [sound.replace('    rollback: nothing\n', ''), /missing-key/],
      [sound.replace('uses: [serve/main.py]', 'uses: [serve/gone.py]'), /10:8 unknown-module/],
      [sound.replace('wave: b', 'wave: c'), /unknown-id/],
      [sound.replace('    commands: [{ run: node tools/patch.cjs mount }]\n', ''), /it does nothing|bad-value/],
      [sound.replace('{ gate: imports }', '{ gate: import }'), /unknown-id/],
      [sound.replace('git status --short', 'git status | cat'), /14:12 bad-command/],
      [sound.replace('mode: carry-out', 'mode: other'), /5:7 unknown-mode/],
      [sound.replace('  Impact:\n', ''), /missing-section/],
      [sound.replace('{{smoke.before}}', '{{smok.before}}'), /unknown-id/],
      [sound.replace('Mount it in', 'TBD Mount it in'), /open-variable/],
      [sound.replace('    at-least: 90\n', ''), /bad-value/],
      [sound.replace("'pass rate: ([0-9]+) %'", "'('"), /pattern/],
      [sound.replace('id: mount', 'id: routes'), /duplicate-id/],
    ];
    for (const [text, expected] of table) assert.match(alone(text), expected);
  });

  it('refuses a command that its mode may not run, where it stands', () => {
    assert.deepEqual(
      told(sound, path, ({ run }) => run === 'node tools/patch.cjs mount'),
      ['25:23 command-not-allowed'],
    );
  });

  it('refuses it in one folder, and lets it be in another', () => {
    const twice = sound.replace(
      'preflight:\n',
      'preflight:\n  - { run: make, folder: one }\n  - { run: make, folder: two }\n',
    );
    assert.deepEqual(
      told(twice, path, ({ folder }) => folder === 'two'),
      ['15:12 command-not-allowed'],
    );
  });

  it('reads the front matter of Markdown, in its lines, and follows the links of the page', () => {
    const page = `${packageFolder}/facade.md`;
    assert.deepEqual(told(pageWith('[a](../../../docs/a.md#x) [b](https://example.com) [c](#d)\n'), page), []);
    const line = pageWith('').split('\n').length;
    assert.deepEqual(told(pageWith('[a](../../../docs/b.md)\n'), page), [`${line}:1 dead-link`]);
    assert.deepEqual(told(pageWith('[a](../../../../docs/a.md)\n'), page), [`${line}:1 dead-link`], 'out of it');
    assert.deepEqual(told(pageWith('').replace('uses: [serve/main.py]', 'uses: [gone.py]'), page), [
      '11:8 unknown-module',
    ]);
    assert.deepEqual(told('# No front matter\n', page), ['1:1 empty-file']);
  });

  it('holds the list of packages to what is there', () => {
    assert.deepEqual(faultsOfList('- [F](facade-fast-track.yaml)\n'), []);
    assert.deepEqual(faultsOfList(undefined), ['1 not-in-index']);
    assert.deepEqual(faultsOfList('# Packages\n\n- [F](facade-fast-track.yaml)\n- [G](gone.yaml)\n'), ['4 dead-link']);
  });
});

describe('the page of a run', () => {
  const page: Pick<PackagePage, 'title' | 'steps' | 'shown' | 'metrics' | 'recovery'> = {
    title: 'T',
    steps: [
      { title: 'Wire *it*', state: 'left-out', why: 'No `x*`.' },
      { title: 'Look', state: 'open', why: 'No `a|b`.' },
    ],
    shown: '',
    metrics: [],
    recovery: [],
  };

  it('tells what was done, measured and is to be committed', () => {
    const text = writePackageMarkdown({
      ...page,
      verdict: 'done',
      gates: { gates: [{ gate: { id: 'unit' }, verdict: 'green', evidence: { problems: [] } }] },
      metrics: [
        { title: 'Rate', unit: '%', before: null, after: 90, reached: true },
        { title: 'Files', unit: '', before: 1, after: 2, reached: false },
      ],
      commit: 'feat: a\n',
    });
    assert.match(text, /^# T\n\nIt is done\.\n\n\| Step [^]*\| Wire \\\*it\\\* \| left out \| No `x\*`\. \|\n/);
    assert.match(text, /\| Look \| not begun \| No \\`a\\\|b\\`\. \|\n/);
    assert.match(text, /\| `unit` \| green \| {2}\|/);
    assert.match(text, /\| Rate \| not measured \| 90 % \| reached \|\n\| Files \| 1 \| 2 \| not reached \|/);
    assert.match(text, /The message for the commit:\n\n```text\nfeat: a\n```/);
  });

  it('tells a person what to do where it failed, and not where it was stopped', () => {
    const recovery = [{ when: 'It fails.', do: 'Look.' }];
    const failed = writePackageMarkdown({ ...page, steps: [], verdict: 'failed', shown: 'no\n', recovery });
    assert.match(
      failed,
      /It is not done\.\n\nWhat the commands wrote last:\n\n```text\nno\n```\n\nWhat the package says to do then:\n\n- It fails\. Look\.\n$/,
    );
    assert.doesNotMatch(writePackageMarkdown({ ...page, verdict: 'stopped', recovery }), /It fails/);
  });
});

describe('a package', () => {
  it('is named after its file, and the list is none', () => {
    const named = ['a.yaml', 'a.yml', 'a.md', 'README.md', 'sub/a.yaml', 'a.txt'].map((name) =>
      packageIdOf(`${packageFolder}/${name}`),
    );
    assert.deepEqual(named, ['a', 'a', 'a', undefined, undefined, undefined]);
  });

  it('is scaffolded sound in its form, with all that is open marked, and listed', () => {
    const file = readPackage(path, newPackage('Next: one', 'carry-out'));
    assert.deepEqual(file.problems, []);
    const open = told(file.text);
    assert.deepEqual([...new Set(open.map((one) => one.split(' ')[1]))], ['open-variable']);
    // The message of the commit is one text: it is told once.
    assert.deepEqual([...new Set(open)], open);
    const first = listInIndex(undefined, `${packageFolder}/a.yaml`, 'A');
    const second = listInIndex(first, `${packageFolder}/b.yaml`, 'B');
    assert.match(second, /^# Execution packages\n\n.*\n\n- \[A\]\(a\.yaml\)\n- \[B\]\(b\.yaml\)\n$/);
  });

  it('measures a number, and takes none for not reached', () => {
    const [metric] = readPackage(path, sound).document?.metrics ?? [];
    assert.ok(metric);
    assert.equal(numberIn(metric, 'pass rate: 61 %\n'), 61);
    assert.equal(numberIn(metric, 'nothing\n'), undefined);
    const reached = [89, 90, 91, undefined].map((value) => reachesTarget(metric, value));
    assert.deepEqual(reached, [false, true, true, false]);
    const { 'at-least': _least, ...rest } = metric;
    assert.deepEqual(
      [9, 11].map((value) => reachesTarget({ ...rest, 'at-most': 10 }, value)),
      [true, false],
    );
  });

  it('is verified by its own commands as by a gate', () => {
    const file = readPackage(path, sound);
    assert.deepEqual(gateOfPackage(file)?.commands, [{ run: 'node tools/smoke.cjs imports', folder: '', minutes: 10 }]);
    assert.equal(
      gateOfPackage(readPackage(path, sound.replace('  - { run: node tools/smoke.cjs imports }\n', ''))),
      undefined,
    );
    assert.ok(file.document);
    assert.equal(commandsIn(file.document).length, 8);
  });

  it('keeps how far it is, and believes nothing else', () => {
    const state = {
      version: 1,
      package: 'a',
      digest: 'd',
      done: ['x'],
      running: 'y',
      before: { m: null, n: 1 },
    } as const;
    assert.deepEqual(readPackageState(writePackageState({ ...state, done: [...state.done] })), state);
    for (const text of ['', '{}', '[]', 'x']) assert.equal(readPackageState(text), undefined);
  });
});
