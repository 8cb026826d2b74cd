import { leafParsersFor } from './languages.ts';
import { findGuards } from './guards.ts';
import { editOf, type LeafEdit, type Squeeze } from './leaf-edit.ts';
import type { Leaves } from './leaves.ts';
import { lostComments } from './lost-comments.ts';
import { goneNames } from './gone-names.ts';
import { lostAssertions, type Weakened } from './lost-assertions.ts';
import { grownTests, lostTests, newTests, type Grown, type Test } from './lost-guards.ts';

/** What a change is in syntax, whatever way it is laid out. */
export interface SyntaxChange {
  /** Leaves of the syntax tree. */
  readonly added: number;
  readonly deleted: number;
  /** In the order of their lines. */
  readonly squeezes: readonly Squeeze[];
  /** The assertions that ask for less than those whose place they took. */
  readonly weakened: readonly Weakened[];
  /** The tests that are new under their name, sorted: one that was only moved or renamed is deleted elsewhere. */
  readonly newTests: readonly Test[];
  /** The tests that do more than they did: another one may have become part of them. */
  readonly grownTests: readonly Grown[];
  /** The names of functions and classes that the text no longer defines; empty where as many were put in their place. */
  readonly goneNames: readonly string[];
}

const empty: Leaves = { texts: [], lines: [], called: [], ends: [], comments: [], statements: new Map() };

/** A loop in one line has four, a short function up to five; nobody writes more by hand. */
const mostStatements = 5;

/** Lines that hold more statements than any did before. */
const crammedLines = ({ before, after }: LeafEdit): readonly Squeeze[] => {
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
  const { deleted, weakened } = lostAssertions(edit, guards, guardsNow);
  // The ends, kept by definition, are no leaves.
  const left = edit.kept.size - 1;
  return {
    added: after.texts.length - left,
    deleted: before.texts.length - left,
    squeezes: [...lostComments(edit), ...lostTests(edit, guards, guardsNow), ...deleted, ...crammedLines(edit)].sort(
      byLine,
    ),
    weakened,
    newTests: newTests(guards, guardsNow),
    grownTests: grownTests(guards, guardsNow),
    goneNames: goneNames(before, after),
  };
};

const changeToWords = (before: Leaves = empty, after: Leaves = empty): SyntaxChange => {
  const { added, deleted } = changeOfSyntax(before, after);
  return { ...changeOfSyntax(before, undefined), added, deleted };
};

// Where nothing parses a file, its leaves are words.
const isParsed = (path: string): boolean => leafParsersFor([path]).size > 0;

/**
 * What becomes of a file in syntax. Where its new name no longer says in which language it is, nobody runs it any more: what
 * it did is gone, and only words are left.
 */
export const changeOfEdit = (
  { path, from }: { readonly path: string; readonly from: string },
  before: Leaves | undefined,
  after: Leaves | undefined,
): SyntaxChange => (isParsed(from) && !isParsed(path) ? changeToWords(before, after) : changeOfSyntax(before, after));
