import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { carryFunctions, readFunctions, type FunctionEntity, type TextFunctions } from '#core';
import { loadParsers } from '#repo';
import { tellEntity, tellStep } from './snippet.ts';

const read = readFunctions(await loadParsers(['typescript', 'go']));

const functionsOf = (path: string, text: string): readonly FunctionEntity[] =>
  read(path, text, { steps: true })?.functions ?? [];

/** What is seen of a text while it is typed, as it was read last in `before`. */
const typedIn = (path: string, before: string, after: string): readonly FunctionEntity[] => {
  const now = read(path, after, { steps: true });
  if (now === undefined || now.flaw === undefined) return now?.functions ?? [];
  return carryFunctions(
    { text: before, functions: functionsOf(path, before) },
    { text: after, functions: now.functions },
  );
};

const tell = (path: string, before: string, after: string): readonly string[] =>
  typedIn(path, before, after).map(tellEntity);

const three = `\
def f(a):
    if a:
        return 1


class A:
    def g(self):
        return [b for b in self]


    def h(self):
        if self: pass


if a:
    pass
`;

describe('functions of a text that does not parse at the moment', () => {
  it('keep what was read of them, at their new lines, where the edit left them alone', () => {
    const after = three.replace('        return 1\n', '        return (\n            1\n');
    assert.deepEqual(tell('a.py', three, after), [
      'f 1:1-4 = 2',
      'A.g 8:5-9 = 1',
      'A.h 12:5-13 = 2',
      'block If 16 16:1-17 = 2',
    ]);
    const [f, , h, block] = typedIn('a.py', three, after);
    assert.deepEqual(
      [f, h, block].map((entity) => entity?.steps?.map(tellStep)),
      [['if 2:5'], ['if 13:9'], ['if 16:1']],
    );
  });

  it('are gone when they were deleted, and there when they were typed', () => {
    const typed = `def new(a):\n    if a: x = (\n\n${three.replace(/    def g[^]*self\]\n/, '')}`;
    assert.deepEqual(tell('a.py', three, typed), [
      'new 1:1-3 = 2',
      'f 4:1-6 = 2',
      'A.h 12:5-13 = 2',
      'block If 16 16:1-17 = 2',
    ]);
  });

  it('are told as they are read now where the edit is in them, unless that reaches over what follows', () => {
    const text = 'function f(a) {\n  return a;\n}\nfunction g(a) {\n  return a && 1;\n}\n';
    assert.deepEqual(tell('a.ts', text, text.replace('  return a;', '  return a && (1;')), [
      'f 1:1-3 = 2',
      'g 4:1-6 = 2',
    ]);
    assert.deepEqual(tell('a.ts', text, text.replace('  return a;', '  if (a) {')), ['f 1:1-3 = 1', 'g 4:1-6 = 2']);
    assert.deepEqual(tell('a.ts', text, text.replace('function f(a)', 'function renamed(a, (')), [
      ...tell('a.ts', text, text.replace('function f(a)', 'function renamed(a, (')).filter(
        (told) => !told.startsWith('g '),
      ),
      'g 4:1-6 = 2',
    ]);
  });

  it('keep those inside of others, and class fields beside their functions', () => {
    const text = 'class A {\n  f = () => a?.b;\n  m() {\n    const inner = (b) => b || 1;\n    return inner;\n  }\n}\n';
    const all = functionsOf('a.ts', text).map(tellEntity);
    assert.deepEqual(tell('a.ts', text, text.replace('return inner;', 'return inner({;')), all);
  });
});

const root = fileURLToPath(new URL('../../..', import.meta.url));

const filesBelow = (folder: string, wanted: RegExp): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => wanted.test(path))
    .sort()
    .map((path) => join(folder, path));

const goText = (index: number): string =>
  `package a\n\n${Array.from(
    { length: 12 },
    (_, at) => `// F${at} does.\nfunc (t *T) F${at}(a []string, b map[string]int) (int, error) {
\tfor i, c := range a {
\t\tif b[c] > ${index + at} && i > 0 || c == "x{" {
\t\t\treturn func(d int) int { if d > 1 { return 1 }; return d }(i), nil
\t\t}
\t\tswitch c {
\t\tcase "(": fallthrough
\t\tdefault: b[c] = i
\t\t}
\t}
\treturn 0, nil
}
`,
  ).join('\n')}`;

const python = (): readonly string[] => {
  const folder = execFileSync('python3', ['-c', 'import sysconfig; print(sysconfig.get_paths()["stdlib"])'], {
    encoding: 'utf8',
  }).trim();
  return filesBelow(folder, /^(?!site-packages)[^/]*(?:\/[^/]*)?\.py$/).map((path) => readFileSync(path, 'latin1'));
};

const typescriptTexts = (): readonly string[] =>
  filesBelow(join(root, 'node_modules'), /(?<!\.d)\.ts$/).map((path) => readFileSync(path, 'utf8'));

const [leastLength, mostLength] = [2_000, 60_000];

const keyOf = ({ name, kind, complexity }: FunctionEntity, line: number): string =>
  `${kind} ${name.replace(/ \d+$/, '')} ${line} ${complexity}`;

interface Share {
  readonly kept: number;
  readonly all: number;
}

/** How many of the functions that an edit is not in keep their number. */
const countKept = (path: string, last: TextFunctions, after: string, at: number): Share => {
  const now = read(path, after);
  const seen =
    now?.flaw === undefined ? now?.functions : carryFunctions(last, { text: after, functions: now.functions });
  const line = last.text.slice(0, at).split('\n').length;
  const shift = after.split('\n').length - last.text.split('\n').length;
  const others = last.functions.filter((entity) => entity.line > line || entity.endLine < line);
  const told = new Set((seen ?? []).map((entity) => keyOf(entity, entity.line)));
  const kept = others.filter((entity) => told.has(keyOf(entity, entity.line + (entity.line > line ? shift : 0))));
  return { kept: kept.length, all: others.length };
};

describe('one edit that leaves a text broken', function () {
  this.timeout(120_000);

  for (const [language, path, textsOf] of [
    ['Python', 'a.py', python],
    ['TypeScript', 'a.ts', typescriptTexts],
    ['Go', 'a.go', () => Array.from({ length: 250 }, (_, index) => goText(index))],
  ] as const) {
    it(`changes at most 1 % of the other functions of 250 files in ${language}`, () => {
      const texts = textsOf().filter((text) => text.length > leastLength && text.length < mostLength);
      const picks = fc.sample(fc.tuple(fc.nat(texts.length - 1), fc.nat()), { numRuns: 250, seed: 903 });
      const shares = ['(', '"', '{', ''].map((typed) => {
        let [kept, all] = [0, 0];
        for (const [file, place] of picks) {
          const text = texts[file] ?? '';
          const at = place % text.length;
          const last = { text, functions: read(path, text)?.functions ?? [] };
          const after = text.slice(0, at) + typed + text.slice(typed === '' ? at + 1 : at);
          const share = countKept(path, last, after, at);
          [kept, all] = [kept + share.kept, all + share.all];
        }
        assert.ok(all > 1_000, `only ${all} functions`);
        return { typed: typed === '' ? 'a deleted character' : typed, share: (100 * kept) / all };
      });
      const told = shares.map(({ typed, share }) => `${typed} ${share.toFixed(2)} %`).join(', ');
      process.stdout.write(`      ${language}: ${told}\n`);
      for (const { share } of shares) assert.ok(share >= 99, told);
    });
  }
});
