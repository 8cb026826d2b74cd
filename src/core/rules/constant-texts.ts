import { findAssignment, type Program, type Source } from '../calls/definitions.ts';
import { itemsIn, outermostOf } from '../placed.ts';
import type { ArgumentFact, UseFact } from '../syntax/facts.ts';
import { functionsAround } from '../syntax/facts/around.ts';
import { isInside } from '../calls/places.ts';

/*
 * What a constant holds: `const API = import.meta.env.VITE_API ?? ''` the text behind `??`, where nobody set anything. What
 * is set is told by whoever runs the program.
 */

const configured = /^(?:(?:globalThis\.)?process\.env|import\.meta\.env|os\.environ|os\.getenv)\b/;
const asked = /^os\.(?:environ\.get|getenv)$/;

const plain = (parts: ArgumentFact['parts']): string | undefined => {
  const [text = '', ...more] = parts ?? [{ hole: '' }];
  return typeof text === 'string' && more.length === 0 ? text : undefined;
};

/** What the configuration gives where nothing is set: the second argument of `os.environ.get`. */
const defaultOf = ({ target = '', arguments: [, second] = [] }: UseFact): readonly ArgumentFact['parts'][] =>
  asked.test(target) && second !== undefined ? [second.parts] : [];

/** True where a function around gives the name another meaning. */
const isOther = ({ facts }: Source, { in: index }: UseFact, name: string): boolean =>
  functionsAround(facts, index).some((around) => {
    const fact = facts.functions[around];
    const [parameters = [], symbol = ''] = [fact?.parameters, fact?.name];
    return (
      parameters.some((one) => one.name === name) || facts.assignments.some((one) => one.name === `${symbol}.${name}`)
    );
  });

/**
 * The texts that a name of a call may stand for, where that is a constant of the repository that is given texts, or what is
 * configured and a text in its place; nothing where anything else may be in it.
 */
export const constantTexts = (program: Program, source: Source, use: UseFact, name: string): readonly string[] => {
  const found = isOther(source, use, name) ? undefined : findAssignment(program, source, name);
  if (found === undefined) return [];
  const { facts, fact } = found;
  const read = outermostOf([...itemsIn(facts.uses, fact.place)].filter(({ how }) => how !== 'write'));
  if (!read.every(({ target = '' }) => configured.test(target))) return [];
  const strings = [...itemsIn(facts.strings, fact.place)].filter(
    ({ place }) => !read.some((one) => isInside(place, one.place)),
  );
  const texts = [...strings.map(({ parts }) => (parts.length === 0 ? [''] : parts)), ...read.flatMap(defaultOf)].map(
    plain,
  );
  return texts.includes(undefined) ? [] : texts.flatMap((text) => text ?? []);
};
