import { isAbsolute } from 'node:path';

/** What is wrong with a typed place for a pack; undefined for none. Against which folder a shorter path would be taken nobody could tell. */
export const explainPackPath = (typed: string, suggested: string): string | undefined => {
  if (typed.trim() === '') return 'Type a path.';
  return isAbsolute(typed.trim()) ? undefined : `Type the whole path, such as ${suggested}.`;
};
