// Shipped policies as laws: what they say of a change, of which mostly paths and counts matter.
import {
  askKey,
  classifyBy,
  judge,
  nothingKnown,
  readExample,
  type Example,
  type Known,
  type Mode,
  type Policy,
} from '#core';
import { openExampleReaders } from '#repo';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { it } from 'mocha';
import { mergeLayers } from '../../src/core/policy/merge.ts';
import { readLayer, type Layer } from '../../src/core/policy/read.ts';

/** The names of the shipped policies. */
export const shippedNames: readonly string[] = readdirSync(new URL('../../policies/', import.meta.url), {
  withFileTypes: true,
})
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

export const layerOf = (name: string): Layer =>
  readLayer(
    `codex-governor:${name}`,
    readFileSync(new URL(`../../policies/${name}/policy.yaml`, import.meta.url), 'utf8'),
  );
export const lawOf = (...layers: readonly Layer[]): Policy => mergeLayers(layers).policy;
export const modeOf = (policy: Policy, id: string): Mode => {
  const mode = policy.modes.find((one) => one.id === id);
  assert.ok(mode, `mode ${id}`);
  return mode;
};

/** So many lines that mean nothing, each in the language of its file. */
const linesOf = (path: string, count: number): string => {
  if (path.endsWith('.json')) return `{}${'\n'.repeat(count)}`;
  const sign = path.endsWith('.sql') ? '--' : /\.(?:tsx?|go|java)$/.test(path) ? '//' : '#';
  return Array.from({ length: count }, (_, at) => `${sign} ${at}\n`).join('');
};

const oldText = (sign: string, path: string, text: string): string => (sign === 'M' ? linesOf(path, 0) : text);

/** `A path 3`, `M path 1`, `D path 2`, `R new old 0`: a file with its number of changed lines; what stands after ` = ` is its last line. */
const exampleOf = (change: readonly string[]): Example => {
  const files = change.map((line) => {
    const [what = '', last] = line.split(' = ');
    const [sign = '', path = '', ...rest] = what.split(' ');
    const [count = '0', from = path] = rest.toReversed();
    assert.match(sign, /^[AMDR]$/, line);
    const above = Number(count) - (last === undefined ? 0 : 1);
    const text = (last !== undefined && above === 0 ? '' : linesOf(path, above)) + (last ?? '');
    return { sign, path, from, text };
  });
  const renamed = files.filter(({ sign }) => sign === 'R').map(({ path, from }) => [path, from] as const);
  return {
    title: 'a trial',
    with: {},
    before: Object.fromEntries(
      files.filter(({ sign }) => sign !== 'A').map(({ sign, path, from, text }) => [from, oldText(sign, path, text)]),
    ),
    after: Object.fromEntries(files.filter(({ sign }) => sign !== 'D').map(({ path, text }) => [path, text])),
    ...(renamed.length === 0 ? {} : { renamed: Object.fromEntries(renamed) }),
  };
};

interface Trial {
  readonly says: string;
  readonly mode?: string;
  readonly change: readonly string[];
  readonly finds: readonly string[];
}

/** What is known of a tree in which these paths stand, and say nothing, beside those that a change touches. */
const knownOf = (touched: readonly string[], there: readonly string[]): Known => ({
  ...nothingKnown,
  paths: [...new Set([...touched, ...there])].sort(),
  mentions: '',
  texts: new Map(
    there.flatMap((path) =>
      (['before', 'after'] as const).map((side) => [askKey({ what: 'text', side, path }), { text: '' }] as const),
    ),
  ),
});

/** The rules a change breaks, each with its level: `budget.lines block`. */
const findingsOf = async (
  policy: Policy,
  { mode, change }: Trial,
  there: readonly string[],
): Promise<readonly string[]> => {
  const example = exampleOf(change);
  const readers = { ...(await openExampleReaders([example])), classify: classifyBy(policy.classes) };
  // Readers of examples know some languages; in the others, too, these lines hold no functions.
  const files = readExample(example, readers).files.map((file) => ({ functions: [], functionsBefore: [], ...file }));
  const { findings } = judge({
    policy,
    ...(mode === undefined ? {} : { mode: modeOf(policy, mode) }),
    scope: [],
    change: { base: 'empty', files },
    files,
    known: knownOf(Object.keys(example.before), there),
    hash: (text) => createHash('sha256').update(text).digest('hex'),
  });
  return findings.map(({ rule, level }) => `${rule} ${level}`).sort();
};

/** Tries changes of a tree in which these paths are there already, beside those that a change touches. */
export const tryAll = (policy: Policy, trials: readonly Trial[], there: readonly string[] = []): void => {
  for (const trial of trials)
    it(`${trial.mode ?? 'without a mode'}: ${trial.says}`, async () => {
      assert.deepEqual(await findingsOf(policy, trial, there), trial.finds);
    });
};
