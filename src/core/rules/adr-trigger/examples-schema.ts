import type { Example } from '../../rule-kind.ts';
import { demand, trigger, type On } from './examples-parts.ts';

const schema: On = [{ schema: true }];

/** Schemas of databases that change. */
export const schemaExamples: readonly Example[] = [
  trigger(
    schema,
    'a column that is added',
    {},
    { 'a.sql': `SELECT 1;\nALTER TABLE app.holdings ADD COLUMN x int;    ← app.holdings is altered here: ${demand}\n` },
    {
      in: ['db/**', '*.sql'],
      guard:
        'Without an accepted decision in docs/adr/*.md that you mention, do no work on the schema of a database in `db/**` and `*.sql`.',
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
  trigger(
    schema,
    'a table that refers to others',
    {},
    { 'a.sql': `CREATE TABLE lots (id int REFERENCES holdings);    ← lots is created here: ${demand}\n` },
  ),
  trigger(
    schema,
    'DDL in other dialects, which Postgres cannot read',
    {},
    {
      'a.sql': [
        'ALTER TABLE holdings MODIFY COLUMN x bigint;',
        'CREATE TABLE t (id) ENGINE = InnoDB;',
        'CREATE UNIQUE NONCLUSTERED INDEX i ON holdings (id);',
        'DROP INDEX i ON holdings;',
      ]
        .map((line) => `${line}    ← The schema is changed, by SQL that cannot be read, here: ${demand}\n`)
        .join(''),
    },
  ),
  trigger(
    schema,
    'what Postgres cannot read, and changes no schema',
    {},
    {
      'a.sql':
        'REPLACE INTO holdings VALUES (1);\nSELECT TOP 10 * FROM [create table t(];\nCREATE TABLE names are written in small letters\n',
    },
  ),
  trigger(
    schema,
    'temporary tables, also one that refers to another',
    {},
    { 'a.sql': 'CREATE TEMP TABLE t (id int);\nCREATE TEMP TABLE u (id int REFERENCES holdings);\n' },
  ),
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
