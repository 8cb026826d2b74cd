import type { Facts, UseFact } from '../facts.ts';
import { fullModules } from './module-names.ts';

// What holds the names that every program has, where it is called itself.
const holders = /^(?:globalThis|window|self|global|builtins)\./;

/** What a use stands for as others would call it: names of every program without what holds them, relative modules in full. */
const fullTargets = ({ target = '', import: index }: UseFact, { imports }: Facts, path: string): readonly string[] => {
  const module = index === undefined ? '' : (imports[index]?.module ?? '');
  if (!module.startsWith('.')) return [target.replace(holders, '')];
  const rest = target.slice(module.length).replace(/^\./, '');
  return fullModules(module, path).map((full) => (rest === '' ? full : `${full}.${rest}`));
};

/** A name that a rule looks for. */
export interface SoughtName {
  readonly name: string;
  readonly test: RegExp;
}

/**
 * A name as a rule gives it: `os.environ` is what is imported by it, or is of every program, and all that is reached through
 * it, save by a call: what a call gives back is something else. `*.execute` is a name at whatever it is of; another `*`
 * stands for any name.
 */
export const seekName = (name: string): SoughtName => {
  const source = name
    .replace(/[\\^$+?.()[\]{}|]/g, '\\$&')
    .replace(/^\*\\\./, '.+\\.')
    .replaceAll('*', '[^.()[\\]]*');
  return { name, test: new RegExp(`^${source}(?:[.[][^(]*)?$`) };
};

// A field that is given a value stands for that value; what is written is the field.
const isGiven = ({ how, written, target = written }: UseFact): boolean =>
  how === 'write' && !target.endsWith(/(?:\.[^.[]*|\[\])?$/.exec(written)?.[0] ?? '');

/** What of the names a use is, and how it is called; undefined where it is none of them. */
export const findName = (
  names: readonly SoughtName[],
  use: UseFact,
  facts: Facts,
  path: string,
): { readonly name: string; readonly called: string } | undefined => {
  if (isGiven(use)) return undefined;
  const isKnown = use.origin === 'import' || use.origin === 'global';
  const targets = isKnown ? fullTargets(use, facts, path) : [];
  const anywhere = isKnown ? targets : [use.target ?? use.written];
  for (const { name, test } of names) {
    const called = (name.startsWith('*.') ? anywhere : targets).find((target) => test.test(target));
    if (called !== undefined) return { name, called };
  }
  return undefined;
};
