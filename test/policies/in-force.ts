// Shipped policies as laws: what their budgets, lanes and protected paths say of a change, of which only paths and counts matter.
import { classifyBy, judge, type ChangedFile, type FileStatus, type Mode, type Policy } from '#core';
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

const statuses: Readonly<Record<string, FileStatus>> = { A: 'added', M: 'modified', D: 'deleted', R: 'renamed' };
const noLines = { added: 0, deleted: 0, addedLines: [] };

/** `A path 3`, `M path 1`, `D path 2`, `R new old 0`: one file of a change with its number of changed lines. */
const fileOf = (policy: Policy, text: string): ChangedFile => {
  const [sign = '', path = '', ...rest] = text.split(' ');
  const [count = '0', from] = rest.toReversed();
  const lines = Number(count);
  const status = statuses[sign];
  assert.ok(status, text);
  const written = lines === 0 ? noLines : { added: lines, deleted: 0, addedLines: [{ start: 1, end: lines }] };
  return {
    path,
    ...(from === undefined ? {} : { from }),
    status,
    ...(status === 'deleted' ? { ...noLines, deleted: lines } : written),
    binary: false,
    class: classifyBy(policy.classes)(path, undefined),
    functions: [],
  };
};

/** The budgets, lanes and protected paths a change breaks, each with its level: `budget.lines block`. What texts say is for examples. */
const findingsOf = (policy: Policy, mode: string | undefined, change: readonly string[]): readonly string[] => {
  const files = change.map((text) => fileOf(policy, text));
  const { findings } = judge({
    policy,
    ...(mode === undefined ? {} : { mode: modeOf(policy, mode) }),
    scope: [],
    change: { base: 'empty', files },
    files,
    hash: (text) => createHash('sha256').update(text).digest('hex'),
  });
  const ofPaths = new Set(policy.rules.filter(({ kind }) => kind === 'protected-path').map(({ id }) => id));
  return findings
    .filter(({ rule }) => /^(?:budget|write-scope)\./.test(rule) || ofPaths.has(rule))
    .map(({ rule, level }) => `${rule} ${level}`)
    .sort();
};

interface Trial {
  readonly says: string;
  readonly mode?: string;
  readonly change: readonly string[];
  readonly finds: readonly string[];
}
export const tryAll = (policy: Policy, trials: readonly Trial[]): void => {
  for (const { says, mode, change, finds } of trials)
    it(`${mode ?? 'without a mode'}: ${says}`, () => assert.deepEqual(findingsOf(policy, mode, change), finds));
};
