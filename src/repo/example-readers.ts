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
import { readSecrets } from './read-secrets.ts';

// One for each language that examples are written in.
const paths = ['a.py', 'a.ipynb', 'a.js', 'a.ts', 'a.tsx', 'a.vue', 'a.svelte', 'a.go'];

const remember = <Value>(read: (path: string, text: string) => Value): ((path: string, text: string) => Value) => {
  const known = new Map<string, Value>();
  return (path, text) => {
    const key = JSON.stringify([path, text]);
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = read(path, text);
    known.set(key, value);
    return value;
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
  return {
    facts: remember(readFacts(parsers)),
    functions: readFunctions(parsers),
    leaves: readLeaves(parsers),
    secrets: (path, text) => secrets.get(JSON.stringify([path, text])) ?? [],
    sql: readSqlTexts(await loadSqlParser()),
  };
};
