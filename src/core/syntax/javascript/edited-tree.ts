import type ts from 'typescript';
import { findEditedStretch, type EditedStretch } from '../../line-difference/common-ends.ts';
import type { TypeScript } from './walk.ts';

/*
 * TypeScript makes the tree of an edited text out of the tree before: the statements, members and clauses that the edit did
 * not touch are taken over, and only moved. That takes about a quarter of the time. What is read must never depend on the way that
 * led to a text, so this is done only where the tree is known to be the same as one made from nothing:
 * - Of a text with a flaw it may differ, in what follows the flaw: neither text may have one.
 * - `await` outside of functions has TypeScript parse such statements a second time, with other flags: neither may have one.
 * - That a text is a module because of `import.meta` alone is forgotten where that statement is taken over.
 */

/** What is on a tree though TypeScript keeps it from its public types. */
export interface TreeFacts {
  readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[];
  /** What makes it a module. */
  readonly externalModuleIndicator?: ts.Node | true | undefined;
}

// Below this a text is parsed in well under a millisecond. More than this share of it is not one edit.
const leastWorth = 2_000;
const mostEdited = 0.1;

/** The stretch in which a text differs from an old one, where it is small against it. */
const smallStretch = (old: string, text: string): EditedStretch | undefined => {
  const most = old.length * mostEdited;
  if (text.length < leastWorth || Math.abs(text.length - old.length) > most) return undefined;
  const stretch = findEditedStretch(old, text);
  return Math.max(stretch.oldEnd, stretch.newEnd) - stretch.start > most ? undefined : stretch;
};

type Tree = ts.SourceFile & TreeFacts;

const isPlain = ({ NodeFlags }: TypeScript, { parseDiagnostics, statements }: Tree): boolean =>
  parseDiagnostics?.length === 0 && !statements.some(({ flags }) => flags & NodeFlags.AwaitContext);

/** The stretch in which a text differs from that of a tree out of which its own can be made. */
export const nearStretch = (typescript: TypeScript, tree: Tree, text: string): EditedStretch | undefined => {
  const stretch = smallStretch(tree.text, text);
  return stretch !== undefined && isPlain(typescript, tree) ? stretch : undefined;
};

/**
 * The tree of a text made out of one that is near, from the stretch in which they differ, or undefined where it is not surely the same as one made from nothing.
 * The old tree is used up either way. Throws whatever the parser does.
 */
export const editTree = (
  typescript: TypeScript,
  old: Tree,
  text: string,
  { start, oldEnd, newEnd }: EditedStretch,
): ts.SourceFile | undefined => {
  const wasModule = old.externalModuleIndicator !== undefined;
  const range = { span: { start, length: oldEnd - start }, newLength: newEnd - start };
  const edited: Tree = typescript.updateSourceFile(old, text, range);
  const isModule = edited.externalModuleIndicator !== undefined;
  return isPlain(typescript, edited) && isModule === wasModule ? edited : undefined;
};
