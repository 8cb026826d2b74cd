import { endIn } from '../../calls/names.ts';
import { remember, rememberWeakly } from '../../remember.ts';
import type { Facts, UseFact } from '../../syntax/facts.ts';

/** What says nothing in a name: calls, elements and the endings of files, and how a file is called that stands for its folder. */
const unsaid = /\(\)|\[\]|\.(?:[cm]?[jt]sx?|pyi?)(?=\.|$)|(?<=^|[./])(?:__init__|index)(?=[./]|$)/g;

/** The parts of a name: of a path, a target or what is written. */
const partsOf = (name: string): readonly string[] => name.replace(unsaid, '').match(/[^./]+/g) ?? [];

/** Tells which guard a name is, where it ends in what a policy calls so: the guard's own name; undefined for none. */
export type NameGuard = (name: string) => string | undefined;

/**
 * A guard as it is called. What a policy describes by `*` is not one guard but many, each with a name of its own; `*.check`
 * is `check`, whatever that is of.
 */
const nameOf = (parts: readonly string[], ending: readonly string[]): string => {
  const told = Math.max(
    0,
    ending.findIndex((part) => part !== '*'),
  );
  return parts.slice(parts.length - ending.length + told).join('.');
};

export const guardNamer = rememberWeakly((guards: readonly string[]): NameGuard => {
  const endings = guards.map(partsOf).filter((ending) => ending.length > 0);
  return remember((name) => {
    const parts = partsOf(name);
    const ending = endings.find((each) => endIn(parts, each));
    return ending && nameOf(parts, ending);
  });
});

/** The last part of a name; of a constructor that of its class. */
export const lastPart = (name: string): string =>
  name
    .replace(/\(\)|\[\]|\.__init__$/g, '')
    .split('.')
    .at(-1) ?? '';

const telling = /(?:^|\.)(?:print|debug|info|log|warn|warning|error|exception|critical)$/;

/** True for the name of what merely tells somebody. */
export const isTelling = (written: string): boolean => telling.test(written);

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
const guardsDefined = (nameGuard: NameGuard, path: string, facts: Facts): readonly GuardDefinition[] =>
  [...facts.functions.filter(({ kind }) => kind !== 'signature'), ...facts.classes].flatMap(
    ({ name, in: around, place }) => {
      const guard = around === undefined ? guardDefined(nameGuard, path, name) : undefined;
      return guard === undefined ? [] : [{ guard, name, line: place.line }];
    },
  );

const definedBy = rememberWeakly((nameGuard: NameGuard) =>
  rememberWeakly((facts: Facts) => remember((path: string) => guardsDefined(nameGuard, path, facts))),
);

/** As `guardsDefined`; a text that did not change is not looked through again. */
export const guardsIn = (nameGuard: NameGuard, path: string, facts: Facts): readonly GuardDefinition[] =>
  definedBy(nameGuard)(facts)(path);
