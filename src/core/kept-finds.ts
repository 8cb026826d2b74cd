import { isGone, pathAtBase } from './change.ts';
import type { Hash } from './hash.ts';
import { askKey, type Known, type SideName } from './known.ts';
import { compareText } from './order.ts';
import { rememberWeakly } from './remember.ts';
import { everyPath, mentions, type Found, type View } from './reads.ts';
import type { ChangedFile } from './rule-kind.ts';

/*
 * What was found in a file holds as long as all that was read for it is the same, also in another process. There it is told by
 * content what is the same: a file of the change by all that it is, and whatever else stands at the base by the tree of that.
 */

/** Keeps values between processes. */
export interface Memory {
  /** A copy of what was learnt last under a key, by this build; undefined where nobody knows. */
  readonly recall: (key: string) => unknown;
  readonly learn: (key: string, value: unknown) => void;
}

/** What is told of a find beside what was read for it. */
export interface FindsOptions {
  readonly memory: Memory;
  readonly hash: Hash;
  /** Names the tree at the base, and by what rule it is looked for. */
  readonly under: string;
}

/** How a value is kept that holds the file that it was found in: without that. */
export interface Keeping<Value> {
  readonly file: ChangedFile;
  readonly write: (value: Value) => unknown;
  /** Of what `write` made. */
  readonly read: (written: unknown) => Value;
}

/** What was found in files by one rule, between processes. */
export interface KeptFinds {
  readonly recall: <Value>(what: string, keeping: Keeping<Value>) => Found<Value> | undefined;
  readonly learn: <Value>(what: string, keeping: Keeping<Value>, found: Found<Value>) => void;
}

interface KeptFind {
  readonly paths: readonly string[];
  /** The digest of what all these paths said. */
  readonly said: string;
  readonly value: unknown;
}

// Of a file whether they were read counts, and not what they are: the texts tell that.
const told = new Set(
  'functions functionsBefore syntax facts factsBefore sql sqlBefore secrets secretsBefore'.split(' '),
);

const nameOfFile = rememberWeakly((hash: Hash) =>
  rememberWeakly((file: ChangedFile): string => {
    const parts = Object.entries(file).filter(([, value]) => value !== undefined);
    const named = parts.map(([key, value]) => [key, told.has(key) ? true : (value as unknown)] as const);
    return hash(JSON.stringify(named.sort(([one], [other]) => compareText(one, other))));
  }),
);

interface Words {
  readonly ofPaths: ReadonlyMap<string, string>;
  /** What changed, and of which not all is at hand; and what the change says of itself, where nobody has gathered that. */
  readonly unknown: ReadonlySet<string>;
}

/** The text of a file that was not read with it, where it was gathered: as a digest; undefined where it was not. */
const gatheredText = (hash: Hash, { texts }: Known, side: SideName, path: string): string | undefined => {
  const key = askKey({ what: 'text', side, path });
  return texts.has(key) ? hash(JSON.stringify(texts.get(key))) : undefined;
};

/** All that a view says of a changed file; undefined where one of its texts is not at hand. */
const wordsOfFile = (hash: Hash, known: Known, file: ChangedFile): string | undefined => {
  const before =
    file.status === 'added' || file.before !== undefined ? '' : gatheredText(hash, known, 'before', pathAtBase(file));
  const after = isGone(file) || file.after !== undefined ? '' : gatheredText(hash, known, 'after', file.path);
  return before === undefined || after === undefined ? undefined : [nameOfFile(hash)(file), before, after].join(' ');
};

/** What a view says of paths, as digests; nothing of what is as it was at the base. */
const wordsOf = rememberWeakly((hash: Hash) =>
  rememberWeakly(({ files, known }: View): Words => {
    const ofPaths = new Map<string, string>();
    const unknown = new Set<string>();
    for (const file of files) {
      const said = wordsOfFile(hash, known, file);
      for (const path of new Set([file.path, pathAtBase(file)]))
        if (said === undefined) unknown.add(path);
        else ofPaths.set(path, `${ofPaths.get(path) ?? ''} ${said}`);
    }
    const listed = files.filter(({ status, special }) => status !== 'modified' || special !== undefined);
    const list = listed.map(({ path, from, status, special }) => [path, from ?? '', status, special ?? '']);
    ofPaths.set(everyPath, hash(JSON.stringify(list)));
    if (known.mentions === undefined) unknown.add(mentions);
    else ofPaths.set(mentions, hash(known.mentions));
    return { ofPaths, unknown };
  }),
);

/** The digest of what a view says of paths; undefined where it does not know. */
const sayOf = (hash: Hash, view: View, paths: readonly string[]): string | undefined => {
  const { ofPaths, unknown } = wordsOf(hash)(view);
  if (paths.some((path) => unknown.has(path))) return undefined;
  return hash(JSON.stringify(paths.map((path) => ofPaths.get(path) ?? '')));
};

// A file as it stands, with a patch somewhere around it, and with the one before that.
const mostFinds = 3;

/** Opens what is kept of finds in a view. */
export const openKeptFinds = ({ memory, hash, under }: FindsOptions, view: View): KeptFinds => {
  const keyOf = (what: string, file: ChangedFile): string =>
    JSON.stringify(['found', under, what, nameOfFile(hash)(file)]);
  // What is kept was written by this build, which the memory answers for.
  const findsUnder = (key: string): readonly KeptFind[] =>
    (memory.recall(key) as readonly KeptFind[] | undefined) ?? [];
  return {
    recall: (what, { file, read }) => {
      const found = findsUnder(keyOf(what, file)).find(({ paths, said }) => sayOf(hash, view, paths) === said);
      if (found === undefined) return undefined;
      return { value: read(found.value), reads: { paths: new Set(found.paths), asks: new Map(), doubts: new Map() } };
    },
    learn: (what, { file, write }, { value, reads }) => {
      // What was not at hand, or cannot be known, is no ground for anybody else.
      if (reads.asks.size > 0 || reads.doubts.size > 0) return;
      const paths = [...reads.paths];
      const said = sayOf(hash, view, paths);
      if (said === undefined) return;
      const key = keyOf(what, file);
      memory.learn(key, [{ paths, said, value: write(value) }, ...findsUnder(key).slice(0, mostFinds - 1)]);
    },
  };
};
