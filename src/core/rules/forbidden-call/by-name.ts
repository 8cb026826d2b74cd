import { itemsIn, outermostOf } from '../../placed.ts';
import { present } from '../../present.ts';
import type { Facts, UseFact } from '../../syntax/facts.ts';

/*
 * What is reached by the text of its name: `getattr(os, "environ")`, `os.__dict__["environ"]`, `vars(os)["environ"]`,
 * `operator.attrgetter("environ")(os)`; and by
 * an import of everything. Each is told as the use that it is, in plain words.
 */

/** The texts in a place, in their order; one with holes is none. */
const textsIn = ({ strings }: Facts, place: UseFact['place']): readonly string[] =>
  [...itemsIn(strings, place)].flatMap(({ parts }) => {
    const texts = parts.filter((part) => typeof part === 'string');
    return texts.length === parts.length ? [texts.join('')] : [];
  });

/** A use as it is in plain words: of a holder, and what is taken of it. */
const plainly = (use: UseFact, { origin, import: index, target = '' }: UseFact, links: string): UseFact => ({
  written: target + links,
  target: target + links,
  origin,
  ...present('import', index),
  how: use.written === 'getattr' ? 'read' : use.how,
  place: use.place,
  ...present('in', use.in),
});

const asked = /^(?:getattr|vars\(\)\[\])/;

/** What is asked for by its name of what a function is given. */
const askedOf = (facts: Facts, use: UseFact): readonly UseFact[] => {
  const [given] = [...itemsIn(facts.uses, use.place)].flatMap((one) => one.arguments ?? []);
  if (given === undefined) return [];
  const holders = outermostOf([...itemsIn(facts.uses, given.place)]);
  const names = textsIn(facts, use.place).slice(0, 1);
  return names.flatMap((name) =>
    holders.map((holder) => plainly(use, holder, `.${name}${use.written.replace(asked, '')}`)),
  );
};

/** What `operator.attrgetter("environ")(os)` takes of what it is given. */
const taken = (facts: Facts, use: UseFact): readonly UseFact[] => {
  const [name = ''] = textsIn(facts, use.place);
  const [given] = use.arguments ?? [];
  if (given === undefined) return [];
  const holders = outermostOf([...itemsIn(facts.uses, given.place)]);
  return holders.map((holder) => ({ ...plainly(use, holder, `.${name}`), how: 'read' }));
};

/** What a use is in plain words, where it is said in others. */
export const inPlainWords = (facts: Facts, use: UseFact): readonly UseFact[] => {
  const { written, target = '', origin, place } = use;
  if (asked.test(written)) return askedOf(facts, use);
  if (target === 'operator.attrgetter()') return taken(facts, use);
  const [name] = target.includes('.__dict__[]') ? textsIn(facts, place) : [];
  if (name !== undefined) return [plainly(use, { ...use, target: target.replace('.__dict__[]', `.${name}`) }, '')];
  if (origin !== 'global') return [];
  return facts.imports.flatMap((fact, index) =>
    fact.name === '*' && fact.how === 'from'
      ? [plainly(use, { ...use, origin: 'import', import: index, target: fact.module }, `.${target}`)]
      : [],
  );
};
