import * as z from 'zod';
import { classAtBase, fileClasses, isInClass, type FileClass } from '../../change.ts';
import { findLost, quote, wordingOf, type Lost } from '../../lost-tests.ts';
import type { RuleKind, Scene, Sighting } from '../../rule-kind.ts';
import type { Squeeze } from '../../syntax/leaf-edit.ts';
import { squeezedExamples } from './examples.ts';
import { squeezedNearMisses } from './examples-near.ts';

const options = z.strictObject({
  limit: z.number().int().min(0).default(0).describe('How many such places are still allowed.'),
  counts: z
    .array(z.enum(fileClasses))
    .default(['code', 'test', 'docs', 'data'])
    .describe('The file classes that count.'),
});
type Options = z.infer<typeof options>;

const messages: Record<Squeeze['kind'], (what: string) => string> = {
  comment: () => 'A comment was deleted, while the code it stood by is still there.',
  test: (what) => `The test ${quote(what)} was deleted.`,
  skip: (what) => `The test ${quote(what)} was switched off.`,
  assertion: (what) => `An assertion was deleted and not replaced: ${quote(what)}.`,
  line: (what) => `${what} statements were crammed into this line.`,
};

const sight = ({ file, squeeze }: Lost): Sighting => ({
  path: file.path,
  line: squeeze.line,
  message: messages[squeeze.kind](wordingOf(file, squeeze)),
  identity: `${squeeze.kind} ${squeeze.what}`,
});

const see = ({ options, files }: Scene<Options>): ReturnType<RuleKind<Options>['see']> => {
  const { limit, counts: counted } = options;
  const places = findLost(files.filter((file) => isInClass(file, counted)));
  const byClass: Partial<Record<FileClass, number>> = {};
  for (const { file } of places) byClass[classAtBase(file)] = (byClass[classAtBase(file)] ?? 0) + 1;
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
    'that was deleted or switched off, an assertion that was deleted from what stays and not replaced, and a line into which',
    'more than five statements were crammed, unless a line of the file held as many before.',
    '',
    'Each line of a block of comments counts on its own. A comment counts as rewritten where half of its words are left, or',
    'where at least half as many others stand in its place: `# x` is no replacement for a sentence. An assertion that holds whatever',
    'the code does (`assert True`, `expect(1).toBe(1)`) counts as deleted. A test is switched off by `it.skip`, `xit`,',
    '`@pytest.mark.skip`, `xfail`, `@unittest.skip`, `@Disabled`, `@Ignore` or `#[ignore]`, and with all of its class, its suite',
    '(`describe.skip`) or its file (`pytestmark`); conditions (`skipif`) and skips from within a test are not looked at.',
    '',
    'What does not count: notes to tools (`noqa`, `eslint-disable`), code that was only commented out, comments that were',
    'rewritten, laid out anew or moved within the file, and a comment that goes with its code; tests that were moved or',
    'renamed, which is told by their bodies, in any file of the change, or made part of another one; tests that go with the',
    'function they prove; tests that were switched off before; assertions that go with their test, and as many as were',
    'written anew in the file.',
    '',
    'Tests and assertions are told by the conventions of the common frameworks: functions named `test…`, `it(…)` and',
    '`test(…)`, `@Test`, `[Fact]`, `#[test]`; `assert…`, `expect…`, `t.Error`. All of it is read in Bash, C, C++, C#, Go, Java,',
    'JavaScript, TypeScript, Kotlin, PHP, Python, Ruby, Rust and Scala, in Svelte and Vue components and in the Python cells of',
    'notebooks. Other languages are read word by word: there only functions named or marked as tests, `assert` and',
    '`assert_…` are seen, and in PowerShell comments, too. In documents and data tests and assertions do not count.',
    'As a budget its rule is `budget.squeezes`; it is off unless a policy sets it.',
  ].join('\n'),
  remedy:
    'Put back what was deleted, lay the code out as the rest of the file is, and split the change where it is too large.',
  options,
  needs: ({ counts }) => ({ syntax: (file) => isInClass(file, counts) }),
  examples: [...squeezedExamples, ...squeezedNearMisses],
  see,
};
