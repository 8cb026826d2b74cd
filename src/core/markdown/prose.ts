import { blankFrontMatter } from './front-matter.ts';
import { replaceComments } from './comments.ts';
import { sectionOf } from './markdown.ts';
import type { Written } from '../document-values.ts';

const blank = (text: string): string => text.replace(/[^\r\n]/g, ' ');

// Behind backticks that open a block stands no other one: that would be code in a line.
const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})[ \t]*(.*)/;

/** The lines of a Markdown text that a reader sees: no front matter, no comments, no code blocks. Offsets are those of the text. */
export const proseLines = (text: string): readonly Written[] => {
  const seen = replaceComments(blankFrontMatter(text), blank);
  const lines: Written[] = [];
  let open = '';
  let start = 0;
  for (const line of seen.split('\n')) {
    const [, sign = '', info = ''] = fence.exec(line) ?? [];
    if (open === '' && sign === '') lines.push({ text: line, at: { start, end: start + line.length } });
    if (open === '') open = sign;
    else if (sign.startsWith(open) && info.trim() === '') open = '';
    start += line.length + 1;
  }
  return lines;
};

/** Those of them that stand under a heading; none where there is no such heading. */
export const proseUnder = (text: string, heading: string): readonly Written[] => {
  const section = sectionOf(text, heading);
  if (!section.ok) return [];
  const { start, end } = section.value;
  return proseLines(text).filter(({ at }) => at.start >= start && at.start < end);
};
