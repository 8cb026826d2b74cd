import type { FileChange } from '../change.ts';
import type { CoveredFile } from './reports/report.ts';

/** Where the names of a report are told from. */
export interface CoveragePlaces {
  /** The root of the repository, absolute, with `/` between its parts. */
  readonly root: string;
  /** The folders that commands ran in, from the root. */
  readonly folders: readonly string[];
}

export interface Covered {
  readonly covered: number;
  readonly of: number;
}

/** What of the lines that a change added was run. */
export interface ChangedCovered extends Covered {
  /** Changed files the report should know and does not: whether their lines were run, nobody can tell. */
  readonly unseen: readonly string[];
}

const plainPath = (path: string): string => {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
};

const isAbsolute = (path: string): boolean => path.startsWith('/') || /^[A-Za-z]:\//.test(path);

/**
 * What a file of a report may be as a path of the repository. A name from the root of the machine says it all; without one below
 * our root (tests that ran in a container have another) the others are told from the folders of the commands.
 */
const pathsOf = ({ names }: CoveredFile, { root, folders }: CoveragePlaces): readonly string[] => {
  const paths = names.map((name) => name.replaceAll('\\', '/'));
  const below = paths
    .filter((path) => path.startsWith(`${root}/`))
    .map((path) => plainPath(path.slice(root.length + 1)));
  if (below.length > 0) return below;
  const relative = paths.filter((path) => !isAbsolute(path));
  return [...new Set(relative.flatMap((path) => ['', ...folders].map((folder) => plainPath(`${folder}/${path}`))))];
};

const endingOf = (path: string): string => /\.[^./]+$/.exec(path)?.[0] ?? '';

const share = (lines: Iterable<number>): Covered => {
  const all = [...lines];
  return { covered: all.filter((hits) => hits > 0).length, of: all.length };
};

/** All lines that can be run, of all files. */
export const coverLines = (files: readonly CoveredFile[]): Covered =>
  share(files.flatMap(({ lines }) => [...lines.values()]));

const addedIn = ({ addedLines }: FileChange, { lines }: CoveredFile): readonly number[] =>
  [...lines].flatMap(([line, hits]) =>
    addedLines.some(({ start, end }) => line >= start && line <= end) ? [hits] : [],
  );

/** The lines that a change added and that can be run, of the code among the changed files. */
export const coverChange = (
  report: readonly CoveredFile[],
  changed: readonly FileChange[],
  places: CoveragePlaces,
): ChangedCovered => {
  const known = new Map(report.flatMap((file) => pathsOf(file, places).map((path) => [path, file])));
  const endings = new Set(report.flatMap(({ names }) => names.map(endingOf)));
  const code = changed.filter(
    (file) => file.class === 'code' && file.status !== 'deleted' && file.addedLines.length > 0,
  );
  const unseen = code.filter(({ path }) => !known.has(path) && endings.has(endingOf(path)));
  const hits = code.flatMap((file) => {
    const covered = known.get(file.path);
    return covered === undefined ? [] : addedIn(file, covered);
  });
  return { ...share(hits), unseen: unseen.map(({ path }) => path).sort() };
};

/** In percent, to two digits, and never rounded up to what it is not; undefined where there is no line. */
export const percentOf = ({ covered, of }: Covered): number | undefined =>
  of === 0 ? undefined : Math.floor((covered * 10_000) / of) / 100;
