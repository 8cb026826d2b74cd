import type { Example } from '../../rule-kind.ts';

const given = { tables: ['holdings'], columns: ['portfolio_id'], settings: ['app.user_id'] };
const unset =
  'holdings is read here without a required condition on portfolio_id, nor is app.user_id set locally before.';

const example = (
  title: string,
  after: Example['after'],
  more: object = {},
  before: Example['before'] = {},
): Example => ({
  title,
  with: { ...given, ...more },
  before,
  after: { ...before, ...after },
});

const local = `db.execute("SET LOCAL app.user_id = %s", (user,))`;
const query = `db.execute("SELECT * FROM holdings")`;
const opener = 'def as_user(db, user):\n    db.execute("SELECT set_config(\'app.user_id\', %s, true)", (user,))\n';

const made: readonly Example[] = [
  {
    ...example('nothing makes the setting', { 'app/a.py': `def load(db):\n    ${query}    ← ${unset}\n` }),
    in: ['app/**'],
    guard:
      'Give every SQL statement in `app/**` on holdings a required condition on portfolio_id, or run behind SET LOCAL app.user_id; never switch row-level security off.',
  },
  example('the setting is made before', {
    'a.py': `def load(db, user):\n    with db:\n        ${local}\n    ${query}\n`,
  }),
  example('the setting is made behind', { 'a.py': `def load(db, user):\n    ${query}    ← ${unset}\n    ${local}\n` }),
  example('the setting is made in another function', {
    'a.py': `def set(db, user):\n    ${local}\n\n\ndef load(db):\n    ${query}    ← ${unset}\n`,
  }),
  example('the setting is made in a branch alone', {
    'a.py': `def load(db, user):\n    if user:\n        ${local}\n    ${query}    ← ${unset}\n`,
  }),
  example('the setting outlives no commit', {
    'a.py': `def load(db, user):\n    ${local}\n    db.commit()\n    ${query}    ← ${unset}\n`,
  }),
  example('the setting is not local', {
    'a.py': `def load(db, user):\n    db.execute("SET app.user_id = 7")\n    ${query}    ← ${unset}\n`,
  }),
  example('a commit before the setting', {
    'a.py': `def load(db, user):\n    db.commit()\n    ${local}\n    ${query}\n`,
  }),
  example('a commit that is only handed on', {
    'a.py': `def load(db, user):\n    ${local}\n    later(db.commit)\n    ${query}\n`,
  }),
  example('another setting', {
    'a.py': `def load(db, user):\n    db.execute("SET LOCAL app.tenant = 7")\n    ${query}    ← ${unset}\n`,
  }),
  example('both in one text', { 'a.py': 'db.execute("SET LOCAL app.user_id = 7; SELECT * FROM holdings")\n' }),
  example('both in one text, the setting last', {
    'a.py': `db.execute("SELECT * FROM holdings; SET LOCAL app.user_id = 7")    ← ${unset}\n`,
  }),
  example('the setting has a name in the function', {
    'a.py': `def load(db):\n    set = "SET LOCAL app.user_id = 7"\n    db.execute(set)\n    ${query}\n`,
  }),
  example('the setting is a constant that is run before', {
    'a.py': `SET = "SET LOCAL app.user_id = %s"\n\n\ndef load(db, user):\n    db.execute(SET, (user,))\n    ${query}\n`,
  }),
  example('the setting is a constant that is not run', {
    'a.py': `SET = "SET LOCAL app.user_id = %s"\n\n\ndef load(db):\n    ${query}    ← ${unset}\n`,
  }),
  example('the setting is taken back', {
    'a.py': `def load(db):\n    db.execute("SET LOCAL app.user_id TO DEFAULT")\n    ${query}    ← ${unset}\n`,
  }),
  example('no setting limits who empties a table', {
    'a.py': `def clear(db, user):\n    ${local}\n    db.execute("TRUNCATE holdings")    ← holdings is emptied here, whoever its rows belong to.\n`,
  }),
  example('the setting is made around a callback', {
    'a.ts':
      "db.begin(async (tx) => {\n  await tx`select set_config('app.user_id', ${user}, true)`;\n  await each(ids, () => tx`select * from holdings`);\n});\n",
  }),
  example('in a file, in the same transaction', {
    'a.sql': `BEGIN;\nSET LOCAL app.user_id = '7';\nSELECT * FROM holdings;\nCOMMIT;\nSELECT * FROM holdings;    ← ${unset}\n`,
  }),
];

const called: readonly Example[] = [
  example('a function that makes it is called before', {
    'a.py': `${opener}\n\ndef load(db, user):\n    as_user(db, user)\n    ${query}\n`,
  }),
  example(
    'a function of another file that makes it, two calls deep',
    { 'a.py': `from db import session\n\n\ndef load(user):\n    with session.begin(user) as db:\n        ${query}\n` },
    {},
    {
      'db/session.py': `from .rows import as_user\n\n\ndef begin(user):\n    return as_user(connect(), user)\n`,
      'db/rows.py': opener,
    },
  ),
  example('a function that makes nothing', {
    'a.py': `def as_user(db):\n    db.execute("SET LOCAL statement_timeout = 1")\n\n\ndef load(db):\n    as_user(db)\n    ${query}    ← ${unset}\n`,
  }),
  example('a function that only tells of it, beside one that makes it', {
    'a.py': `${opener}\n\ndef begin(db):\n    """SET LOCAL app.user_id = 7"""\n\n\ndef load(db):\n    begin(db)\n    ${query}    ← ${unset}\n`,
  }),
  example('a function that hands on the one that makes it, without a call', {
    'a.py': `${opener}\n\ndef begin(db):\n    return as_user\n\n\ndef load(db):\n    begin(db)\n    ${query}    ← ${unset}\n`,
  }),
  example('a function beside one that calls what makes it', {
    'a.py': `${opener}\n\ndef begin(db):\n    return db\n\n\ndef other(db):\n    as_user(db, 7)\n\n\ndef load(db):\n    begin(db)\n    ${query}    ← ${unset}\n`,
  }),
  example('a function that makes it is called before a commit', {
    'a.py': `${opener}\n\ndef load(db, user):\n    as_user(db, user)\n    db.commit()\n    ${query}    ← ${unset}\n`,
  }),
  example(
    'what the policy names decorates another function',
    { 'a.py': `@rows.as_user()\ndef other(db):\n    return db\n\n\ndef load(db):\n    ${query}    ← ${unset}\n` },
    { 'set-by': ['as_user'] },
  ),
  example(
    'what the policy names is imported under another name',
    { 'a.py': `from lib.rows import as_user as begin\n\n\ndef load(db):\n    begin(db)\n    ${query}\n` },
    { 'set-by': ['rows.as_user'] },
  ),
  example(
    'what the policy names is reached through something that was made',
    {
      'a.py': `from lib import connect\n\n\ndef load(user):\n    db = connect()\n    db.as_user(user)\n    ${query}\n`,
    },
    { 'set-by': ['db.as_user'] },
  ),
  example(
    'what the policy names, under its own name',
    { 'a.py': `@as_user\ndef load(db):\n    ${query}\n` },
    { 'set-by': ['as_user'] },
  ),
  example(
    'what the policy names is called behind, and only spoken of before',
    { 'a.py': `def load(db):\n    keep = rows.as_user\n    ${query}    ← ${unset}\n    rows.as_user(db)\n` },
    { 'set-by': ['as_user'] },
  ),
  example(
    'what the policy names opens the connection',
    { 'a.py': `from lib import rows\n\n\ndef load(db=Depends(rows.as_user)):\n    ${query}\n` },
    { 'set-by': ['as_user'] },
  ),
  example(
    'what the policy names decorates the function',
    { 'a.py': `@rows.as_user\ndef load(db):\n    ${query}\n` },
    { 'set-by': ['as_user'], settings: [] },
  ),
  example(
    'a name that the policy does not name',
    { 'a.py': `@rows.as_admin\ndef load(db):\n    ${query}    ← ${unset}\n` },
    { 'set-by': ['as_user'] },
  ),
  example('a constant that is run behind the setting', {
    'a.py': `QUERY = "SELECT * FROM holdings"\nLIMIT = top\n\n\ndef load(db, user):\n    ${local}\n    db.execute(QUERY)\n`,
  }),
  example('a constant that is run elsewhere', { 'a.py': `QUERY = "SELECT * FROM holdings"    ← ${unset}\n` }),
  example('a constant that is run without it as well', {
    'a.py': `QUERY = "SELECT * FROM holdings"    ← ${unset}\n\n\ndef load(db, user):\n    ${local}\n    db.execute(QUERY)\n\n\ndef all(db):\n    db.execute(QUERY)\n`,
  }),
];

const missing =
  'No comment says what limits the rows of holdings in this SQL: name portfolio_id or app.user_id in one.';
const limited = 'SELECT * FROM holdings WHERE portfolio_id = %s';

const documented: readonly Example[] = [
  example(
    'no comment',
    { 'a.py': `def load(db):\n    db.execute("${limited}")    ← ${missing}\n` },
    { document: true },
  ),
  example(
    'a comment of the function',
    { 'a.py': `def load(db):\n    # Row-level predicate: portfolio_id.\n    db.execute("${limited}")\n` },
    { document: true },
  ),
  example(
    'the documentation of the function',
    { 'a.py': `def load(db):\n    """Rows of one portfolio_id."""\n    db.execute("${limited}")\n` },
    { document: true },
  ),
  example(
    'a comment that names nothing',
    { 'a.py': `# All of them.\nQ = "${limited}"    ← ${missing}\n` },
    { document: true },
  ),
  example(
    'no condition, and no comment on it: one finding',
    { 'a.py': `def load(db):\n    ${query}    ← ${unset}\n` },
    { document: true },
  ),
  example(
    'a comment at the head of a long function',
    {
      'a.py': `def load(db):\n    # Row-level predicate: portfolio_id.\n    a = 1\n    b = 2\n    c = 3\n    d = 4\n    db.execute("${limited}")\n`,
    },
    { document: true },
  ),
  example(
    'the documentation of another function, right above',
    { 'a.py': `def other():\n    """Rows of one portfolio_id."""\n\n\nQ = "${limited}"    ← ${missing}\n` },
    { document: true },
  ),
  example('a comment below', { 'a.py': `Q = "${limited}"    ← ${missing}\n# portfolio_id\n` }, { document: true }),
  example('another table', { 'a.py': 'Q = "SELECT * FROM prices"\n' }, { document: true }),
  example(
    'a comment far above',
    { 'a.py': `# portfolio_id\n\n\n\n\nQ = "${limited}"    ← ${missing}\n` },
    { document: true },
  ),
  example(
    'a comment in the SQL itself',
    {
      'a.sql': `-- Limited by app.user_id.\n${limited.replace('%s', '7')};\nSELECT '-- portfolio_id', id FROM holdings /* portfolio_id */ WHERE portfolio_id = 1;\n`,
    },
    { document: true },
  ),
  example(
    'a comment in a string of the SQL',
    { 'a.sql': `SELECT '-- app.user_id' FROM holdings WHERE portfolio_id = 1;    ← ${missing}\n` },
    { document: true },
  ),
];

export const settingExamples: readonly Example[] = [...made, ...called, ...documented];
