import { Composer, Lexer, Parser, type CST, type Document, type YAMLError } from 'yaml';
import { deepest, growTree, tooDeep, type Branch, type Note } from './yaml-tree.ts';

/** Longer texts are refused before they are looked at. In characters, so about a megabyte. */
export const longestText = 1_048_576;
const mostTokens = 100_000;

export interface YamlReading {
  /** Absent when the text is no YAML, or nothing of it can be a policy. */
  readonly tree?: Branch;
  readonly notes: readonly Note[];
}

const refuse = (code: string, message: string, start = 0, end = start): YamlReading => ({
  notes: [{ start, end, code, message }],
});

const neither =
  'This line is neither `key: value` nor a list item. Put a colon after the key, or indent it like the text it belongs to.';

// What yaml says, in words for someone who writes a policy; the library's own sentence where there is no better one.
const sayings: readonly (readonly [RegExp, string])[] = [
  [/^Tabs are not allowed/, 'A tab indents this line. YAML takes spaces only; indent by two spaces.'],
  [
    /^Nested mappings/,
    'A second `key: value` stands in one line, or the indentation is off. Give each key a line of its own; put a text that holds `: ` in quotes.',
  ],
  [/^Implicit map keys need to be followed|^Implicit keys need/, neither],
  [
    /^Missing closing (?<quote>['"])quote/,
    'A quote before this is never closed. Close it, or put the text in the other kind of quotes.',
  ],
  [
    /^All sequence items must start/,
    'This list item is not indented like the others. Begin every `-` in the same column.',
  ],
  [
    /^Sequence item without - indicator/,
    'A list item begins with `- `. Put one here, or indent this line like the item it belongs to.',
  ],
  [
    /^A block sequence may not be used|^Unexpected block-seq-ind on same line/,
    'A list cannot begin in the line of its key. Put `- ` in the next line, or write `[…]`.',
  ],
  [/^Plain value cannot start with/, 'A text that begins with this character needs quotes around it.'],
  [
    /^Invalid escape sequence/,
    'In double quotes a backslash begins an escape. Use single quotes, or write the backslash twice.',
  ],
  [
    /^Flow (?:map|sequence) in block collection|^Missing , (?:or : )?between|^Expected flow (?:map|sequence) to end|must end with/,
    'A bracket before this is not closed properly. Close it, and put commas between the items.',
  ],
  [/^Comments must be separated/, 'Put a space before `#` to begin a comment, or quotes around a text that holds it.'],
];

const strayItem =
  'A list item cannot be among `key: value` lines. Put a key above the list and indent its items below it, or remove the `-`.';

const lineAt = (text: string, offset: number): string => {
  const end = text.indexOf('\n', offset);
  return text.slice(lineStart(text, offset), end < 0 ? text.length : end);
};

const isStrayItem = (text: string, { code, message }: YAMLError, start: number): boolean =>
  /^\s*-(?:\s|$)/.test(lineAt(text, start)) &&
  (/block sequence|block-seq-ind/.test(message) || code === 'MISSING_CHAR' || code === 'UNEXPECTED_TOKEN');

const sayError = (text: string, error: YAMLError): Note => {
  const plain = error.message.trim().replace(/\.$/, '');
  const saying = sayings.find(([pattern]) => pattern.test(plain))?.[1];
  const [from, to] = error.pos;
  // What was never closed is missed at the end of the text, which is in a line that nobody sees.
  const start = Math.min(from, Math.max(0, text.trimEnd().length - 1));
  return {
    start,
    end: Math.max(start === from ? to : 0, start + 1),
    code: error.code === 'TAB_AS_INDENT' ? 'tab' : 'yaml-syntax',
    message: isStrayItem(text, error, start)
      ? strayItem
      : (saying ?? `This is not YAML as a policy can be read: ${plain}.`),
  };
};

// A list in the wrong place is told as two errors of its line, of which the general one says nothing more.
const withoutEchoes = (text: string, notes: readonly Note[]): readonly Note[] =>
  notes.filter(({ start, message }, index) => {
    const beside = notes.filter((other) => lineStart(text, other.start) === lineStart(text, start));
    if (message === neither) return beside.every((other) => other.message === neither);
    return (
      message !== strayItem ||
      notes.slice(index + 1).every((later) => !beside.includes(later) || later.message !== message)
    );
  });

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

const isCollection = (token: CST.Token): token is CST.BlockMap | CST.BlockSequence | CST.FlowCollection =>
  'items' in token;

// Composing recurses, so the depth is measured on the flat walk over what the parser found.
const tooDeepAt = (roots: readonly CST.Token[]): number | undefined => {
  const open: [token: CST.Token, depth: number][] = roots.map((token) => [token, 0]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [token, depth] = next;
    if (depth > deepest && 'offset' in token) return token.offset;
    if (token.type === 'document' && token.value !== undefined) open.push([token.value, depth]);
    if (!isCollection(token)) continue;
    for (const { key, value } of token.items) {
      if (key) open.push([key, depth + 1]);
      if (value) open.push([value, depth + 1]);
    }
  }
  return undefined;
};

const tokensOf = (text: string): readonly CST.Token[] | undefined => {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (++count > mostTokens) return undefined;
    tokens.push(...parser.next(lexeme));
  }
  tokens.push(...parser.end());
  return tokens;
};

const composed = (tokens: readonly CST.Token[], length: number): readonly Document.Parsed[] => {
  const composer = new Composer({
    prettyErrors: false,
    // Looked for while the tree grows: the library compares every key with every other.
    uniqueKeys: false,
    merge: false,
    resolveKnownTags: false,
    logLevel: 'silent',
  });
  return [...composer.compose(tokens, true, length)];
};

const emptyPolicy = refuse('empty-policy', 'This policy is empty. Begin with `version: 1`.');

/** A text as YAML: its tree, and what is wrong with it as YAML. Bounded in time and memory; never throws. */
export const readYaml = (text: string): YamlReading => {
  if (text.length > longestText)
    return refuse(
      'too-long',
      `This policy has more than ${longestText} characters. Split it, and name the parts under \`extends\`.`,
    );
  const tokens = tokensOf(text);
  if (tokens === undefined)
    return refuse(
      'too-long',
      `This policy has more than ${mostTokens} words and signs. Split it, and name the parts under \`extends\`.`,
    );
  const deep = tooDeepAt(tokens);
  if (deep !== undefined) return refuse('too-deep', tooDeep, deep, deep + 1);
  return readDocuments(text, composed(tokens, text.length));
};

const readDocuments = (text: string, [first, second]: readonly Document.Parsed[]): YamlReading => {
  if (second !== undefined) {
    const start = second.range[0];
    return refuse(
      'many-documents',
      'A policy is one YAML document. Remove this one, and the `---` before it.',
      start,
      start + 1,
    );
  }
  if (first === undefined) return emptyPolicy;
  // A tag nobody knows is told of where it stands in the tree.
  const errors = [...first.errors, ...first.warnings].filter(({ code }) => code !== 'TAG_RESOLVE_FAILED');
  if (errors.length > 0)
    return {
      notes: withoutEchoes(
        text,
        errors.map((error) => sayError(text, error)),
      ),
    };
  return first.contents === null ? emptyPolicy : growTree(first.contents);
};
