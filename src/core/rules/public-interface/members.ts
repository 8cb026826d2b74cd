import type { Tree } from '../../surroundings.ts';
import { resolveImport } from '../../syntax/facts/resolve-import.ts';
import type { ClassFact, Facts, FunctionFact } from '../../syntax/facts.ts';

/** A function or class that others can reach by its name. */
export interface Member {
  readonly name: string;
  readonly line: number;
  /** Of a function. */
  readonly fact?: FunctionFact;
}

const isReached = ({ exported, in: around }: FunctionFact | ClassFact): boolean => exported && around === undefined;

/** What others can reach in a text, by what it is called; of overloads the first. */
export const membersOf = ({ functions, classes }: Facts): ReadonlyMap<string, Member> => {
  const members = new Map<string, Member>();
  const put = (key: string, member: Member): void => {
    if (!members.has(key)) members.set(key, member);
  };
  for (const fact of functions.filter(isReached)) {
    const key = fact.kind === 'setter' ? `${fact.name}=` : fact.name;
    if (fact.kind !== 'lambda') put(key, { name: fact.name, line: fact.place.line, fact });
  }
  for (const fact of classes.filter(isReached)) put(fact.name, { name: fact.name, line: fact.place.line });
  return members;
};

/** The names of overloads: nobody can tell which of them became which. */
export const overloaded = ({ functions }: Facts): ReadonlySet<string> =>
  new Set(functions.filter(({ kind }) => kind === 'signature').map(({ name }) => name));

/** How far classes are followed that stand on each other, and modules that let out what others do. */
const farthest = 3;

const ownerOf = (name: string): readonly [owner: string, member: string] => {
  const dot = name.lastIndexOf('.');
  return [name.slice(0, Math.max(0, dot)), name.slice(dot + 1)];
};

/** True where a class has a member: of its own, as a field, or from what it stands on. */
const classHas = (
  tree: Tree,
  path: string,
  facts: Facts,
  [owner, member]: readonly [string, string],
  depth = 0,
): boolean => {
  if (facts.functions.some(({ name }) => name === `${owner}.${member}`)) return true;
  const fact = facts.classes.find(({ name }) => name === owner);
  if (fact === undefined || depth === farthest) return false;
  if (fact.fields.some(({ name }) => name === member)) return true;
  return fact.bases.some((base) => {
    if (classHas(tree, path, facts, [base, member], depth + 1)) return true;
    const last = base.split(/[./]/).at(-1) ?? base;
    const imported = facts.imports.find(({ name, alias }) => name === last || alias === last);
    const file = imported && resolveImport(imported, path, tree.has);
    const there = file === undefined ? undefined : tree.facts(file);
    return file !== undefined && there !== undefined && classHas(tree, file, there, [last, member], depth + 1);
  });
};

/** True where a module lets out all of another one that has the name. */
const comesWithAll = (tree: Tree, path: string, facts: Facts, name: string, depth = 0): boolean =>
  facts.imports.some((fact) => {
    if (fact.name !== '*' || fact.alias !== undefined || depth === farthest) return false;
    const file = resolveImport(fact, path, tree.has);
    const there = file === undefined ? undefined : tree.facts(file);
    if (file === undefined || there === undefined) return false;
    return membersOf(there).has(name) || comesWithAll(tree, file, there, name, depth + 1);
  });

/** True where a name still means something to others though nothing of that name is defined: an alias, a re-export. */
export const isStillKnown = (tree: Tree, path: string, facts: Facts, name: string): boolean => {
  const [owner, member] = ownerOf(name);
  if (owner !== '') return classHas(tree, path, facts, [owner, member]);
  return (
    facts.imports.some(({ name: taken, alias }) => (alias ?? taken) === name) ||
    facts.uses.some(({ givenTo, in: around }) => givenTo === name && around === undefined) ||
    comesWithAll(tree, path, facts, name)
  );
};
