import type { Written } from '../document-values.ts';
import { proseLines } from './prose.ts';

const cellsOf = (line: string): readonly string[] =>
  line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());

const delimiter = /^\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*$/;

const plain = (cell: string): string => cell.replace(/[`*_]/g, '').toLowerCase();

/** The cells under a heading of the tables of a Markdown text; upper and lower case are alike. */
export const cellsUnder = (text: string, heading: string): readonly Written[] => {
  const lines = proseLines(text);
  const cells: Written[] = [];
  let column = -1;
  lines.forEach(({ text: line, at }, index) => {
    if (!line.includes('|')) column = -1;
    else if (delimiter.test(lines[index + 1]?.text ?? '')) column = cellsOf(line).map(plain).indexOf(plain(heading));
    else if (column >= 0 && !delimiter.test(line)) cells.push({ text: cellsOf(line)[column] ?? '', at });
  });
  return cells;
};

const withoutCode = (line: string): string =>
  line.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, (code) => ' '.repeat(code.length));

const inline = /\]\(\s*<?([^()\s<>]+)/g;
const reference = /^ {0,3}\[[^\]]+\]:\s*<?([^\s<>]+)/g;

/** Where the links of a Markdown text lead to, as they are written. */
export const linkTargets = (text: string): readonly Written[] =>
  proseLines(text).flatMap(({ text: line, at }) =>
    [inline, reference].flatMap((form) =>
      [...withoutCode(line).matchAll(form)].map(([, target = '']) => ({ text: target, at })),
    ),
  );
