import type { ArgumentFact, UseFact } from '../syntax/facts.ts';

/*
 * Where the calls of a client go. A place that may not reach out may well call its own gateway; what shows that is the
 * address, written out.
 */

const methods = 'get|post|put|patch|delete|head|options|request|send|stream|fetch';
const method = new RegExp(`^(?:${methods})$`, 'i');
// `open` of an XMLHttpRequest, or of an opener of urllib, says where it goes.
const callsMethod = new RegExp(`\\.(?:${methods}|open)$`);

/** An argument as text, with names and holes in braces; nothing is in them where it is neither a string nor a name. */
const textOf = ({ parts, written = '' }: ArgumentFact): string =>
  (parts ?? [{ hole: written }]).map((part) => (typeof part === 'string' ? part : `{${part.hole}}`)).join('');

/** True for an argument that can only be an address. */
export const namesAddress = ({ name = '' }: ArgumentFact): boolean => /^(?:url|base_url|endpoint_url)$/.test(name);

/** The argument that says where a call goes; undefined where it has none. */
const addressIn = (given: readonly ArgumentFact[]): ArgumentFact | undefined => {
  const positional = given.filter(({ name }) => name === undefined);
  // The method stands first in `requests.request("GET", url)`.
  const [first, second] = positional;
  const isMethod = method.test((first && textOf(first)) ?? '');
  return given.find(namesAddress) ?? (isMethod ? second : first);
};

/** `http://localhost` begins `http://localhost:8000/a`, and not `http://localhost.example`; `/` begins `/a`, not `//a`. */
const begins = (text: string, pattern: string): boolean => {
  if (!text.startsWith(pattern)) return false;
  const rest = text.slice(pattern.length);
  return pattern.endsWith('/') ? !rest.startsWith('/') : /^(?::(?:\d+|\{.*?\}))?(?:[/?#{]|$)/.test(rest);
};

/**
 * True for a call that goes to an address which begins as one of the patterns, and for one that goes nowhere, such as that of
 * a client without an address. `{API_URL}` stands for a name. What nobody can tell goes anywhere.
 */
export const goesTo = ({ target = '', arguments: given = [] }: UseFact, patterns: readonly string[]): boolean => {
  // What a call gives back is a client or an answer; only a client is asked by these names.
  if (target.includes('()') && !callsMethod.test(target)) return true;
  const address = addressIn(given);
  if (address === undefined) return true;
  const text = textOf(address);
  return patterns.some((pattern) => begins(text, pattern));
};
