import type { Policy } from '#core';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { judgeTexts } from '../../scripts/precision/judge-texts.ts';
import { placeOf } from '../../src/core/rule-kind.ts';
import { lawOf, layerOf, shippedNames } from './in-force.ts';

/*
 * An import that only the running program can name may be any that is forbidden: wherever a rule of forbidden imports looks,
 * just one of them tells of it.
 */

const spread = (glob: string): readonly string[] => {
  const [, head, choices, tail] = /^(.*?)\{([^{}]*)\}(.*)$/.exec(glob) ?? [];
  if (head === undefined || choices === undefined || tail === undefined) return [glob];
  return choices.split(',').flatMap((choice) => spread(head + choice + tail));
};

const endings = ['.py', '.ts', '.ipynb'];

/** Paths that a glob matches, with folders between and without. */
const pathsOf = (glob: string): readonly string[] =>
  spread(glob)
    .flatMap((one) => [one.replaceAll('**/', ''), one.replaceAll('**/', 'one/two/')])
    .flatMap((one) => (one.endsWith('**') ? endings.map((ending) => one.replace(/\*\*$/, `page${ending}`)) : [one]))
    .map((one) => one.replaceAll('*', 'a'));

/** Paths in the places of the rules, in what they except, and where two of these meet. */
const pathsFor = (rules: Policy['rules']): readonly string[] => {
  const globs = rules.flatMap(({ in: places, except }) => [...places, ...except]);
  const paths = globs.flatMap(pathsOf);
  const folders = paths.map((path) => path.slice(0, path.lastIndexOf('/') + 1));
  const met = globs
    .filter((glob) => glob.startsWith('**/'))
    .flatMap((glob) => folders.flatMap((folder) => pathsOf(folder + glob.slice('**/'.length))));
  return [...new Set([...paths, ...met])].filter((path) => endings.some((ending) => path.endsWith(ending)));
};

const textFor = (path: string): string => {
  const python = 'import importlib\nimportlib.import_module(name)\n';
  if (path.endsWith('.py')) return python;
  return path.endsWith('.ts')
    ? 'export const load = (name: string) => import(name);\n'
    : `${JSON.stringify({ cells: [{ cell_type: 'code', source: python }], metadata: {} })}\n`;
};

describe('an import that nobody can name', () => {
  for (const name of shippedNames) {
    const law = lawOf(layerOf(name));
    const rules = law.rules.filter(({ kind }) => kind === 'forbidden-import');
    if (rules.length === 0) continue;
    it(`is one finding in each place of ${name}, and none elsewhere`, async () => {
      const paths = pathsFor(rules);
      const after = Object.fromEntries(paths.map((path) => [path, textFor(path)]));
      const findings = await judgeTexts({ ...law, rules, budgets: [] }, { before: {}, after });
      const told = paths.map((path) => `${path} ${findings.filter((one) => one.path === path).length}`);
      const places = rules.map(placeOf);
      const expected = paths.map((path) => `${path} ${places.some((applies) => applies(path)) ? 1 : 0}`);
      assert.ok(expected.some((one) => one.endsWith(' 1')));
      assert.deepEqual(told, expected);
    });
  }
});
