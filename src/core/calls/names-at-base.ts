import type { ChangedFile, Scene } from '../rule-kind.ts';
import type { Side } from '../spots.ts';
import type { Facts } from '../syntax/facts.ts';
import { rememberOf } from './remembered.ts';

/*
 * What a function or class lacks is a debt of it: it keeps that when it gets another name.
 */

/** Name → all that a function does, or a class is made of, whatever it is called. */
type Contents = ReadonlyMap<string, string>;

const contentsOf = rememberOf(({ functions, classes, uses }: Facts): Contents => {
  const deeds = functions.map(() => [] as string[]);
  for (const { in: around, how, written } of uses) if (around !== undefined) deeds[around]?.push(`${how} ${written}`);
  return new Map([
    ...functions.map(({ name }, index) => [name, (deeds[index] ?? []).join('\n')] as const),
    ...classes.map((fact) => [fact.name, fact.fields.map(({ name }) => `field ${name}`).join('\n')] as const),
  ]);
});

const namesIn = rememberOf(
  ({ functions, classes }: Facts): ReadonlySet<string> => new Set([...functions, ...classes].map(({ name }) => name)),
);

/** True where nothing has a name that it had not before. */
const isNamedAsBefore = (facts: Facts, factsBefore: Facts): boolean => {
  const before = namesIn(factsBefore);
  for (const name of namesIn(facts)) if (!before.has(name)) return false;
  return true;
};

const onlyIn = (one: Contents, other: Contents): readonly (readonly [name: string, content: string])[] =>
  [...one].filter(([name, content]) => content !== '' && !other.has(name));

/** New name → name at the base, of what in a file got another name and nothing else. */
const renamedIn = ({ facts, factsBefore }: ChangedFile): ReadonlyMap<string, string> => {
  if (facts === undefined || factsBefore === undefined || isNamedAsBefore(facts, factsBefore)) return new Map();
  const [after, before] = [contentsOf(facts), contentsOf(factsBefore)];
  const gone = new Map(onlyIn(before, after).map(([name, content]) => [content, name]));
  return new Map(
    onlyIn(after, before).flatMap(([name, content]) => {
      const old = gone.get(content);
      return old === undefined ? [] : [[name, old] as const];
    }),
  );
};

/** Tells what a function or class of a side was called at the base; its own name where nobody renamed it. */
export const namesAtBase = ({ files, around }: Pick<Scene<unknown>, 'files' | 'around'>) => {
  const known = new Set(files);
  const renamed = new Map<ChangedFile, ReadonlyMap<string, string>>();
  return ({ file, tree }: Side, name: string): string => {
    if (tree !== around.after || !known.has(file)) return name;
    const names = renamed.get(file) ?? renamedIn(file);
    renamed.set(file, names);
    return names.get(name) ?? name;
  };
};
