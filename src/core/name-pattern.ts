/** `*` in a pattern stands for any signs, none included. Walks each part once: no text can make it take long. */
const isLike = (pattern: string, name: string): boolean => {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
};

/** A test for names that one of the patterns describes, whatever the case: `@types/*`, `pytest`. No patterns: never. */
export const namesLike = (patterns: readonly string[]): ((name: string) => boolean) => {
  const lower = patterns.map((pattern) => pattern.toLowerCase());
  return (name) => lower.some((pattern) => isLike(pattern, name.toLowerCase()));
};
