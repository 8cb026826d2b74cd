import type { Example } from '../../rule-kind.ts';

const given = { tables: ['holdings'], columns: ['portfolio_id'] };
const lack = 'without a required condition on portfolio_id.';

const unread = 'This SQL names holdings and cannot be read: nobody can tell that it has a condition on portfolio_id.';

const sql = (title: string, text: string, more: object = {}): Example => ({
  title,
  with: { ...given, ...more },
  before: {},
  after: { 'db/report.sql': text },
});

const statements: readonly Example[] = [
  sql(
    'statements of a file, each at its own line',
    `\\connect main\n-- all; of it\nSELECT ';' FROM prices;\n\nSELECT *    ← holdings is read here ${lack}\nFROM holdings;\nUPDATE holdings SET a = 1 WHERE portfolio_id = :'p';\n`,
  ),
  sql(
    'a statement that Postgres cannot read hides no other',
    `SELECT TOP 10 FROM prices;\nDELETE FROM public.holdings;    ← public.holdings is changed here ${lack}\n`,
  ),
  sql('a statement that Postgres cannot read, on the table', `REPLACE INTO holdings VALUES (1);    ← ${unread}\n`),
  sql(
    'definitions',
    'CREATE TABLE holdings (id int, portfolio_id int);\nCREATE INDEX i ON holdings (id);\nDROP TABLE IF EXISTS holdings;\n',
  ),
  sql(
    'definitions that Postgres cannot read',
    'CREATE TABLE holdings (id);\nALTER TABLE holdings ADD note;\nCREATE TEMP TABLE holdings (id) WITHOUT ROWID;\n',
  ),
  {
    title: 'a definition that goes on in a hole: that may be anything',
    with: given,
    before: {},
    after: { 'app/a.py': `query = f"CREATE TABLE holdings (id) {more}"    ← ${unread}\n` },
  },
  sql(
    'what Postgres cannot read, and goes over rows while it defines',
    `CREATE TABLE mine SELECT TOP 10 * FROM holdings;    ← ${unread}\nALTER TABLE holdings SWITCH TO old;    ← ${unread}\n`,
  ),
  sql(
    'the body of a function',
    'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $body$\nBEGIN; DELETE FROM holdings; END\n$body$;\n',
  ),
  sql(
    'data of a dump',
    'COPY prices (id) FROM stdin;\n1\n\\.\nCOPY holdings (id, portfolio_id) FROM stdin;\nSELECT * FROM holdings;\n\\.\n',
  ),
  sql(
    'a dump without the column',
    'COPY holdings (id) FROM stdin;    ← A row is written to holdings here without portfolio_id.\n1\n\\.\n',
  ),
  sql('a copy of everybody’s rows', `COPY holdings TO STDOUT;    ← holdings is read here ${lack}\n`),
  sql(
    'a table that is emptied',
    'TRUNCATE prices, holdings;    ← holdings is emptied here, whoever its rows belong to.\n',
  ),
  sql(
    'a view, which runs with the rights of its owner',
    `CREATE VIEW v AS SELECT * FROM holdings;    ← holdings is read here ${lack}\n`,
  ),
  sql(
    'a view that sees no more than who asks',
    'CREATE VIEW v WITH (security_invoker = true) AS SELECT * FROM holdings;\n',
  ),
  sql(
    'a row without any column',
    'INSERT INTO holdings DEFAULT VALUES;    ← A row is written to holdings here without portfolio_id.\n',
  ),
  sql('a name with its schema, of another schema', 'SELECT * FROM staging.holdings;\n', { tables: ['app.holdings'] }),
  sql(
    'a name with its schema, as it is written',
    `SELECT * FROM app.holdings;    ← app.holdings is read here ${lack}\n`,
    { tables: ['app.hold*'] },
  ),
];

const security: readonly Example[] = [
  sql(
    'row-level security that is disabled',
    'ALTER TABLE prices DISABLE ROW LEVEL SECURITY;    ← Row-level security of prices is disabled here.\n',
  ),
  sql(
    'row-level security that is enabled',
    'ALTER TABLE holdings ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;\n',
  ),
  sql(
    'row-level security that is no longer forced',
    'ALTER TABLE app.prices NO FORCE ROW LEVEL SECURITY;    ← Row-level security of app.prices is no longer forced on its owner here.\n',
  ),
  sql(
    'a policy that is dropped',
    'DROP POLICY own ON holdings;    ← A row-level security policy of holdings is dropped here, and no other takes its place.\nDROP TABLE old;\n',
  ),
  sql(
    'a policy that is made anew',
    'DROP POLICY own ON holdings;\nCREATE POLICY own ON holdings USING (portfolio_id = 1);\n',
  ),
  sql(
    'a policy that is made, of a table whose row-level security is disabled',
    'CREATE POLICY own ON holdings USING (portfolio_id = 1);\nALTER TABLE holdings DISABLE ROW LEVEL SECURITY;    ← Row-level security of holdings is disabled here.\n',
  ),
  sql(
    'the setting',
    "SET row_security = off;    ← Row-level security is switched off here by the setting row_security.\nSELECT set_config('row_security', 'off', false);    ← Row-level security is switched off here by the setting row_security.\nSET row_security = on;\n",
  ),
  sql(
    'a role that is let past',
    'ALTER ROLE job BYPASSRLS;    ← The role job is let past row-level security here.\nCREATE ROLE job BYPASSRLS;    ← The role job is let past row-level security here.\nCREATE ROLE web NOBYPASSRLS;\n',
  ),
  sql(
    'the setting of a role and of a database',
    'ALTER ROLE job SET row_security = off;    ← Row-level security is switched off here by the setting row_security.\nALTER DATABASE main SET row_security = off;    ← Row-level security is switched off here by the setting row_security.\n',
  ),
  sql('where that is nobody’s business', 'ALTER TABLE prices DISABLE ROW LEVEL SECURITY;\n', { 'row-security': false }),
];

export const fileExamples: readonly Example[] = [...statements, ...security];
