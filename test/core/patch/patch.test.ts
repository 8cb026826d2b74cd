// What a patch does, in the ways in which it is told, and why one cannot be applied.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  applyPatch,
  pathsOfSteps,
  readPatch,
  type PatchAction,
  type PatchFault,
  type ProposedFile,
  type Result,
  type StandingFile,
} from '#core';

type Texts = Readonly<Record<string, string>>;

const standingOf = (texts: Texts, paths: readonly string[]): ReadonlyMap<string, StandingFile> =>
  new Map(
    paths.map((path) => {
      const text = texts[path];
      return [path, text === undefined ? { is: 'absent' } : { is: 'text', text }];
    }),
  );

const apply = (
  texts: Texts,
  patch: PatchAction['patch'],
  { root = '/work', cwd = root }: { readonly root?: string; readonly cwd?: string } = {},
): Result<readonly ProposedFile[], PatchFault> => {
  const steps = readPatch({ kind: 'patch', patch, cwd }, root);
  return steps.ok ? applyPatch(steps.value, standingOf(texts, pathsOfSteps(steps.value))) : steps;
};

const made = (texts: Texts, patch: PatchAction['patch'], place = {}): readonly ProposedFile[] => {
  const applied = apply(texts, patch, place);
  assert.ok(applied.ok, applied.ok ? '' : applied.error.message);
  return applied.value;
};

const ruleOf = (texts: Texts, patch: PatchAction['patch'], place = {}): string => {
  const applied = apply(texts, patch, place);
  return applied.ok ? 'applied' : applied.error.rule;
};

const update = (diff: string, path = 'a'): PatchAction['patch'] => ({
  changes: [{ path, kind: { type: 'update' }, diff }],
});
const codex = (body: string): PatchAction['patch'] => ({ text: `*** Begin Patch\n${body}\n*** End Patch` });

describe('unified diffs of the app-server', () => {
  const diffs: readonly (readonly [title: string, before: string, diff: string, after: string])[] = [
    ['in the middle', 'a\nb\nc\n', '@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n', 'a\nB\nc\n'],
    ['of one line', 'a\n', '@@ -1 +1 @@\n-a\n+b\n', 'b\n'],
    ['at the beginning', 'a\n', '@@ -0,0 +1 @@\n+z\n', 'z\na\n'],
    ['that only puts in', 'a\nb\n', '@@ -1,2 +1,3 @@\n a\n+x\n b\n', 'a\nx\nb\n'],
    ['that takes all away', 'a\nb\n', '@@ -1,2 +0,0 @@\n-a\n-b\n', ''],
    ['in two places', 'a\nb\nc\nd\n', '@@ -1 +1 @@\n-a\n+A\n@@ -4 +4 @@\n-d\n+D\n', 'A\nb\nc\nD\n'],
    ['of a text without a last line end', 'a\nb', '@@ -2 +2 @@\n-b\n\\ No newline at end of file\n+c\n', 'a\nc\n'],
    ['that leaves no last line end', 'a\nb\n', '@@ -2 +2 @@\n-b\n+c\n\\ No newline at end of file\n', 'a\nc'],
    ['with line ends of Windows', 'a\r\nb\r\n', '@@ -2 +2 @@\n-b\r\n+c\r\n', 'a\r\nc\r\n'],
    ['with carriage returns as line ends', 'a\rb\rc\n', '@@ -1,2 +1,2 @@\n a\r-b\r+B\r', 'a\rB\rc\n'],
    ['of lines that look like a diff', '-- x\n@@ y\n', '@@ -1,2 +1,2 @@\n--- x\n+++ x\n @@ y\n', '++ x\n@@ y\n'],
    ['of nothing', 'a\n', '', 'a\n'],
  ];

  for (const [title, before, diff, after] of diffs)
    it(title, () => {
      const files = made({ a: before }, update(diff));
      assert.deepEqual(files, before === after ? [] : [{ path: 'a', after }]);
    });

  it('move a file, as the app-server writes it for people', () => {
    const diff = '@@ -1 +1 @@\n-a\n+b\n\n\nMoved to: /work/d/b';
    const changes = [{ path: '/work/a', kind: { type: 'update', move_path: '/work/d/b' }, diff }] as const;
    assert.deepEqual(made({ a: 'a\n' }, { changes }), [{ path: 'd/b', from: 'a', after: 'b\n' }]);
  });

  it('are held to the very text they were made of', () => {
    assert.equal(ruleOf({ a: 'a\nX\n' }, update('@@ -1,2 +1,2 @@\n a\n-b\n+c\n')), 'patch.stale');
    assert.equal(ruleOf({ a: 'x\na\nb\n' }, update('@@ -1,2 +1,2 @@\n a\n-b\n+c\n')), 'patch.stale', 'the lines moved');
    assert.equal(ruleOf({}, update('@@ -1 +1 @@\n-a\n+b\n')), 'patch.stale');
    const gone = { changes: [{ path: 'a', kind: { type: 'delete' }, diff: 'old\n' }] } as const;
    assert.equal(ruleOf({ a: 'new\n' }, gone), 'patch.stale');
    assert.deepEqual(made({ a: 'old\n' }, gone), [{ path: 'a' }]);
  });

  it('are refused where they cannot be read', () => {
    for (const diff of ['nothing', '@@ -1,2 +1 @@\n-a\n', '@@ -1 +1 @@\n-a\n+b\n+c\n', '@@ -1 +1 @@\n-a\n*b\n'])
      assert.equal(ruleOf({ a: 'a\n' }, update(diff)), 'patch.unreadable', diff);
    const twice = { path: 'a', kind: { type: 'add' }, diff: 'x' } as const;
    assert.equal(ruleOf({}, { changes: [twice, twice] }), 'patch.unreadable');
  });
});

const add = (path: string): PatchAction['patch'] => codex(`*** Add File: ${path}\n+x`);

describe('the paths of a patch', () => {
  const inside: Readonly<Record<string, readonly [path: string, cwd: string]>> = {
    'src/a': ['src/a', '/work'],
    'src/b': ['/work/src/b', '/work'],
    'src/c': ['./c', '/work/src'],
    d: ['../d', '/work/src'],
    '.github/e': ['.github/e', '/work'],
    'a..b/f': ['a..b/f', '/work'],
  };
  for (const [path, [written, cwd]] of Object.entries(inside))
    it(`${written} in ${cwd} is ${path}`, () => assert.equal(made({}, add(written), { cwd })[0]?.path, path));

  const outside = [
    '../x /etc/x /work . /workshop/x a/../../x a\\b a\u0007b'.split(' '),
    '.git/config a/.git/hooks/x .GIT/config .g\u200cit/config git~1/x'.split(' '),
    '.git /x|.codex/governance/waivers/x.yaml|dev_prompts.md'.split('|'),
  ].flat();
  for (const path of outside)
    it(`${JSON.stringify(path)} is no place for a patch`, () => assert.equal(ruleOf({}, add(path)), 'patch.place'));

  it('are read as Windows reads them, there', () => {
    const root = 'C:\\work';
    assert.equal(made({}, add('src\\a'), { root })[0]?.path, 'src/a');
    assert.equal(made({}, add('c:\\Work\\src\\a'), { root })[0]?.path, 'src/a');
    for (const path of ['D:\\x', 'src\\a.', 'a:stream', '..\\x', '.git\\x'])
      assert.equal(ruleOf({}, add(path), { root }), 'patch.place', path);
  });

  it('of a move count on both ends', () => {
    const move = codex('*** Update File: a\n*** Move to: ../b\n@@\n-x\n+y');
    assert.equal(ruleOf({ a: 'x\n' }, move), 'patch.place');
  });
});

describe('what a patch makes', () => {
  it('follows a file that is moved, and edited on the way', () => {
    const body = '*** Update File: a\n*** Move to: b\n@@\n-x\n+y\n*** Update File: b\n@@\n-y\n+z';
    assert.deepEqual(made({ a: 'x\n' }, codex(body)), [{ path: 'b', from: 'a', after: 'z\n' }]);
  });

  it('is two files where one is moved over another', () => {
    const body = '*** Update File: a\n*** Move to: b\n@@\n-x\n+y';
    assert.deepEqual(made({ a: 'x\n', b: 'q\n' }, codex(body)), [{ path: 'a' }, { path: 'b', after: 'y\n' }]);
  });

  it('is nothing where a file comes and goes, or stays as it is', () => {
    assert.deepEqual(made({}, codex('*** Add File: a\n+x\n*** Delete File: a')), []);
    assert.deepEqual(made({ a: 'x\n' }, codex('*** Update File: a\n@@\n x')), []);
  });

  it('is no binary file', () => assert.equal(ruleOf({}, codex('*** Add File: a\n+x\0')), 'patch.text'));

  it('leaves alone what is no text, and what is no file of the repository', () => {
    const steps = readPatch({ kind: 'patch', patch: codex('*** Delete File: a') }, '/work');
    assert.ok(steps.ok);
    const rule = (file: StandingFile): unknown => {
      const applied = applyPatch(steps.value, new Map([['a', file]]));
      return applied.ok ? 'applied' : applied.error.rule;
    };
    assert.equal(rule({ is: 'unread', what: 'binary' }), 'patch.text');
    assert.equal(rule({ is: 'place', what: 'It is a symbolic link.' }), 'patch.place');
  });

  it('quotes nothing of a file where it does not fit', () => {
    const applied = apply({ a: 'x\n' }, codex('*** Update File: a\n@@ class Secret\n-password\n+y'));
    assert.ok(!applied.ok);
    assert.match(
      applied.error.message,
      /The line that it names after `@@` is not in the file \(change 1 of this file\)/,
    );
    assert.doesNotMatch(applied.error.message, /Secret|password/);
  });

  it('tells the line of the patch that cannot be read', () => {
    const applied = apply({}, codex('*** Update File: a\n@@\nx'));
    assert.ok(!applied.ok);
    assert.deepEqual([applied.error.rule, applied.error.line], ['patch.unreadable', 4]);
  });
});
