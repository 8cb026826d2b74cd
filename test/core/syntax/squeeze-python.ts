const isNothing = (line: string): boolean => /^\s*(?:#.*)?$/.test(line);

const isStatement = (line: string): boolean =>
  /^\s*[A-Za-z_]/.test(line) &&
  !/[:\\([{,]$|"""|'''|#/.test(line) &&
  !/^\s*(?:if|elif|else|for|while|try|except|finally|with|def|class|async|match|case)\b/.test(line);

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** How many more brackets a line opens than it closes, strings and comments left out. */
const opens = (line: string): number => {
  const code = line.replace(/(["'])(?:\\.|(?!\1).)*\1/g, '').replace(/#.*$/, '');
  return countOf(code, /[([{]/g) - countOf(code, /[)\]}]/g);
};

const indentOf = (line: string): string => /^\s*/.exec(line)?.[0] ?? '';

const canJoin = (last: string, line: string): boolean =>
  isStatement(last) && isStatement(line) && indentOf(last) === indentOf(line) && opens(last) === 0 && opens(line) === 0;

/** Says of every line whether it begins outside of brackets and of texts over several lines. */
const outside = (lines: readonly string[]): readonly boolean[] => {
  let depth = 0;
  let inText = false;
  return lines.map((line) => {
    const quotes = countOf(line, /"""|'''/g);
    const isOutside = depth === 0 && !inText && quotes === 0;
    if (quotes % 2 === 1) inText = !inText;
    else if (!inText && quotes === 0) depth += opens(line);
    return isOutside;
  });
};

/** Joins plain statements of one block in a line, and drops blank lines and comments, as one does to save lines. */
export const squeezePython = (text: string): string => {
  const lines = text.split('\n');
  const isOutside = outside(lines);
  const squeezed: string[] = [];
  lines.forEach((line, index) => {
    const last = squeezed.at(-1) ?? '';
    if (isOutside[index] === true && isNothing(line)) return;
    if (isOutside[index] === true && canJoin(last, line)) squeezed[squeezed.length - 1] = `${last}; ${line.trim()}`;
    else squeezed.push(line);
  });
  return squeezed.join('\n');
};
