import {
  findLeanings,
  hunksOf,
  orderFiles,
  queueOf,
  success,
  type Facts,
  type FactsOfSides,
  type FileChange,
  type Queue,
  type Result,
  type SplitFile,
} from '#core';
import type { Failure } from '../failure.ts';
import type { MeasuredCommit, PastCommit } from '../past/past.ts';
import type { Unread } from '../ports.ts';
import type { ReadFacts, SourceText } from '../review/reader-ports.ts';
import { need, story } from '../story.ts';
import type { Stack, StackedCommit, StoredChange } from './stack-ports.ts';

export interface OpenChangePorts {
  readonly readFacts: ReadFacts;
}

/** The two texts of a file whose parts may land one after the other, each byte as a character (latin1). */
interface Texts {
  readonly before: string;
  readonly after: string;
}

/** A change that is about to be divided. */
export interface OpenedChange {
  readonly queue: Queue;
  readonly stored: ReadonlyMap<string, StoredChange>;
  /** By path; only of files that may be divided. */
  readonly texts: ReadonlyMap<string, Texts>;
}

/** What git compares one commit of a stack with. */
export const asPast = ({ id }: StackedCommit, parent: string | null): PastCommit => ({
  id,
  parent,
  isMerge: false,
  author: '',
  at: '',
  subject: '',
  message: '',
});

/** A file with two plain texts: a link, a submodule and a file of bytes land whole. */
const isDivisible = ({ binary, special, status, estimated }: FileChange): boolean =>
  !binary && special === undefined && estimated !== true && status !== 'type-changed';

const readTexts = (stack: Stack, stored: ReadonlyMap<string, StoredChange>, files: readonly FileChange[]) =>
  story<ReadonlyMap<string, Texts>>(async function* () {
    const sides = files.filter(isDivisible).map(({ path, from }) => ({
      path,
      before: stored.get(from ?? path)?.before?.id,
      after: stored.get(path)?.after?.id,
    }));
    // In one go: a process for each side of each file is more than a machine starts at once.
    const ids = sides.flatMap(({ before, after }) => [before, after]).filter((id) => id !== undefined);
    const read = yield* need(stack.read(ids));
    const textOf = (id: string | undefined): string | undefined => (id === undefined ? '' : read.get(id));
    return new Map(
      sides.flatMap(({ path, ...ids }): readonly (readonly [string, Texts])[] => {
        const [before, after] = [textOf(ids.before), textOf(ids.after)];
        return before === undefined || after === undefined ? [] : [[path, { before, after }]];
      }),
    );
  });

const textOf = (read: string | Unread | undefined): string | undefined => (typeof read === 'string' ? read : undefined);

type Sources = readonly SourceText[];

// Texts come many at a time; all at once would start a git for every hundred of them.
const atOnce = 200;

const sourcesOf = async (
  files: readonly FileChange[],
  read: (file: FileChange) => Promise<string | Unread | undefined>,
): Promise<Sources> => {
  const sources: SourceText[] = [];
  for (let next = 0; next < files.length; next += atOnce) {
    const part = files
      .slice(next, next + atOnce)
      .map(async (file) => ({ path: file.path, text: textOf(await read(file)) }));
    for (const { path, text } of await Promise.all(part)) if (text !== undefined) sources.push({ path, text });
  }
  return sources;
};

const byPath = (texts: Sources, facts: readonly (Facts | undefined)[]): ReadonlyMap<string, Facts> =>
  new Map(texts.flatMap(({ path }, at) => (facts[at] === undefined ? [] : [[path, facts[at]] as const])));

const factsOfSides = (
  { readFacts }: Pick<OpenChangePorts, 'readFacts'>,
  { change, readBefore, readAfter }: MeasuredCommit,
  signal?: AbortSignal,
): Promise<Result<FactsOfSides, Failure>> =>
  story(async function* () {
    const sources = {
      before: await sourcesOf(change.files, ({ from, path }) => readBefore(from ?? path)),
      after: await sourcesOf(change.files, ({ path }) => readAfter(path)),
    };
    const before = byPath(sources.before, yield* need(readFacts(sources.before, signal)));
    return { before, after: byPath(sources.after, yield* need(readFacts(sources.after, signal))) };
  });

/** Reads a whole change, and puts its files in the order in which they can land. */
export const openChange = (
  ports: OpenChangePorts,
  stack: Stack,
  measured: MeasuredCommit,
  signal?: AbortSignal,
): Promise<Result<OpenedChange, Failure>> =>
  story(async function* () {
    const { files } = measured.change;
    const stored = new Map(stack.changes.map((one) => [one.path, one]));
    const texts = yield* need(readTexts(stack, stored, files));
    const facts = yield* need(factsOfSides(ports, measured, signal));
    const split = files.map((file): SplitFile => {
      const sides = texts.get(file.path);
      return { ...file, hunks: sides === undefined ? [] : hunksOf(sides.before, sides.after) };
    });
    return yield* need(success({ queue: queueOf(orderFiles(split, findLeanings(files, facts))), stored, texts }));
  });
