import type ts from 'typescript';
import { flawAt, type Flaw, type Wanted } from '../function-entity.ts';
import { keepRecent, type Recent } from '../recent.ts';
import { editTree, nearStretch, type TreeFacts } from './edited-tree.ts';
import type { TypeScript } from './walk.ts';

const scriptKind = ({ ScriptKind }: TypeScript, ending: string): ts.ScriptKind => {
  if (/\.[mc]?ts$/.test(ending)) return ScriptKind.TS;
  // A `.js` file may hold JSX, and no type arguments that would make `a < b > (c)` a call.
  return ending === '.tsx' ? ScriptKind.TSX : ScriptKind.JSX;
};

const optionsOf = ({ JSDocParsingMode, ScriptTarget }: TypeScript): ts.CreateSourceFileOptions => ({
  languageVersion: ScriptTarget.Latest,
  jsDocParsingMode: JSDocParsingMode.ParseNone,
});

/** A tree, or undefined when the parser gives up. It is recursive, so brackets nested a thousand deep exhaust its stack. */
const attempt = (typescript: TypeScript, make: () => ts.SourceFile | undefined): ts.SourceFile | undefined => {
  try {
    return make();
  } catch {
    // The parser cleans up only after a success; what it still remembers of this text would mislead it in the next one.
    typescript.createSourceFile('empty.ts', '', optionsOf(typescript));
    return undefined;
  }
};

const parse = (typescript: TypeScript, ending: string, text: string): ts.SourceFile | undefined =>
  attempt(typescript, () =>
    typescript.createSourceFile(`text${ending}`, text, optionsOf(typescript), false, scriptKind(typescript, ending)),
  );

type Trees = Recent<ts.SourceFile | undefined>;

// The functions, the facts and whatever else is read of a text share one tree, as long as it is among the last that were
// parsed. A tree takes some 50 bytes for each character: 15 MB at most.
const mostKept = 300_000;
const recent = new WeakMap<TypeScript, Trees>();

const recentOf = (typescript: TypeScript): Trees => {
  const known = recent.get(typescript) ?? keepRecent(mostKept);
  recent.set(typescript, known);
  return known;
};

/** A tree made out of the last one that was kept of nearly the same text, which is not kept any longer. */
const edit = (typescript: TypeScript, ending: string, text: string, { entries, takeOut }: Trees) => {
  for (const entry of entries()) {
    const { kind, value } = entry;
    const stretch = kind === ending && value !== undefined ? nearStretch(typescript, value, text) : undefined;
    if (value === undefined || stretch === undefined) continue;
    takeOut(entry);
    return attempt(typescript, () => editTree(typescript, value, text, stretch));
  }
  return undefined;
};

/**
 * The tree of a text, without its byte-order mark; undefined when the parser gives up on it: it may be nested too deep, and
 * whatever else the parser throws is a bug of its own, which must not keep the other files from being read.
 *
 * The tree is good until the next one is asked for, which may be made out of it.
 */
export const sourceOf = (
  typescript: TypeScript,
  path: string,
  written: string,
  wanted: Pick<Wanted, 'once'> = {},
): ts.SourceFile | undefined => {
  // In a `.d.ts` file everything is declared.
  const ending = /(?:\.d)?\.\w+$/.exec(path)?.[0].toLowerCase() ?? '';
  const text = written.replace(/^\uFEFF/, '');
  const trees = recentOf(typescript);
  const known = trees.find(ending, text);
  if (known !== undefined) return known.value;
  if (wanted.once) return parse(typescript, ending, text);
  const source = edit(typescript, ending, text, trees) ?? parse(typescript, ending, text);
  trees.keep(ending, text, source);
  return source;
};

/** Where a text does not parse. */
export const flawOf = (source: ts.SourceFile & TreeFacts): Flaw | undefined =>
  flawAt((source.parseDiagnostics ?? []).map(({ start }) => source.getLineAndCharacterOfPosition(start).line + 1));
