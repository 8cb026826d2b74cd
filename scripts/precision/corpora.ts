import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A text as a change would bring it. */
export interface CorpusFile {
  /** Relative, with the name of its corpus in front. */
  readonly path: string;
  readonly text: string;
}

/** Code that others wrote. */
export interface Corpus {
  readonly name: string;
  readonly files: readonly CorpusFile[];
}

const program = /\.(?:[cm]?[jt]s|[jt]sx|py|sql|svelte|vue)$/;
// What a build wrote is nobody's new code, and declarations repeat what the code says.
const leftOut =
  /\.d\.[cm]?ts$|\.min\.|(?:^|\/)(?:node_modules|site-packages|__pycache__|lib2to3\/tests\/data|cjs)(?:\/|$)/;

const listFiles = (root: string, folder = ''): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (leftOut.test(path)) return [];
      if (entry.isDirectory()) return listFiles(root, path);
      return entry.isFile() && program.test(path) ? [path] : [];
    });

/** A text in UTF-8; undefined for one in another encoding, which git would call binary or a person would not read. */
const readUtf8 = (path: string): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
};

const readCorpus = (name: string, root: string, prefix: string): Corpus => ({
  name,
  files: listFiles(root).flatMap((path) => {
    const text = readUtf8(join(root, path));
    return text === undefined ? [] : [{ path: `${prefix}/${path}`, text }];
  }),
});

// Packages whose readable code is installed, and the folder that it is in.
const packages: readonly (readonly [string, string])[] = [
  ['ajv', 'lib'],
  ['c8', 'lib'],
  ['commander', 'lib'],
  ['fast-check', 'lib'],
  ['mocha', 'lib'],
  ['simple-git', 'dist'],
  ['svelte', 'src'],
  ['undici', 'lib'],
  ['yaml', 'dist'],
  ['zod', 'src/v4/core'],
];

/** Ten installed packages of npm. */
export const npmCorpora = (): readonly Corpus[] =>
  packages.map(([name, folder]) => {
    const root = fileURLToPath(new URL(`../../node_modules/${name}/${folder}`, import.meta.url));
    if (!statSync(root).isDirectory()) throw new Error(`${name} has no folder ${folder}.`);
    return readCorpus(name, root, `${name}/${folder}`);
  });

const askPython = 'import os; print(os.path.dirname(os.__file__))';

/** The standard library of the Python that `python3` starts, with its own tests. */
export const pythonCorpus = (): Corpus => {
  const root = execFileSync('python3', ['-c', askPython], { encoding: 'utf8' }).trim();
  return readCorpus('Python standard library', root, 'python');
};

/** Each so many of the files of a corpus. */
export const thin = ({ name, files }: Corpus, every: number): Corpus => ({
  name,
  files: files.filter((_, index) => index % every === 0),
});
