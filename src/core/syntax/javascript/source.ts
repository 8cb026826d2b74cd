import type ts from 'typescript';
import type { TypeScript } from './walk.ts';

const scriptKind = ({ ScriptKind }: TypeScript, path: string): ts.ScriptKind => {
  if (/\.[mc]?ts$/i.test(path)) return ScriptKind.TS;
  // A `.js` file may hold JSX, and no type arguments that would make `a < b > (c)` a call.
  return /\.tsx$/i.test(path) ? ScriptKind.TSX : ScriptKind.JSX;
};

const parse = (typescript: TypeScript, kind: ts.ScriptKind, text: string): ts.SourceFile | undefined => {
  const options = {
    languageVersion: typescript.ScriptTarget.Latest,
    jsDocParsingMode: typescript.JSDocParsingMode.ParseNone,
  };
  try {
    return typescript.createSourceFile('source', text, options, false, kind);
  } catch {
    // The parser cleans up only after a success; what it still remembers of this text would mislead it in the next one.
    typescript.createSourceFile('empty.ts', '', options);
    return undefined;
  }
};

interface Parsed {
  readonly kind: ts.ScriptKind;
  readonly text: string;
  readonly source: ts.SourceFile | undefined;
}

// Of each parser, what it parsed last: the functions, the facts and whatever else is read of a text share one tree.
const lastParsed = new WeakMap<TypeScript, Parsed>();

/**
 * The tree of a text, without its byte-order mark; undefined when the parser gives up on it. It is recursive, so brackets
 * nested a thousand deep exhaust its stack; and whatever else it throws is a bug of its own, which must not keep the other
 * files from being read.
 */
export const sourceOf = (typescript: TypeScript, path: string, written: string): ts.SourceFile | undefined => {
  const kind = scriptKind(typescript, path);
  const text = written.replace(/^\uFEFF/, '');
  const last = lastParsed.get(typescript);
  if (last !== undefined && last.kind === kind && last.text === text) return last.source;
  const source = parse(typescript, kind, text);
  lastParsed.set(typescript, { kind, text, source });
  return source;
};

// What the parser complains of is on the tree, though TypeScript keeps it from its public types.
type Diagnosed = ts.SourceFile & { readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };

/** The 1-based line where a text first does not parse. */
export const flawLine = (source: Diagnosed): number | undefined => {
  const [first] = source.parseDiagnostics ?? [];
  return first && source.getLineAndCharacterOfPosition(first.start).line + 1;
};
