import { findAssignment, type Program, type Source } from '../../calls/definitions.ts';
import { itemsIn, outermostOf } from '../../placed.ts';
import type { ArgumentFact, UseFact } from '../../syntax/facts.ts';
import { functionsAround } from '../../syntax/facts/around.ts';
import { isInside } from '../../calls/places.ts';
import { readsOwn } from './own-origin.ts';

/*
 * What a constant holds: `const API = import.meta.env.VITE_API ?? ''` the text behind `??`, where nobody set anything. What
 * is set is told by whoever runs the program.
 */

const configured = /^(?:(?:globalThis\.)?process\.env|import\.meta\.env|os\.environ|os\.getenv)\b/;

/** An argument or a string as text, with names and holes in braces; nothing is in them where it is neither. */
export const textOf = ({ parts, written = '' }: Pick<ArgumentFact, 'parts' | 'written'>): string =>
  (parts ?? [{ hole: written }]).map((part) => (typeof part === 'string' ? part : `{${part.hole}}`)).join('');

/** True where a function around gives the name another meaning. */
const isOther = ({ facts }: Source, { in: index }: UseFact, name: string): boolean =>
  functionsAround(facts, index).some((around) => {
    const fact = facts.functions[around];
    const [parameters = [], symbol = ''] = [fact?.parameters, fact?.name];
    return (
      parameters.some((one) => one.name === name) || facts.assignments.some((one) => one.name === `${symbol}.${name}`)
    );
  });

/** What a constant of the repository is given: the strings, and what is read beside them; undefined for any other name. */
const givenTo = (program: Program, source: Source, use: UseFact, name: string) => {
  const found = isOther(source, use, name) ? undefined : findAssignment(program, source, name);
  if (found === undefined) return undefined;
  const { facts, fact } = found;
  const read = outermostOf([...itemsIn(facts.uses, fact.place)].filter(({ how }) => how !== 'write'));
  const strings = [...itemsIn(facts.strings, fact.place)].filter(
    ({ place }) => !read.some((one) => isInside(place, one.place)),
  );
  return { read, strings };
};

/** The texts that a name of a call stands for, where that is a constant that is given nothing else. */
export const fixedTexts = (program: Program, source: Source, use: UseFact, name: string): readonly string[] => {
  const { read = [], strings = [] } = givenTo(program, source, use, name) ?? {};
  return read.length === 0 ? strings.map(textOf) : [];
};

/**
 * The texts that a name of a call may stand for, where that is a constant of the repository that is given texts, or what is
 * configured and a text in its place; nothing where anything else may be in it.
 */
export const constantTexts = (program: Program, source: Source, use: UseFact, name: string): readonly string[] => {
  const { read = [], strings = [] } = givenTo(program, source, use, name) ?? {};
  if (!read.every(({ target = '' }) => configured.test(target) || readsOwn(target))) return [];
  // What is asked for may come with what it is otherwise: `os.environ.get("API", "/api")`.
  const defaults = read.flatMap(({ arguments: given = [] }) => given.slice(1));
  return [...strings, ...defaults].map(textOf);
};
