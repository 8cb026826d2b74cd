const untidy = /(?:^|\/)\.{0,2}(?:\/|$)/;

/** The path without `.` and `..`; undefined for one that leads out of the repository. */
export const normalize = (path: string): string | undefined => {
  // Nearly every path is as it should be.
  if (!untidy.test(path)) return path;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '' && part !== '.' && part !== '..') parts.push(part);
  }
  return parts.join('/');
};

/** A path with every folder that leads to it, from the top: `a`, `a/b` for `a/b`. */
export const partsOfPath = (path: string): readonly string[] =>
  path.split('/').map((_, index, names) => names.slice(0, index + 1).join('/'));
