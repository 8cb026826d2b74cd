import type { Leaves } from './leaves.ts';

const definitions = new Set(['def', 'func', 'function', 'fn', 'fun', 'void', 'class', 'const']);

const namesIn = ({ texts }: Leaves): ReadonlySet<string> =>
  new Set(texts.filter((text, index) => definitions.has(texts[index - 1] ?? '') && /^[\p{L}_$]/u.test(text)));

/**
 * The names that a text defined and defines no more, sorted; none where as many new ones are there: then something may only
 * have been renamed.
 */
export const goneNames = (before: Leaves, after: Leaves): readonly string[] => {
  const [was, now] = [namesIn(before), namesIn(after)];
  const gone = [...was].filter((name) => !now.has(name));
  const fresh = [...now].filter((name) => !was.has(name));
  return gone.length > fresh.length ? gone.sort() : [];
};
