import type { Example } from '../../rule-kind.ts';

const given = {
  tables: ['portfolios', 'lots'],
  columns: ['user_id', 'portfolio_id'],
  keys: { Portfolios: ['id'] },
};
const lack = 'without a required condition on user_id or portfolio_id.';
const lackOfKey = 'without a required condition on user_id or portfolio_id or id.';

/** New lines of Python, each of whose findings is marked. */
const python = (title: string, ...lines: readonly string[]): Example => ({
  title,
  with: given,
  before: {},
  after: { 'app/store.py': lines.map((line) => `${line}\n`).join('') },
});

/** Tables that have a column of their own for whose a row is, and lists that a driver puts in. */
export const keyExamples: readonly Example[] = [
  python(
    'the key of the table that others name, alone and joined',
    'a = "SELECT p.* FROM portfolios p WHERE p.id = %s AND p.owner = %s"',
    'b = "SELECT l.qty FROM portfolios p JOIN lots l ON l.portfolio_id = p.id WHERE p.id = %s"',
    'c = "UPDATE app.portfolios SET title = %s WHERE ID = %s"',
  ),
  python(
    'a column of that name in another table, and another column of that table',
    `a = "SELECT * FROM lots WHERE id = %s"    ← lots is read here ${lack}`,
    `b = "SELECT * FROM portfolios WHERE owner = %s"    ← portfolios is read here ${lackOfKey}`,
    `c = "SELECT * FROM lots l, portfolios p WHERE l.id = %s AND p.user_id = %s"    ← lots is read here ${lack}`,
    `d = "SELECT * FROM portfolios p JOIN lots l ON l.symbol = %s WHERE p.id = %s"    ← lots is read here ${lack}`,
  ),
  python(
    'a row with a key and without an owner',
    'q = "INSERT INTO portfolios (id, title) VALUES (%s, %s)"    ← A row is written to portfolios here without user_id or portfolio_id.',
  ),
  python(
    'lists that a driver puts in',
    'a = "SELECT * FROM lots l WHERE l.portfolio_id IN %s"',
    'b = "SELECT * FROM lots WHERE portfolio_id IN :ids"',
    'c = "INSERT INTO lots (portfolio_id, quantity) VALUES %s"',
    'd = "UPDATE lots SET q = v.q FROM (VALUES %s) v(owner, q) WHERE lots.portfolio_id = v.owner"',
    'e = f"SELECT * FROM lots WHERE portfolio_id IN {owners}"',
  ),
  python(
    'such lists of what is nobody’s, and a list that owners are not in',
    `a = "SELECT * FROM lots WHERE symbol IN %s"    ← lots is read here ${lack}`,
    'b = "INSERT INTO lots (symbol, quantity) VALUES %s"    ← A row is written to lots here without user_id or portfolio_id.',
    `c = "UPDATE lots SET q = v.q FROM (VALUES %s) v(id, q) WHERE lots.id = v.id"    ← lots is changed here ${lack}`,
    `d = "SELECT * FROM lots WHERE portfolio_id NOT IN %s"    ← lots is read here ${lack}`,
  ),
];
