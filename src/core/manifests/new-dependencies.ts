import { byPlace, compareText } from '../order.ts';
import type { Dependency, LineSpan, ManifestReading } from './dependency.ts';
import { manifestOf, readManifest } from './read-manifest.ts';
import { tally } from '../tally.ts';

/**
 * A manifest or lockfile on both sides of a change; a side is left out where the file does not exist, and `before` is
 * the text it had under its old name when it was renamed. Unchanged files belong in the list as well: a name that the
 * repository has in any of them is not new in another.
 */
export interface ManifestChange {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

interface NewDependency {
  readonly path: string;
  readonly dependency: Dependency;
}

/** A place of a changed file in which there may be new dependencies that nobody can read. */
interface DependencyDoubt extends LineSpan {
  readonly path: string;
  readonly message: string;
}

export interface DependencyChange {
  /** One entry for every new name, where it stands first: in a manifest rather than in a lockfile. */
  readonly added: readonly NewDependency[];
  /** Not empty: it cannot be told whether there are more. */
  readonly doubts: readonly DependencyDoubt[];
}

interface Side {
  readonly path: string;
  readonly reading: ReturnType<typeof readManifest>;
}

const readSide = (path: string, text: string | undefined): Side => ({
  path,
  reading: text === undefined ? undefined : readManifest(path, text),
});

const readingOf = ({ reading }: Side): ManifestReading | undefined =>
  reading?.ok === true ? reading.value : undefined;

/** What the project itself asks somebody else for. */
const isOutside = ({ direct, origin }: Dependency): boolean =>
  direct && (origin === 'registry' || origin === 'address');

// A known name that moves to an address of its own is other code. The way back, to the registry, is not new.
const identities = ({ ecosystem, name, origin }: Dependency): readonly string[] => {
  const known = JSON.stringify([ecosystem, name]);
  return origin === 'address' ? [`${known} by address`, known] : [known];
};

const declaredBy = (sides: readonly Side[]): ReadonlySet<string> =>
  new Set(
    sides.flatMap((side) => {
      const declares = readingOf(side)?.declares;
      return declares === undefined ? [] : [JSON.stringify([manifestOf(side.path)?.ecosystem, declares])];
    }),
  );

const compareAdded = (one: NewDependency, other: NewDependency): number =>
  Number(manifestOf(one.path)?.role === 'lockfile') - Number(manifestOf(other.path)?.role === 'lockfile') ||
  compareText(one.path, other.path) ||
  byPlace(one.dependency, other.dependency);

const findAdded = (before: readonly Side[], after: readonly Side[]): readonly NewDependency[] => {
  const known = new Set(
    before.flatMap((side) => readingOf(side)?.dependencies.filter(isOutside).flatMap(identities) ?? []),
  );
  // What another manifest of the repository is the source of comes from nowhere else.
  const own = declaredBy(after);
  const candidates = after.flatMap((side) =>
    (readingOf(side)?.dependencies ?? [])
      .filter(isOutside)
      .map((dependency) => ({ path: side.path, dependency, identity: identities(dependency)[0] ?? '' }))
      .filter(({ identity }) => !known.has(identity) && !own.has(identity)),
  );
  const first = new Map<string, NewDependency>();
  for (const { identity, ...added } of candidates.sort(compareAdded))
    if (!first.has(identity)) first.set(identity, added);
  return [...first.values()].sort(compareAdded);
};

type Unread = ManifestReading['unread'][number];

const sameWords = ({ written, message }: Unread): string => JSON.stringify([written, message]);

const count = (places: readonly Unread[]): Map<string, number> => tally(places.map(sameWords));

/** What is left of some places when as many as are known are taken away by their words; takes them from the known. */
const beyond = (places: readonly Unread[], known: Map<string, number>): readonly Unread[] =>
  places.filter((place) => {
    const left = known.get(sameWords(place)) ?? 0;
    if (left > 0) known.set(sameWords(place), left - 1);
    return left <= 0;
  });

const beforeUnread = 'What this file depended on before the change cannot be read';

const unreadOf = (side: Side): readonly Unread[] => readingOf(side)?.unread ?? [];

interface Sides {
  readonly before: Side;
  readonly after: Side;
}

/** Places that cannot be read and that no file had before: first each file is compared with itself, then with the others. */
const findUnread = (changed: readonly Sides[]): readonly DependencyDoubt[] => {
  const more = changed.map(({ before, after }) => ({
    path: after.path,
    places: beyond(unreadOf(after), count(unreadOf(before))),
    gone: beyond(unreadOf(before), count(unreadOf(after))),
  }));
  const moved = count(more.flatMap(({ gone }) => gone));
  return more.flatMap(({ path, places }) =>
    beyond(places, moved).map(({ line, column, endColumn, message }) => ({ path, line, column, endColumn, message })),
  );
};

/** Whole files that cannot be read, on either side of the change. */
const findProblems = (changed: readonly Sides[]): readonly DependencyDoubt[] =>
  changed.flatMap(({ before, after: { path, reading } }): readonly DependencyDoubt[] => {
    if (reading === undefined) return [];
    if (!reading.ok) return [{ path, ...reading.error }];
    if (before.reading?.ok !== false) return [];
    const message = `${beforeUnread}: ${before.reading.error.message}`;
    return [{ path, line: 1, column: 1, endColumn: 1, message }];
  });

const compareDoubts = (one: DependencyDoubt, other: DependencyDoubt): number =>
  compareText(one.path, other.path) || byPlace(one, other);

/**
 * The dependencies that a change adds: direct names which no manifest had before. A new version, another group, another
 * file, or a lockfile that follows is nothing new.
 */
export const newDependencies = (changes: readonly ManifestChange[]): DependencyChange => {
  const sides = [...changes]
    .sort((one, other) => compareText(one.path, other.path))
    .map(({ path, before: earlier, after: later }) => {
      const before = readSide(path, earlier);
      return { before, after: earlier === later ? before : readSide(path, later), changed: earlier !== later };
    });
  // A file that stands as it stood hides nothing new, however little of it can be read.
  const changed = sides.filter((side) => side.changed);
  return {
    added: findAdded(
      sides.map(({ before }) => before),
      sides.map(({ after }) => after),
    ),
    doubts: [...findProblems(changed), ...findUnread(changed)].sort(compareDoubts),
  };
};
