import type { Example } from '../../rule-kind.ts';

const rows = { guards: ['row_security', 'ensure_allowed'] };
const enabled = 'ALTER TABLE holdings ENABLE ROW LEVEL SECURITY;\n';
const forced = 'ALTER TABLE holdings FORCE ROW LEVEL SECURITY;\n';
const own = 'CREATE POLICY own ON holdings USING (owner = current_user);\n';
const table = 'CREATE TABLE holdings (id int, owner text, lot int REFERENCES lots (id));\n';
const notEnabled = 'Row-level security of holdings was enabled here, and nothing enables it any more.';
const notForced = 'Row-level security of holdings was forced on its owner here, and nothing forces it any more.';
const noPolicy = 'A row-level security policy of holdings was made here, and no other takes its place.';

/** Row-level security that SQL made, and makes no longer. */
export const guardRowsExamples: readonly Example[] = [
  {
    title: 'row-level security that is no longer enabled, nor forced',
    with: rows,
    before: {
      'db/1.sql': `${table}${enabled}${own}`,
      'db/2.sql': `SELECT 1;\n${forced}SELECT 2;\n`,
    },
    after: {
      'db/1.sql': `${table}${own.trim()}    ← ${notEnabled}\n`,
      'db/2.sql': `SELECT 1;\nSELECT 2;    ← ${notForced}\n`,
    },
  },
  {
    title: 'a policy that is gone from SQL, and one from a migration in Python',
    with: rows,
    before: {
      'db/1.sql': `${table}${own}CREATE POLICY seen ON holdings USING (open);\n${enabled}`,
      'db/2.py':
        'def upgrade():\n    op.execute("CREATE POLICY own ON lots USING (owner = current_user)")\n    op.done()\n',
    },
    after: {
      'db/1.sql': `${table}CREATE POLICY seen ON holdings USING (open);    ← ${noPolicy}\n${enabled}`,
      'db/2.py':
        'def upgrade():\n    op.done()    ← A row-level security policy of lots was made here, and no other takes its place.\n',
    },
  },
  {
    title: 'the file that made it deleted, of a table that stays',
    with: rows,
    before: {
      'db/1.sql': table,
      'db/2.sql': enabled,
      'db/3.sql': `CREATE TABLE lots (holding int REFERENCES holdings (id));\n${forced}`,
    },
    after: { 'db/1.sql': table },
    elsewhere: [notEnabled, notForced],
  },
  {
    title: 'that of one table',
    with: { guards: ['holdings.row_security'] },
    before: { 'db/1.sql': `${enabled}ALTER TABLE lots ENABLE ROW LEVEL SECURITY;\nSELECT 1;\n` },
    after: { 'db/1.sql': `SELECT 1;    ← ${notEnabled}\n` },
  },
  {
    title: 'moved to another file, made under another name, and gone with the table itself',
    with: rows,
    before: {
      'db/1.sql': `${enabled}${own}SELECT 1;\n`,
      'db/2.sql': 'CREATE TABLE old (id int);\nALTER TABLE old ENABLE ROW LEVEL SECURITY;\nSELECT 1;\n',
      'db/3.sql': `SELECT 2;\n${forced}`,
    },
    after: {
      'db/1.sql': 'CREATE POLICY mine ON holdings USING (owner = current_user);\nSELECT 1;\n',
      'db/2.sql': 'SELECT 1;\n',
      'db/3.sql': `SELECT 2;\nSELECT 3;\n${forced}`,
      'db/4.sql': 'ALTER TABLE app.holdings ENABLE ROW LEVEL SECURITY;\n',
    },
  },
  {
    title: 'other tables that are made, and files that have more of it than before',
    with: rows,
    before: { 'db/1.sql': `${enabled}${own}`, 'db/2.sql': `${enabled}SELECT 1;\n`, 'db/3.sql': 'SELECT 1;\n' },
    after: {
      'db/1.sql': `CREATE TABLE lots (id int);\n${enabled}${own}CREATE POLICY two ON holdings USING (open);\n`,
      'db/2.sql': `SELECT 1;    ← ${notEnabled}\n`,
      'db/3.sql': 'SELECT 2;\n',
    },
  },
  {
    title: 'where no guard is row-level security, and what takes some of it back',
    with: { guards: ['ensure_allowed', 'holdings.*'] },
    before: { 'db/1.sql': `${enabled}SELECT 1;\n`, 'db/2.sql': 'ALTER TABLE holdings DISABLE ROW LEVEL SECURITY;\n' },
    after: { 'db/1.sql': 'SELECT 1;\n', 'db/2.sql': 'SELECT 1;\n' },
  },
  {
    title: 'what took some of it back is gone',
    with: rows,
    before: { 'db/2.sql': 'ALTER TABLE holdings DISABLE ROW LEVEL SECURITY;\nSET row_security = off;\n' },
    after: { 'db/2.sql': 'SELECT 1;\n' },
  },
];
