import { compareText } from '../../order.ts';
import type { Tree } from '../../surroundings.ts';
import type { ArgumentFact, Facts } from '../../syntax/facts.ts';
import { foldersFrom, inFolder } from '../../syntax/facts/import-paths.ts';
import { coversModule, namesOfImport } from '../../syntax/facts/module-names.ts';
import { folderOf } from '../../syntax/facts/resolve-import.ts';
import { findName, seekName } from '../../syntax/facts/use-names.ts';
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

/** True where something is imported, given or called that stands in for all of a topic. */
const hasFake = ({ path, facts }: Ground, { fakes, fixtures, calms }: Topic): boolean => {
  const covers = fakes.map((fake) => coversModule(fake, path));
  const sought = calms.map(seekName);
  return (
    facts.imports.some((fact) => namesOfImport(fact, path).some((name) => covers.some((test) => test(name)))) ||
    facts.functions.some(({ parameters }) => parameters.some(({ name }) => fixtures.includes(name))) ||
    facts.uses.some((use) => findName(sought, use, facts, path) !== undefined)
  );
};

const replaces = /(?:^|\.)(?:patch|object|setattr|mock|doMock|unstable_mockModule|spyOn|stubGlobal|stub|method)$/;
// A client that is given its answers goes nowhere.
const answers = /^(?:app|transport|http_client)$/;

const wordsOf = ({ parts = [], written = '' }: ArgumentFact): readonly string[] =>
  [...parts.filter((part) => typeof part === 'string'), written].flatMap((text) =>
    text.replace(/^node:/, '').split(/[.\s]+/),
  );

/** True where a text puts something in the place of what is called: by a patch, a spy, an assignment or an argument. */
const replacesCall = ({ path, facts }: Ground, called: string): boolean => {
  const [module = ''] = called.split('.');
  const last = called.split('.').at(-1) ?? '';
  // A class keeps its name wherever it is imported; `get` may be anything.
  const words = /^[A-Z]/.test(last) ? [module, last] : [module];
  const sought = words.map(seekName);
  return facts.uses.some((use) => {
    if (use.how === 'write') return findName(sought, use, facts, path) !== undefined;
    const { arguments: given = [] } = use;
    if (given.some(({ name = '' }) => answers.test(name))) return findName(sought, use, facts, path) !== undefined;
    return replaces.test(use.written) && given.some((one) => wordsOf(one).some((word) => words.includes(word)));
  });
};

/** True where what is called cannot be what it is outside of the tests. */
export const isCalm = (grounds: readonly Ground[], topic: Topic, called: string): boolean =>
  grounds.some((ground) => hasFake(ground, topic) || replacesCall(ground, called));
