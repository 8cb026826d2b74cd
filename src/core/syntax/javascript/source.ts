import type ts from 'typescript';
import { keepRecent, type Recent } from '../recent.ts';
import type { TypeScript } from './walk.ts';

const scriptKind = ({ ScriptKind }: TypeScript, ending: string): ts.ScriptKind => {
  if (/\.[mc]?ts$/.test(ending)) return ScriptKind.TS;
  // A `.js` file may hold JSX, and no type arguments that would make `a < b > (c)` a call.
  return ending === '.tsx' ? ScriptKind.TSX : ScriptKind.JSX;
};

const parse = (typescript: TypeScript, ending: string, text: string): ts.SourceFile | undefined => {
  const options = {
    languageVersion: typescript.ScriptTarget.Latest,
    jsDocParsingMode: typescript.JSDocParsingMode.ParseNone,
  };
  try {
    return typescript.createSourceFile(`text${ending}`, text, options, false, scriptKind(typescript, ending));
  } catch {
    // The parser cleans up only after a success; what it still remembers of this text would mislead it in the next one.
    typescript.createSourceFile('empty.ts', '', options);
    return undefined;
  }
};

// The functions, the facts and whatever else is read of a text share one tree, as long as it is among the last that were
// parsed. A tree takes some 50 bytes for each character: 15 MB at most.
const mostKept = 300_000;
const recent = new WeakMap<TypeScript, Recent<ts.SourceFile | undefined>>();

const recentOf = (typescript: TypeScript): Recent<ts.SourceFile | undefined> => {
  const known = recent.get(typescript) ?? keepRecent(mostKept);
  recent.set(typescript, known);
  return known;
};

/**
 * The tree of a text, without its byte-order mark; undefined when the parser gives up on it. It is recursive, so brackets
 * nested a thousand deep exhaust its stack; and whatever else it throws is a bug of its own, which must not keep the other
 * files from being read.
 */
export const sourceOf = (typescript: TypeScript, path: string, written: string): ts.SourceFile | undefined => {
  // In a `.d.ts` file everything is declared.
  const ending = /(?:\.d)?\.\w+$/.exec(path)?.[0].toLowerCase() ?? '';
  const text = written.replace(/^\uFEFF/, '');
  const { find, keep } = recentOf(typescript);
  const known = find(ending, text);
  if (known !== undefined) return known.value;
  const source = parse(typescript, ending, text);
  keep(ending, text, source);
  return source;
};

// What the parser complains of is on the tree, though TypeScript keeps it from its public types.
type Diagnosed = ts.SourceFile & { readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };

/** The 1-based line where a text first does not parse. */
export const flawLine = (source: Diagnosed): number | undefined => {
  const [first] = source.parseDiagnostics ?? [];
  return first && source.getLineAndCharacterOfPosition(first.start).line + 1;
};
