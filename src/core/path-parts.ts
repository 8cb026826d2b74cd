/** A path with every folder that leads to it, from the top: `a`, `a/b` for `a/b`. */
export const partsOfPath = (path: string): readonly string[] =>
  path.split('/').map((_, index, names) => names.slice(0, index + 1).join('/'));
