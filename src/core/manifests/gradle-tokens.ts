import { endsKey, isSign, type Script, type ScriptLanguage, type Token } from './script-tokens.ts';

const hole = /\$\{|\$[A-Za-z_][\w.]*/y;

/** Groovy and Kotlin at once: a build script of Gradle is written in either, and what we look for is written alike. */
export const gradle: ScriptLanguage = {
  skipped: /[ \t\r\f\v]+|\\\r?\n|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/y,
  word: /[A-Za-z_$][\w$]*|`[^`\n]+`/y,
  key: /([A-Za-z_]\w*)(?=\s*:(?!:))/y,
  strings: [
    { open: /"""/y, close: () => '"""', hole },
    { open: /'''/y, close: () => "'''" },
    { open: /"/y, close: () => '"', hole },
    { open: /'/y, close: () => "'" },
    { open: /(?<=(?:[=(,~]) ?)\/(?=[^\s/*][^\n/]*\/)/y, close: () => '/', opaque: true },
  ],
  keeps: (token, before) => !endsKey(token, before),
};

/** One statement of a block: the call in front, and everything up to the end of the line outside of brackets. */
export interface Statement {
  readonly head: Token;
  /** The index behind the head, and that of the end. */
  readonly from: number;
  readonly to: number;
}

const goesOn = (token: Token | undefined): boolean => [',', '=', '.', '('].some((sign) => isSign(token, sign));

const isEnd = (tokens: readonly Token[], at: number): boolean =>
  isSign(tokens[at], ';') ||
  (tokens[at]?.kind === 'newline' && !goesOn(tokens[at - 1]) && !isSign(tokens[at + 1], '.'));

/** Where the statement that begins at an index ends. */
const endOf = ({ tokens, brackets }: Script, from: number, limit: number): number => {
  let at = from;
  while (at < limit && !isEnd(tokens, at)) {
    const isBlock = isSign(tokens[at], '{');
    at = (brackets.get(at) ?? at) + 1;
    // A block ends a statement, unless a call on its result follows.
    if (isBlock && !isSign(tokens[at], '.')) break;
  }
  return Math.min(at, limit);
};

/** The statements between two indexes. */
export function* statementsIn(script: Script, from: number, to: number): Iterable<Statement> {
  let at = from;
  while (at < to) {
    const head = script.tokens[at];
    if (head === undefined || head.kind === 'newline' || isSign(head, ';')) {
      at += 1;
      continue;
    }
    const end = Math.max(endOf(script, at, to), at + 1);
    yield { head, from: at + 1, to: end };
    at = end;
  }
}
