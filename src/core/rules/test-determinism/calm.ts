import { compareText } from '../../order.ts';
import type { Tree } from '../../surroundings.ts';
import { itemsIn } from '../../placed.ts';
import type { ArgumentFact, Facts, UseFact } from '../../syntax/facts.ts';
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

/** What steadies one test frees no other: where a use counts, a decorator's in the function it stands at. */
const ownerOfUse = ({ path, facts }: Ground): ((use: UseFact) => number | undefined) => {
  const ownerOf = ownersIn(path, facts);
  const decorated = new Map(
    facts.functions.flatMap(({ decorators }, at) => decorators.map((use) => [use, at] as const)),
  );
  return (use) => ownerOf(decorated.get(use) ?? use.in);
};

/** The tests in which something is imported, given or called that stands in for all of a topic; undefined: in all. */
const withFake = (ground: Ground, { fakes, fixtures, calms }: Topic): readonly (number | undefined)[] => {
  const { path, facts } = ground;
  const covers = fakes.map((fake) => coversModule(fake, path));
  const sought = calms.map(seekName);
  const ownerOf = ownersIn(path, facts);
  return [
    ...facts.imports
      .filter((fact) => namesOfImport(fact, path).some((name) => covers.some((test) => test(name))))
      .map(() => undefined),
    ...[...facts.functions.keys()]
      .filter((at) => facts.functions[at]?.parameters.some(({ name }) => fixtures.includes(name)))
      .map(ownerOf),
    ...facts.uses.filter((use) => findName(sought, use, facts, path) !== undefined).map(ownerOfUse(ground)),
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
  return facts.uses.filter(isReplacing).map(ownerOfUse(ground));
};

/** Tells of each test, by its function, whether what is called cannot be in it what it is outside of the tests. */
export const calmTests = (grounds: readonly Ground[], topic: Topic, called: string): OwnerIsCalm => {
  const [own, ...around] = grounds.map((ground) => [
    ...withFake(ground, topic),
    ...withReplaced(ground, called, topic.through ?? []),
  ]);
  const tests = new Set(own);
  const all = tests.has(undefined) || around.some((found) => found.length > 0);
  return (test) => all || tests.has(test);
};

type OwnerIsCalm = (test: number | undefined) => boolean;
