/*
 * How generated files say what they are: in a comment at their very top, above any code, that begins with `@generated`, or
 * that says of the file that it is generated and tells people not to edit it. Text that speaks of such comments is none.
 */

const mostLines = 20;
const longestLine = 400;

// What may stand above or between such comments.
const passes = /^\s*(?:\{|---|<\?.*|<!doctype.*|(['"])use strict\1;?)?\s*$/i;
const lineComment = /^\s*(?:\/\/|#|--|;|%|"(?:\/\/|_?comment|\$comment)"\s*:\s*")/i;
const blockComment = /^\s*(?:(\/\*)|<!--)/;

// A heading of Markdown begins as comments of scripts do.
const isProse = (path: string): boolean => /\.(?:md|mdx|markdown|rst|txt)$/i.test(path);

/** The text of the comments that stand above everything else. */
const commentsAtTop = (path: string, text: string): string => {
  const comments: string[] = [];
  let close: string | undefined;
  for (const line of text.split(/\r\n|\n|\r/, mostLines)) {
    const block = blockComment.exec(line);
    if (block !== null) close = block[1] === undefined ? '-->' : '*/';
    const isComment = close !== undefined || (lineComment.test(line) && !isProse(path));
    if (!isComment && !passes.test(line)) break;
    comments.push(line.slice(0, longestLine).replace(/^[^\p{L}@]+/u, ''));
    if (line.includes(close ?? '')) close = undefined;
  }
  return comments.join('\n');
};

const tag = /^@generated\b/im;
const made = /\b(?:auto-?)?(?:generated|made)\b/i;
// An order, not a report of what people do not do.
const order = /(?:^|[^\p{L}\s,]\s*|\bplease\s+)(?:do not|don['’]t) (?:edit|modify|change)\b/imu;

/** True for the text of a file that calls itself generated. */
export const callsItselfGenerated = (path: string, text: string): boolean => {
  const comments = commentsAtTop(path, text);
  return tag.test(comments) || (made.test(comments) && order.test(comments));
};

/** True where one of the first lines of a text holds a marker. */
export const bearsMarker = (text: string, marker: string): boolean =>
  text.split(/\r\n|\n|\r/, mostLines).some((line) => line.includes(marker));
