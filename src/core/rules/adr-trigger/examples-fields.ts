import type { Example } from '../../rule-kind.ts';
import { demand, trigger, type On } from './examples-parts.ts';

const schema: On = [{ schema: true }];
const fields: On = [{ 'json-fields-removed': true }];
const pattern = '{\n  "id": 1,\n  "steps": [\n    { "name": "a", "args": { "x": 1 } }\n  ]\n}\n';

/** Fields of JSON that are removed. */
export const fieldExamples: readonly Example[] = [
  trigger(
    fields,
    'a file of fields whose new name says that it is none',
    { 'p.json': '{ "id": 1 }\n' },
    { 'p.json.bak': '{ "id": 1 }\n' },
    { renamed: { 'p.json.bak': 'p.json' }, elsewhere: [`The field id is removed here: ${demand}`] },
  ),
  trigger(
    schema,
    'a field that is removed, where only the schema takes a decision',
    { 'p.json': pattern },
    { 'p.json': '{ "id": 1 }\n' },
  ),
  trigger(
    [...fields, { definitions: ['rate'] }],
    'a program is no file of fields',
    { 'p.py': 'id = 1\n\n\ndef rate():\n    return 1\n' },
    { 'p.py': `id = 1\n\n\ndef rate():    ← rate is edited here: ${demand}\n    return 2\n` },
  ),
  trigger(
    fields,
    'a program that git treats as binary holds no fields',
    { 'p.py': 'a = 1\n' },
    { 'p.py': 'a = 2\n' },
    { facts: { 'p.py': { binary: true } } },
  ),
  trigger(
    fields,
    'a list that is removed with all that stands in it',
    { 'p.json': pattern },
    { 'p.json': `{    ← The field steps is removed here: ${demand}\n  "id": 1\n}\n` },
  ),
  trigger(
    fields,
    'JSON with comments',
    { 'p.jsonc': '{\n\t// how it is told apart\n\t"id": 1,\n\t"more": 2,\n}\n' },
    { 'p.jsonc': `{    ← The field more is removed here: ${demand}\n\t// what tells it apart\n\t"id": 1,\n}\n` },
  ),
  trigger(fields, 'a new file that does not parse yet', {}, { 'p.json': '{ "id":\n' }),
  trigger(
    fields,
    'a field that is removed',
    { 'p.json': pattern },
    {
      'p.json': `{\n  "id": 1,\n  "steps": [    ← The field steps[].args is removed here: ${demand}\n    { "name": "a" }\n  ]\n}\n`,
    },
    {
      guard:
        'Without an accepted decision in docs/adr/*.md that you mention, do no work on removing a field of a JSON or YAML file.',
    },
  ),
  trigger(
    fields,
    'a field that is renamed, and another value',
    { 'p.json': pattern },
    {
      'p.json': pattern
        .replace('{\n', `{    ← The field id is removed here: ${demand}\n`)
        .replace('"id": 1', '"key": 2'),
    },
  ),
  trigger(
    fields,
    'a field that is added, and others in another order',
    { 'p.json': pattern },
    { 'p.json': '{\n  "steps": [{ "args": { "x": 2 }, "name": "b" }],\n  "id": 2, "more": true\n}\n' },
  ),
  trigger(
    fields,
    'a field of YAML',
    { 'p.yaml': 'id: 1\nweights:\n  fx: 2\n  rates: 3\n' },
    { 'p.yaml': `id: 1\nweights:    ← The field weights.rates is removed here: ${demand}\n  fx: 2\n` },
  ),
  trigger(
    fields,
    'a file that is deleted',
    { 'p.json': '{ "a": { "b": 1 } }\n' },
    {},
    { elsewhere: [`The field a is removed here: ${demand}`] },
  ),
  trigger(
    fields,
    'a file that is only moved',
    { 'p.json': pattern },
    { 'q.json': pattern },
    { renamed: { 'q.json': 'p.json' } },
  ),
  trigger(
    fields,
    'a file that does not parse any more',
    { 'p.json': pattern },
    {
      'p.json': `{ "id":    ← This file does not parse, so any of its fields may be removed: ${demand}\n`,
      'q.txt': 'id',
    },
  ),
  trigger(fields, 'a file that did not parse, and does now', { 'p.yml': 'a: [\n' }, { 'p.yml': 'a: []\n' }),
  trigger(
    fields,
    'YAML that does not parse',
    { 'p.yml': 'a: 1\n' },
    { 'p.yml': `a: [    ← This file does not parse, so any of its fields may be removed: ${demand}\n` },
  ),
  trigger(
    fields,
    'a new file, and one of another format',
    { 'p.toml': 'a = 1\n' },
    { 'p.json': '{}\n', 'p.toml': 'b = 1\n' },
  ),
];
