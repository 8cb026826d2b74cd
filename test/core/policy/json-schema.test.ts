import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { parse } from 'yaml';
import { policyDocument } from '../../../src/core/policy/document.ts';
import { policyJsonSchema } from '../../../src/core/policy/json-schema.ts';
import { ruleKinds } from '../../../src/core/rules/index.ts';
import { kinds } from './layers.ts';

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

const validator = (of: Parameters<typeof policyJsonSchema>[0]): ((value: unknown) => boolean) => {
  const ajv = new Ajv({ strict: true, strictTypes: false, allErrors: true });
  ajv.addKeyword('markdownEnumDescriptions');
  const validate = ajv.compile(policyJsonSchema(of));
  return (value) => validate(value);
};

/** Every key a schema names, with its own schema. */
const keysIn = (node: unknown, path: string): readonly (readonly [path: string, node: Node])[] => {
  if (Array.isArray(node)) return node.flatMap((item) => keysIn(item, path));
  if (!isNode(node)) return [];
  const properties = isNode(node['properties']) ? Object.entries(node['properties']) : [];
  return [
    ...properties.flatMap(([key, child]) => [
      ...(isNode(child) ? [[`${path}.${key}`, child] as const] : []),
      ...keysIn(child, `${path}.${key}`),
    ]),
    ...['items', 'additionalProperties', 'anyOf', 'allOf', 'then'].flatMap((key) => keysIn(node[key], path)),
  ];
};

const rule = (rest: object): unknown => ({
  version: 1,
  rules: [{ id: 'r', level: 'block', because: 'b', ...rest }],
});

describe('the JSON Schema of the policy', () => {
  const accepts = validator(kinds);

  it('is draft-07, has a title and no id, and compiles strictly', () => {
    const schema = policyJsonSchema(ruleKinds);
    assert.equal(schema['$schema'], 'http://json-schema.org/draft-07/schema#');
    assert.equal(schema['title'], 'Codex Governor policy');
    assert.equal(schema['$id'], undefined);
    assert.ok(validator(ruleKinds));
  });

  it('describes every key, those of options as well', () => {
    const keys = keysIn(policyJsonSchema(kinds), '');
    assert.ok(keys.length > 100);
    for (const [path, { description, anyOf }] of keys)
      assert.ok(
        typeof description === 'string' || Array.isArray(anyOf) || path === '.rules.kind',
        `${path} has no description`,
      );
  });

  it('says nothing that only we understand', () => {
    const text = JSON.stringify(policyJsonSchema(ruleKinds));
    assert.ok(!text.includes('"holds"'));
    assert.ok(!text.includes('9007199254740991'));
  });

  it('accepts the policies we ship', () => {
    const acceptsReal = validator(ruleKinds);
    for (const name of ['dawsos', 'starter'])
      assert.ok(acceptsReal(parse(readFileSync(`policies/${name}/policy.yaml`, 'utf8'))), name);
  });

  it('asks for the options of the kind that a rule names', () => {
    assert.ok(accepts(rule({ kind: 'limit-of', with: { measure: 'lines', limit: 3 } })));
    assert.ok(!accepts(rule({ kind: 'limit-of', with: { measure: 'line', limit: 3 } })));
    assert.ok(!accepts(rule({ kind: 'limit-of', with: { measure: 'lines', limit: 3, more: 1 } })));
    assert.ok(!accepts(rule({ kind: 'limit-of' })), 'needed options are missed');
    assert.ok(accepts(rule({ kind: 'anything' })), 'options with defaults are not');
    assert.ok(accepts(rule({ kind: 'anything', with: {} })));
    assert.ok(!accepts(rule({ kind: 'unheard-of' })));
  });

  it('is the same, byte for byte, however its kinds are ordered', () => {
    const turned = new Map([...kinds].toReversed());
    assert.equal(JSON.stringify(policyJsonSchema(turned)), JSON.stringify(policyJsonSchema(kinds)));
  });

  it('agrees with what reading accepts', () => {
    const word = fc.constantFrom('a', 'b.c', 'Not An Id', '', 'lines', 'block', 'active');
    const leaf = fc.oneof(word, fc.integer({ min: -2, max: 20 }), fc.boolean(), fc.constant(1.5), fc.constant(null));
    const some = fc.oneof(leaf, fc.array(leaf, { maxLength: 2 }), fc.dictionary(word, leaf, { maxKeys: 2 }));
    const budget = fc.oneof(some, fc.record({ limit: leaf, level: word }, { requiredKeys: ['limit'] }));
    const document = fc.record(
      {
        version: fc.constantFrom(1, 2),
        title: some,
        codex: some,
        classes: fc.dictionary(fc.constantFrom('code', 'cod'), some, { maxKeys: 1 }),
        budgets: fc.record({ lines: budget }),
        modes: fc.dictionary(word, fc.record({ label: some, duties: some }, { requiredKeys: [] }), { maxKeys: 2 }),
        context: fc.record({ tokens: leaf }),
      },
      { requiredKeys: ['version'] },
    );
    fc.assert(
      fc.property(document, (value) => {
        assert.equal(accepts(value), policyDocument.safeParse(value).success);
      }),
      { numRuns: 1_000 },
    );
  });
});
