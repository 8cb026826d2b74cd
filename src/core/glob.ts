import picomatch from 'picomatch';

/** A path from the root of the repository as git writes it: without the `./` or `/` that people put before it. */
export const relativePath = (path: string): string => path.replace(/^(?:\.?\/)+/, '');

export type PathTest = (path: string) => boolean;

// The same few globs are asked about every file of every change.
const compiled = new Map<string, PathTest>();
const kept = 2_000;

const compile = (glob: string): PathTest => {
  const known = compiled.get(glob);
  if (known !== undefined) return known;
  // A trailing slash means the folder and all below it, as in .gitignore and CODEOWNERS.
  const pattern = glob.endsWith('/') ? `${glob}**` : glob;
  const test = picomatch(relativePath(pattern), { dot: true });
  if (compiled.size >= kept) compiled.clear();
  compiled.set(glob, test);
  return test;
};

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

/** The same test, for one that is asked about the same few files again and again: it knows what it said of so many. */
export const rememberPaths = (test: PathTest, most = 5_000): PathTest => {
  const answers = new Map<string, boolean>();
  return (path) => {
    const known = answers.get(path);
    if (known !== undefined) return known;
    const answer = test(path);
    if (answers.size >= most) answers.clear();
    answers.set(path, answer);
    return answer;
  };
};

/** The part of a glob before its first wildcard: `src/core/` of `src/core/**`. */
export const fixedPrefix = (glob: string): string => picomatch.scan(relativePath(glob)).base;
