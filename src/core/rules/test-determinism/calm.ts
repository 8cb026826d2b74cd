import { compareText } from '../../order.ts';
import type { Tree } from '../../surroundings.ts';
import { itemsIn } from '../../placed.ts';
import type { ArgumentFact, Facts, ImportFact, UseFact } from '../../syntax/facts.ts';
import { functionsAround } from '../../syntax/facts/around.ts';
import { foldersFrom, inFolder } from '../../syntax/facts/import-paths.ts';
import { coversModule, namesOfImport } from '../../syntax/facts/module-names.ts';
import { folderOf, isPython } from '../../syntax/facts/resolve-import.ts';
import { findName, seekName } from '../../syntax/facts/use-names.ts';
import { isTestRunner } from '../../syntax/test-runners.ts';
import type { Topic } from './topics.ts';

/** A text that says what the tests of a file run on: the file itself, or one that is run before it. */
interface Ground {
  readonly path: string;
  readonly facts: Facts;
}

// What test runners load by themselves, or projects name so by custom.
const setups: readonly string[] = [
  'conftest.py',
  ...['setupTests', 'jest.setup', 'vitest.setup'].flatMap((name) => [`${name}.ts`, `${name}.js`]),
];

/** What the tests of a file run on. */
export const groundsOf = (path: string, facts: Facts, tree: Tree): readonly Ground[] => {
  const around = foldersFrom(folderOf(path)).flatMap((folder) => setups.map((name) => inFolder(folder, name)));
  const read = (setup: string): readonly Ground[] =>
    [tree.facts(setup)].filter((facts) => facts !== undefined).map((facts) => ({ path: setup, facts }));
  return [{ path, facts }, ...around.filter(tree.has).toSorted(compareText).flatMap(read)];
};

/** The test that something stands in, by the function around it; undefined for what all tests of the file have. */
type OwnerOf = (index: number | undefined) => number | undefined;

/** The functions that are tests: by their name in Python, else as they are given to a runner. */
const testsIn = (path: string, { functions, uses }: Facts): ReadonlySet<number> => {
  if (isPython(path))
    return new Set([...functions.keys()].filter((at) => /(?:^|\.)test\w*$/.test(functions[at]?.name ?? '')));
  const given = uses
    .filter(({ written }) => isTestRunner(written))
    .flatMap((use) => [...itemsIn(functions, use.place)].filter((fact) => fact.in === use.in));
  return new Set(given.map((fact) => functions.indexOf(fact)));
};

/** Tells of functions in which test they stand. */
export const ownersIn = (path: string, facts: Facts): OwnerOf => {
  const tests = testsIn(path, facts);
  return (index) => functionsAround(facts, index).find((at) => tests.has(at));
};

/** What steadies one test frees no other: where a use counts, a decorator's in the function or the tests of the class it stands at. */
const ownersOfUse = ({ path, facts }: Ground): ((use: UseFact) => readonly (number | undefined)[]) => {
  const ownerOf = ownersIn(path, facts);
  const decorated = new Map<UseFact, readonly (number | undefined)[]>([
    ...facts.functions.flatMap(({ decorators }, at) => decorators.map((use) => [use, [ownerOf(at)]] as const)),
    ...facts.classes.flatMap(({ decorators, name }) => {
      const within = [...testsIn(path, facts)].filter((at) => facts.functions[at]?.name.startsWith(`${name}.`));
      return decorators.map((use) => [use, within] as const);
    }),
  ]);
  return (use) => decorated.get(use) ?? [ownerOf(use.in)];
};

/** True for `import 'jest-fetch-mock';`. */
const isBare = ({ how, name }: ImportFact): boolean => how === 'import' && name === undefined;

/** The tests in which something is used, given or called that stands in for all of a topic; undefined: in all. */
const withFake = (ground: Ground, { fakes, fixtures, calms }: Topic): readonly (number | undefined)[] => {
  const { path, facts } = ground;
  const covers = fakes.map((fake) => coversModule(fake, path));
  const isFake = (fact: ImportFact): boolean =>
    namesOfImport(fact, path).some((name) => covers.some((test) => test(name)));
  const faked = new Map([...facts.imports.entries()].filter(([, fact]) => isFake(fact)));
  const sought = calms.map(seekName);
  const ownerOf = ownersIn(path, facts);
  return [
    // What brings no name is imported for what it does; all else does nothing where nobody uses it.
    ...[...faked.values()].filter((fact) => !isPython(path) && isBare(fact)).map(() => undefined),
    ...[...facts.functions.keys()]
      .filter((at) => facts.functions[at]?.parameters.some(({ name }) => fixtures.includes(name)))
      .map(ownerOf),
    ...facts.uses
      .filter((use) => faked.has(use.import ?? -1) || findName(sought, use, facts, path) !== undefined)
      .flatMap(ownersOfUse(ground)),
  ];
};

const replaces = /(?:^|\.)(?:patch|object|setattr|mock|doMock|unstable_mockModule|spyOn|stubGlobal|stub|method)$/;
// A client that is given its answers goes nowhere.
const answers = /^(?:app|transport|http_client)$/;

const wordsOf = ({ parts = [], written = '' }: ArgumentFact): readonly string[] =>
  [...parts.filter((part) => typeof part === 'string'), written].flatMap((text) =>
    text.replace(/^node:/, '').split(/[.\s]+/),
  );

/** The tests in which something is put in the place of what is called: by a patch, a spy, an assignment or an argument. */
const withReplaced = (ground: Ground, called: string, through: readonly string[]): readonly (number | undefined)[] => {
  const { path, facts } = ground;
  const [module = ''] = called.split('.');
  const last = called.split('.').at(-1) ?? '';
  // A class keeps its name wherever it is imported; `get` may be anything.
  const words = /^[A-Z]/.test(last) ? [module, last] : [module];
  const sought = words.map(seekName);
  const isReplacing = (use: UseFact): boolean => {
    if (use.how === 'write')
      return findName(sought, use, facts, path) !== undefined || through.includes(use.target ?? '');
    const { arguments: given = [] } = use;
    if (given.some(({ name = '' }) => answers.test(name))) return findName(sought, use, facts, path) !== undefined;
    const isMeant = (one: ArgumentFact): boolean =>
      wordsOf(one).some((word) => words.includes(word)) ||
      through.some((name) => name === one.written || name === one.parts?.[0]);
    return replaces.test(use.written) && given.some(isMeant);
  };
  return facts.uses.filter(isReplacing).flatMap(ownersOfUse(ground));
};

/** Tells of each test, by its function, whether what is called cannot be in it what it is outside of the tests. */
export const calmTests = (grounds: readonly Ground[], whole: Topic, called: string): OwnerIsCalm => {
  const topic = { ...whole, fakes: whole.fakes.filter((fake) => whole.standIns?.[fake]?.test(called) ?? true) };
  const [own, ...around] = grounds.map((ground) => [
    ...withFake(ground, topic),
    ...withReplaced(ground, called, topic.through ?? []),
  ]);
  const tests = new Set(own);
  const all = tests.has(undefined) || around.some((found) => found.length > 0);
  return (test) => all || tests.has(test);
};

type OwnerIsCalm = (test: number | undefined) => boolean;
