import type { Program, Source } from '../../calls/definitions.ts';
import type { ArgumentFact, UseFact } from '../../syntax/facts.ts';
import { textOf } from './constant-texts.ts';
import { plainAddress } from './own-origin.ts';
import { isAllowedAs } from './address-texts.ts';

/*
 * Where the calls of a client go. A place that may not reach out may well call its own gateway; what shows that is the
 * address, written out.
 */

const methods = 'get|post|put|patch|delete|head|options|request|send|stream|fetch';
const method = new RegExp(`^(?:${methods})$`, 'i');
// `open` of an XMLHttpRequest, or of an opener of urllib, says where it goes.
const callsMethod = new RegExp(`\\.(?:${methods}|open)$`);

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
 * Tells of the calls of a file whether they go to an address which begins as one of the patterns; so does one that goes
 * nowhere, such as that of a client without an address. `{API_URL}` stands for a name, as long as nothing tells what it
 * holds: a constant is followed, also in other files, and so is a function that makes an address. What nobody can tell goes
 * anywhere.
 */
export const openAddresses =
  (program: Program, source: Source) =>
  (use: UseFact, patterns: readonly string[]): boolean => {
    const { target = '', arguments: given = [] } = use;
    // What a call gives back is a client or an answer; only a client is asked by these names.
    if (target.includes('()') && !callsMethod.test(target)) return true;
    const address = addressIn(given);
    if (address === undefined) return true;
    return isAllowedAs({ ...source, program, use, address }, (text) =>
      patterns.some((pattern) => [text, plainAddress(text)].some((one) => begins(one, pattern))),
    );
  };
