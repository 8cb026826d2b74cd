import type { Example } from '../../rule-kind.ts';

const given = { tables: ['holdings'], columns: ['portfolio_id'] };
const lack = '    ← holdings is read here without a required condition on portfolio_id.';

const example = (title: string, after: Example['after']): Example => ({ title, with: given, before: {}, after });

/** Tables that are named in other ways: alone, in quotes, or put into the text afterwards. */
export const filledExamples: readonly Example[] = [
  example('a table as a whole', {
    'a.py': `db.execute("TABLE holdings")${lack}\ndb.execute("TABLE ONLY app.holdings;")    ← app.holdings is read here without a required condition on portfolio_id.\n`,
    'a.sql': `TABLE holdings;${lack}\n`,
    'a.ts': `db.query('WITH a AS (TABLE holdings) SELECT * FROM a');${lack}\n`,
  }),
  example('words that begin as a table does', {
    'a.py': 'a = "Table holdings"\nb = "TABLE holdings of today"\nc = "TABLE prices"\nd = "table holdings"\n',
  }),
  example('a table in quotes', {
    'a.py': `db.execute('SELECT * FROM "holdings"')${lack}\nTABLE = "holdings"\ndb.execute(f'SELECT * FROM "{TABLE}" WHERE id = 1')${lack}\n`,
  }),
  example('a string in a hole', {
    'a.ts': `db.query(\`SELECT * FROM \${"holdings"} WHERE id = \${id}\`);${lack}\ndb.query(\`SELECT * FROM \${'prices'}\`);\n`,
    'a.py': `db.execute(f"SELECT * FROM {'holdings'} WHERE id = {id}")${lack}\ndb.execute(f"SELECT * FROM {'prices'}")\n`,
  }),
  example('a table that is put in where the text is written', {
    'a.py': [
      `db.execute("SELECT * FROM %T%".replace("%T%", "holdings"))${lack}`,
      `db.execute("SELECT * FROM %T% WHERE %C% = 1".replace("%T%", "holdings").replace("%C%", "id"))${lack}`,
      `db.execute("SELECT * FROM {}".format("holdings"))${lack}`,
      `db.execute("SELECT * FROM {0} WHERE id = {1}".format("holdings", id))${lack}`,
      `db.execute("SELECT * FROM {table}".format(table="holdings"))${lack}`,
      'TABLE = "holdings"',
      `query = "SELECT * FROM {}".format(TABLE)${lack}`,
      '',
    ].join('\n'),
    'a.ts': `db.query('SELECT * FROM :t'.replaceAll(':t', 'holdings'));${lack}\n`,
  }),
  example('a table that is put into a constant', {
    'a.py': [
      'QUERY = "SELECT * FROM {table} WHERE id = %s"',
      'BASE = "SELECT * FROM %T%"',
      'class Store:',
      '    ALL = "SELECT * FROM {}"',
      '    def load(self, db):',
      `        db.execute(QUERY.format(table="holdings"))${lack}`,
      `        db.execute(BASE.replace("%T%", "holdings"))${lack}`,
      `        db.execute(self.ALL.format("holdings"))${lack}`,
      '',
    ].join('\n'),
  }),
  example('the condition is put in as well', {
    'a.py': [
      'QUERY = "SELECT * FROM holdings WHERE {condition}"',
      'db.execute(QUERY.format(condition="portfolio_id = %s"))',
      'db.execute("SELECT * FROM holdings WHERE %C%".replace("%C%", "portfolio_id = %s"))',
      'db.execute("SELECT * FROM {} WHERE {}".format("holdings", "portfolio_id = %s"))',
      '',
    ].join('\n'),
  }),
  example('another table, one that nobody can tell, and nothing that is put in', {
    'a.py': [
      'db.execute("SELECT * FROM %T%".replace("%T%", "prices"))',
      'db.execute("SELECT * FROM %T%".replace("%T%", table))',
      'db.execute("SELECT * FROM {}".format(*tables))',
      'db.execute("SELECT * FROM {}".format())',
      'db.execute("SELECT * FROM %T%".replace(sign, "holdings"))',
      'name = "{} of holdings".format("holdings")',
      'QUERY = "SELECT * FROM {table}"',
      'db.execute(QUERY.format(table=table))',
      '',
    ].join('\n'),
  }),
  example('a constant that is filled in, and read as it is', {
    'a.py': [
      'QUERY = "SELECT * FROM holdings WHERE {condition}"    ← Only the running program knows the conditions on holdings here: one has to be on portfolio_id.',
      'db.execute(QUERY.format(condition="portfolio_id = %s"))',
      'db.execute(QUERY)',
      '',
    ].join('\n'),
  }),
];
