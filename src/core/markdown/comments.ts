/**
 * A Markdown text with something else for each of its comments, which nobody sees on the page. One that never closes stays.
 * Walks the text once: a pattern would look for the end anew from every beginning.
 */
export const replaceComments = (text: string, write: (comment: string) => string): string => {
  const parts: string[] = [];
  let done = 0;
  for (let at = text.indexOf('<!--'); at >= 0; at = text.indexOf('<!--', done)) {
    const end = text.indexOf('-->', at + 4);
    if (end < 0) break;
    parts.push(text.slice(done, at), write(text.slice(at, end + 3)));
    done = end + 3;
  }
  return [...parts, text.slice(done)].join('');
};
