import { nearestWord } from '#core';
import { fail, type Failure } from './failure.ts';

/** That there is no thing of a name, in a sentence; where no name was given, that. */
export const tellUnknown = (what: string, name: string, otherwise = `The policy has no ${what} ${name}.`): string =>
  name.trim() === '' ? `The ${what} that was named is empty.` : otherwise;

/** The failure (`bad-option`) for an id that is none of those there are: who may be meant, else all of them, or `none`. */
export const failUnknown = (
  what: string,
  id: string,
  ids: readonly string[],
  none = 'There are none here.',
): Failure => {
  const nearest = nearestWord(id, ids);
  const known = ids.length === 0 ? none : `There ${ids.length === 1 ? 'is' : 'are'} ${ids.join(', ')}.`;
  const offer = nearest === undefined ? known : `Did you mean ${nearest}?`;
  return fail('bad-option', `${tellUnknown(what, id, `There is no ${what} ${id}.`)} ${offer}`);
};
