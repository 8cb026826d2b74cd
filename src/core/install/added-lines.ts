/** Where one text differs from another, as `git diff -U0` shows it: one stretch of lines, gone and new. */
export const writeEdit = (path: string, before: string | undefined, after: string): string => {
  const [old, now] = [before ?? '', after].map((text) => (text === '' ? [] : text.replace(/\n$/, '').split('\n')));
  if (old === undefined || now === undefined) return '';
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const [gone, made] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  const at = (lines: readonly string[]): string => `${lines.length === 0 ? start : start + 1},${lines.length}`;
  return [
    `--- ${before === undefined ? '/dev/null' : path}`,
    `+++ ${path}`,
    `@@ -${at(gone)} +${at(made)} @@`,
    ...gone.map((line) => `-${line}`),
    ...made.map((line) => `+${line}`),
    '',
  ].join('\n');
};
