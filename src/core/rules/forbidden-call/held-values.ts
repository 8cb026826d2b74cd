import type { SoughtName } from '../../syntax/facts/use-names.ts';
import type { Facts, UseFact } from '../../syntax/facts.ts';

const linksOf = (chain: string): readonly string[] => chain.match(/\.?[^.[(]+|\[\]|\(\)|[.[(]/g) ?? [];

/** What the first name of a use stands for by itself: `os.environ[]` where `key = os.environ["KEY"]` and `key.strip` is used. */
const startOf = (written: readonly string[], called: readonly string[]): readonly string[] => {
  const differs = written.findLastIndex((link, index) => link !== called[index - written.length + called.length]);
  const kept = Math.max(differs, 0);
  return called.slice(0, Math.max(called.length - (written.length - 1 - kept), 0));
};

/**
 * True where a name holds what was read from a forbidden thing before: that was objected to where it was read, and what
 * becomes of the value is no further reading. A second name for the thing itself is not such a value, nor is an import; but
 * to ask whether the name has something reads nothing: `if env is None: env = os.environ`.
 */
export const isOfHeldValue = (use: UseFact, called: string, { test }: SoughtName, { imports }: Facts): boolean => {
  const written = linksOf(use.written);
  const { name, alias } = imports[use.import ?? -1] ?? {};
  if (written[0] === (alias ?? name)) return false;
  if (use.tested && written.length === 1 && called !== use.written) return true;
  return test.test(startOf(written, linksOf(called)).slice(0, -1).join(''));
};
