import type { Example } from '../../rule-kind.ts';
import { demand, trigger, type On } from './examples-parts.ts';

const schema: On = [{ schema: true }];

const ofSchema: readonly Example[] = [
  trigger(
    schema,
    'a column that is added',
    {},
    { 'a.sql': `SELECT 1;\nALTER TABLE app.holdings ADD COLUMN x int;    ← app.holdings is altered here: ${demand}\n` },
    {
      in: ['db/**', '*.sql'],
      guard:
        'Without an accepted decision in docs/adr/*.md that you mention, do no work on the schema of a database in `db/**`, `*.sql`.',
    },
  ),
  trigger(
    schema,
    'tables, indexes and types',
    {},
    {
      'a.sql': [
        'CREATE TABLE holdings (id int);    ← holdings is created here',
        'CREATE INDEX i ON holdings (id);    ← holdings gets an index here',
        'DROP TABLE old;    ← old is dropped here',
        'DROP INDEX i;    ← A part of the schema is dropped here',
        "CREATE TYPE side AS ENUM ('long');    ← A type is created here",
        'ALTER TABLE holdings RENAME COLUMN a TO b;    ← holdings is renamed, or a part of it here',
        'CREATE VIEW v AS SELECT 1;    ← v is created here',
      ]
        .map((line) => `${line}: ${demand}\n`)
        .join(''),
    },
  ),
  trigger(schema, 'a temporary table', {}, { 'a.sql': 'CREATE TEMP TABLE t (id int);\n' }),
  trigger(
    schema,
    'rows that are read and written',
    {},
    { 'a.sql': 'INSERT INTO holdings VALUES (1);\nSELECT * FROM holdings;\n' },
  ),
  trigger(
    schema,
    'DDL that is only told of',
    {},
    {
      'a.sql': "-- ALTER TABLE holdings ADD x int;\nSELECT 'DROP TABLE holdings';\n",
      'a.py':
        '"""ALTER TABLE holdings ADD x int"""\n# DROP TABLE holdings\nmessage = "Create table holdings before you start"\n',
      'a.md': 'ALTER TABLE holdings ADD x int;\n',
    },
  ),
  trigger(
    schema,
    'DDL in a string of a program',
    {},
    {
      'a.py': `def up(db):\n    db.execute("ALTER TABLE holdings ADD x int")    ← holdings is altered here: ${demand}\n`,
    },
  ),
  trigger(
    schema,
    'a migration of Alembic',
    {},
    {
      'a.py': `from alembic import op\n\n\ndef upgrade():\n    op.add_column("holdings", x)    ← The schema is changed by op.add_column here: ${demand}\n    op.bulk_insert(t, [])\n`,
    },
  ),
  trigger(
    schema,
    'a migration of Django',
    {},
    {
      'a.py': `from django.db import migrations\n\nx = [migrations.AddField("a", "b", f), migrations.RunPython(g)]    ← The schema is changed by migrations.AddField here: ${demand}\n`,
    },
  ),
  trigger(
    schema,
    'DDL that stood there before',
    { 'a.sql': 'CREATE TABLE holdings (id int);\n' },
    { 'a.sql': '-- The table.\nSELECT 1;\nCREATE TABLE holdings (\n  id int);\n' },
    {},
  ),
  trigger(
    schema,
    'DDL that is edited',
    { 'a.sql': 'CREATE TABLE holdings (id int);\n' },
    { 'a.sql': `CREATE TABLE holdings (id bigint);    ← holdings is created here: ${demand}\n` },
  ),
  trigger(
    schema,
    'DDL on another table that only the program knows',
    { 'a.py': 'db.execute(f"DROP TABLE {old}")\n' },
    { 'a.py': `db.execute(f"DROP TABLE {new}")    ← A part of the schema is dropped here: ${demand}\n` },
  ),
  trigger(
    schema,
    'a migration that is only spoken of',
    {},
    { 'a.py': 'from alembic import op\n\nadders = [op.add_column, op.create_table]\n' },
  ),
  trigger(
    [{ definitions: ['x'] }],
    'DDL, where only definitions take a decision',
    {},
    { 'a.sql': 'DROP TABLE holdings;\n' },
  ),
];

const fields: On = [{ 'json-fields-removed': true }];
const pattern = '{\n  "id": 1,\n  "steps": [\n    { "name": "a", "args": { "x": 1 } }\n  ]\n}\n';

const ofFields: readonly Example[] = [
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

export const triggerExamples: readonly Example[] = [...ofSchema, ...ofFields];
