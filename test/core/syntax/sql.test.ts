import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { loadSqlParser } from '#repo';
import { readSql, type SqlStatement } from '#core';
import { settingsMade } from '../../../src/core/syntax/sql/settings-made.ts';

const read = readSql(await loadSqlParser());

/** A query, the tables it touches, and the columns of its conditions; `{}` is what only a hole tells. */
type Case = readonly [query: string, tables: readonly string[], columns: readonly string[]];

const cases: readonly Case[] = [
  ['SELECT * FROM users WHERE tenant_id = %s', ['users'], ['tenant_id']],
  ['SELECT id FROM users WHERE tenant_id = %(tenant)s AND deleted_at IS NULL', ['users'], ['deleted_at', 'tenant_id']],
  [
    'select u.id, o.total from users u join orders o on o.user_id = u.id where u.tenant_id = :tenant and o.total > :min',
    ['orders', 'users'],
    ['tenant_id', 'total', 'user_id', 'id'],
  ],
  ['SELECT * FROM users WHERE tenant_id = $1 LIMIT $2', ['users'], ['tenant_id']],
  ['SELECT * FROM users WHERE tenant_id = ? AND email LIKE ?', ['users'], ['email', 'tenant_id']],
  ['UPDATE accounts SET balance = balance - %s WHERE id = %s RETURNING balance', ['accounts'], ['id']],
  ["DELETE FROM sessions WHERE expires_at < now() - interval '1 day'", ['sessions'], ['expires_at']],
  ['DELETE FROM sessions', ['sessions'], []],
  ['INSERT INTO audit_log (actor, action) VALUES (%s, %s)', ['audit_log'], []],
  [
    'INSERT INTO t (a,b) SELECT x, y FROM src WHERE tenant_id = $1 ON CONFLICT (a) DO UPDATE SET b = EXCLUDED.b',
    ['src', 't'],
    ['tenant_id'],
  ],
  [
    'WITH recent AS (SELECT * FROM orders WHERE tenant_id = %s) SELECT * FROM recent r JOIN users ON users.id = r.user_id',
    ['orders', 'users'],
    ['tenant_id', 'id', 'user_id'],
  ],
  ['SELECT * FROM {table} WHERE tenant_id = {tenant}', ['{}'], ['tenant_id']],
  ['SELECT * FROM users WHERE {where}', ['users'], ['{}']],
  ['SELECT {cols} FROM users WHERE tenant_id = %s ORDER BY {order}', ['users'], ['tenant_id']],
  // What can only be left out may be a condition.
  ['SELECT * FROM users WHERE tenant_id = %s ORDER BY {order} {direction}', ['users'], ['tenant_id', '{}']],
  ['SELECT * FROM users WHERE tenant_id = %s {extra}', ['users'], ['tenant_id', '{}']],
  [
    'SELECT * FROM users WHERE tenant_id = :1 AND tags[1:2] = ARRAY[?1] AND a = $name',
    ['users'],
    ['a', 'tags', 'tenant_id'],
  ],
  ["SELECT * FROM users WHERE name = E'it\\'s :x' AND tenant_id = %(t)d", ['users'], ['name', 'tenant_id']],
  ["SELECT * FROM users WHERE name = $$it's :x$$ AND tenant_id = :'tenant'", ['users'], ['name', 'tenant_id']],
  ['SELECT * FROM {{ table }} WHERE tenant_id = {{ tenant }}', ['{}'], ['tenant_id']],
  ['SELECT * FROM users WHERE id IN ({ids}) AND tenant_id = %s', ['users'], ['id', 'tenant_id']],
  ['SELECT * FROM users WHERE id IN %s AND tenant_id IN :tenants', ['users'], ['id', 'tenant_id']],
  ['SELECT * FROM users WHERE id in {ids} AND tenant_id NOT IN %(tenants)s', ['users'], ['id', 'tenant_id']],
  ['INSERT INTO users (id, tenant_id) VALUES %s', ['users'], []],
  ['INSERT INTO users (id, tenant_id) VALUES ? RETURNING id', ['users'], []],
  ['UPDATE users SET a = v.a FROM (VALUES %s) v(id, a) WHERE users.id = v.id', ['users'], ['id']],
  ['SELECT * FROM users WHERE id = ANY(%s) AND tenant_id = %s', ['users'], ['id', 'tenant_id']],
  [
    'SELECT * FROM users WHERE id IN (SELECT user_id FROM members WHERE org = :org)',
    ['members', 'users'],
    ['id', 'org'],
  ],
  [
    "SELECT data->>'name', data#>'{a,b}' FROM docs WHERE data @> :filter::jsonb AND tenant_id = :t",
    ['docs'],
    ['data', 'tenant_id'],
  ],
  ['SELECT * FROM "User" WHERE "tenantId" = $1', ['User'], ['tenantId']],
  [
    "SELECT * FROM app.users AS u WHERE u.tenant_id = current_setting('app.tenant')::uuid",
    ['app.users'],
    ['tenant_id'],
  ],
  [
    "SELECT count(*) FILTER (WHERE status = 'x') FROM jobs WHERE tenant_id = %s GROUP BY 1 HAVING count(*) > 1",
    ['jobs'],
    ['tenant_id'],
  ],
  [
    'SELECT * FROM a LEFT JOIN LATERAL (SELECT * FROM b WHERE b.a_id = a.id AND b.tenant_id = %s LIMIT 1) x ON true WHERE a.tenant_id = %s',
    ['a', 'b'],
    ['a_id', 'id', 'tenant_id'],
  ],
  [
    'SELECT * FROM events WHERE tenant_id = %s AND ts BETWEEN %s AND %s FOR UPDATE SKIP LOCKED',
    ['events'],
    ['tenant_id', 'ts'],
  ],
  [
    'MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET v = s.v WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.id, s.v)',
    ['s', 't'],
    ['id'],
  ],
  [
    'SELECT DISTINCT ON (user_id) * FROM logins WHERE tenant_id = %s ORDER BY user_id, at DESC',
    ['logins'],
    ['tenant_id'],
  ],
  ["SELECT * FROM users WHERE name ILIKE '%' || :q || '%' AND tenant_id = :t", ['users'], ['name', 'tenant_id']],
  ["SELECT * FROM users WHERE name LIKE '%%foo%%' AND tenant_id = %s", ['users'], ['name', 'tenant_id']],
  ['TRUNCATE TABLE users CASCADE', ['users'], []],
  ['DROP TABLE IF EXISTS users', ['users'], []],
  ['ALTER TABLE users ADD COLUMN x int', ['users'], []],
  ['CREATE INDEX CONCURRENTLY idx ON users (tenant_id) WHERE deleted_at IS NULL', ['users'], ['deleted_at']],
  ['SELECT * FROM users TABLESAMPLE SYSTEM (1) WHERE tenant_id=$1', ['users'], ['tenant_id']],
  ['SELECT generate_series(1,10)', [], []],
  ['UPDATE t SET x = s.x FROM s WHERE t.id = s.id AND t.tenant_id = %s', ['s', 't'], ['id', 'tenant_id']],
  ['DELETE FROM t USING s WHERE t.id = s.id', ['s', 't'], ['id']],
  ["SELECT * FROM (VALUES (1,'a'),(2,'b')) AS v(id,n) JOIN t USING (id)", ['t'], []],
  [
    'SELECT * FROM users u, orders o WHERE u.id = o.user_id AND u.tenant_id = %s',
    ['orders', 'users'],
    ['id', 'tenant_id', 'user_id'],
  ],
  [
    'WITH RECURSIVE tree AS (SELECT * FROM nodes WHERE id = $1 UNION ALL SELECT n.* FROM nodes n JOIN tree t ON n.parent = t.id) SELECT * FROM tree',
    ['nodes'],
    ['id', 'parent'],
  ],
  ['SELECT * FROM users WHERE (tenant_id, id) = (%s, %s)', ['users'], ['id', 'tenant_id']],
  ['SELECT * FROM users WHERE NOT (tenant_id = %s OR is_admin)', ['users'], ['is_admin', 'tenant_id']],
  ['EXPLAIN ANALYZE SELECT * FROM users WHERE tenant_id = 1', ['users'], ['tenant_id']],
  ['COPY users FROM STDIN WITH (FORMAT csv)', ['users'], []],
  [
    "SELECT * FROM users WHERE created_at >= NOW() AT TIME ZONE 'UTC' - make_interval(days => %s) AND tenant_id = %s",
    ['users'],
    ['created_at', 'tenant_id'],
  ],
  [
    'SELECT x.* FROM jsonb_to_recordset(%s) AS x(id int, v text) JOIN t ON t.id = x.id WHERE t.tenant_id = %s',
    ['t'],
    ['id', 'tenant_id'],
  ],
  ["SELECT * FROM users WHERE tenant_id = '${tenantId}'", ['users'], ['tenant_id']],
  ['SELECT * FROM users WHERE tenant_id = #{tenant} AND role IN (:roles)', ['users'], ['role', 'tenant_id']],
  ['SELECT 1; DELETE FROM users', ['users'], []],
  ['SELECT * FROM `users` WHERE `tenant_id` = ?', ['users'], ['tenant_id']],
  ['SELECT * FROM users WHERE tenant_id = @tenant', ['users'], ['tenant_id']],
];

const uniq = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

const tellTables = (statements: readonly SqlStatement[]): readonly string[] =>
  uniq(statements.flatMap(({ tables }) => tables.map(({ name }) => name ?? '{}')));

const tellColumns = (statements: readonly SqlStatement[]): readonly string[] =>
  uniq(statements.flatMap(({ conditions, open }) => [...conditions.map(({ name }) => name), ...(open ? ['{}'] : [])]));

describe('SQL with the placeholders of any driver', () => {
  for (const [query, tables, columns] of cases)
    it(query, () => {
      const statements = read([query]) ?? assert.fail('it was not read');
      assert.deepEqual([tellTables(statements), tellColumns(statements)], [tables.toSorted(), columns.toSorted()]);
    });
});

const first = (query: string): SqlStatement => read([query])?.[0] ?? assert.fail('it was not read');

describe('what a statement of SQL does', () => {
  it('tells whose a column is, and whether every row has to meet the condition', () => {
    const { conditions } = first(
      'SELECT * FROM holdings h JOIN lots l ON l.holding = h.id WHERE h.portfolio_id = %s AND (l.open OR NOT h.closed)',
    );
    assert.deepEqual(
      conditions.map(({ table, name, operator, required }) => `${table}.${name} ${operator ?? '-'} ${required}`).sort(),
      [
        'holdings.closed - false',
        'holdings.id = true',
        'holdings.portfolio_id = true',
        'lots.holding = true',
        'lots.open - false',
      ],
    );
  });

  it('keeps the conditions of a subquery apart', () => {
    const { tables, conditions } = first('SELECT * FROM a WHERE id IN (SELECT a_id FROM b WHERE owner = $1)');
    const queryOf = (table: string) => tables.find(({ name }) => name === table)?.query;
    assert.notEqual(queryOf('a'), queryOf('b'));
    assert.deepEqual(conditions.map(({ name, query }) => `${name} ${query === queryOf('a') ? 'a' : 'b'}`).sort(), [
      'id a',
      'owner b',
    ]);
  });

  it('tells what is written from what is read', () => {
    const use = (query: string) =>
      first(query)
        .tables.map(({ name, use }) => `${use} ${name}`)
        .sort();
    assert.deepEqual(use('INSERT INTO a SELECT * FROM b'), ['read b', 'write a']);
    assert.deepEqual(use('UPDATE a SET x = 1 FROM b'), ['read b', 'write a']);
    assert.deepEqual(use('DELETE FROM a USING b WHERE a.id = b.id'), ['read b', 'write a']);
    assert.equal(first('DELETE FROM a').kind, 'delete');
  });

  it('tells the settings it makes, and for how long', () => {
    assert.deepEqual(first("SET LOCAL app.user_id = '7'").settings, [{ name: 'app.user_id', local: true }]);
    assert.deepEqual(first("SET app.user_id = '7'").settings, [{ name: 'app.user_id', local: false }]);
    assert.deepEqual(first("SELECT set_config('app.user_id', %s, true)").settings, [
      { name: 'app.user_id', local: true },
    ]);
  });

  it('makes no setting where it takes one back', () => {
    assert.deepEqual(first('SET LOCAL app.user_id TO DEFAULT').settings, []);
    assert.deepEqual(first('RESET app.user_id').settings, []);
  });

  it('tells the settings it makes for its transaction alone, read by the parser or by its words', () => {
    const made: readonly (readonly [text: string, names: readonly string[]])[] = [
      ["SET LOCAL app.user_id = '7'", ['app.user_id']],
      ['-- Whose rows.\nset local app.user_id to 7; SET LOCAL app.tenant = 1', ['app.user_id', 'app.tenant']],
      ["SELECT set_config('app.user_id', '7', true), set_config('app.b', '1', true)", ['app.user_id', 'app.b']],
      ["SELECT set_config('app.user_id', '7', false), set_config('app.b', '1', true)", ['app.b']],
      ['SET app.user_id = 7', []],
      ['SET LOCAL app.user_id TO DEFAULT', []],
      ['SET LOCAL app.user_id = DEFAULT', []],
      ["SELECT current_setting('app.user_id')", []],
    ];
    for (const [text, names] of made) {
      const statements = read([text]) ?? assert.fail(text);
      assert.deepEqual(settingsMade({ parts: [text] }).toSorted(), names.toSorted(), text);
      assert.deepEqual(settingsMade({ parts: [text], statements }).toSorted(), names.toSorted(), text);
      assert.deepEqual(settingsMade({ parts: [text], documentation: true }), [], text);
    }
  });

  it('takes the holes of a template for what they can be', () => {
    assert.deepEqual(tellTables(read(['SELECT * FROM ', { hole: 'table' }, ' WHERE id = 1']) ?? []), ['{}']);
    assert.deepEqual(tellTables(read(['SELECT * FROM a ', { hole: 'clause' }, ' ', { hole: 'more' }]) ?? []), ['a']);
  });

  it('is not known where Postgres could not read it', () => {
    for (const text of ['SELECT TOP 10 * FROM [dbo].[Users]', 'Select a file, then press Enter', 'SELECT FROM WHERE'])
      assert.equal(read([text]), undefined, text);
  });

  it('is found however deep it lies', () => {
    const union = Array.from({ length: 500 }, (_, index) => `SELECT * FROM t${index}`).join(' UNION ALL ');
    assert.equal(first(union).tables.length, 500);
  });
});
