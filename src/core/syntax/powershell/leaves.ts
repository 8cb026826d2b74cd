import { leavesOfWords, type Leaves } from '../leaves.ts';
import { scanComments } from './functions.ts';

/** Index of the first leaf below a line; the number of leaves where none is. */
const leafBelow = (lines: readonly number[], line: number): number => {
  const index = lines.findIndex((each) => each > line);
  return index === -1 ? lines.length : index;
};

/** The words and signs of a PowerShell text; its comments are none. */
export const powershellLeaves = (text: string): Leaves => {
  let code = '';
  let line = 1;
  let last = 0;
  const remarks: { readonly text: string; readonly line: number }[] = [];
  for (const [from, to] of scanComments(text)) {
    const comment = text.slice(from, to);
    code += text.slice(last, from) + comment.replace(/[^\n]/g, ' ');
    line += text.slice(last, to).split('\n').length - 1;
    last = to;
    remarks.push({
      text: comment
        .replace(/^<?#+|#>$/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
      line,
    });
  }
  const leaves = leavesOfWords(code + text.slice(last));
  return {
    ...leaves,
    comments: remarks.map((remark) => ({ text: remark.text, before: leafBelow(leaves.lines, remark.line) })),
  };
};
