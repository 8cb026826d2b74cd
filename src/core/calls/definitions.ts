import type { Tree } from '../surroundings.ts';
import {
  reaches,
  type AssignmentFact,
  type ClassFact,
  type Facts,
  type ImportFact,
  type UseFact,
} from '../syntax/facts.ts';
import { resolveImport } from '../syntax/facts/resolve-import.ts';
import { targetOfImport } from '../syntax/facts/scopes.ts';
import { functionsByName, rememberIn, rememberOf } from './remembered.ts';

/*
 * Where the names of a program are defined, across the files of a repository. What leaves it, and what only the running
 * program knows, is defined nowhere.
 */

/** The files of a repository, on one side of a change. */
export type Program = Pick<Tree, 'has' | 'facts' | 'reader'>;

/** A file with what it says. */
export interface Source {
  readonly path: string;
  readonly facts: Facts;
}

/** A function of a file. */
export interface FunctionSite extends Source {
  /** Index of the function. */
  readonly index: number;
}

/** What a file gives a name. */
export interface AssignmentSite extends Source {
  readonly fact: AssignmentFact;
}

/** A class of a file. */
export interface ClassSite extends Source {
  readonly fact: ClassFact;
}

/** Where a name is to be looked for: in which file, and called what there. */
interface Lead {
  readonly path: string;
  readonly name: string;
}

// Who hands a name on through more files than this, or stands on more classes, is not followed.
const mostLeads = 40;

/** A chain as a dotted name: `Rights().check` is the `check` of `Rights`. */
const dotted = (chain: string): string => chain.replaceAll('()', '').replace(/^\.+/, '');

const joined = (...names: readonly string[]): string => names.filter((name) => name !== '').join('.');

/** What the imports of a text stand for, the one that says most first. */
const targetsOfImports = rememberOf(({ imports }) =>
  imports
    .filter(({ module }) => module !== '')
    .map((fact) => ({ fact, target: targetOfImport(fact) }))
    .sort((one, other) => other.target.length - one.target.length),
);

/** The import that a target goes back to: the one that says most of it. */
const importOf = (facts: Facts, target: string): ImportFact | undefined =>
  targetsOfImports(facts).find((one) => reaches(target, one.target))?.fact;

interface Imported {
  readonly file: string;
  /** True for a file as a whole: `from app import rights` means a module, or a name in one. */
  readonly isWhole: boolean;
}

const rememberImported = rememberIn<Imported | undefined>();

/** What an import in a file brings; undefined where that is not of the repository. */
const importedBy = (program: Program, path: string, fact: ImportFact): Imported | undefined =>
  rememberImported(program, fact, path, () => {
    const { name, alias: _alias, ...whole } = fact;
    const file = resolveImport(fact, path, program.has);
    if (file === undefined) return undefined;
    const isWhole = name === undefined || name === '*' || resolveImport(whole, path, program.has) !== file;
    return { file, isWhole };
  });

/** Where what is left of a name behind an import is to be found. */
const leadsThrough = (program: Program, path: string, fact: ImportFact, rest: string): readonly Lead[] => {
  const { name, alias } = fact;
  const { file, isWhole = false } = importedBy(program, path, fact) ?? {};
  if (file === undefined) return [];
  if (isWhole || name === undefined) return [{ path: file, name: rest }];
  const taken = [{ path: file, name: joined(name, rest) }];
  return name === 'default' && alias !== undefined ? [...taken, { path: file, name: joined(alias, rest) }] : taken;
};

const localNameOf = ({ module, name, alias, how }: ImportFact): string | undefined => {
  if (how === 'require' || how === 'dynamic') return undefined;
  return alias ?? name ?? module;
};

/** What a file has of others under this name: by an import of it, or of everything. */
const leadsOut = (program: Program, { path, facts }: Source, name: string): readonly Lead[] =>
  facts.imports.flatMap((fact) => {
    const local = localNameOf(fact);
    if (fact.name === '*' && fact.alias === undefined) return leadsThrough(program, path, fact, name);
    if (local === undefined || !reaches(name, local)) return [];
    return leadsThrough(program, path, fact, name.slice(local.length + 1));
  });

/** What a search finds in a file, and where it goes on from there. */
type Look<Found> = (source: Source, name: string) => { readonly found?: Found; readonly leads?: readonly Lead[] };

const search = <Found>(program: Program, start: readonly Lead[], look: Look<Found>): Found | undefined => {
  const seen = new Set<string>();
  const left = [...start];
  for (let lead = left.shift(); lead !== undefined && seen.size < mostLeads; lead = left.shift()) {
    const { path, name } = lead;
    if (seen.has(`${path} ${name}`) || name === '') continue;
    seen.add(`${path} ${name}`);
    const facts = program.facts(path);
    if (facts === undefined) continue;
    const { found, leads = [] } = look({ path, facts }, name);
    if (found !== undefined) return found;
    left.push(...leads, ...leadsOut(program, { path, facts }, name));
  }
  return undefined;
};

/** Where a target is to be looked for that is used in a file. */
const leadsOf = (program: Program, { path, facts }: Source, target: string): readonly Lead[] => {
  const fact = importOf(facts, target);
  if (fact === undefined) return [{ path, name: dotted(target) }];
  return leadsThrough(program, path, fact, dotted(target.slice(targetOfImport(fact).length)));
};

/** The class that a target means in a file. */
export const findClass = (program: Program, source: Source, target: string): ClassSite | undefined =>
  search<ClassSite>(program, leadsOf(program, source, target), ({ path, facts }, name) => {
    const fact = facts.classes.find((one) => one.name === name);
    return fact === undefined ? {} : { found: { path, facts, fact } };
  });

/** Where a name that is used in a file is given its value: there, or where it is imported from; but one that is given several is no constant. */
export const findAssignment = (program: Program, { path }: Source, name: string): AssignmentSite | undefined =>
  search<AssignmentSite>(program, [{ path, name }], ({ path, facts }, name) => {
    const [fact, ...more] = facts.assignments.filter((one) => one.name === name);
    return fact === undefined || more.length > 0 ? {} : { found: { path, facts, fact } };
  });

const namesInType = (annotation: string): readonly string[] => annotation.match(/[A-Za-z_$][\w$.]*/g) ?? [];

/** What the object in a member of a class may be, by the types that the class says. */
const typesOfMember = ({ functions, classes }: Facts, owner: string, member: string): readonly string[] => {
  const fields = classes.filter(({ name }) => name === owner).flatMap(({ fields }) => fields);
  const given = functions
    .filter(({ name, kind }) => kind === 'constructor' && name.startsWith(`${owner}.`))
    .flatMap(({ parameters }) => parameters);
  // `self._rights = rights` keeps what the constructor is given.
  const bare = member.replace(/^[_#]+/, '');
  return [...fields, ...given]
    .filter(({ name }) => name === member || name === bare)
    .flatMap(({ annotation = '' }) => namesInType(annotation));
};

const constructors = ['__init__', 'constructor'];

/** The names under which a file may define what it is asked for. */
const writtenAs = (name: string): readonly string[] => [
  name,
  `exports.${name}`,
  `module.exports.${name}`,
  ...constructors.map((one) => `${name}.${one}`),
];

/** Where a member is to be looked for that its class does not have itself. */
const leadsOfMember = (program: Program, source: Source, name: string): readonly Lead[] => {
  const names = name.split('.');
  return names.flatMap((_, index) => {
    const [owner, rest] = [names.slice(0, index).join('.'), names.slice(index).join('.')];
    const { bases = [] } = source.facts.classes.find((one) => one.name === owner) ?? {};
    const [member = '', ...more] = names.slice(index);
    const types = more.length === 0 ? [] : typesOfMember(source.facts, owner, member);
    return [
      ...bases.flatMap((base) => leadsOf(program, source, `${base}.${rest}`)),
      ...types.map((type) => ({ path: source.path, name: joined(type, ...more) })),
    ];
  });
};

const findFunction = (program: Program, start: readonly Lead[]): FunctionSite | undefined =>
  search<FunctionSite>(program, start, (source, name) => {
    const byName = functionsByName(source.facts);
    const index = Math.min(...writtenAs(name).map((one) => byName.get(one) ?? Infinity));
    return Number.isFinite(index) ? { found: { ...source, index } } : { leads: leadsOfMember(program, source, name) };
  });

/** The class that a function stands in, by its name. */
const classAround = ({ classes }: Facts, name: string): ClassFact | undefined =>
  classes.findLast((one) => name.startsWith(`${one.name}.`));

/** What a name of unknown value may be: a parameter of a type that is said, or what the class stands on. */
const guesses = (program: Program, site: FunctionSite, written: string): readonly Lead[] => {
  const { path, facts, index } = site;
  const { name, parameters } = facts.functions[index] ?? { name: '', parameters: [] };
  const [root = '', ...links] = dotted(written).split('.');
  if (root === 'super') {
    const { bases = [] } = classAround(facts, name) ?? {};
    return bases.flatMap((base) => leadsOf(program, site, joined(base, ...links)));
  }
  return parameters
    .filter((one) => one.name === root && links.length > 0)
    .flatMap(({ annotation = '' }) => namesInType(annotation))
    .map((type) => ({ path, name: joined(type, ...links) }));
};

/** True where nothing tells what is called, and nothing lets guess at it: nobody has to look. */
const isUntold = ({ facts, index }: FunctionSite, { target, written, origin }: UseFact): boolean => {
  if (target !== undefined && origin !== 'unknown') return false;
  const [root] = dotted(written).split('.', 1);
  return root !== 'super' && facts.functions[index]?.parameters.some(({ name }) => name === root) !== true;
};

const rememberCalled = rememberIn<FunctionSite | undefined>();

/** The function of the repository that is called, or handed on, in a function; undefined where nobody can tell. */
export const calledFunction = (program: Program, from: FunctionSite, use: UseFact): FunctionSite | undefined => {
  if (isUntold(from, use)) return undefined;
  return rememberCalled(program, use, `${from.index} ${from.path}`, () => {
    const { target, written, origin } = use;
    const known = target === undefined || origin === 'unknown' ? [] : leadsOf(program, from, target);
    return findFunction(program, [...known, ...guesses(program, from, written)]);
  });
};

/** The name of a function with the file it is defined in: `app.rights.ensure_allowed`. */
export const definedName = ({ path, facts, index }: FunctionSite): string =>
  joined(
    path
      .replace(/\.[^./]+$/, '')
      .replace(/\/(?:__init__|index)$/, '')
      .replaceAll('/', '.'),
    facts.functions[index]?.name ?? '',
  );
