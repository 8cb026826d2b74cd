import { parsersFor, readFunctions, skimFunctions, type FunctionReading, type ReadFunctions } from '#core';
import type { SourceText } from '#app';
import { once } from '../once.ts';
import { loadParsers } from '../parsers.ts';

// By the parsers it takes: what a reader prepares, such as the queries of a grammar, takes longer than a text.
const readers = new Map<string, () => Promise<ReadFunctions>>();

const open = async (names: ReturnType<typeof parsersFor>): Promise<ReadFunctions> =>
  readFunctions(await loadParsers(names));

/** The functions of a text, read on this thread; undefined for a text that no parser gets through. */
export const readText = async ({ path, text, wanted }: SourceText): Promise<FunctionReading | undefined> => {
  // Of a text that is asked for again a tree is kept, which other questions share.
  const skimmed = wanted?.once ? skimFunctions(path, text, wanted) : undefined;
  if (skimmed !== undefined) return skimmed;
  const names = parsersFor([path], wanted);
  const key = [...names].join();
  const reader = readers.get(key) ?? once(async () => open(names));
  readers.set(key, reader);
  return (await reader())(path, text, wanted);
};
