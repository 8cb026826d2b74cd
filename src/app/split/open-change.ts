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
import type { MeasuredCommit, PastCommit } from '../past.ts';
import type { Unread } from '../ports.ts';
import type { ReadFacts, SourceText } from '../reader-ports.ts';
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

const readTexts = async (
  stack: Stack,
  stored: ReadonlyMap<string, StoredChange>,
  files: readonly FileChange[],
): Promise<ReadonlyMap<string, Texts>> => {
  const read = async (id: string | undefined): Promise<string> => (id === undefined ? '' : stack.read(id));
  const texts = files.filter(isDivisible).map(async (file): Promise<readonly [string, Texts]> => {
    const before = stored.get(file.from ?? file.path)?.before?.id;
    const after = stored.get(file.path)?.after?.id;
    return [file.path, { before: await read(before), after: await read(after) }];
  });
  return new Map(await Promise.all(texts));
};

const textOf = (read: string | Unread | undefined): string | undefined => (typeof read === 'string' ? read : undefined);

type Sources = readonly SourceText[];

const sourcesOf = async (
  files: readonly FileChange[],
  read: (file: FileChange) => Promise<string | Unread | undefined>,
): Promise<Sources> => {
  const sources = files.map(async (file) => ({ path: file.path, text: textOf(await read(file)) }));
  return (await Promise.all(sources)).flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]));
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
    const texts = await readTexts(stack, stored, files);
    const facts = yield* need(factsOfSides(ports, measured, signal));
    const split = files.map((file): SplitFile => {
      const sides = texts.get(file.path);
      return { ...file, hunks: sides === undefined ? [] : hunksOf(sides.before, sides.after) };
    });
    return yield* need(success({ queue: queueOf(orderFiles(split, findLeanings(files, facts))), stored, texts }));
  });
