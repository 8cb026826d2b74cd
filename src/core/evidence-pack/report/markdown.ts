import { byKind, type ByKind } from '../../by-kind.ts';
import { code, fenced, plain } from '../../markdown/write.ts';
import { anchorOf, type Block, type Inline, type Page, type PageName } from './page.ts';

const fileOf = (name: PageName): string => `${name}.md`;

// A `|` ends a cell even within a code span.
const inCell = (text: string): string => text.replaceAll(/(?<!\\)\|/g, '\\|');

const writeInline =
  (page: PageName) =>
  (part: Inline): string => {
    if (typeof part === 'string') return plain(part);
    if ('code' in part) return code(part.code);
    if ('strong' in part) return `**${plain(part.strong)}**`;
    return `[${plain(part.link)}](${part.page === page ? '' : fileOf(part.page)}#${anchorOf(part.heading)})`;
  };

const joined = (page: PageName, parts: readonly Inline[]): string => parts.map(writeInline(page)).join(' ');

const row = (cells: readonly string[]): string => `| ${cells.map(inCell).join(' | ')} |`;

const writers: ByKind<Block, [PageName], readonly string[]> = {
  heading: ({ level, text }) => [`${'#'.repeat(level)} ${plain(text)}`],
  text: ({ parts }, page) => [joined(page, parts)],
  list: ({ items }, page) => items.map((item) => `- ${joined(page, item)}`),
  table: ({ head, rows }, page) => [
    row(head.map((title) => plain(title))),
    row(head.map(() => '---')),
    ...rows.map((cells) => row(cells.map((cell) => joined(page, cell)))),
  ],
  lines: ({ text }) => fenced(text),
};

const writeBlock = (page: PageName, block: Block): string => (byKind(writers, block, page) ?? []).join('\n');

/** A report as Markdown, and the name of its file. */
export const writePage = ({ name, title, blocks }: Page): readonly [file: string, text: string] => [
  fileOf(name),
  [`# ${plain(title)}`, ...blocks.map((block) => writeBlock(name, block))].join('\n\n').concat('\n'),
];
