import { isInside } from '../../calls/places.ts';
import { groupBy } from '../../group.ts';
import type { ChangedFile, Sighting } from '../../rule-kind.ts';
import type { Side, Spot } from '../../spots.ts';
import { noFacts, reaches, type Facts, type FunctionFact } from '../../syntax/facts.ts';
import { isTestRunner } from '../../syntax/test-runners.ts';

/** Tests of Python that stand in the text and that no runner finds. */

const ownName = (name: string): string => name.replace(/^.*\./, '');

const isTest = ({ name }: FunctionFact): boolean => /^test/i.test(ownName(name));

const spotAt = (
  { line, column }: { readonly line: number; readonly column: number },
  text: string,
  message: string,
) => ({
  place: { line, column },
  symbol: '',
  text,
  message,
  code: '',
});

/** Tests within a function that nothing there uses: runners look at the functions of files and classes alone. */
const withinOthers = ({ functions, uses }: Facts): readonly Spot[] =>
  functions
    .filter((fact) => isTest(fact) && fact.in !== undefined && fact.decorators.length === 0)
    // A class within a function is given to somebody.
    .filter(({ kind }) => kind === 'function')
    .filter(({ name }) => uses.every(({ target = '' }) => !reaches(target, name)))
    .map(({ name, place }) =>
      spotAt(
        place,
        `within ${name}`,
        `${ownName(name)} is never run: it stands in another function, which does not call it.`,
      ),
    );

/** Tests whose name another one of the same place has that comes later; within a function each may be used before it goes. */
const definedTwice = ({ functions }: Facts): readonly Spot[] => {
  const found = functions.filter(({ block, in: around }) => block === undefined && around === undefined).filter(isTest);
  return [...groupBy(found, ({ name }) => name).values()].flatMap((alike) =>
    alike
      .slice(1)
      .map(({ name, place }) =>
        spotAt(place, `twice ${name}`, `${ownName(name)} is defined once more here: the one above it is never run.`),
      ),
  );
};

/** Files and classes with tests in them that say that they are none. */
const switchedOff = ({ assignments, functions }: Facts): readonly Spot[] =>
  assignments
    .filter(({ name, literal }) => /(?:^|\.)__test__$/.test(name) && literal === 'False')
    .filter(({ name }) => functions.some((fact) => isTest(fact) && fact.name.startsWith(name.replace(/__test__$/, ''))))
    .map(({ name, place }) => spotAt(place, name, 'The tests in here are never run: __test__ is False.'));

/** Tests that are taken away after they were defined. */
const takenAway = ({ functions, strings }: Facts, text: string): readonly Spot[] =>
  [...text.matchAll(/^del[ \t]+([\w, \t]+)/gm)].flatMap(({ 1: names = '', index }) => {
    const line = text.slice(0, index).split('\n').length;
    const place = { line, column: 1, endLine: line, endColumn: 2 };
    if (strings.some((string) => isInside(place, string.place))) return [];
    const tests = new Set(functions.filter(isTest).map(({ name }) => name));
    return names
      .split(/[, \t]+/)
      .filter((name) => tests.has(name))
      .map((name) => spotAt(place, `del ${name}`, `${name} is never run: it is deleted here.`));
  });

export const neverFound = ({ path, text = '', facts = noFacts }: Side): readonly Spot[] =>
  path.endsWith('.py')
    ? [...withinOthers(facts), ...definedTwice(facts), ...switchedOff(facts), ...takenAway(facts, text)]
    : [];

const found = {
  py: [/(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/, /(?:^|\/)(?:test[^/]*|[^/]*tests?)\.py$/],
  js: [
    /\.(?:test|spec)\.[cm]?[jt]sx?$|(?:^|\/)__tests__\//,
    /\.(?:test|spec|e2e|cy)\.[cm]?[jt]sx?$|(?:^|\/)(?:__)?tests?(?:__)?\//,
  ],
} as const;

const holdsTests = ({ functions, uses }: Facts): boolean =>
  functions.some(isTest) || uses.some(({ written }) => isTestRunner(written));

/** Files of tests that got a name by which no runner finds them; one that was found by settings alone still may be. */
export const renamedAway = ({ path, from = path, factsBefore = noFacts }: ChangedFile): readonly Sighting[] => {
  const [was, is] = from.endsWith('.py') ? found.py : found.js;
  // Where the new name says no language, all that the file did is gone.
  const isCode = /\.(?:py|[cm]?[jt]sx?)$/.test(path);
  if (!isCode || !was.test(from) || is.test(path) || !holdsTests(factsBefore)) return [];
  const message = `The tests in here are never run: runners found them as ${from}, and do not by this name.`;
  return [{ path, line: 1, message, identity: 'renamed away' }];
};
