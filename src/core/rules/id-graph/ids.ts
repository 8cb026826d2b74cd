import { readDocument, treesAt, valuesAt, type Written } from '../../document-values.ts';
import { matchesAny } from '../../glob.ts';
import { linesOf, positionAt } from '../../lines.ts';
import { cellsUnder, linkTargets } from '../../markdown/parts.ts';
import { proseLines } from '../../markdown/prose.ts';
import { headingsOf } from '../../markdown/markdown.ts';
import { compilePattern } from '../../policy/pattern.ts';
import { remember, rememberLast } from '../../remember.ts';
import type { Tree } from '../../surroundings.ts';
import type { Definition, Reference } from './options.ts';

/** An id, and where it stands. */
export interface WrittenId {
  readonly id: string;
  /** The same in small letters, as links to headings have it: upper and lower case are alike. */
  readonly key: string;
  readonly path: string;
  readonly line: number;
}

type Place = Omit<Reference, 'complete'> & Pick<Definition, 'except'>;

const valuesOf = (path: string, text: string, place: Place): readonly Written[] => {
  const { at = '', except } = place;
  const trees = readDocument(path, text);
  if (except === undefined) return valuesAt(trees, at);
  const dot = at.lastIndexOf('.');
  return treesAt(trees, at.slice(0, Math.max(dot, 0)))
    .filter((tree) => !valuesAt([tree], except.at).some(({ text: said }) => except.is.includes(said)))
    .flatMap((tree) => valuesAt([tree], at.slice(dot + 1)));
};

const readers: Record<Place['where'], (path: string, text: string, place: Place) => readonly Written[]> = {
  value: valuesOf,
  heading: (_, text) =>
    headingsOf(text).map(({ text: heading, start }) => ({ text: heading, at: { start, end: start } })),
  column: (_, text, { at = '' }) => cellsUnder(text, at),
  link: (_, text) => linkTargets(text),
  line: (_, text) => proseLines(text),
  'file-name': (path) => [{ text: path.slice(path.lastIndexOf('/') + 1), at: { start: 0, end: 0 } }],
};

// An id within a longer word is another one: `EVAL-1` does not stand in `EVAL-12`.
const wordOf = (source: string): readonly RegExp[] =>
  [compilePattern(source, 'search') ?? []]
    .flat()
    .map((form) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${form.source})(?![\\p{L}\\p{N}])`, `g${form.flags}`));

const idsOf = (path: string, text: string, place: Place, id: string): readonly WrittenId[] => {
  const forms = wordOf(place.id ?? id);
  const lines = linesOf(text);
  return readers[place.where](path, text, place).flatMap(({ text: written, at }) =>
    forms.flatMap((form) =>
      Array.from(written.matchAll(form), ([whole, group]) => {
        const found = group ?? whole;
        return { id: found, key: found.toLowerCase(), path, line: positionAt(lines, at.start).line };
      }),
    ),
  );
};

/** Reads the ids of places on both sides of a change; a file that is alike on both is read once, and its last text is known. */
export const idReader = () => {
  const readerFor = remember((place: Place) =>
    remember((id: string) => remember((path: string) => rememberLast((text: string) => idsOf(path, text, place, id)))),
  );
  return (tree: Tree, place: Place, id: string): readonly WrittenId[] =>
    tree
      .paths()
      .filter(matchesAny(place.files))
      .flatMap((path) => readerFor(place)(id)(path)(tree.text(path) ?? ''));
};
