import { present } from '../../present.ts';
import type { Example } from '../../rule-kind.ts';

const given = { tables: ['holdings', 'app.lots'], columns: ['portfolio_id'] };
const lack = 'without a required condition on portfolio_id.';

/** A new text of Python, each of whose findings is marked. */
const python = (title: string, text: string, more: object = {}, guard?: string): Example => ({
  title,
  ...present('guard', guard),
  with: { ...given, ...more },
  before: {},
  after: { 'app/store.py': text },
});

const typescript = (title: string, text: string): Example => ({
  title,
  with: given,
  before: {},
  after: { 'src/store.ts': text },
});

const inPython: readonly Example[] = [
  python(
    'a query without the predicate',
    `cursor.execute("SELECT * FROM holdings WHERE symbol = %s", (symbol,))    ← holdings is read here ${lack}\n`,
    {},
    'Give every SQL statement on holdings, app.lots a required condition on portfolio_id; never switch row-level security off.',
  ),
  python(
    'a query with the predicate',
    'cursor.execute("SELECT * FROM holdings WHERE portfolio_id = %s", (portfolio,))\n',
  ),
  python(
    'the predicate under OR',
    `q = "SELECT * FROM holdings WHERE portfolio_id = %(p)s OR symbol = %(s)s"    ← holdings is read here ${lack}\n`,
  ),
  python(
    'the predicate under NOT',
    `q = "DELETE FROM holdings WHERE NOT portfolio_id = :p"    ← holdings is changed here ${lack}\n`,
  ),
  python(
    'the predicate as a member of a list',
    'q = "UPDATE holdings SET symbol = $1 WHERE portfolio_id = ANY($2) AND id IN ($3)"\n',
  ),
  python(
    'no equality',
    `q = "SELECT * FROM holdings WHERE portfolio_id IS NOT NULL AND portfolio_id <> ?"    ← holdings is read here ${lack}\n`,
  ),
  python(
    'a value that falls back to the column itself',
    `q = "SELECT 1 FROM holdings WHERE portfolio_id = COALESCE(%s, portfolio_id)"    ← holdings is read here ${lack}\n`,
  ),
  python(
    'an f-string whose table is in a constant',
    `TABLE = "holdings"\nq = f"SELECT * FROM {TABLE} WHERE id = {holding}"    ← holdings is read here ${lack}\n`,
  ),
  python(
    'conditions that only the program knows',
    'q = f"SELECT * FROM holdings WHERE {where}"    ← Only the running program knows the conditions on holdings here: one has to be on portfolio_id.\n',
  ),
  python(
    'a clause that only the program knows',
    'q = f"SELECT * FROM holdings {where}"    ← Only the running program knows the conditions on holdings here: one has to be on portfolio_id.\n',
  ),
  python(
    'a query that is put together',
    'q = "SELECT * FROM holdings"\nq += " WHERE portfolio_id = %s"\nif newest:\n    q += " ORDER BY made DESC"\n',
  ),
  python(
    'the predicate in one branch alone',
    `q = "SELECT * FROM holdings"    ← holdings is read here ${lack}\nif portfolio:\n    q += " WHERE portfolio_id = %s"\n`,
  ),
  python(
    'the predicate in both branches',
    'q = "SELECT * FROM holdings WHERE "\nif one:\n    q += "portfolio_id = %s"\nelse:\n    q += "portfolio_id = ANY(%s)"\n',
  ),
  python(
    'a list that is joined',
    'parts = ["SELECT *", "FROM holdings"]\nparts.append("WHERE portfolio_id = %s")\ncursor.execute(" ".join(parts))\n',
  ),
  python(
    'a list that is joined where it is written',
    'q = " ".join(["SELECT * FROM holdings", "WHERE portfolio_id = %s"])\n',
  ),
  python(
    'a query that goes on',
    'def load(db):\n    q = "SELECT * FROM holdings"\n    q = q + " WHERE portfolio_id = %s"\n    db.execute(q)\n',
  ),
  python(
    'half of a query in a class',
    'class Store:\n    BASE = "SELECT * FROM holdings"\n\n    def load(self):\n        return self.BASE + " WHERE portfolio_id = %s"\n',
  ),
  python(
    'half of a query in a constant',
    'BASE = "SELECT * FROM holdings"\n\n\ndef load(cursor, portfolio):\n    cursor.execute(BASE + " WHERE portfolio_id = %s", (portfolio,))\n',
  ),
  python(
    'prose that begins as SQL does',
    'a = "Select one of the holdings from the list"\nb = "Update holdings when the market closes"\nc = "With holdings of this kind, delete nothing"\n',
  ),
  python(
    'documentation and what is said in a log',
    'def load(log):\n    """SELECT * FROM holdings"""\n    # SELECT * FROM holdings\n    log.warning("select * from holdings failed")\n',
  ),
  python(
    'a dialect that Postgres cannot read',
    'q = "SELECT TOP 10 * FROM [dbo].[holdings] h"    ← This SQL names holdings and cannot be read: nobody can tell that it has a condition on portfolio_id.\n',
  ),
  python('a dialect that Postgres cannot read, on another table', 'q = "SELECT TOP 10 * FROM [dbo].[prices] p"\n'),
  python('another table', 'q = "SELECT * FROM prices WHERE symbol = %s"\nr = "SELECT holdings FROM prices"\n'),
  python('a table that only the program knows', 'q = f"SELECT * FROM {table} WHERE id = %s"\n'),
  python(
    'a table that only the program knows, where that is held to it',
    'q = f"SELECT * FROM {table} WHERE id = %s"    ← a table that only the running program knows is read here without a required condition on portfolio_id.\n',
    { 'unknown-tables': true },
  ),
  python('a subquery is no table that only the program knows', 'q = "SELECT * FROM (SELECT 1 AS id) p"\n', {
    'unknown-tables': true,
  }),
];

const inTypeScript: readonly Example[] = [
  typescript(
    'a tagged template',
    `const rows = sql\`SELECT * FROM holdings WHERE id = \${id}\`;    ← holdings is read here ${lack}\n`,
  ),
  typescript(
    'a tagged template with the predicate',
    'const rows = await sql`SELECT * FROM holdings WHERE portfolio_id = ${portfolio}`;\n',
  ),
  typescript(
    'a template over several lines',
    `db.query(\`    ← A row is written to holdings here without portfolio_id.\n  INSERT INTO holdings (id, symbol)\n  VALUES ($1, $2)\`);\n`,
  ),
  typescript(
    'an insert that says whose it is',
    'db.query("INSERT INTO holdings (id, portfolio_id) VALUES (?, ?)");\ndb.query("INSERT INTO holdings VALUES ($1, $2)");\n',
  ),
  typescript(
    'a list that is joined where it is written',
    "const q = ['SELECT * FROM holdings', 'WHERE portfolio_id = $1'].join(' ');\n",
  ),
  typescript('a query builder', "db('holdings').where({ id }).select();\n"),
  typescript(
    'a merge by the column',
    "const q = 'MERGE INTO holdings h USING staged s ON h.portfolio_id = s.portfolio_id AND h.id = s.id WHEN MATCHED THEN DELETE';\n",
  ),
  typescript(
    'a merge of the rows of one owner by another column',
    `const q = 'MERGE INTO holdings h USING staged s ON h.id = s.id AND s.portfolio_id = $1 WHEN MATCHED THEN DELETE';    ← holdings is changed here ${lack}\n`,
  ),
  typescript(
    'a merge by another column',
    `const q = 'MERGE INTO holdings h USING staged s ON h.id = s.id WHEN MATCHED THEN DELETE';    ← holdings is changed here ${lack}\n`,
  ),
];

const old: readonly Example[] = [
  {
    title: 'a query that stood there before, and was moved',
    with: given,
    before: { 'a.py': 'q = "SELECT * FROM holdings"\n', 'b.py': 'x = 1\n' },
    after: { 'a.py': 'x = 1\n', 'b.py': 'x = 1\nq = "SELECT * FROM holdings"\n' },
  },
  {
    title: 'another query of the same table, in another file than the one that goes',
    with: given,
    before: { 'a.py': 'q = "SELECT * FROM holdings WHERE id = %s"\n' },
    after: {
      'a.py': 'x = 1\n',
      'b.py': `q = "SELECT password, ssn FROM holdings"    ← holdings is read here ${lack}\n`,
    },
  },
  {
    title: 'a predicate that the change takes away',
    with: given,
    before: { 'a.py': 'q = "SELECT * FROM holdings WHERE portfolio_id = %s"\n' },
    after: { 'a.py': `q = "SELECT * FROM holdings WHERE id = %s"    ← holdings is read here ${lack}\n` },
  },
];

export const programExamples: readonly Example[] = [...inPython, ...inTypeScript, ...old];
