import type { Facts, UseFact } from '../facts.ts';
import { fullModules } from './module-names.ts';
import { isPython } from './resolve-import.ts';

// What holds the names that every program has, where it is called itself.
const holdersOf = (path: string): RegExp => (isPython(path) ? /^builtins\./ : /^(?:globalThis|window|self|global)\./);

/**
 * What a use stands for as others would call it: names of every program without what holds them, relative modules in full.
 * Nothing for what the text makes itself, and for what nobody can tell.
 */
export const fullTargets = (use: UseFact, { imports }: Facts, path: string): readonly string[] => {
  const { target, origin, import: index } = use;
  if (target === undefined || (origin !== 'import' && origin !== 'global')) return [];
  const module = index === undefined ? '' : (imports[index]?.module ?? '');
  if (!module.startsWith('.')) return [target.replace(holdersOf(path), '')];
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

// A field or a name that is given a value stands for that value; what is written is the field, or the name.
const isGiven = ({ how, written, target = written, import: index }: UseFact, { imports }: Facts): boolean => {
  if (how !== 'write') return false;
  const link = /(?:\.[^.[]*|\[\])$/.exec(written)?.[0];
  if (link !== undefined) return !target.endsWith(link);
  const { module, name = module, alias = name } = imports[index ?? -1] ?? {};
  return target !== written && alias !== written;
};

/** What of the names a use is, and how it is called; undefined where it is none of them. */
export const findName = (
  names: readonly SoughtName[],
  use: UseFact,
  facts: Facts,
  path: string,
): { readonly sought: SoughtName; readonly called: string } | undefined => {
  if (isGiven(use, facts)) return undefined;
  const targets = fullTargets(use, facts, path);
  const anywhere = targets.length > 0 ? targets : [use.target ?? use.written];
  for (const sought of names) {
    const called = (sought.name.startsWith('*.') ? anywhere : targets).find((target) => sought.test.test(target));
    if (called !== undefined) return { sought, called };
  }
  return undefined;
};

/** True for a `yield` that is a statement: a value is out, and nothing is asked back. */
export const handsOut = ({ written, how, alone }: UseFact): boolean =>
  written === 'yield' && how === 'call' && alone === true;
