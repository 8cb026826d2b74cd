import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { mergeLayers } from '../../src/core/policy/merge.ts';
import { readLayer } from '../../src/core/policy/read.ts';
import { policyDocument } from '../../src/core/policy/document.ts';

const manual = readFileSync(new URL('../../docs/policy.md', import.meta.url), 'utf8');
const examples = [...manual.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].flatMap(([, text]) => text ?? []);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Every key that a part of the schema knows; the options of kinds stand in docs/rules.md. */
const keysIn = (schema: unknown): readonly string[] => {
  if (!isRecord(schema)) return [];
  const { properties, allOf: _options, ...rest } = schema;
  const own = isRecord(properties) ? Object.entries(properties) : [];
  return [
    ...own.map(([key]) => key),
    ...own.filter(([key]) => key !== 'with').flatMap(([, value]) => keysIn(value)),
    ...Object.values(rest).flatMap(keysIn),
  ];
};

/** True where the manual has a key as a word of its own. */
const isNamed = (key: string): boolean => new RegExp(`(?<![\\w-])${key.replace('$', '\\$')}(?![\\w-])`).test(manual);

/** The part of the manual under a heading of any level, up to the next heading. */
const sectionsNamed = (key: string): number =>
  manual.split(/^#{2,3} /m).filter((part) => part.split('\n')[0]?.includes(`\`${key}\``)).length;

describe('docs/policy.md', () => {
  it('begins with a policy of at most a dozen lines that is whole', () => {
    const [first = ''] = examples;
    assert.ok(first.trim().split('\n').length <= 12);
    const layer = readLayer('first', first);
    assert.deepEqual([...layer.problems, ...mergeLayers([layer]).problems], []);
  });

  for (const [index, text] of examples.entries())
    it(`shows YAML that a policy may hold, in example ${index + 1}`, () => {
      const whole = /^version:/m.test(text) ? text : `version: 1\n${text}`;
      assert.deepEqual(readLayer(`example ${index + 1}`, whole).problems, []);
    });

  for (const key of Object.keys(policyDocument.shape).filter((name) => name !== 'version'))
    it(`has a section on ${key}`, () => assert.equal(sectionsNamed(key), 1));

  it('names every key that a policy may hold', () => {
    const schema: unknown = JSON.parse(readFileSync(new URL('../../policies/schema.json', import.meta.url), 'utf8'));
    const keys = [...new Set(keysIn(schema))].sort();
    assert.ok(keys.length > 60, keys.join(' '));
    assert.deepEqual(
      keys.filter((key) => !isNamed(key)),
      [],
    );
  });
});
