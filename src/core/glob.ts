import picomatch from 'picomatch';
import { rememberUpTo } from './remember.ts';

/** A path from the root of the repository as git writes it: without the `./` or `/` that people put before it. */
export const relativePath = (path: string): string => path.replace(/^(?:\.?\/)+/, '');

export type PathTest = (path: string) => boolean;

// The same few globs are asked about every file of every change.
const compile = rememberUpTo(2_000, (glob: string): PathTest => {
  // A trailing slash means the folder and all below it, as in .gitignore and CODEOWNERS.
  const pattern = glob.endsWith('/') ? `${glob}**` : glob;
  return picomatch(relativePath(pattern), { dot: true });
});

// A line break is a sign like any other in a file's name, but the matcher's wildcards stop at it.
const asOneLine = (path: string): string => path.replace(/[\n\r\u2028\u2029]/g, '\uFFFD');

/** A glob that matches this path and no other. */
export const globOf = (path: string): string => asOneLine(path).replace(/[\\*?[\]{}()!+@|^$]/g, '\\$&');

/** A test that holds for a posix path relative to the repository that any of the globs matches. No globs: never. */
export const matchesAny = (globs: readonly string[]): PathTest => {
  const tests = globs.map(compile);
  return (path) => {
    const name = asOneLine(path);
    return tests.some((test) => test(name));
  };
};

/** The part of a glob before its first wildcard: `src/core/` of `src/core/**`. */
export const fixedPrefix = (glob: string): string => picomatch.scan(relativePath(glob)).base;
