/*
 * Finds where an expression of a Svelte template ends: its braces pair up, but for those in strings, comments and regular
 * expressions. Where that does not come out, the caller reads on as if there were none: better a script too many than one
 * that nobody looked at.
 */

// A slash begins a regular expression where no operand stands in front of it.
const inCode =
  /[^"'`{}/]+|\/\/.*|\/\*[^]*?\*\/|"[^"\\\n]*(?:\\[^][^"\\\n]*)*"|'[^'\\\n]*(?:\\[^][^'\\\n]*)*'|(?<=[(,=:[!&|?{};+*%~^<>-]\s*|\b(?:if|each|html|return|typeof)\s+)\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/|[`{}/]/y;
const inTemplate = /[^`\\$]+|\\[^]|\$\{|[`$]/y;

const longest = 100_000;

/** The brackets that are open after a piece of an expression. */
const openAfter = (piece: string, open: string): string => {
  const ends = open.endsWith('`') ? '`' : '}';
  const begins = open.endsWith('`') ? ['${'] : ['{', '`'];
  if (piece === ends) return open.slice(0, -1);
  return begins.includes(piece) ? open + piece.slice(-1) : open;
};

/** The offset behind the expression whose `{` stands at the offset; undefined where its end cannot be told. */
export const endOfExpression = (text: string, at: number): number | undefined => {
  let open = '';
  for (let from = at; from - at < longest;) {
    const pattern = open.endsWith('`') ? inTemplate : inCode;
    pattern.lastIndex = from;
    const piece = pattern.exec(text)?.[0];
    if (piece === undefined) return undefined;
    open = openAfter(piece, open);
    from = pattern.lastIndex;
    if (open === '') return from;
  }
  return undefined;
};
