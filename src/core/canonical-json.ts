import { compareText } from './order.ts';

interface Layout {
  readonly colon: string;
  /** What stands before each entry and before the closing bracket at a depth. */
  readonly breakAt: (depth: number) => string;
}

const compact: Layout = { colon: ':', breakAt: () => '' };
const indented: Layout = { colon: ': ', breakAt: (depth) => `\n${'  '.repeat(depth)}` };

const wrap = (brackets: string, entries: readonly string[], depth: number, { breakAt }: Layout): string => {
  if (entries.length === 0) return brackets;
  const lines = entries.map((entry) => `${breakAt(depth + 1)}${entry}`).join(',');
  return `${brackets.charAt(0)}${lines}${breakAt(depth)}${brackets.charAt(1)}`;
};

const write = (value: unknown, depth: number, layout: Layout): string => {
  if (Array.isArray(value)) {
    const entries = value.map((entry) => write(entry ?? null, depth + 1, layout));
    return wrap('[]', entries, depth, layout);
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([one], [other]) => compareText(one, other))
    .map(([key, entry]) => `${JSON.stringify(key)}${layout.colon}${write(entry, depth + 1, layout)}`);
  return wrap('{}', entries, depth, layout);
};

/** JSON with sorted keys and no insignificant space: the same value gives the same bytes. */
export const canonicalJson = (value: unknown): string => write(value, 0, compact);

// JSON leaves these as they are, and some terminals obey them.
const escapeControls = (text: string): string =>
  text.replace(/[\u007f-\u009f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The same to be read: two spaces, a newline at the end. No control sign but the line break is in it. */
export const writeStableJson = (value: unknown): string => `${escapeControls(write(value, 0, indented))}\n`;
