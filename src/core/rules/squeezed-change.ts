import * as z from 'zod';
import { fileClasses, type FileClass } from '../change.ts';
import type { ChangedFile, RuleKind, Scene, Sighting } from '../rule-kind.ts';
import type { Squeeze } from '../syntax/syntax-change.ts';

const options = z.strictObject({
  limit: z.number().int().min(0).default(0).describe('How many such places are still allowed.'),
  counts: z
    .array(z.enum(fileClasses))
    .default(['code', 'test', 'docs', 'data'])
    .describe('The file classes that count.'),
});
type Options = z.infer<typeof options>;

const longestQuote = 60;

const quote = (text: string): string => `“${text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text}”`;

const messages: Record<Squeeze['kind'], (what: string) => string> = {
  comment: (what) => `The comment ${quote(what)} was deleted, while the code it stood by is still there.`,
  test: (what) => `The test ${quote(what)} was deleted.`,
  assertion: (what) => `An assertion was deleted and not replaced: ${quote(what)}.`,
  line: (what) => `${what} statements were crammed into this line.`,
};

// Outside of tests only `assert` is one for certain: other languages expect and require things of many kinds.
const counts = ({ class: name }: ChangedFile, { kind, what }: Squeeze): boolean =>
  kind !== 'assertion' || name === 'test' || /^assert/i.test(what);

interface Place {
  readonly file: ChangedFile;
  readonly squeeze: Squeeze;
}

/** What was squeezed in files; a test that was moved to another file is not lost. */
const findPlaces = (files: readonly ChangedFile[]): readonly Place[] => {
  const moved = new Set(files.flatMap(({ syntax }) => syntax?.newTests ?? []));
  return files.flatMap((file) =>
    (file.syntax?.squeezes ?? [])
      .filter((squeeze) => counts(file, squeeze) && !(squeeze.kind === 'test' && moved.has(squeeze.what)))
      .map((squeeze) => ({ file, squeeze })),
  );
};

const sight = ({ file, squeeze: { kind, line, what } }: Place): Sighting => ({
  path: file.path,
  line,
  message: messages[kind](what),
  identity: `${kind} ${kind === 'line' ? '' : what}`.trim(),
});

const see = ({ options, files }: Scene<Options>): ReturnType<RuleKind<Options>['see']> => {
  const { limit, counts: counted } = options;
  const places = findPlaces(files.filter((file) => counted.includes(file.class)));
  const byClass: Partial<Record<FileClass, number>> = {};
  for (const { file } of places) byClass[file.class] = (byClass[file.class] ?? 0) + 1;
  const estimated = files.some((file) => file.estimated === true);
  return {
    sightings: places.length > limit ? places.map(sight) : [],
    meter: { used: places.length, limit, byClass, counts: counted, estimated },
  };
};

export const squeezedChange: RuleKind<Options> = {
  kind: 'squeezed-change',
  title: 'Squeezed change',
  manual: [
    'Flags what makes a change look smaller than it is. A comment that was deleted while the code behind it stays, a test',
    'that was deleted, an assertion that was deleted from what stays and not replaced, and a line into which more than five',
    'statements were crammed, unless the file had such lines before. Notes to tools (`noqa`, `eslint-disable`), code that was',
    'only commented out, comments that were rewritten, and tests that were moved or replaced by as many others under their',
    'name do not count.',
    '',
    'Tests and assertions are told by the conventions of the common frameworks: functions named `test…`, `it(…)` and',
    '`test(…)`, `@Test`, `[Fact]`, `#[test]`; `assert…`, `expect…`, `t.Error`. As a budget its rule is `budget.squeezes`; it',
    'is off unless a policy sets it.',
  ].join('\n'),
  remedy:
    'Put back what was deleted, lay the code out as the rest of the file is, and split the change where it is too large.',
  options,
  needs: ({ counts }) => ({ syntax: (file) => counts.includes(file.class) }),
  examples: [
    {
      title: 'a comment deleted from code that stays',
      with: {},
      before: { 'src/a.py': '# Rounds to the bank’s cent.\ntotal = compute(1)\n' },
      after: {
        'src/a.py':
          'total = compute(1)    ← The comment “Rounds to the bank’s cent.” was deleted, while the code it stood by is still there.\n',
      },
    },
    {
      title: 'a comment deleted with its code, one rewritten, one moved and one to a tool',
      with: {},
      before: {
        'src/a.py':
          '# Counts up.\ncount(1)\n# The old way.\ntotal = compute(1)\n# Kept for later.\nrest = 2\nstop()  # noqa: F401\n',
      },
      after: { 'src/a.py': '# The new way.\ntotal = compute(1)\nrest = 2\nstop()\n# Kept for later.\n' },
    },
    {
      title: 'a documentation string deleted',
      with: {},
      before: { 'src/a.py': 'def f():\n    """Gives one."""\n    return 1\n' },
      after: {
        'src/a.py':
          'def f():\n    return 1    ← The comment “Gives one.” was deleted, while the code it stood by is still there.\n',
      },
    },
    {
      title: 'a test deleted',
      with: {},
      before: { 'tests/test_a.py': 'def test_one():\n    assert f() == 1\n\ndef test_two():\n    assert f() == 2\n' },
      after: { 'tests/test_a.py': 'def test_two():    ← The test “test_one” was deleted.\n    assert f() == 2\n' },
    },
    {
      title: 'a test moved to another file',
      with: {},
      before: { 'tests/a.test.js': "it('adds', () => {\n  expect(add(1, 1)).toBe(2);\n});\n" },
      after: { 'tests/b.test.js': "it('adds', () => {\n  expect(add(1, 1)).toBe(2);\n});\n" },
    },
    {
      title: 'an assertion deleted from a test that stays',
      with: {},
      before: {
        'tests/a.test.js': "it('adds', () => {\n  expect(add(1, 1)).toBe(2);\n  expect(add(1, 2)).toBe(3);\n});\n",
      },
      after: {
        'tests/a.test.js':
          "it('adds', () => {\n  expect(add(1, 1)).toBe(2);    ← An assertion was deleted and not replaced: “expect add 1”.\n});\n",
      },
    },
    {
      title: 'an assertion replaced by another',
      with: {},
      before: { 'tests/test_a.py': 'def test_one():\n    assert f() == 1\n' },
      after: { 'tests/test_a.py': 'def test_one():\n    assert g(2) is None\n' },
    },
    {
      title: 'statements crammed into a line',
      with: {},
      before: {},
      after: { 'src/a.js': 'a(1);b(2);c(3);d(4);e(5);f(6);    ← 6 statements were crammed into this line.\n' },
    },
    {
      title: 'as many as are allowed, and a class that does not count',
      with: { limit: 1, counts: ['code'] },
      before: {
        'src/a.py': '# Says why.\nrun(1)\n',
        'tests/test_a.py': 'def test_one():\n    assert f() == 1\n    # Says why.\n    run(1)\n',
      },
      after: { 'src/a.py': 'run(1)\n', 'tests/test_a.py': 'run(1)\n' },
    },
  ],
  see,
};
