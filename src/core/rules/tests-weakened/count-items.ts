/** A string, a comment, a word, or a sign. */
const piece =
  /"{3}[^]*?"{3}|'{3}[^]*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/|[\w$]+|\S/g;

const isComment = (found: string): boolean => /^(?:#|\/\/|\/\*)/.test(found);

/** What a piece is in an outline: `!` where nobody can tell what becomes of the list. */
const signOf = (found: string, depth: number): string => {
  if (/^[[({]$/.test(found)) return '[';
  if (/^[\])}]$/.test(found)) return ']';
  if (depth === 0) return /^(?:as|const)$/.test(found) ? '' : '!';
  if (found === 'for') return '!';
  return /^[,*.]$/.test(found) ? found : 'w';
};

/** A list with a sign for each piece of an item that stands in no further brackets. */
const outlineOf = (written: string): string => {
  let depth = 0;
  let outline = '';
  for (const [found] of written.matchAll(piece)) {
    if (isComment(found)) continue;
    if (/^[\])}]$/.test(found)) depth--;
    if (depth <= 1) outline += signOf(found, depth);
    if (/^[[({]$/.test(found)) depth++;
  }
  return outline;
};

/** How many items a list has that is written out, in Python or JavaScript; undefined where nobody can tell. */
export const countItems = (written: string): number | undefined => {
  const inner = /^\[([^!]*)\]$/.exec(outlineOf(written))?.[1];
  const items = inner?.split(',').filter((item) => item !== '');
  // What is spread may be any number of items.
  return items?.some((item) => /^[*.]/.test(item)) === true ? undefined : items?.length;
};
