import {
  factParsersFor,
  leafParsersFor,
  readFacts,
  readFunctions,
  readLeaves,
  readSqlTexts,
  textsOfExample,
  type Example,
  type ExampleReaders,
  type SecretSighting,
} from '#core';
import { loadParsers, loadSqlParser } from './parsers.ts';
import { readSecrets } from './secrets/read-secrets.ts';

// One for each language that examples are written in.
const paths = ['a.py', 'a.ipynb', 'a.js', 'a.ts', 'a.tsx', 'a.vue', 'a.svelte', 'a.go'];

/** Reads a text once, however often it is asked for: the texts of examples are few. */
const remember = <Args extends readonly unknown[], Value>(
  read: (...args: Args) => Value,
): ((...args: Args) => Value) => {
  const known = new Map<string, { readonly value: Value }>();
  return (...args) => {
    const key = JSON.stringify(args);
    const found = known.get(key) ?? { value: read(...args) };
    known.set(key, found);
    return found.value;
  };
};

/** Real readers for the texts of examples. The scanner of secrets takes its time: it has seen the texts before. */
export const openExampleReaders = async (examples: readonly Example[]): Promise<ExampleReaders> => {
  const parsers = await loadParsers(['typescript', ...leafParsersFor(paths), ...factParsersFor(paths)]);
  const sources = examples.flatMap(textsOfExample);
  const scanned = await readSecrets(sources);
  if (!scanned.ok) throw new Error(scanned.error.message);
  const secrets = new Map<string, readonly SecretSighting[]>(
    sources.map(({ path, text }, index) => [JSON.stringify([path, text]), scanned.value[index] ?? []]),
  );
  const facts = remember(readFacts(parsers));
  const readSql = readSqlTexts(await loadSqlParser());
  const sql = remember((path: string, text: string) => readSql(path, text, facts(path, text)));
  return {
    facts,
    functions: remember(readFunctions(parsers)),
    leaves: remember(readLeaves(parsers)),
    secrets: (path, text) => secrets.get(JSON.stringify([path, text])) ?? [],
    sql: (path, text) => sql(path, text),
  };
};
