import { keptLines } from '../line-difference.ts';
import { findGuards, type Guard } from './guards.ts';
import type { Leaves } from './leaves.ts';

/** A sign that a change was made to fit a budget rather than made smaller. */
export interface Squeeze {
  readonly kind: 'comment' | 'test' | 'assertion' | 'line';
  /** The line of the text after the change at which it shows, 1-based. */
  readonly line: number;
  /** The comment, the name of the test, the assertion as it begins; how many statements stand in the line. */
  readonly what: string;
}

/** What a change is in syntax, whatever way it is laid out. */
export interface SyntaxChange {
  /** Leaves of the syntax tree. */
  readonly added: number;
  readonly deleted: number;
  /** In the order of their lines. */
  readonly squeezes: readonly Squeeze[];
  /** The names of the tests that are new, sorted: one that was only moved is deleted elsewhere. */
  readonly newTests: readonly string[];
}

const empty: Leaves = { texts: [], lines: [], called: [], comments: [], statements: new Map() };

/** Two texts as leaves, and which of them an edit leaves. Indices are of leaves. */
interface Edit {
  readonly before: Leaves;
  readonly after: Leaves;
  /** By index before: the index after of the same leaf. Without an entry: it is deleted. */
  readonly kept: ReadonlyMap<number, number>;
  readonly keptAfter: ReadonlySet<number>;
}

const editOf = (before: Leaves, after: Leaves): Edit => {
  const lines = keptLines(`${before.texts.join('\n')}\n`, `${after.texts.join('\n')}\n`);
  const kept = new Map(lines.before.map((line, index) => [line - 1, (lines.after[index] ?? 0) - 1]));
  // The ends are kept: what stood behind the last leaf stands there still.
  kept.set(before.texts.length, after.texts.length);
  return { before, after, kept, keptAfter: new Set(kept.values()) };
};

/** The line at which something deleted from before a leaf shows: that of the next leaf which is left, or the last line. */
const lineFor = ({ before, after, kept }: Edit, index: number): number => {
  for (let next = index; next <= before.texts.length; next++) {
    const now = kept.get(next);
    if (now !== undefined) return after.lines[now] ?? after.lines.at(-1) ?? 1;
  }
  return 1;
};

// A note to a tool, and code that was only switched off, are no loss.
const isRemark = (text: string): boolean =>
  /\p{L}{2}/u.test(text) &&
  !/^(?:eslint|oxlint|prettier|tslint|istanbul|c8|v8|noqa|type:|pylint|mypy|ruff|fmt:|isort|nosec|pragma|@ts-|nolint|rubocop|phpcs)/i.test(
    text,
  ) &&
  !/[;{}]$|^\w+(?:\.\w+)*\s*[=(]/.test(text);

/** Comments that are gone though the code behind them is still there, and nothing was written in their place. */
const lostComments = (edit: Edit): readonly Squeeze[] => {
  const present = new Set(edit.after.comments.map(({ text }) => text));
  const commented = new Set(edit.after.comments.map(({ before }) => before));
  return edit.before.comments.flatMap(({ text, before }): readonly Squeeze[] => {
    const now = edit.kept.get(before);
    const isLost = now !== undefined && !commented.has(now) && !present.has(text) && isRemark(text);
    return isLost ? [{ kind: 'comment', line: lineFor(edit, before), what: text }] : [];
  });
};

const lostGuards = (edit: Edit, guards: readonly Guard[], kind: Guard['kind']): readonly Guard[] =>
  guards.filter((guard) => guard.kind === kind && !edit.kept.has(guard.leaf));

const count = (names: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

/** Tests that are there no more under their name; and as many as there are fewer now, where some were renamed. */
const lostTests = (edit: Edit, before: readonly Guard[], after: readonly Guard[]): readonly Squeeze[] => {
  const present = count(after.filter(({ kind }) => kind === 'test').map(({ name }) => name));
  const earlier = before.filter(({ kind }) => kind === 'test');
  const gone = earlier.filter(({ name }) => {
    const left = present.get(name) ?? 0;
    present.set(name, left - 1);
    return left <= 0;
  });
  return gone.map(({ leaf, name }) => ({ kind: 'test', line: lineFor(edit, leaf), what: name }));
};

/** Assertions that were deleted, and not replaced, from what is still there. */
const lostAssertions = (edit: Edit, before: readonly Guard[], after: readonly Guard[]): readonly Squeeze[] => {
  const tests = before.filter(({ kind }) => kind === 'test');
  const stays = (leaf: number): boolean => {
    const around = tests.findLast((test) => test.leaf < leaf);
    return around === undefined || edit.kept.has(around.leaf);
  };
  const lost = lostGuards(edit, before, 'assertion').filter(({ leaf }) => stays(leaf));
  const replaced = after.filter(({ kind, leaf }) => kind === 'assertion' && !edit.keptAfter.has(leaf)).length;
  return lost
    .slice(0, Math.max(0, lost.length - replaced))
    .map(({ leaf, name }) => ({ kind: 'assertion', line: lineFor(edit, leaf), what: name }));
};

/** A loop in one line has four, a short function up to five; nobody writes more by hand. */
const mostStatements = 5;

/** Lines that hold more statements than any did before. */
const crammedLines = ({ before, after }: Edit): readonly Squeeze[] => {
  const most = Math.max(mostStatements, ...before.statements.values());
  return [...after.statements].flatMap(([line, statements]): readonly Squeeze[] =>
    statements > most ? [{ kind: 'line', line, what: String(statements) }] : [],
  );
};

const byLine = (one: Squeeze, other: Squeeze): number => one.line - other.line;

/** What becomes of a text in syntax; undefined stands for a file that is not there. */
export const changeOfSyntax = (before: Leaves = empty, after: Leaves = empty): SyntaxChange => {
  const edit = editOf(before, after);
  const [guards, guardsNow] = [findGuards(before), findGuards(after)];
  const names = new Set(guards.map(({ name }) => name));
  // The ends, kept by definition, are no leaves.
  const left = edit.kept.size - 1;
  return {
    added: after.texts.length - left,
    deleted: before.texts.length - left,
    squeezes: [
      ...lostComments(edit),
      ...lostTests(edit, guards, guardsNow),
      ...lostAssertions(edit, guards, guardsNow),
      ...crammedLines(edit),
    ].sort(byLine),
    newTests: guardsNow
      .filter(({ kind, name }) => kind === 'test' && !names.has(name))
      .map(({ name }) => name)
      .sort(),
  };
};
