import { success, type Result } from '../result.ts';
import type { Fault } from './find.ts';
import { isSign, isWord, longestCall, readScript, type ScriptLanguage, type Token } from './script-tokens.ts';

const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
const closeOf = (opened: string): string => pairs[opened.at(-1) ?? ''] ?? opened.at(-1) ?? '';

const ruby: ScriptLanguage = {
  skipped: new RegExp(
    [
      /[ \t\r\f\v]+|\\\r?\n|#[^\n]*/,
      // Comments of several lines, and what stands behind the program.
      /(?<=^|\n)=begin\b[^]*?(?:\n=end\b[^\n]*|$)|(?<=^|\n)__END__\r?(?:\n[^]*)?$/,
      // A single character, and variables whose names are quotes.
      /(?<=[\s(,=])\?["'`]|\$["'`]/,
    ]
      .map(({ source }) => source)
      .join('|'),
    'y',
  ),
  word: /[A-Za-z_]\w*[?!]?/y,
  symbol: /:([A-Za-z_]\w*[?!]?)/y,
  key: /([A-Za-z_]\w*[?!]?):(?!:)/y,
  strings: [
    { open: /%[wWiI][([{<|!/]/y, close: closeOf, nests: true, opaque: true },
    { open: /%[qQ]?[([{<]/y, close: closeOf, nests: true, hole: /#\{/y },
    { open: /:?"/y, close: () => '"', hole: /#\{/y },
    { open: /:?'/y, close: () => "'" },
    { open: /`/y, close: () => '`', opaque: true },
    // A pattern stands where no value can have ended, and ends on its line.
    { open: /(?<=(?:[=(,~|&!]|\bif|\bunless|\bwhen) ?)\/(?=[^\s/][^\n/]*\/)/y, close: () => '/', opaque: true },
  ],
  document: /<<[~-]?["'`]?([A-Z_]\w*)["'`]?[^\n]*\n/y,
};

export interface RubyScript {
  readonly tokens: readonly Token[];
  /** The arguments of the call whose name stands before an index: what its parentheses hold, or the rest of the statement. */
  readonly argumentsAt: (index: number) => readonly Token[];
}

const endsStatement = (token: Token | undefined, before: Token | undefined): boolean =>
  (token?.kind === 'newline' && !isSign(before, ',')) ||
  [';', '}'].some((sign) => isSign(token, sign)) ||
  ['if', 'unless', 'do'].some((word) => isWord(token, word));

/** Reads a script in Ruby. */
export const readRuby = (text: string): Result<RubyScript, Fault> => {
  const script = readScript(ruby, text);
  if (!script.ok) return script;
  const { tokens, brackets } = script.value;
  const argumentsAt = (index: number): readonly Token[] => {
    const limit = Math.min(index + longestCall, tokens.length);
    if (isSign(tokens[index], '('))
      return tokens
        .slice(index + 1, Math.min(brackets.get(index) ?? limit, limit))
        .filter(({ kind }) => kind !== 'newline');
    let end = index;
    while (end < limit && !endsStatement(tokens[end], tokens[end - 1])) end += 1;
    return tokens.slice(index, end).filter(({ kind }) => kind !== 'newline');
  };
  return success({ tokens, argumentsAt });
};
