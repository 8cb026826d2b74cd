import { measures } from '../../src/core/measures.ts';
import { mergeLayers } from '../../src/core/policy/merge.ts';
import { readLayer } from '../../src/core/policy/read.ts';
import { readRuleExamples, ruleKinds, trialsOf, tryOut, type Policy } from '#core';
import { openExampleReaders } from '#repo';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { parse } from 'yaml';

const root = new URL('../../', import.meta.url);
const textOf = (path: string): string => readFileSync(new URL(path, root), 'utf8');

interface Table {
  readonly heading: string;
  readonly policy: string;
  readonly rows: readonly (readonly string[])[];
}

const cellsOf = (line: string): readonly string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** The tables of docs/seeds.md, each with the policy that its section links to. */
const tables: readonly Table[] = textOf('docs/seeds.md')
  .split(/^## /m)
  .slice(1)
  .map((section) => {
    const [heading = ''] = section.split('\n');
    const [header = [], , ...rows] = section
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map(cellsOf);
    assert.deepEqual(header, ['Section', 'What it asks for', 'Held by'], heading);
    return { heading, policy: /\(\.\.\/policies\/([\w-]+)\/policy\.yaml\)/.exec(section)?.[1] ?? '', rows };
  });

const wordsIn = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);

/** Every key of a document, and every `id`. */
const namesIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: readonly [string, unknown]) => [
    ...(Array.isArray(value) ? [] : [key]),
    ...(key === 'id' && typeof inner === 'string' ? [inner] : []),
    ...namesIn(inner),
  ]);
};

/** The rules that a policy makes of its budgets and of its modes' places. */
const builtIn = ({ budgets, modes }: Policy): readonly string[] => {
  const limited = new Set([...budgets, ...modes.flatMap((mode) => mode.budgets)].map(({ measure }) => measure));
  return [
    ...measures.filter((measure) => limited.has(measure)).map((measure) => `budget.${measure}`),
    'write-scope.mode',
  ];
};

const isCommand = ({ modes }: Policy, word: string): boolean =>
  modes.some(({ commands }) => [...commands.allow, ...commands.deny].some((each) => `${each} `.startsWith(`${word} `)));

describe('docs/seeds.md', () => {
  it('has a table for every shipped policy that stands on a seed', () => {
    const shipped = readdirSync(new URL('policies/', root), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'starter')
      .map(({ name }) => name);
    assert.deepEqual(tables.map(({ policy }) => policy).sort(), shipped.sort());
  });

  for (const { heading, policy: name, rows } of tables)
    describe(heading, () => {
      const text = textOf(`policies/${name}/policy.yaml`);
      const { policy } = mergeLayers([readLayer(name, text)]);
      const held = rows.flatMap(([, , holding = '']) => wordsIn(holding));
      const ids = policy.rules.map(({ id }) => id);

      it('says of every section what it asks for, and what holds it or why nothing can', () => {
        for (const row of rows) {
          assert.equal(row.length, 3, row.join(' | '));
          for (const cell of row) assert.match(cell, /\w/, row.join(' | '));
          const [, , holding = ''] = row;
          assert.ok(wordsIn(holding).length > 0 || /advice/.test(holding), row.join(' | '));
        }
      });

      it('names nothing that the policy does not have', () => {
        const known = new Set([...namesIn(parse(text)), ...builtIn(policy), ...ids]);
        assert.deepEqual(
          held.filter((word) => !known.has(word) && !isCommand(policy, word)),
          [],
        );
      });

      it('names every rule, every budget and every gate of the policy', () => {
        assert.deepEqual(
          [...ids, ...builtIn(policy), ...policy.gates.map(({ id }) => id)].filter((id) => !held.includes(id)),
          [],
        );
      });

      it('has an example that each rule objects to, one that it lets pass, and none that says otherwise', async () => {
        const read = readRuleExamples(name, textOf(`policies/${name}/examples.yaml`));
        assert.deepEqual(read.problems, []);
        const trials = trialsOf(read, policy);
        const readers = await openExampleReaders(trials.map(({ example }) => example));
        const objects = ({ example }: (typeof trials)[number]): boolean =>
          (example.elsewhere ?? []).length > 0 || Object.values(example.after).some((after) => after.includes('←'));
        for (const id of ids) {
          const own = trials.filter(({ rule }) => rule.id === id);
          assert.ok(own.some(objects), `${id}: an example that it objects to`);
          assert.ok(!own.every(objects), `${id}: an example that it lets pass`);
        }
        const wrong = trials
          .map((trial) => tryOut(trial, { policy, kinds: ruleKinds, readers }))
          .filter(({ missing, unexpected }) => missing.length + unexpected.length > 0);
        assert.deepEqual(wrong, []);
      });
    });
});
