import { calledFunction, type FunctionSite, type Program, type Source } from '../../calls/definitions.ts';
import { isInside } from '../../calls/places.ts';
import type { Place } from '../../lines.ts';
import type { ArgumentFact, StringFact, UseFact } from '../../syntax/facts.ts';
import { constantTexts, fixedTexts, textOf } from './constant-texts.ts';
import { joinAddress } from './own-origin.ts';

/** What is given as an address, in a call. */
export interface Given extends Source {
  readonly program: Program;
  readonly use: UseFact;
  readonly address: ArgumentFact;
}

type Read = typeof fixedTexts;

/** An address in each of the ways that the constant may be that it begins with. */
const byConstant = ({ program, use, address, ...source }: Given, read: Read): readonly string[] => {
  const { parts: [first, ...rest] = [{ hole: address.written ?? '' }] } = address;
  const values = typeof first === 'object' ? read(program, source, use, first.hole) : [];
  return values.map((value) => value + textOf({ parts: rest }));
};

/** True for a text that a `return` gives, or that a lambda is, as a whole. */
const isWhole = (text: Place, exit: Place): boolean => {
  const before = text.column - exit.column;
  const isFirst = text.line === exit.line && (before === 0 || before === 'return '.length);
  return isFirst && text.endLine === exit.endLine && exit.endColumn - text.endColumn <= ';'.length;
};

/** The texts that a function gives back; none where it may give something else. */
const returnedBy = ({ facts, index }: FunctionSite): readonly string[] => {
  const exits = facts.exits.filter((exit) => exit.in === index && exit.how === 'return');
  const texts = exits.map(({ place }) => facts.strings.find((one): one is StringFact => isWhole(one.place, place)));
  return texts.every((text) => text !== undefined) ? texts.map(textOf) : [];
};

const either = (one: readonly string[], other: readonly string[]): readonly string[] => (one.length > 0 ? one : other);

/** What `new URL(path, base)` makes. */
const ofUrl = (given: Given, [path, base]: readonly ArgumentFact[]): readonly string[] => {
  if (path === undefined) return [];
  const textsIn = (address: ArgumentFact, read: Read): readonly string[] =>
    either(byConstant({ ...given, address }, read), [textOf(address)]);
  const bases = base === undefined ? [''] : textsIn(base, constantTexts);
  return textsIn(path, fixedTexts).flatMap((one) => bases.map((other) => joinAddress(one, other)));
};

/** What a call makes that is given as an address. */
const ofCall = (given: Given): readonly string[] => {
  const { program, use, address, ...source } = given;
  const call = source.facts.uses.find(
    ({ how, place }) => how === 'call' && isInside(place, address.place) && isInside(address.place, place),
  );
  if (call === undefined) return [];
  if (call.target === 'URL' && call.origin === 'global') return ofUrl(given, call.arguments ?? []);
  const called = calledFunction(program, { ...source, index: use.in ?? -1 }, call);
  return called === undefined ? [] : returnedBy(called);
};

/**
 * True where an address is allowed in each way that it may be: by the value that its constant has, where nothing else is in
 * it; or else as it is written, or by what is configured, or by what a call makes.
 */
export const isAllowedAs = (given: Given, isAllowed: (text: string) => boolean): boolean => {
  const fixed = byConstant(given, fixedTexts);
  if (fixed.length === 0 && isAllowed(textOf(given.address))) return true;
  const texts = either(fixed, either(byConstant(given, constantTexts), ofCall(given)));
  return texts.length > 0 && texts.every(isAllowed);
};
