import type { Example } from '../../rule-kind.ts';

const lack = 'without a required condition on portfolio_id.';

/** A new text of Python, each of whose findings is marked. */
const python = (title: string, text: string): Example => ({
  title,
  with: { tables: ['holdings', 'app.lots'], columns: ['portfolio_id'] },
  before: {},
  after: { 'app/store.py': text },
});

/** Tables that are limited through others, and such that are not. */
export const joinExamples: readonly Example[] = [
  python(
    'a table that is joined to one that is limited',
    'q = "SELECT * FROM app.lots l JOIN holdings h ON h.id = l.holding_id WHERE h.portfolio_id = %s"\n',
  ),
  python(
    'a cross join',
    `q = "SELECT * FROM holdings h, lots l WHERE h.portfolio_id = %s"    ← lots is read here ${lack}\n`,
  ),
  python(
    'a join through the column to a row that is picked',
    'q = "SELECT * FROM holdings h JOIN portfolios p ON p.id = h.portfolio_id WHERE p.owner = %s"\n',
  ),
  python(
    'a join through the column to all rows',
    `q = "SELECT * FROM holdings h JOIN portfolios p ON p.id = h.portfolio_id"    ← holdings is read here ${lack}\n`,
  ),
  python(
    'a join by another column to a row that is picked',
    `q = "SELECT * FROM holdings h JOIN prices p ON p.symbol = h.symbol WHERE p.symbol = %s"    ← holdings is read here ${lack}\n`,
  ),
  python(
    'an outer join that keeps every row',
    `q = "SELECT * FROM lots l LEFT JOIN holdings h ON l.portfolio_id = %s AND h.portfolio_id = %s"    ← lots is read here ${lack}\n`,
  ),
  python(
    'an outer join whose rows are left out below',
    'q = "SELECT * FROM lots l LEFT JOIN holdings h ON h.id = l.holding_id WHERE h.portfolio_id = %s"\n',
  ),
  python(
    'an outer join to rows of one owner, which keeps those of others',
    `q = "SELECT * FROM lots l LEFT JOIN holdings h ON h.id = l.holding_id AND h.portfolio_id = %s WHERE l.symbol = %s"    ← lots is read here ${lack}\n`,
  ),
  python(
    'an outer join whose rows an inner join leaves out',
    'q = "SELECT * FROM lots l LEFT JOIN holdings h ON h.id = l.holding_id JOIN portfolios p ON p.id = h.portfolio_id WHERE p.owner = %s"\n',
  ),
  python(
    'a join through the column to a row of somebody, whoever that is',
    `q = "SELECT * FROM holdings h JOIN holdings g ON g.portfolio_id = h.portfolio_id WHERE g.id = %s"    ← holdings is read here ${lack}\n`,
  ),
  python(
    'a join through the column to another table, of which the same column picks rows',
    'q = "SELECT * FROM holdings h JOIN members m ON m.portfolio_id = h.portfolio_id WHERE m.portfolio_id = %s"\n',
  ),
  python(
    'a join by another column to such a table',
    `q = "SELECT * FROM holdings h JOIN members m ON m.symbol = h.symbol WHERE m.portfolio_id = %s"    ← holdings is read here ${lack}\n`,
  ),
  python(
    'a join through the column to a subquery that picks rows',
    'q = "SELECT * FROM holdings h JOIN (SELECT id FROM portfolios WHERE owner = %s) p ON p.id = h.portfolio_id"\n',
  ),
  python(
    'a join through the column to a subquery that gives all rows',
    `q = "SELECT * FROM holdings h JOIN (SELECT id FROM portfolios) p ON p.id = h.portfolio_id"    ← holdings is read here ${lack}\n`,
  ),
  python(
    'a join to a subquery that nothing limits',
    `q = "SELECT * FROM lots l JOIN (SELECT * FROM prices) p ON p.symbol = l.symbol"    ← lots is read here ${lack}\n`,
  ),
  python(
    'a join to a union of which one arm alone is limited',
    `q = "SELECT * FROM lots l JOIN (SELECT id FROM holdings WHERE portfolio_id = %s UNION SELECT id FROM prices) u ON u.id = l.holding_id"    ← lots is read here ${lack}\n`,
  ),
  python(
    'a table beside a common table expression that is limited outside',
    `q = "WITH h AS (SELECT * FROM holdings) SELECT * FROM h, lots WHERE h.portfolio_id = %s"    ← lots is read here ${lack}\n`,
  ),
  python(
    'a join that says the column once',
    'q = "SELECT * FROM holdings JOIN lots USING (portfolio_id) WHERE holdings.portfolio_id = %s"\n',
  ),
  python(
    'a subquery that is limited',
    'q = "SELECT * FROM lots WHERE holding_id IN (SELECT id FROM holdings WHERE portfolio_id = %s)"\n',
  ),
  python(
    'a subquery that nothing limits',
    'q = "SELECT * FROM prices WHERE symbol IN (SELECT symbol FROM holdings)"    ← holdings is read here without a required condition on portfolio_id.\n',
  ),
  python(
    'rows that must not be there',
    `q = "SELECT * FROM lots l WHERE NOT EXISTS (SELECT 1 FROM holdings h WHERE h.id = l.holding_id AND h.portfolio_id = %s)"    ← lots is read here ${lack}\n`,
  ),
  python(
    'rows that must be there',
    'q = "SELECT * FROM lots l WHERE EXISTS (SELECT 1 FROM holdings h WHERE h.id = l.holding_id AND h.portfolio_id = %s)"\n',
  ),
  python(
    'a common table expression that is limited outside',
    'q = "WITH h AS (SELECT * FROM holdings) SELECT * FROM h WHERE portfolio_id = %s"\n',
  ),
  python(
    'a common table expression that is limited inside',
    'q = "WITH h AS (SELECT * FROM holdings WHERE portfolio_id = %s) SELECT * FROM h JOIN lots l ON l.holding_id = h.id"\n',
  ),
  python(
    'one arm of a union',
    `q = "SELECT id FROM holdings WHERE portfolio_id = %s UNION SELECT id FROM lots"    ← lots is read here ${lack}\n`,
  ),
  python(
    'a recursive query',
    'q = "WITH RECURSIVE t AS (SELECT * FROM holdings WHERE portfolio_id = %s UNION ALL SELECT h.* FROM holdings h JOIN t ON h.parent = t.id) SELECT * FROM t"\n',
  ),
  python(
    'rows that the caller gives',
    'q = "SELECT * FROM holdings h JOIN unnest(%s) AS p(id) ON h.portfolio_id = p.id"\nr = "SELECT * FROM holdings h JOIN (SELECT %s AS id) p ON h.portfolio_id = p.id"\n',
  ),
  python(
    'columns that are compared together',
    'q = "SELECT * FROM holdings WHERE (portfolio_id, symbol) = (%s, %s)"\n',
  ),
];
