/*
 * Writing Markdown that holds texts of others. What a person typed, or what a file is called, must never become a
 * heading, a tick or the end of a block of ours.
 */

// Control signs, and signs that turn the reading direction: they hide what a text says.
const invisible = /[^\P{Cc}\t\n]|[\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

const oneLine = (text: string): string =>
  text
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .replace(invisible, '')
    .trim();

const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>|#~&]/g, (sign) => `\\${sign}`);

/** A text of others in running text: on one line, with no markup of its own. */
export const plain = (text: string): string =>
  escaped(oneLine(text))
    .replace(/^([-+=])/, '\\$1')
    // A digit cannot be escaped: what makes it the number of a list is the sign after it.
    .replace(/^(\d+)(?=[.)](?:\s|$))/, '$1\\');

/** A sentence of the reviewed policy: inline markup stays, but it cannot start a block of its own. */
export const sentence = (text: string): string =>
  oneLine(text)
    .replace(/^([#>+=|<~-]|`{3,}|[*_](?=[\s*_]))/, '\\$1')
    .replace(/^(\d+)(?=[.)]\s)/, '$1\\');

const longestRun = (text: string): number => Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));

/** A path, glob or symbol as a code span, whatever signs it holds. */
export const code = (text: string): string => {
  const line = oneLine(text);
  const fence = '`'.repeat(longestRun(line) + 1);
  const padded = line.startsWith('`') || line.endsWith('`') || line === '' ? ` ${line} ` : line;
  return `${fence}${padded}${fence}`;
};

/** A message of ours in running text: what stands between backticks is a code span, the rest has no markup. */
export const prose = (text: string): string =>
  oneLine(text)
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? code(part) : escaped(part)))
    .join('');

/** The same in a cell of a table, which a `|` would end even within a code span. */
export const cell = (text: string): string => (text.includes('|') ? plain(text) : code(text));

/** A text of many lines in a fenced block that nothing in the text can close. */
export const fenced = (text: string, language = 'text'): readonly string[] => {
  const lines = text.replace(/\r\n?/g, '\n').replace(invisible, '');
  const fence = '`'.repeat(Math.max(3, longestRun(lines) + 1));
  return [`${fence}${language}`, ...lines.split('\n'), fence];
};

/** What a page begins with where its reader has to know something of how it came about. */
export const writeNotes = (notes: readonly string[]): string =>
  notes.length === 0 ? '' : `${notes.map((note) => `> Note: ${plain(note)}\n`).join('>\n')}\n`;

/** `1 file`, `3 files`, `1,240 tokens`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;

/** `1,240`: the same on every machine, whatever its locale. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** The same text with its first letter large. */
export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
