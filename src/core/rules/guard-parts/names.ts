import type { Facts, UseFact } from '../../syntax/facts.ts';

/** What says nothing in a name: calls, elements and the endings of files, and how a file is called that stands for its folder. */
const unsaid = /\(\)|\[\]|\.(?:[cm]?[jt]sx?|pyi?)(?=\.|$)|(?<=^|[./])(?:__init__|index)(?=[./]|$)/g;

/** A name as its parts, joined by dots: of a path, a target or what is written. */
const partsOf = (name: string): string => (name.replace(unsaid, '').match(/[^./]+/g) ?? []).join('.');

const pattern = (guard: string): RegExp =>
  new RegExp(
    String.raw`(?:^|\.)${partsOf(guard)
      .replace(/[\\^$.+?()[\]{}|]/g, String.raw`\$&`)
      .replaceAll('*', '[^.]*')}$`,
    'u',
  );

/** Tells which of some guards a name ends in; undefined for none. `*` stands for any part, or for some of it. */
export type NameGuard = (name: string) => string | undefined;

export const guardNamer = (guards: readonly string[]): NameGuard => {
  const all = guards.map((guard) => ({ guard, ends: pattern(guard) }));
  return (name) => {
    const parts = partsOf(name);
    return all.find(({ ends }) => ends.test(parts))?.guard;
  };
};

/** The last part of a name; of a constructor that of its class. */
export const lastPart = (name: string): string =>
  name
    .replace(/\(\)|\[\]|\.__init__$/g, '')
    .split('.')
    .at(-1) ?? '';

/** The guard that a name stands for which is defined in a file; what has no name is none. */
export const guardDefined = (nameGuard: NameGuard, path: string, name: string): string | undefined =>
  name === '' ? undefined : nameGuard(`${path}.${name}`);

/** The guard that is used; also where only what is written tells. */
export const guardUsed = (nameGuard: NameGuard, path: string, { target, origin, written }: UseFact) => {
  const known = target === undefined ? undefined : nameGuard(origin === 'own' ? `${path}.${target}` : target);
  return known ?? nameGuard(written);
};

/** The uses of guards, by guard. A name that what the guard gave is kept under is no use of it. */
export const usesByGuard = (
  nameGuard: NameGuard,
  path: string,
  uses: readonly UseFact[],
): ReadonlyMap<string, readonly UseFact[]> => {
  const found = new Map<string, UseFact[]>();
  for (const use of uses) {
    const guard = use.target?.endsWith('()') === true ? undefined : guardUsed(nameGuard, path, use);
    if (guard === undefined) continue;
    const list = found.get(guard);
    if (list === undefined) found.set(guard, [use]);
    else list.push(use);
  }
  return found;
};

/** A guard that a text defines. */
export interface GuardDefinition {
  readonly guard: string;
  /** As it is called in the text, qualified. */
  readonly name: string;
  readonly line: number;
}

/** The guards that a text defines, as functions or classes that others can reach. */
export const guardsDefined = (nameGuard: NameGuard, path: string, facts: Facts): readonly GuardDefinition[] =>
  [...facts.functions.filter(({ kind }) => kind !== 'signature'), ...facts.classes].flatMap(
    ({ name, in: around, place }) => {
      const guard = around === undefined ? guardDefined(nameGuard, path, name) : undefined;
      return guard === undefined ? [] : [{ guard, name, line: place.line }];
    },
  );
