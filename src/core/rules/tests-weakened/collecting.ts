import { isInside } from '../../calls/places.ts';
import { linesOf, offsetAt, type Place } from '../../lines.ts';
import type { Side, Spot } from '../../spots.ts';
import { noFacts, type Facts, type UseFact } from '../../syntax/facts.ts';
import { branchesAround } from '../../syntax/facts/around.ts';

const hooks = /(?:^|\/)conftest\.py$/;
const ignoring = /^collect_ignore(?:_glob)?(?:\.(?:append|extend))?$/;

const spotAt = ({ line, column }: Place, text: string, message: string): Spot => ({
  place: { line, column },
  symbol: '',
  text,
  message,
  code: '',
});

/** Ways to take collected tests out of their list, or to tell pytest of those that were. */
const dropping = /^(?:items\.(?:remove|pop)|(?:config\.)?hook\.pytest_deselected)$/;
const allGone = 'All tests that were collected are thrown away here.';
const emptying = /^\s*=\s*(?:\[\s*\]|list\(\))/;
const filtering = /^\s*=\s*[[(](?!.*\bif\b.*\belse\b).*\bfor\b.*\bif\b/;

/** Whether an option or the environment decides: who runs the tests asks for it. */
const isAskedFor = (facts: Facts, { block }: UseFact): boolean =>
  branchesAround(facts, block).some((at) => /option|getvalue|environ|getenv/.test(facts.blocks[at]?.text ?? ''));

/** What becomes of the tests by a use of their list; undefined where they stay. */
const fateBy = (text: string): ((use: UseFact) => string | undefined) => {
  const lines = linesOf(text);
  return ({ written, how, place }) => {
    if (how === 'call' && written === 'items.clear') return allGone;
    if (how === 'call') return dropping.test(written) ? 'Tests that were collected are dropped here.' : undefined;
    if (written !== 'items[]') return undefined;
    const around = [lines.starts[place.line - 1] ?? 0, offsetAt(lines, place)] as const;
    const behind = text.slice(offsetAt(lines, { line: place.endLine, column: place.endColumn }));
    const isGone = text.slice(...around).trim() === 'del' || filtering.test(behind);
    if (emptying.test(behind)) return allGone;
    return isGone ? 'Tests that were collected are dropped here.' : undefined;
  };
};

const thrownAway = (facts: Facts, text: string): readonly Spot[] => {
  const fateOf = fateBy(text);
  return facts.uses
    .filter((use) => facts.functions[use.in ?? -1]?.name === 'pytest_collection_modifyitems' && !isAskedFor(facts, use))
    .flatMap((use): readonly Spot[] => {
      const message = fateOf(use);
      return message === undefined ? [] : [spotAt(use.place, 'items', message)];
    });
};

/** A hook that has pytest look into no file at all. */
const ignoresAll = ({ exits, functions }: Facts): readonly Spot[] =>
  exits
    .filter(
      ({ in: index, block, holds }) =>
        functions[index ?? -1]?.name === 'pytest_ignore_collect' && block === undefined && holds === true,
    )
    .map(({ place }) => spotAt(place, 'ignore all', 'No test is collected any more: every file is ignored here.'));

/** What `conftest.py` keeps pytest from running: tests that it throws away, and files that it does not look into. */
export const leftUncollected = ({ path, facts = noFacts, text = '' }: Side): readonly Spot[] => {
  if (!hooks.test(path)) return [];
  const { assignments, strings, uses } = facts;
  const lists = [
    ...assignments.filter(({ name }) => ignoring.test(name)),
    ...uses.filter(({ written }) => ignoring.test(written)),
  ];
  const ignored = lists.flatMap((list) =>
    strings
      .filter(({ place }) => isInside(place, list.place))
      .map(({ parts, place }) => {
        const name = parts.map((part) => (typeof part === 'string' ? part : '*')).join('');
        return spotAt(place, `ignore ${name}`, `The tests in ${name} are no longer collected.`);
      }),
  );
  return [...thrownAway(facts, text), ...ignoresAll(facts), ...ignored];
};
