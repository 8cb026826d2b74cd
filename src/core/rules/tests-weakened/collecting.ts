import { isInside } from '../../calls/places.ts';
import type { Place } from '../../lines.ts';
import type { Side, Spot } from '../../spots.ts';
import { noFacts } from '../../syntax/facts.ts';

const hooks = /(?:^|\/)conftest\.py$/;
const ignoring = /^collect_ignore(?:_glob)?(?:\.(?:append|extend))?$/;

const spotAt = ({ line, column }: Place, text: string, message: string): Spot => ({
  place: { line, column },
  symbol: '',
  text,
  message,
  code: '',
});

/** What `conftest.py` keeps pytest from running: tests that it throws away, and files that it does not look into. */
export const leftUncollected = ({ path, facts = noFacts }: Side): readonly Spot[] => {
  if (!hooks.test(path)) return [];
  const { assignments, functions, strings, uses } = facts;
  const thrown = uses
    .filter(({ written, how, in: index }) => {
      const around = functions[index ?? -1]?.name;
      return around === 'pytest_collection_modifyitems' && how === 'call' && written === 'items.clear';
    })
    .map(({ place }) => spotAt(place, 'items', 'All tests that were collected are thrown away here.'));
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
  return [...thrown, ...ignored];
};
