import * as z from 'zod';
import { relativePath } from './glob.ts';

/*
 * Paths with holes: `migrations/{id}.up.sql` stands for every such path, and tells the `id` of each, so that a file can be
 * found by another. `{dir**}` is a hole for any number of folders, `*`, `**` and `?` are what they are in globs, `{a,b}` is
 * either of two.
 */

/** What stood in the holes of a path, by their names. */
export type Captures = Readonly<Record<string, string>>;

export interface PathPattern {
  readonly source: string;
  /** The names of its holes. */
  readonly names: readonly string[];
  /** What stands in the holes of a path; undefined for a path of another form. */
  readonly match: (path: string) => Captures | undefined;
}

const token =
  /\{(?<folders>[a-z]\w*)\*\*\}(?<slash>\/?)|\{(?<name>[a-z]\w*)\}|\{(?<either>[^{}]*,[^{}]*)\}|(?:\*\*\/)+|\*\*+|\*|\?|[^]/gi;

const fixed: Readonly<Record<string, string>> = {
  '**/': '(?:[^/]+/)*',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
};

const literal = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}/]/g, '\\$&');

const hole = (name: string, what: string, names: string[]): string => {
  if (names.includes(name)) return `\\k<${name}>`;
  names.push(name);
  return `(?<${name}>${what})`;
};

const manyFolders = '[^/]+(?:/[^/]+)*';

const translate = (source: string, names: string[]): string =>
  [...source.matchAll(token)]
    .map(({ 0: whole, groups = {} }) => {
      const { folders, slash, name, either } = groups;
      if (folders !== undefined) {
        const inner = hole(folders, manyFolders, names);
        return slash === '' ? `(?:${inner})?` : `(?:${inner}/)?`;
      }
      if (name !== undefined) return hole(name, '[^/]+', names);
      if (either !== undefined)
        return `(?:${either
          .split(',')
          .map((each) => translate(each, names))
          .join('|')})`;
      return fixed[whole.replace(/\*\*(\/?).*/, '**$1')] ?? literal(whole);
    })
    .join('');

const made = new Map<string, PathPattern>();
const kept = 500;

/** Reads a path with holes. */
export const pathPattern = (source: string): PathPattern => {
  const known = made.get(source);
  if (known !== undefined) return known;
  const names: string[] = [];
  const form = new RegExp(`^${translate(relativePath(source), names)}$`, 'u');
  const match = (path: string): Captures | undefined => {
    const found = form.exec(path);
    return found === null ? undefined : Object.fromEntries(names.map((name) => [name, found.groups?.[name] ?? '']));
  };
  const pattern = { source, names, match };
  if (made.size >= kept) made.clear();
  made.set(source, pattern);
  return pattern;
};

/** A text with what stood in the holes of a path put in its own; a hole that nothing stood in stays. */
export const fillHoles = (text: string, captures: Captures): string =>
  text.replace(/\{([a-z]\w*)(?:\*\*\}(\/?)|\})/gi, (whole, name: string, slash: string | undefined) => {
    const value = Object.hasOwn(captures, name) ? captures[name] : undefined;
    if (value === undefined) return whole;
    return value === '' ? '' : `${value}${slash ?? ''}`;
  });

/** The holes of one pattern that another has as well, in order. */
export const sharedNames = (one: PathPattern, other: PathPattern): readonly string[] =>
  one.names.filter((name) => other.names.includes(name)).sort();

/** What stood in some holes, as one text. */
export const keyOf = (captures: Captures, names: readonly string[]): string =>
  JSON.stringify(names.map((name) => captures[name] ?? ''));

const isWhole = (source: string): boolean => {
  const folders = [...source.matchAll(/\{([a-z]\w*)\*\*\}/gi)].map(([, name]) => name);
  return new Set(folders).size === folders.length && !/[{}]/.test(source.replace(/\{[^{}]*\}/g, ''));
};

const mostFolders = 4;
const mostInName = 4;

const countIn = (text: string, form: RegExp): number => [...text.matchAll(form)].length;

/** True where few enough parts may be any text: what they may be together is tried, and each more multiplies it. */
const isNarrow = (source: string): boolean =>
  countIn(source, /\{[a-z]\w*\*\*\}|(?:\*\*\/)+|\*\*+/gi) <= mostFolders &&
  source.split('/').every((name) => countIn(name, /\{[a-z]\w*\}|\*+/gi) <= mostInName);

/** A path with holes in the options of a rule. */
export const pathWithHoles = z
  .string()
  .min(1)
  .refine(isWhole, 'a path with holes has no braces within braces, and each {name**} once')
  .refine(isNarrow, `a path with holes has at most ${mostFolders} ** and, in one name, ${mostInName} holes or *`)
  .meta({
    holds: 'open-glob',
    description:
      'A path from the root of the repository; {name} stands for one name or a part of it, {name**} for any folders, and globs are allowed.',
  });
