import type { Leaves } from './leaves.ts';

/** What proves code to be right: a test, or an assertion in one. */
export interface Guard {
  readonly kind: 'test' | 'assertion';
  /** The index of its leaf. */
  readonly leaf: number;
  /** Of a test its name or title, of an assertion what it begins with. */
  readonly name: string;
}

/*
 * Tests and assertions are told by the conventions of the common frameworks: a function whose name begins with `test`
 * (unittest, pytest, testing of Go, PHPUnit, Minitest, JUnit 3), one marked `@Test`, `[Test]`, `[Fact]`, `[Theory]` or
 * `#[test]` (JUnit, NUnit, xUnit, Rust), a call of `it`, `test`, `specify`, `scenario` (Jest, Mocha, Vitest, RSpec, Pest);
 * `assert`, whatever begins with it, and `expect`, `should`, `require.…`, `t.Error` and `t.Fatal`.
 */

const definitions = new Set(['def', 'func', 'function', 'fn', 'fun', 'void', 'class']);
const marks = new Set(['Test', 'ParameterizedTest', 'Fact', 'Theory', 'TestMethod', 'test']);
const calls = new Set(['it', 'test', 'specify', 'scenario', 'xit', 'fit']);
const assertion = /^(?:assert\w*|expect\w*|should\w*)$/i;
const failing = /^(?:Errorf?|Fatalf?|FailNow|Fail)$/;

/** What leaves there are around one: before it, it, behind it, and the next but one. */
type Around = readonly [previous: string, leaf: string, next: string, later: string];

const isTestFunction = ([previous, leaf]: Around): boolean => definitions.has(previous) && /^test/i.test(leaf);

// `@Test void name`, `#[test] fn name`, `[Fact] public void name`: the mark is told by what precedes it, or by `fn`.
const isMarked = ([previous, leaf, next]: Around): boolean =>
  marks.has(leaf) && (previous === '@' || previous === '#' || next === 'public' || next === 'void');

const isTestCall = ([previous, leaf]: Around, called: boolean): boolean =>
  called && calls.has(leaf) && previous !== '.' && !definitions.has(previous);

const testName = (around: Around, called: boolean, texts: readonly string[], index: number): string | undefined => {
  const [, leaf, next] = around;
  if (isTestFunction(around)) return leaf;
  if (isTestCall(around, called)) return next;
  if (!isMarked(around)) return undefined;
  // The name of the function it marks stands behind the modifiers and the type, before its parameters.
  const end = texts.findIndex((text, at) => at > index && (text === 'fn' || text === 'void'));
  return end === -1 ? next : (texts[end + 1] ?? next);
};

const isAssertion = ([previous, leaf]: Around, called: boolean): boolean => {
  if (definitions.has(previous) || previous === 'import') return false;
  if (failing.test(leaf)) return previous === '.' && called;
  return assertion.test(leaf) && (called || leaf === 'assert' || leaf.startsWith('assert'));
};

/** The tests and assertions of a text, in their order. */
export const findGuards = ({ texts, called }: Leaves): readonly Guard[] =>
  texts.flatMap((leaf, index): readonly Guard[] => {
    const around = [texts[index - 1] ?? '', leaf, texts[index + 1] ?? '', texts[index + 2] ?? ''] as const;
    const isCalled = called[index] === true;
    const name = testName(around, isCalled, texts, index);
    if (name !== undefined) return [{ kind: 'test', leaf: index, name }];
    return isAssertion(around, isCalled)
      ? [{ kind: 'assertion', leaf: index, name: [leaf, around[2], around[3]].join(' ').trim() }]
      : [];
  });
