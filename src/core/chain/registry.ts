import * as z from 'zod';
import { inOwnWords } from '../policy/own-words.ts';
import { byPlace } from '../order.ts';
import type { Problem } from '../policy/policy.ts';
import { placeFault, readText, type ReadText } from '../policy/read.ts';
import type { PolicyPath } from '../policy/shape.ts';
import { nearestWord } from '../policy/suggest.ts';
import type { RegistryDocument } from './document.ts';
import type { ChainFile } from './read.ts';

/** What an entry may say of itself; without a `status` it is ready. */
const entryStates = ['READY', 'UNREADY', 'MIGRATION_BLOCKED'] as const;
type EntryState = (typeof entryStates)[number];

/** One id of a registry, and where it stands. */
interface RegistryEntry {
  readonly id: string;
  readonly state: EntryState;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The registries of a chain. One that cannot be read is left out of `entries`, and a problem says so. */
export interface Registries {
  readonly entries: ReadonlyMap<string, ReadonlyMap<string, RegistryEntry>>;
  readonly problems: readonly Problem[];
}

/** The files of the repository as they are. */
export interface FilesNow {
  /** Sorted; none of those that git ignores. */
  readonly files: readonly string[];
  /** The text of one; undefined where it is not there or cannot be read. */
  readonly read: (path: string) => string | undefined;
  /** Why one cannot be read, in a sentence, by path; one without a text that is not in here is not there. */
  readonly unread: ReadonlyMap<string, string>;
}

const anything = z.looseObject({});

type Text = ReadText<Readonly<Record<string, unknown>>>;
type Say = (path: PolicyPath, code: string, message: string, replacement?: string) => Problem;

const sayIn =
  (text: Text): Say =>
  (path, code, message, replacement) =>
    placeFault(text, { path, part: 'value', code, message, ...(replacement === undefined ? {} : { replacement }) });

/** An entry on its way: what stands in it, and where. */
interface Written {
  readonly entry: Readonly<Record<string, unknown>>;
  readonly at: PolicyPath;
  readonly id: string;
}

interface Gathered {
  readonly registry: RegistryDocument;
  readonly text: Text;
  readonly written: readonly Written[];
  readonly problems: readonly Problem[];
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const writtenAt = (
  { entries, id: key = 'id' }: RegistryDocument,
  entry: unknown,
  index: number,
): Written | undefined => {
  const id = isMap(entry) ? entry[key] : undefined;
  return !isMap(entry) || typeof id !== 'string' || id === '' ? undefined : { entry, at: [entries, index], id };
};

const tellRepeated = (text: Text, key: string, written: readonly Written[]): readonly Problem[] =>
  // The reader of YAML has told of a second `id` already.
  key === 'id'
    ? []
    : written.flatMap(({ id, at }) => {
        const first = written.find((other) => other.id === id)?.at ?? at;
        if (first === at) return [];
        const { line } = text.placeOf([...first, key]);
        const message = `\`${id}\` stands here a second time; it first stands in line ${line}.`;
        return [sayIn(text)([...at, key], 'duplicate-id', message)];
      });

const gatherEntries = (registry: RegistryDocument, text: Text): Pick<Gathered, 'written' | 'problems'> => {
  const say = sayIn(text);
  const { entries, id: key = 'id' } = registry;
  const list: unknown = text.document?.[entries];
  if (!Array.isArray(list))
    return { written: [], problems: [say([entries], 'no-entries', `The registry needs a list under \`${entries}\`.`)] };
  const all = list.map((entry: unknown, index) => writtenAt(registry, entry, index));
  const nameless = all.flatMap((one, index) =>
    one === undefined ? [say([entries, index], 'no-id', `This entry has no \`${key}\`, so nothing can name it.`)] : [],
  );
  const written = all.filter((one) => one !== undefined);
  return { written, problems: [...nameless, ...tellRepeated(text, key, written)] };
};

const readRegistry = (
  file: ChainFile,
  name: string,
  registry: RegistryDocument,
  { read, unread }: FilesNow,
): Gathered => {
  const source = read(registry.file);
  if (source === undefined) {
    const empty: Text = { source: registry.file, problems: [], placeOf: file.placeOf };
    const at: PolicyPath = ['registries', name, 'file'];
    const why = unread.get(registry.file) ?? `There is no file ${registry.file}.`;
    const message = `The registry \`${name}\` cannot be read. ${why}`;
    const missing = { path: at, part: 'value', code: 'no-registry', message } as const;
    return { registry, text: empty, written: [], problems: [placeFault({ ...empty, source: file.path }, missing)] };
  }
  const text = readText(registry.file, source, {
    schema: anything,
    shape: {},
    name: 'registry',
    notAMap: `A registry is a map with a list under \`${registry.entries}\`.`,
  });
  const problems = text.problems.map(inOwnWords);
  if (text.document === undefined) return { registry, text, written: [], problems };
  const gathered = gatherEntries(registry, text);
  return { registry, text, written: gathered.written, problems: [...problems, ...gathered.problems] };
};

const stateOf = ({ entry }: Written): EntryState | undefined => {
  const { status = 'READY' } = entry;
  return entryStates.find((state) => state === status);
};

const checkState = (say: Say, one: Written): readonly Problem[] =>
  stateOf(one) === undefined
    ? [
        say(
          [...one.at, 'status'],
          'unknown-status',
          `The \`status\` of \`${one.id}\` is none of ${entryStates.join(', ')}.`,
        ),
      ]
    : [];

const checkFile = (say: Say, one: Written, key: string | undefined, has: ReadonlySet<string>): readonly Problem[] => {
  if (key === undefined || stateOf(one) !== 'READY') return [];
  const path = one.entry[key];
  const at = [...one.at, key];
  if (typeof path !== 'string')
    return [say(at, 'missing-key', `\`${one.id}\` needs the key \`${key}\` with a file, or the status UNREADY.`)];
  return !has.has(path)
    ? [say(at, 'missing-file', `\`${one.id}\` names ${path}, which is not there. Add it, or say UNREADY.`)]
    : [];
};

type Entries = ReadonlyMap<string, RegistryEntry>;

const checkReference = (say: Say, at: PolicyPath, id: unknown, of: string, known: Entries | undefined) => {
  // One that cannot be read has been told of; one that the chain has not is told where the chain names it.
  if (known === undefined) return [];
  const found = typeof id === 'string' ? known.get(id) : undefined;
  if (found === undefined) {
    const nearest = nearestWord(String(id), known.keys());
    const offer = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
    return [say(at, 'unknown-id', `The registry \`${of}\` has no \`${String(id)}\`.${offer}`, nearest)];
  }
  return found.state === 'READY'
    ? []
    : [
        say(
          at,
          'unready-id',
          `\`${found.id}\` is ${found.state} (${found.file} line ${found.line}): nothing may refer to it yet.`,
        ),
      ];
};

const checkReferences = (say: Say, one: Written, registry: RegistryDocument, all: Registries['entries']) =>
  stateOf(one) !== 'READY'
    ? []
    : Object.entries(registry.refers ?? {}).flatMap(([key, of]) => {
        const value = one.entry[key];
        if (value === undefined) return [];
        const at = [...one.at, key];
        if (!Array.isArray(value)) return checkReference(say, at, value, of, all.get(of));
        return value.flatMap((id, index) => checkReference(say, [...at, index], id, of, all.get(of)));
      });

const entryOf = ({ text, registry }: Gathered, one: Written): RegistryEntry => {
  const { line, column } = text.placeOf([...one.at, registry.id ?? 'id']);
  return { id: one.id, state: stateOf(one) ?? 'UNREADY', file: registry.file, line, column };
};

/**
 * The registries of a chain, closed: an unknown or repeated id, a file that is missing, a status nobody knows, a text that is no
 * YAML: each is a problem at its file, line and column.
 */
export const readRegistries = (file: ChainFile, now: FilesNow): Registries => {
  const has = new Set(now.files);
  const gathered = Object.entries(file.chain?.registries ?? {}).map(
    ([name, registry]) => [name, readRegistry(file, name, registry, now)] as const,
  );
  const entries = new Map(
    gathered.flatMap(([name, one]) =>
      one.text.document === undefined
        ? []
        : [[name, new Map(one.written.map((each) => [each.id, entryOf(one, each)]))] as const],
    ),
  );
  const problems = gathered.flatMap(([, one]) => {
    const say = sayIn(one.text);
    const { registry } = one;
    return [
      ...one.problems,
      ...one.written.flatMap((each) => [
        ...checkState(say, each),
        ...checkFile(say, each, registry.path, has),
        ...checkReferences(say, each, registry, entries),
      ]),
    ].sort(byPlace);
  });
  return { entries, problems };
};
