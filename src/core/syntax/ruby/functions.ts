import { byPlace } from '../../order.ts';
import type { FunctionEntity, ReadFunctions, Step } from '../function-entity.ts';
import type { Grammar } from '../grammar.ts';
import { readTree, sayWord } from '../grammar-functions.ts';
import type { Method } from './methods.ts';
import { wordAt, type Decision } from './decisions.ts';
import { createQueries, findMarks, type Found } from './walk.ts';

/*
 * Cyclomatic complexity of Ruby as rubocop 1.39 counts it in Metrics/CyclomaticComplexity (MIT licence), on the tree of
 * tree-sitter; rubocop walks the one of the parser gem.
 *
 * A method counts 1, and 1 for every `if`, `elsif`, `unless` and `? :`, in front or behind; `while`, `until` and `for`, but
 * not for `begin … end while a`; body with `rescue`, however many it has, and `rescue` behind an expression; `when`; `&&`,
 * `||`, `and`, `or`, `&&=` and `||=`; `&.`; and for every block, written there or handed on with `&`, of a method that is
 * known to iterate by its name, but not for a block that numbers its parameters. `in` and its guards count nothing, nor do
 * `else`, `ensure` and any other block.
 *
 * A second `&.` of one local variable counts nothing until the variable gets a new value: rubocop looks at its name alone,
 * whatever method or block around it it belongs to.
 *
 * Reported are `def` and `define_method` with a plain name and a block, at their first word, unless their bodies are empty.
 * What stands in a method in a method counts to both. Directives such as `rubocop:disable` change nothing here: a comment
 * never switches a rule off.
 */

/** The first of the sorted decisions that does not stand before an offset. */
const lowerBound = (decisions: readonly Decision[], offset: number): number => {
  let [low, high] = [0, decisions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((decisions[middle]?.at ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The uses of `&.` in a method that do not count: of a variable that had one, and got no new value since. */
const repeatedIn = ({ from, to }: Method, { visits }: Found): ReadonlySet<Decision> => {
  const repeated = new Set<Decision>();
  const seen = new Set<string>();
  for (const { at, name, decision } of visits) {
    if (at < from || at >= to) continue;
    if (decision === undefined) seen.delete(name);
    else if (seen.has(name)) repeated.add(decision);
    else seen.add(name);
  }
  return repeated;
};

const stepOf = (decision: Decision): Step => {
  const word = wordAt(decision);
  const { row, column } = word.startPosition;
  return { line: row + 1, column: column + 1, what: sayWord(word), adds: 1 };
};

/** What all methods of a text need; the steps of its decisions where they are wanted. */
interface Material extends Found {
  readonly steps?: ReadonlyMap<Decision, Step>;
}

const entityOf = (method: Method, material: Material): FunctionEntity => {
  const { name, node, from, to } = method;
  const { decisions, steps } = material;
  const [first, end] = [lowerBound(decisions, from), lowerBound(decisions, to)];
  const repeated = repeatedIn(method, material);
  const stepsOf = (told: ReadonlyMap<Decision, Step>): readonly Step[] =>
    decisions
      .slice(first, end)
      .flatMap((one) => (repeated.has(one) ? [] : (told.get(one) ?? [])))
      .sort(byPlace);
  return {
    name,
    kind: 'function',
    line: node.startPosition.row + 1,
    column: node.startPosition.column + 1,
    endLine: node.endPosition.row + 1,
    complexity: 1 + end - first - repeated.size,
    ...(steps === undefined ? {} : { steps: stepsOf(steps) }),
  };
};

// The grammar takes `def Name=(value)` for a method `Name` that is `(value)`, as it would rightly `def name() = (value)`.
const setter = /\b(def\s+(?:[\w:@]+\.)?)([A-Z])(?=\w*=(?![~>=]))/g;
const mend = (text: string): string =>
  text.replace(setter, (_all, head: string, letter: string) => head + letter.toLowerCase());

/** Reads the methods that rubocop reports, in the order of the text. */
export const rubyFunctions = (grammar: Grammar): ReadFunctions => {
  const queryFor = createQueries(grammar.query);
  const mended: Grammar = { ...grammar, parse: (text) => grammar.parse(mend(text)) };
  return readTree(mended, (root, text, wanted) => {
    const found = findMarks(queryFor(text), root, text);
    const steps = wanted.steps && new Map(found.decisions.map((one) => [one, stepOf(one)]));
    const material = steps === undefined ? found : { ...found, steps };
    return material.methods.map((method) => entityOf(method, material));
  });
};
