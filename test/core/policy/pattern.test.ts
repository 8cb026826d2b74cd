import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as fc from 'fast-check';
import { checkPattern, compilePattern } from '../../../src/core/policy/pattern.ts';
import { processorTime } from '../../processor-time.ts';

const faultOf = (source: string): string => {
  const checked = checkPattern(source);
  return checked.ok ? 'ok' : checked.error.code;
};

// Patterns as policies and rules write them: words, paths, imports, SQL, commit subjects, secrets.
const legitimate = [
  String.raw`\b(?:everywhere|all over|throughout)\b`,
  String.raw`\beverywhere\b|\ball over the (?:code|repo)`,
  String.raw`\b(?:all|every|any)\s+(?:files?|modules?|services?)\b`,
  String.raw`\b(?:improve|optimi[sz]e|enhance|clean ?up|tidy|polish|modernize|rework|revamp|overhaul|beautify|simplify)\b`,
  String.raw`(?<!not |never )(?:call|fetch|query) (?:the )?(?:provider|database) directly`,
  String.raw`\btests? (?:will follow|come later|later|afterwards)\b|\bskip (?:the )?tests\b`,
  String.raw`(?:refactor|improve|clean up|tidy)(?:\s+\w+){0,3}\s*$`,
  String.raw`import\s+(\w+)`,
  String.raw`^from\s+(\w+(?:\.\w+)*)\s+import\b`,
  String.raw`^(?:\w+\.)*\w+$`,
  String.raw`^(?:[a-z0-9_-]+/)*[a-z0-9_.-]+\.py$`,
  String.raw`tests/[\w./-]+\.py`,
  String.raw`[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*`,
  String.raw`^[a-z0-9]+(?:[-.][a-z0-9]+)*$`,
  String.raw`^[\w.+\-]+@[\w\-]+\.[\w.\-]+$`,
  String.raw`^(?:feat|fix|docs)(?:\([\w\-]+\))?!?: .{1,100}$`,
  String.raw`password\s*=\s*["'][^"']+["']`,
  String.raw`https?://[^\s)]+`,
  String.raw`TODO|FIXME|XXX`,
  String.raw`[^\n]*secret[^\n]*`,
  String.raw`foo.*bar`,
  String.raw`^.*foo.*bar$`,
  String.raw`\bselect\b[^;]*\bfrom\b\s+(\w+)`,
  String.raw`\bselect\b[\s\S]*?\bfrom\b[\s\S]*?\bwhere\b`,
  String.raw`UPDATE\s+\w+\s+SET\s+[\s\S]+?WHERE`,
  String.raw`\s+$`,
  String.raw`("[^"]*"|[^",]*)(,("[^"]*"|[^",]*))*$`,
  String.raw`(?<year>\d{4})-\k<year>`,
  String.raw`(\w+)\s+\1`,
  String.raw`[^\x00-\x7F]+`,
  String.raw`^\p{Lu}\p{L}*(?: \p{L}+)*$`,
  String.raw`^(?=.*[a-z])(?=.*\d).{8,}$`,
  String.raw`\u{1F600}|\uD83D\uDE01`,
  String.raw`^.{1,200}$`,
  String.raw`\b(?:${Array.from({ length: 60 }, (_, index) => `word${index}`).join('|')})\b`,
];

const runaway = [
  '(a+)+$',
  '(x|x)*y',
  '(.*a){12}',
  '^(a|aa)+$',
  '(a|b|ab)*c',
  '(?:aab|a|ab)*z',
  String.raw`(\w+\s?)*$`,
  String.raw`(\w|\d)+z`,
  String.raw`^(\d+)*x`,
  '(a*)*b',
  '(?:(?:x+)x)+y',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '(a?){30}a{30}',
  '(x|x){20}y',
  '((a{1,2}){1,2}){1,20}b',
  '^(?:a{1,40}){1,40}$',
  '(?=(a+)+$)a',
  '(?<!(?:b|b)*c)d',
  'x*x*x*x*x*y',
  '.*,.*,.*,.*;',
  '(.*)(.*)(.*)(.*)x',
  String.raw`\d+[\d,]*\.?\d*%`,
  `${'a?'.repeat(30)}${'a'.repeat(30)}`,
  '(x|x)'.repeat(40),
  String.raw`(?:\p{Script=Thai}|\p{L})*!`,
];

describe('checking regular expressions', () => {
  for (const source of legitimate)
    it(`lets ${source.slice(0, 70)} pass`, () => {
      assert.equal(faultOf(source), 'ok');
      assert.ok(compilePattern(source, 'search') instanceof RegExp);
    });

  for (const source of runaway)
    it(`refuses ${source.slice(0, 70)}, which can run away`, () => assert.equal(faultOf(source), 'runaway-pattern'));

  it('says why, and what to do instead', () => {
    const nested = checkPattern('(a+)+$');
    const adjacent = checkPattern('x*x*x*x*x*y');
    assert.ok(!nested.ok && !adjacent.ok);
    assert.match(
      nested.error.message,
      /each further character doubles the work\. Let each repetition begin or end with/,
    );
    assert.match(adjacent.error.message, /more than the square of its length/);
  });

  it('refuses what does not compile in Unicode mode, with the reason of the engine', () => {
    for (const [source, reason] of [
      ['(', /Unterminated group/],
      ['a)|(b', /Unmatched '\)'/],
      [String.raw`[\w-.]`, /Invalid character class/],
      [String.raw`\_`, /Invalid escape/],
      ['a{2,1}', /out of order/],
    ] as const) {
      const checked = checkPattern(source);
      assert.ok(!checked.ok);
      assert.equal(checked.error.code, 'bad-pattern');
      assert.match(checked.error.message, reason);
      assert.equal(compilePattern(source, 'search'), undefined);
    }
  });

  it('refuses what is too long or too tangled to tell', () => {
    const long = checkPattern('a'.repeat(501));
    assert.ok(!long.ok);
    assert.match(long.error.message, /501 characters, and 500 are the most/);
    const tangled = checkPattern('(?:(?:(?:a{6}){6}){6}){6}');
    assert.ok(!tangled.ok);
    assert.match(tangled.error.message, /too tangled to tell/);
  });

  it('compiles what has to match the whole text with both ends held', () => {
    assert.equal(compilePattern('a|b', 'whole')?.test('ab'), false);
    assert.equal(compilePattern('a|b', 'whole')?.test('B'), true);
    assert.equal(compilePattern('a|b', 'search')?.test('xbx'), true);
    assert.equal(compilePattern('^b$', 'search')?.test('a\nB\nc'), false);
    assert.equal(compilePattern('^b$', 'lines')?.test('a\nB\nc'), true);
  });

  it('answers in a blink whatever it is asked', () => {
    const nasty = [
      '('.repeat(200) + 'a' + ')'.repeat(200),
      '(a*'.repeat(100) + ')*'.repeat(100),
      '(?:'.repeat(40) + 'a' + 'b?)+'.repeat(40),
      '.?'.repeat(240),
      '[^]'.repeat(160),
      '(?:.|a|b|c|d)?'.repeat(30),
      `(?:${Array.from({ length: 70 }, (_, index) => `w${index}`).join('|')})+`,
      '(?:a|b)*'.repeat(60),
      '(?:[a-z]{1,6}\\d{1,6}){1,6}'.repeat(10),
    ];
    for (const source of nasty) {
      const start = processorTime();
      checkPattern(source);
      assert.ok(processorTime() - start < 2_000, source.slice(0, 40));
    }
  });

  it('lets no pattern pass that takes long on a text made for it', () => {
    const piece = fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom('a', 'b', 'ab', '.', '[ab]', 'aa', String.raw`\w`) },
      { weight: 1, arbitrary: fc.constantFrom('c', '^', String.raw`\b`) },
    );
    const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
      pattern: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        piece,
        fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => one + other),
        fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `(?:${one}|${other})`),
        fc
          .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2,9}', '{3}', '*?'))
          .map(([inner, times]) => `(?:${inner})${times}`),
      ),
    }));
    const attacks = ['a', 'b', 'ab', 'aab', 'abb'].map((word) => `${word.repeat(400)}!`);
    fc.assert(
      fc.property(pattern, (source) => {
        if (!checkPattern(`${source}$`).ok) return;
        const start = processorTime();
        for (const attack of attacks) compilePattern(`^(?:${source})$`, 'search')?.test(attack);
        assert.ok(processorTime() - start < 3_000, source);
      }),
      { numRuns: 400 },
    );
  }).timeout(120_000);

  it('gives the same answer however often it is asked', () => {
    for (const source of [...legitimate, ...runaway]) assert.deepEqual(checkPattern(source), checkPattern(source));
  });
});
