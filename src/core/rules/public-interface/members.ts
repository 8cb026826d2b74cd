import { calledFunction } from '../../calls/definitions.ts';
import { present } from '../../present.ts';
import type { Tree } from '../../surroundings.ts';
import { resolveImport } from '../../syntax/facts/resolve-import.ts';
import type { Callable } from './signature.ts';
import type { ClassFact, Facts } from '../../syntax/facts.ts';

/** A function or class that others can reach by its name. */
export interface Member {
  readonly name: string;
  readonly line: number;
  /** Of a function. */
  readonly fact?: Callable;
}

/** The members of a type that can be called. */
const methodsOf = ({ kind, name: owner, fields, exported }: ClassFact): readonly Member[] =>
  exported && kind !== 'class'
    ? fields.flatMap(({ name, signature, place: { line } }) =>
        signature === undefined ? [] : [{ name: `${owner}.${name}`, line, fact: { ...signature, async: false } }],
      )
    : [];

/** What others can reach in a text, by what it is called; of what is defined more than once the last. */
export const membersOf = ({ functions, classes }: Facts): ReadonlyMap<string, Member> =>
  new Map([
    ...functions
      .filter(({ exported }) => exported)
      .map((fact): readonly [string, Member] => [
        fact.kind === 'setter' ? `${fact.name}=` : fact.name,
        { name: fact.name, line: fact.place.line, fact },
      ]),
    ...classes
      .filter(({ exported }) => exported)
      .map(({ name, place: { line } }): readonly [string, Member] => [name, { name, line }]),
    ...classes.flatMap(methodsOf).map((member): readonly [string, Member] => [member.name, member]),
  ]);

/** A field that others can reach, with what it is said to be. */
export interface TypedField {
  readonly line: number;
  readonly type: string;
}

/** The fields of a text that are said to be of a type, by what they are called; those of methods are told with their signatures. */
export const typedFieldsOf = ({ classes }: Facts): ReadonlyMap<string, TypedField> =>
  new Map(
    classes
      .filter(({ exported }) => exported)
      .flatMap(({ name: owner, fields }) =>
        fields.flatMap(({ name, annotation, signature, hidden, place: { line } }) =>
          annotation === undefined || signature !== undefined || hidden === true || /^[_#]/.test(name)
            ? []
            : [[`${owner}.${name}`, { line, type: annotation }] as const],
        ),
      ),
  );

/** The names of overloads: nobody can tell which of them became which. */
export const overloaded = ({ functions, classes }: Facts): ReadonlySet<string> => {
  const methods = classes.flatMap(methodsOf).map(({ name }) => name);
  return new Set([
    ...functions.filter(({ kind }) => kind === 'signature').map(({ name }) => name),
    ...methods.filter((name, index) => methods.indexOf(name) !== index),
  ]);
};

/** How far classes are followed that stand on each other, and modules that let out what others do. */
const farthest = 3;

/** A text with what it says. */
export interface Module {
  readonly path: string;
  readonly facts: Facts;
}

/** What imports lead to, of the repository. */
const modulesOf = (tree: Tree, path: string, imports: Facts['imports']): readonly Module[] =>
  imports
    .flatMap((fact) => resolveImport(fact, path, tree.has) ?? [])
    .flatMap((file) => [tree.facts(file) ?? []].flat().map((facts) => ({ path: file, facts })));

/** True where a module has something of a name: a definition, an alias, what it takes from others. */
const hasName = (tree: Tree, { path, facts }: Module, wanted: string, left = farthest): boolean => {
  const all = facts.imports.filter(({ name, alias }) => name === '*' && alias === undefined);
  return (
    membersOf(facts).has(wanted) ||
    facts.functions.some(({ name, kind }) => kind === 'lambda' && name === wanted) ||
    facts.imports.some(({ name, alias }) => (alias ?? name) === wanted) ||
    facts.uses.some(({ givenTo, in: around }) => givenTo === wanted && around === undefined) ||
    (left > 0 && modulesOf(tree, path, all).some((there) => hasName(tree, there, wanted, left - 1)))
  );
};

/** True where a class that a module has or takes from others has a member: of its own, or from what it stands on. */
const classHas = (tree: Tree, module: Module, owner: string, member: string, left = farthest): boolean => {
  const { path, facts } = module;
  const own = facts.classes.filter(({ name }) => name === owner);
  const fields = own.flatMap((fact) => fact.fields.map(({ name }) => `${owner}.${name}`));
  if ([...facts.functions.map(({ name }) => name), ...fields].includes(`${owner}.${member}`)) return true;
  if (left === 0) return false;
  const bases = own.flatMap((fact) => fact.bases.map((base) => base.replace(/^.*[./]/, '')));
  if (bases.some((base) => classHas(tree, module, base, member, left - 1))) return true;
  // Of what comes as a whole, or under another name, nobody knows yet whether it has the class.
  const takes = facts.imports.filter(({ name, alias }) => [owner, '*', undefined].includes(name) || alias === owner);
  return modulesOf(tree, path, takes).some((there) =>
    [owner, ...takes.flatMap(({ name }) => name ?? [])].some((name) => classHas(tree, there, name, member, left - 1)),
  );
};

/** True where a name still means something to others though nothing of that name is defined: an alias, a re-export. */
export const isStillKnown = (tree: Tree, module: Module, name: string): boolean => {
  const [owner = '', ...member] = name.split(/\.(?=[^.]*$)/);
  return hasName(tree, module, name) || classHas(tree, module, owner, member.join(''));
};

/** The function that a name means which was given one, or is taken from another module; undefined for anything else. */
export const standsFor = (tree: Tree, { path, facts }: Module, wanted: string): Member | undefined => {
  const own = facts.functions.find(({ name }) => name === wanted);
  if (own !== undefined) return { name: wanted, line: own.place.line, fact: own };
  const given = facts.uses.find(({ givenTo, in: around }) => givenTo === wanted && around === undefined);
  const meant = given?.how === 'read' ? calledFunction(tree, { path, facts, index: -1 }, given) : undefined;
  const fact = meant?.facts.functions[meant.index];
  if (given !== undefined) return { name: wanted, line: given.place.line, ...present('fact', fact) };
  const taken = facts.imports.filter(({ name, alias = name }) => alias === wanted);
  const [there] = modulesOf(tree, path, taken);
  return taken.slice(0, 1).map(({ name = '', place: { line } }) => {
    const member = there && membersOf(there.facts).get(name);
    return { name: wanted, line, ...present('fact', member?.fact) };
  })[0];
};
