import {
  failure,
  pairMoved,
  present,
  success,
  type FileChange,
  type FileClass,
  type LooseFile,
  type ProposedFile,
  type Result,
} from '#core';
import { fail, type Failure } from '../failure.ts';
import { gather } from '../review/gather.ts';
import { overlay, readEdits, rememberBases, type Edit, type Overlaid } from '../review/overlay.ts';
import type { MeasuredChange } from '../ports.ts';
import type { Reading, ReviewPorts } from '../review/review.ts';

/** What files would become, by path, as git would store it; undefined: gone. A file that is moved is gone where it was. */
export type ProposedTexts = ReadonlyMap<string, string | undefined>;

/** Proposed files put on top of others. */
export const putOn = (below: ProposedTexts, files: readonly ProposedFile[]): ProposedTexts => {
  const texts = new Map(below);
  for (const { path, from, after } of files) {
    if (from !== undefined) texts.set(from, undefined);
    texts.set(path, after);
  }
  return texts;
};

interface Proposed {
  readonly texts: ProposedTexts;
  /** Texts at the base that are at hand already, of files that did not change. */
  readonly bases: ReadonlyMap<string, string>;
  readonly signal?: AbortSignal | undefined;
}

type Ports = Omit<ReviewPorts, 'repository'>;

const tooLarge = (path: string, why: string): Result<never, Failure> =>
  failure(fail('too-large', `${path} cannot be judged: at the base, ${why}.`));

const readBase = async (
  reading: Reading,
  path: string,
  { bases }: Proposed,
): Promise<Result<string | undefined, Failure>> => {
  const read = bases.get(path);
  if (read !== undefined) return success(read);
  const known = reading.files.find((file) => file.path === path);
  if (known?.status === 'added') return success(undefined);
  if (known?.before !== undefined && known.from === undefined) return success(known.before);
  const text = await reading.measured.readBefore(path);
  return typeof text === 'object' ? tooLarge(path, text.unread) : success(text);
};

interface Ends {
  /** The paths that are looked at anew: those that are proposed, and those that were paired with one of them. */
  readonly paths: readonly string[];
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
}

/** The other ends of moves that a path is part of. */
const partnersOf = (files: readonly FileChange[], touched: ReadonlySet<string>): readonly string[] =>
  files.flatMap(({ path, from }) =>
    from !== undefined && (touched.has(path) || touched.has(from)) ? [path, from] : [],
  );

/**
 * What has to be compared anew. Where a file goes, git may find it in one that came, and where one comes, in one that is
 * gone: those count, too.
 */
const pathsOf = ({ files }: Reading, texts: ProposedTexts): readonly string[] => {
  const touched = new Set(texts.keys());
  const known = new Map(files.map((file) => [file.path, file]));
  const partners = partnersOf(files, touched);
  const goes = partners.length > 0 || [...texts.values()].includes(undefined);
  const comes =
    partners.length > 0 ||
    [...texts].some(([path, text]) => text !== undefined && known.get(path)?.status !== 'modified');
  const loose = files.filter(({ status }) => (goes && status === 'added') || (comes && status === 'deleted'));
  return [...new Set([...touched, ...partners, ...loose.map(({ path }) => path)])];
};

const readNow = async (reading: Reading, path: string, texts: ProposedTexts): Promise<string | undefined> => {
  if (texts.has(path)) return texts.get(path);
  const known = reading.files.find((file) => file.path === path);
  if (known?.status === 'deleted') return undefined;
  const text = known?.after ?? (await reading.measured.readAfter(path));
  return typeof text === 'object' ? undefined : text;
};

/** Both texts of every path that is looked at. */
const readEnds = async (reading: Reading, proposed: Proposed): Promise<Result<Ends, Failure>> => {
  const paths = pathsOf(reading, proposed.texts);
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  const read = await Promise.all(
    paths.map(async (path) => ({
      path,
      old: await readBase(reading, path, proposed),
      now: await readNow(reading, path, proposed.texts),
    })),
  );
  for (const { path, old, now } of read) {
    if (!old.ok) return old;
    if (old.value !== undefined) before.set(path, old.value);
    if (now !== undefined) after.set(path, now);
  }
  return success({ paths, before, after });
};

const looseOf = (paths: readonly string[], here: Ends['before'], there: Ends['before']): readonly LooseFile[] =>
  paths.flatMap((path) => {
    const text = here.get(path);
    return text === undefined || there.has(path) ? [] : [{ path, text }];
  });

/** What is looked at anew as edits; files that are what they were in the reading are left out. */
const editsOf = (
  reading: Reading,
  { paths, before, after }: Ends,
  texts: ProposedTexts,
  classOf: (path: string) => FileClass,
): readonly Edit[] => {
  const moved = pairMoved(looseOf(paths, before, after), looseOf(paths, after, before));
  const left = new Set(moved.values());
  const known = new Map(reading.files.map((file) => [file.path, file]));
  return paths.flatMap((path): readonly Edit[] => {
    const from = moved.get(path);
    const isSame = !texts.has(path) && known.get(path)?.from === from && known.has(path) && !left.has(path);
    if (isSame || left.has(path)) return [];
    const old = before.get(from ?? path);
    const now = after.get(path);
    if (old === undefined && now === undefined) return [];
    return [
      { path, ...present('from', from), ...present('before', old), ...present('after', now), class: classOf(path) },
    ];
  });
};

/** What was made of an edit in a reading. */
interface Seen {
  readonly reading: Reading;
  readonly edit: Edit;
  readonly overlaid: Overlaid;
}

const isSameEdit = (one: Edit, other: Edit): boolean =>
  one.from === other.from && one.before === other.before && one.after === other.after && one.class === other.class;

/** The reading without what is looked at anew, so that nothing of how it stood there shows through. */
const without = (reading: Reading, paths: readonly string[]): Reading => {
  const gone = new Set(paths);
  const files = reading.files.filter(({ path }) => !gone.has(path));
  return { ...reading, files, change: { ...reading.change, files } };
};

export type ReadProposed = (ports: Ports, reading: Reading, proposed: Proposed) => Promise<Result<Reading, Failure>>;

/** The reading as it will be with proposed texts; what was read of a text is remembered as long as both stay the same. */
export const rememberProposed = (): ReadProposed => {
  const bases = rememberBases();
  let seen: ReadonlyMap<string, Seen> = new Map();
  return async (ports, reading, proposed) => {
    const { texts, signal } = proposed;
    if (texts.size === 0) return success(reading);
    const ends = await readEnds(reading, proposed);
    if (!ends.ok) return ends;
    bases.forget(new Set(ends.value.paths));
    const facts = await reading.measured.lookUp(ends.value.paths);
    if (!facts.ok) return facts;
    const edits = editsOf(reading, ends.value, texts, (path) => facts.value.get(path)?.class ?? 'code');
    const kept = new Map<string, Seen>();
    for (const edit of edits) {
      const last = seen.get(edit.path);
      if (last?.reading === reading && isSameEdit(last.edit, edit)) kept.set(edit.path, last);
    }
    const anew = new Set<string>([
      ...texts.keys(),
      ...edits.flatMap(({ path, from }) => [path, ...(from === undefined ? [] : [from])]),
    ]);
    const rest = without(reading, [...anew]);
    const read = await readEdits(
      ports,
      rest,
      edits.filter(({ path }) => !kept.has(path)),
      { count: bases.count, signal },
    );
    if (!read.ok) return read;
    for (const overlaid of read.value) kept.set(overlaid.edit.path, { reading, edit: overlaid.edit, overlaid });
    seen = kept;
    const typed = overlay(
      rest,
      [...kept.values()].map(({ overlaid }) => overlaid),
    );
    const measured: MeasuredChange = {
      ...reading.measured,
      readAfter: async (path) => (texts.has(path) ? texts.get(path) : reading.measured.readAfter(path)),
    };
    return gather(ports, { ...typed, measured }, { unsaved: texts, signal });
  };
};
