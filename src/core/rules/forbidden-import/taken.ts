import type { Place } from '../../lines.ts';
import { present } from '../../present.ts';
import type { ArgumentFact, Facts, ImportFact, UseFact } from '../../syntax/facts.ts';
import { isPython } from '../../syntax/facts/resolve-import.ts';

/** Something that a text imports. */
export interface Taken {
  /** A part of the module that only the running program knows is `*`; empty where nothing of it can be told. */
  readonly fact: ImportFact;
  /** The indexes of all imports that it stands for. */
  readonly indexes: readonly number[];
  /** It imports something below the module, and nobody can tell what. */
  readonly below?: true;
}

// What imports when it is called, under whatever name.
const importers = new Set([
  'importlib.import_module',
  'importlib.__import__',
  'builtins.__import__',
  'pkgutil.resolve_name',
  'runpy.run_module',
  'module.createRequire()',
]);

/** The text of a string, up to its first hole. */
const textOf = (given: ArgumentFact | undefined): string => {
  const [text] = given?.parts ?? [];
  return typeof text === 'string' ? text : '';
};

/** `..x` of the package `a.b` is `a.x`. */
const inPackage = (module: string, around: string): string => {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  if (dots === 0 || around === '') return module;
  const folders = around.split('.');
  return [...folders.slice(0, folders.length - dots + 1), module.slice(dots)].join('.');
};

/** The texts that a name stands for where a call uses it; none where nobody can tell. */
export type TextsOf = (use: UseFact, name: string) => readonly string[];

type Read = Pick<ImportFact, 'module'> & Pick<Taken, 'below'>;

/** The module of a text that goes on in a hole: what stands before its last part, which may go on there too. */
const upToHole = (text: string, path: string): Read => {
  const end = text.lastIndexOf(isPython(path) ? '.' : '/');
  return end <= 0 ? { module: '' } : { module: text.slice(0, end), below: true };
};

/** What a call imports, by its first argument: the module, or the part of it that stands before the first hole. */
const readCall = (use: UseFact, path: string, textsOf: TextsOf): readonly Read[] => {
  const { arguments: given = [] } = use;
  const first = given.find(({ name = 'name' }) => /^(?:mod_)?name$/.test(name));
  const around = given[1];
  const constants = first?.written === undefined ? [] : textsOf(use, first.written);
  if (constants.length > 0) return constants.map((module) => ({ module: inPackage(module, textOf(around)) }));
  // `pkgutil.resolve_name` takes `requests:get`, too.
  const text = inPackage(textOf(first), textOf(around)).replace(/(?<=\w):(?=\w)/, isPython(path) ? '.' : ':');
  return (first?.parts?.length ?? 0) <= 1 ? [{ module: text }] : [upToHole(text, path)];
};

const evaluators = /^(?:builtins\.)?(?:exec|eval)$|^(?:globalThis\.|window\.)?(?:eval|Function)$/;
const evaluated = {
  py: /(?:^|[;\n])\s*(?:import|from)\s+([\w.\uE000]+)|__import__\(\s*["']([\w.\uE000]+)/g,
  js: /\b(?:require|import)\(\s*["'`]([^"'`]+)/g,
};

/** What a program imports that is written in a text: `exec("import requests")`. */
const readEvaluated = ({ target = '', origin, arguments: [first] = [] }: UseFact, path: string): readonly Read[] => {
  if (origin === 'own' || !evaluators.test(target)) return [];
  const text = (first?.parts ?? []).map((part) => (typeof part === 'string' ? part : '\uE000')).join('');
  return [...text.matchAll(evaluated[isPython(path) ? 'py' : 'js'])].map(([, statement, call = '']) => {
    const [module = '', ...more] = (statement ?? call).split('\uE000');
    return more.length === 0 ? { module } : upToHole(module, path);
  });
};

const keyOf = ({ line, column, endLine, endColumn }: Place): string => `${line}:${column}-${endLine}:${endColumn}`;

const takenAs =
  (fact: ImportFact, indexes: readonly number[]) =>
  ({ module, below }: Read): Taken => ({ indexes, fact: { ...fact, module }, ...present('below', below) });

/** The statement that an import is a part of, as far as two in a row may be one; calls are never. */
const statementOf = ({ module, how }: ImportFact): string | undefined => {
  if (how === 'dynamic' || how === 'require') return undefined;
  return `${how === 're-export' ? how : 'import'} ${module}`;
};

/** The names that a statement of JavaScript takes from one module are one import of it; those of Python may be modules. */
const joinStatements = (all: readonly Taken[]): readonly Taken[] => {
  const joined: Taken[] = [];
  for (const taken of all) {
    const last = joined.at(-1);
    const statement = statementOf(taken.fact);
    if (last !== undefined && statement !== undefined && statement === statementOf(last.fact)) {
      joined[joined.length - 1] = { ...last, indexes: [...last.indexes, ...taken.indexes] };
    } else joined.push(taken);
  }
  return joined;
};

/** What a text imports, of the imports that count: by statements, and by calls under whatever name. */
export const takenIn = (
  { imports, uses }: Facts,
  path: string,
  counts: (fact: ImportFact) => boolean,
  textsOf: TextsOf,
): readonly Taken[] => {
  const calls = new Map(uses.filter(({ how }) => how === 'call').map((use) => [keyOf(use.place), use]));
  const known = new Set(imports.map(({ place }) => keyOf(place)));
  const taken = imports.flatMap((fact, index): readonly Taken[] => {
    if (!counts(fact)) return [];
    const call = calls.get(keyOf(fact.place));
    return call === undefined
      ? [{ indexes: [index], fact }]
      : readCall(call, path, textsOf).map(takenAs(fact, [index]));
  });
  const renamed = [...calls].flatMap(([key, call]) => {
    const { place, in: around, target = '' } = call;
    const fact: ImportFact = { module: '', how: 'dynamic', place, ...present('in', around) };
    const isImporter = importers.has(target) && !known.has(key);
    const read = isImporter ? readCall(call, path, textsOf) : readEvaluated(call, path);
    return read.map(takenAs(fact, []));
  });
  return [...(isPython(path) ? taken : joinStatements(taken)), ...renamed];
};

/** The names by which a text uses what it imports; none where only the import itself does, or it runs by itself. */
export const namesBrought = ({ uses }: Facts, { fact, indexes }: Taken): readonly string[] =>
  uses
    .filter(({ import: index = -1, place }) => indexes.includes(index) && place.line !== fact.place.line)
    .flatMap(({ written }) => /^[\p{L}_$][\p{L}\p{N}_$]*/u.exec(written)?.[0] ?? []);
