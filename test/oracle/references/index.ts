import type { Wanted } from '../corpora.ts';
import type { Reference } from '../reference.ts';
import * as all from './all.ts';

/** Every reference, in the order of its export's name. */
export const references: readonly Reference[] = Object.values(all);

/** The references of these languages, or all; throws for a name that none has. */
export function referencesOf(languages: readonly string[]): readonly Reference[] {
  const unknown = languages.filter((language) => references.every((reference) => reference.language !== language));
  const known = references.map(({ language }) => language).join(', ');
  if (unknown.length > 0) throw new Error(`no reference for ${unknown.join(', ')}; there are ${known}`);
  return languages.length === 0 ? references : references.filter(({ language }) => languages.includes(language));
}

export const wantedCorpora = (all: readonly Reference[]): readonly Wanted[] =>
  all.flatMap(({ language, corpora }) => corpora.map((corpus) => ({ language, corpus })));
