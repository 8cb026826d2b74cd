import type { Portion } from './portions.ts';

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** The longest folder that all paths lie in; empty for the root. */
const commonFolder = (paths: readonly string[]): string => {
  const [first = [], ...others] = paths.map((path) => folderOf(path).split('/'));
  const differs = first.findIndex((part, at) => others.some((parts) => parts[at] !== part));
  return first.slice(0, differs < 0 ? first.length : differs).join('/');
};

/** A path with what of it a slice takes: `src/a.ts`, `src/b.ts (part)`. */
export const tellPortion = ({ file, begins, ends }: Portion): string =>
  begins && ends ? file.path : `${file.path} (${ends ? 'the rest' : begins ? 'its beginning' : 'a part'})`;

const mostPlaces = 2;

/** Where files lie that have no folder in common: the first places, and how many more there are. */
const tellPlaces = (paths: readonly string[]): string => {
  const places = [...new Set(paths.map((path) => folderOf(path) || 'the root'))];
  const more = places.length - mostPlaces;
  return `${places.slice(0, mostPlaces).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

/** What a slice is about, in few words: its only file, the folder that all of them lie in, or the places. */
export const titleSlice = (portions: readonly Portion[]): string => {
  const [first, second] = portions;
  if (first !== undefined && second === undefined) return tellPortion(first);
  const paths = portions.map(({ file }) => file.path);
  return `${commonFolder(paths) || tellPlaces(paths)}: ${portions.length} files`;
};

/** The message of a slice's commit. */
export const writeSliceMessage = (portions: readonly Portion[], at: number, of: number): string =>
  [
    `Part ${at} of ${of}: ${titleSlice(portions)}`,
    '',
    ...portions.map((portion) => `- ${tellPortion(portion)}`),
    '',
  ].join('\n');
