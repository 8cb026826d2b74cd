import type { Example } from '../../rule-kind.ts';

const rows = { guards: ['row_security'] };
const holdings = { guards: ['holdings.row_security'] };
const own = 'CREATE POLICY own ON holdings USING (owner = current_user);\n';
const opened = '    ← The row-level security policy own of holdings lets every row pass here.';
const dropped = '    ← A row-level security policy of holdings is dropped here, and no other takes its place.';

/** Row-level security that is still there, and lets everything pass. */
export const guardRowsExamples: readonly Example[] = [
  {
    title: 'switched off in a migration, in SQL and in Python',
    with: rows,
    before: {},
    after: {
      'db/2.sql': `ALTER TABLE holdings DISABLE ROW LEVEL SECURITY;    ← Row-level security of holdings is disabled here.\nDROP POLICY own ON app.lots;    ← A row-level security policy of app.lots is dropped here, and no other takes its place.\n`,
      'db/3.py':
        'def upgrade():\n    op.execute("ALTER TABLE lots NO FORCE ROW LEVEL SECURITY")    ← Row-level security of lots is no longer forced on its owner here.\n',
    },
  },
  {
    title: 'policies that let every row pass from now on',
    with: rows,
    before: { 'db/1.sql': own },
    after: {
      'db/1.sql': own,
      'db/2.sql': `ALTER POLICY own ON holdings USING (true);${opened}\n`,
      'db/3.sql': `ALTER POLICY own ON holdings WITH CHECK (1 = 1);${opened}\n`,
      'db/4.sql': `ALTER POLICY own ON holdings USING (owner = current_user OR (true AND 'a' = 'a'));${opened}\n`,
      'db/5.sql': `DROP POLICY own ON holdings;${dropped}\nCREATE POLICY own ON holdings USING (true);\n`,
    },
  },
  {
    title: 'a policy that is edited where it is made',
    with: rows,
    before: { 'db/1.sql': own },
    after: { 'db/1.sql': `CREATE POLICY own ON holdings USING (true);${opened}\n` },
  },
  {
    title: 'that of one table, and what is about all of them',
    with: holdings,
    before: {},
    after: {
      'db/2.sql':
        'ALTER TABLE app.holdings DISABLE ROW LEVEL SECURITY;    ← Row-level security of app.holdings is disabled here.\nALTER TABLE lots DISABLE ROW LEVEL SECURITY;\nSET row_security = off;    ← Row-level security is switched off here by the setting row_security.\nALTER ROLE job BYPASSRLS;    ← The role job is let past row-level security here.\n',
    },
  },
  {
    title: 'policies that limit rows in another way, and one that is made for everybody to begin with',
    with: rows,
    before: { 'db/1.sql': own, 'db/3.sql': 'CREATE POLICY seen ON prices USING (true);\n' },
    after: {
      'db/1.sql': own,
      'db/2.sql':
        'ALTER POLICY own ON holdings USING (owner = current_user AND true);\nALTER POLICY own ON holdings TO app;\nALTER POLICY own ON holdings USING (owner = owner OR a < a OR 1 = 2 OR 1 < 1 OR false);\nCREATE POLICY all_prices ON prices USING (true);\nDROP POLICY old ON lots;\nCREATE POLICY own ON lots USING (owner = current_user);\n',
      'db/3.sql': 'CREATE POLICY seen ON prices TO app USING (true);\n',
    },
  },
  {
    title: 'where no guard is row-level security',
    with: { guards: ['ensure_allowed', 'rows.*'] },
    before: { 'db/1.sql': own },
    after: { 'db/1.sql': 'CREATE POLICY own ON holdings USING (true);\nSET row_security = off;\n' },
  },
];
