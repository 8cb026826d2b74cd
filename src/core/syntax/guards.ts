import type { Leaves } from './leaves.ts';

/** What proves code to be right: a test, or an assertion in one. */
export interface Guard {
  readonly kind: 'test' | 'assertion';
  /** The index of its leaf. */
  readonly leaf: number;
  /** The index behind its last leaf. */
  readonly end: number;
  /** Of a test its name or title, of an assertion what it begins with. */
  readonly name: string;
  /** Of a test the leaves behind its name: what it does. */
  readonly body: readonly string[];
  /** True for a test that is run with the values of a table. */
  readonly isTable: boolean;
  /** True for a test that is never run, and for an assertion that holds whatever the code does. */
  readonly isOff: boolean;
}

/*
 * Tests and assertions are told by the conventions of the common frameworks: a function whose name begins with `test`
 * (unittest, pytest, testing of Go, PHPUnit, Minitest, JUnit 3), one marked `@Test`, `[Test]`, `[Fact]`, `[Theory]` or
 * `#[test]` (JUnit, NUnit, xUnit, Rust), a call of `it`, `test`, `specify`, `scenario` (Jest, Mocha, Vitest, RSpec, Pest);
 * `assert`, whatever begins with it, and `expect`, `should`, `require.…`, `t.Error` and `t.Fatal`.
 */

const definitions = new Set(['def', 'func', 'function', 'fn', 'fun', 'void', 'class']);
const marks = new Set(['Test', 'ParameterizedTest', 'Fact', 'Theory', 'TestMethod', 'test']);
const calls = new Set(['it', 'test', 'specify', 'scenario', 'fit']);
const callsSwitchedOff = new Set(['xit', 'xtest', 'xspecify', 'xscenario']);
const modifiersSwitchingOff = new Set(['skip', 'fixme', 'todo', 'fails', 'failing']);
const modifiers = new Set(['only', 'each', 'concurrent', 'sequential', 'serial', 'slow', ...modifiersSwitchingOff]);
const suites = new Set(['describe', 'context', 'suite', 'xdescribe', 'xcontext', 'xsuite']);
const marksSwitchingOff = new Set([
  'skip',
  'Skip',
  'Disabled',
  'Ignore',
  'Ignored',
  'ignore',
  'xfail',
  'expectedFailure',
]);
const assertion = /^(?:assert\w*|expect\w*|should\w*)$/i;
const failing = /^(?:Errorf?|Fatalf?|FailNow|Fail)$/;

/** What leaves there are around one: before it, it, behind it, and the next but one. */
type Around = readonly [previous: string, leaf: string, next: string, later: string];

/** Where the name of a test is, and whether it is switched off where it is called. */
interface Head {
  readonly name: number;
  readonly isOff: boolean;
}

// A class is a suite of tests, and they are told one by one.
const isTestFunction = ([previous, leaf]: Around): boolean =>
  definitions.has(previous) && previous !== 'class' && /^test/i.test(leaf);

// `@Test void name`, `#[test] fn name`, `[Fact] public void name`: the mark is told by what precedes it, or by `fn`.
const isMarked = ([previous, leaf, next]: Around): boolean =>
  marks.has(leaf) && (previous === '@' || previous === '#' || next === 'public' || next === 'void' || next === 'Skip');

const textAt = (texts: readonly string[], index: number): string => texts[index] ?? '';

/** How far behind `it` the leaf stands that is called: 0 in `it('adds')`, 2 in `it.skip('adds')`. */
const stepsToCall = ({ texts, called }: Leaves, index: number): 0 | 2 | undefined => {
  if (called[index] === true) return 0;
  const isModified = textAt(texts, index + 1) === '.' && modifiers.has(textAt(texts, index + 2));
  return isModified && called[index + 2] === true ? 2 : undefined;
};

/** The head of `it('adds', …)`, `it.skip('adds', …)`, `xit('adds', …)`. */
const calledHead = (leaves: Leaves, [previous, leaf]: Around, index: number): Head | undefined => {
  const isOff = callsSwitchedOff.has(leaf);
  if (!(isOff || calls.has(leaf)) || previous === '.' || definitions.has(previous)) return undefined;
  const steps = stepsToCall(leaves, index);
  if (steps === undefined) return undefined;
  const modifier = textAt(leaves.texts, index + steps);
  return { name: index + steps + 1, isOff: isOff || modifiersSwitchingOff.has(modifier) };
};

const headOf = (leaves: Leaves, around: Around, index: number): Head | undefined => {
  if (isTestFunction(around)) return { name: index, isOff: false };
  const head = calledHead(leaves, around, index);
  if (head !== undefined || !isMarked(around)) return head;
  // The name of the function it marks stands behind the modifiers and the type, before its parameters.
  const end = leaves.texts.findIndex((text, at) => at > index && (text === 'fn' || text === 'void'));
  return { name: end === -1 ? index + 1 : end + 1, isOff: false };
};

/** How far before the name of a test its marks are looked for. */
const farthestMark = 30;

/** Whether a mark such as `@pytest.mark.skip` or `@Disabled` stands before a name, and no other function between them. */
const isMarkedOff = (texts: readonly string[], name: number): boolean => {
  for (let at = name - 2; at >= Math.max(0, name - farthestMark); at--) {
    const text = texts[at] ?? '';
    if (definitions.has(text)) return false;
    if (marksSwitchingOff.has(text) && isMark(texts, at)) return true;
  }
  return false;
};

// `@Disabled`, `#[ignore]`, `[Fact(Skip = "…")]`, `[Test, Ignore("…")]`, and at the end of a path `@pytest.mark.skip`.
const isMark = (texts: readonly string[], at: number): boolean => {
  const previous = texts[at - 1] ?? '';
  if (previous === '@' || previous === '#' || marks.has(previous)) return true;
  let start = at;
  while (texts[start - 1] === '.') start -= 2;
  return start < at && texts[start - 1] === '@';
};

// Ruby and Rust write `assert_equal 1, x` and `assert_eq!`; a variable may be called `assertion`.
const isAssertion = ([previous, leaf]: Around, called: boolean): boolean => {
  if (definitions.has(previous) || previous === 'import') return false;
  if (failing.test(leaf)) return previous === '.' && called;
  return assertion.test(leaf) && (called || leaf === 'assert' || leaf.startsWith('assert_'));
};

const literal = /^(?:true|false|null|none|nil|undefined|\d[\d._]*)$/i;

/** Whether an assertion says no more than `assert True`, `expect(1).toBe(1)`, `assertEquals(2, 2)`. */
const isIdle = (leaves: readonly string[]): boolean => {
  // What a mock was called with is compared with what it was called with.
  if (/^assert_(?:called|awaited|any|has)/.test(leaves[0] ?? '')) return false;
  const values = leaves.filter((leaf, at) => at > 0 && leaves[at - 1] !== '.' && /\w/.test(leaf));
  const [first = '', second = first] = values;
  const isTrue = values.length === 2 || /^(?:true|[1-9]\d*)$/i.test(first);
  return values.length > 0 && values.length <= 2 && isTrue && first === second && literal.test(first);
};

const tables = new Set(['parametrize', 'each', 'ParameterizedTest', 'Theory', 'TestCase']);
/** A table has so many leaves at most. */
const longestTable = 400;

/** Whether a mark such as `@pytest.mark.parametrize` or `it.each` stands before a name, and no other function between them. */
const hasTable = (texts: readonly string[], name: number): boolean => {
  for (let at = name; at >= Math.max(0, name - longestTable); at--) {
    const text = texts[at] ?? '';
    if (at < name - 1 && definitions.has(text)) return false;
    if (tables.has(text)) return true;
  }
  return false;
};

const testAt = (leaves: Leaves, leaf: number, head: Head): Guard => {
  const { texts, ends } = leaves;
  // Without a grammar a test ends where the next function is defined.
  const next = ends.length > 0 ? -1 : texts.findIndex((text, at) => at > head.name && definitions.has(text));
  const end = ends[head.name] ?? (next === -1 ? texts.length : next);
  return {
    kind: 'test',
    leaf,
    end,
    name: texts[head.name] ?? '',
    body: texts.slice(head.name + 1, end),
    isTable: hasTable(texts, head.name),
    isOff: head.isOff || isMarkedOff(texts, head.name),
  };
};

const assertionAt = ({ texts, ends }: Leaves, leaf: number): Guard => {
  const end = ends[leaf] ?? leaf + 1;
  const name = texts
    .slice(leaf, leaf + 3)
    .join(' ')
    .trim();
  return { kind: 'assertion', leaf, end, name, body: [], isTable: false, isOff: isIdle(texts.slice(leaf, end)) };
};

/** What is switched off as a whole from a leaf on: the end of it, or nothing. */
const offFrom = ({ texts, called, ends }: Leaves, index: number): number | undefined => {
  const [leaf, next, later] = [textAt(texts, index), textAt(texts, index + 1), textAt(texts, index + 2)];
  // `pytestmark = pytest.mark.skip` and `pytest.skip(allow_module_level=True)` stand for the whole file.
  if (leaf === 'allow_module_level') return texts.length;
  if (leaf === 'pytestmark') return texts.slice(index, ends[index]).includes('skip') ? texts.length : undefined;
  if (textAt(texts, index - 1) === 'class') return isMarkedOff(texts, index) ? ends[index] : undefined;
  if (!suites.has(leaf)) return undefined;
  const isOff = leaf.startsWith('x') ? called[index] === true : next === '.' && modifiersSwitchingOff.has(later);
  return isOff ? ends[index] : undefined;
};

const marksOfFile = new Set(['pytestmark', 'allow_module_level']);

/** Tells of each leaf whether it stands in a class, a suite or a file that is switched off. */
const findOff = (leaves: Leaves): ((leaf: number) => boolean) => {
  const stretches = leaves.texts.flatMap((leaf, index) => {
    const end = offFrom(leaves, index);
    return end === undefined ? [] : [{ start: marksOfFile.has(leaf) ? 0 : index, end }];
  });
  return (leaf) => stretches.some(({ start, end }) => start <= leaf && leaf < end);
};

/** The tests and assertions of a text, in their order. */
export const findGuards = (leaves: Leaves): readonly Guard[] => {
  const { texts, called } = leaves;
  const isWithinOff = findOff(leaves);
  // `@Test void testAdd` is one test, though its mark and its name both tell.
  const named = new Set<number>();
  return texts.flatMap((leaf, index): readonly Guard[] => {
    const around = [texts[index - 1] ?? '', leaf, texts[index + 1] ?? '', texts[index + 2] ?? ''] as const;
    const head = headOf(leaves, around, index);
    if (head !== undefined) {
      if (named.has(head.name)) return [];
      named.add(head.name);
      return [testAt(leaves, index, isWithinOff(index) ? { ...head, isOff: true } : head)];
    }
    return isAssertion(around, called[index] === true) ? [assertionAt(leaves, index)] : [];
  });
};
