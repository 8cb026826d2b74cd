import type { Node } from 'web-tree-sitter';
import type { Word } from './command-line.ts';

const unescape = (text: string): string =>
  text.replace(/\\(\n|[^])/g, (_, sign: string) => (sign === '\n' ? '' : sign));

// Within double quotes a backslash means something before few signs only.
const unescapeQuoted = (text: string): string =>
  text.replace(/\\([$`"\\\n])/g, (_, sign: string) => (sign === '\n' ? '' : sign));

/** A word without quotes; what the shell replaces by names of files is not known. */
const bareWord = (text: string): Word => (/(?<!\\)[*?[]/.test(text) ? undefined : unescape(text));

const quotedWord = (node: Node): Word =>
  node.namedChildren.every((child) => child?.type === 'string_content')
    ? unescapeQuoted(node.text.slice(1, -1))
    : undefined;

const ansiWord = (text: string): Word => (text.includes('\\') ? undefined : text.slice(2, -1));

const joinedWord = (node: Node): Word => {
  // `a{b,c}` are two words.
  if (/\{[^}]*(?:,|\.\.)[^}]*\}/.test(node.text)) return undefined;
  const parts = node.children.map((child) => (child === null ? undefined : readWord(child)));
  return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
};

const readers: Readonly<Record<string, (node: Node) => Word>> = {
  word: ({ text }) => bareWord(text),
  number: ({ text }) => text,
  raw_string: ({ text }) => text.slice(1, -1),
  string: quotedWord,
  ansi_c_string: ({ text }) => ansiWord(text),
  concatenation: joinedWord,
  command_name: (node) =>
    node.children.length === 1 && node.firstChild !== null ? readWord(node.firstChild) : undefined,
};

/** A word of a line in the grammar of Bash, as the program gets it. */
export const readWord = (node: Node): Word => readers[node.type]?.(node);
