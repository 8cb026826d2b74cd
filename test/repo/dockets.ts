// Changes to put before a court: the examples of every kind and of the policies that we ship.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readLaw, type Brief, type Court, type Gathered } from '#app';
import {
  askKey,
  leafParsersFor,
  present,
  readExample,
  readFunctions,
  readLeaves,
  readRuleExamples,
  success,
  trialsOf,
  type Ask,
  type ChangedFile,
  type Example,
  type ExampleReaders,
} from '#core';
import { loadParsers, openPolicyShelf } from '#repo';
import { nothingGathered } from '../../src/app/review/court.ts';
import { demand } from './temporary-repository.ts';

const parsers = await loadParsers([
  'typescript',
  ...leafParsersFor(['a.py', 'a.ipynb', 'a.js', 'a.ts', 'a.tsx', 'a.vue', 'a.svelte', 'a.go']),
]);

/** What is read before a change is judged; the rest is for the court. */
const readers: ExampleReaders = {
  facts: () => undefined,
  functions: readFunctions(parsers),
  leaves: readLeaves(parsers),
  secrets: () => [],
  sql: () => undefined,
};

const withoutContents = (file: ChangedFile): ChangedFile => {
  const { facts, factsBefore, sql, sqlBefore, secrets, secretsBefore, ...rest } = file;
  assert.deepEqual([facts, factsBefore, sql, sqlBefore], [undefined, undefined, undefined, undefined]);
  assert.equal((secrets ?? []).length + (secretsBefore ?? []).length, 0);
  return rest;
};

/** A change to judge, and how what is asked for around it is answered. */
export interface Docket {
  readonly brief: Brief;
  /** The texts at the base. */
  readonly before: Example['before'];
  readonly answer: (known: Gathered, asks: readonly Ask[]) => Gathered;
}

export const docketOf = (example: Example, law: Pick<Brief, 'policy' | 'mode'>): Docket => {
  const { files: read, after } = readExample(example, readers);
  const files = read.map(withoutContents);
  const textOf = (side: 'before' | 'after', path: string) => (side === 'before' ? example.before : after)[path];
  return {
    before: example.before,
    brief: { ...law, scope: [], change: { base: 'base', files }, files, known: nothingGathered },
    answer: (known, asks) => {
      const texts = new Map(known.texts);
      const facts = new Map(known.facts);
      for (const ask of asks) {
        if (!('path' in ask)) continue;
        const text = textOf(ask.side, ask.path);
        const key = askKey({ ...ask, what: 'text' });
        if (!texts.has(key)) texts.set(key, text === undefined ? {} : { text });
        if (ask.what === 'facts') facts.set(askKey(ask), ask);
      }
      return {
        ...present('base', known.base),
        paths: Object.keys(example.before).sort(),
        mentions: example.mentions ?? '',
        texts,
        facts,
      };
    },
  };
};

/** All that a court says of a change, in JSON: what it asks for, round by round, and the judgement. */
export const hear = async (court: Court, { brief, answer }: Docket): Promise<string> => {
  const asked: (readonly Ask[])[] = [];
  let { known } = brief;
  for (;;) {
    const asks = demand(await court.asks({ ...brief, known }));
    asked.push(asks);
    if (asks.length === 0) break;
    known = answer(known, asks);
  }
  return JSON.stringify([asked, demand(await court.judge({ ...brief, known }))]);
};

/** The folder of the policies that we ship. */
export const policiesFolder = new URL('../../policies/', import.meta.url);
const readShipped = async (file: string) => {
  const url = new URL(file, policiesFolder);
  return success(existsSync(url) ? readFileSync(url, 'utf8') : undefined);
};

/** The examples of a policy that we ship, each under all its rules. */
export const docketsOfPolicy = async (name: string): Promise<readonly Docket[]> => {
  const place = { readFrom: 'here', path: `${name}/policy.yaml`, readText: readShipped };
  const { policy } = demand(await readLaw(openPolicyShelf(fileURLToPath(policiesFolder)), place));
  const file = `${name}/examples.yaml`;
  const examples = readRuleExamples(file, demand(await readShipped(file)) ?? '');
  return trialsOf(examples, policy).map(({ rule, example }) => {
    const mode = policy.modes.find(({ id }) => id === rule.modes[0]);
    return docketOf(example, { policy, ...(mode === undefined ? {} : { mode }) });
  });
};
