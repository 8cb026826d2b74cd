import { faultsOf, type Family } from './injected.ts';

// Written in parts, so that no scanner takes this file for what it makes.
const joined = (...parts: readonly string[]): string => parts.join('');
const github = joined('ghp_', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8');
const aws = joined('AKIA', 'Z7QXW3N5T2LKJ6HD');
const slack = joined('xoxb-', '123456789012-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx');
const address = joined('postgres://admin:', 'hunter2secret', '@db.internal.example.org/app');
const keyHead = joined('-----BEGIN RSA ', 'PRIVATE KEY-----');
const keyEnd = joined('-----END RSA ', 'PRIVATE KEY-----');
const keyBody = 'MIIEpAIBAAKCAQEA7bq1J3f5xk0Zr9Yc2m8Qw4T6u1v3H5n7P9s0D2g4K6j8L1z3'.repeat(6);

const inside = ['function', 'method', 'end'] as const;

/** Secrets in programs. */
export const secretsInCode: readonly Family[] = [
  {
    folder: 'core/services',
    language: 'python',
    faults: faultsOf('no-secrets', inside, {
      'a token of GitHub': `token = "${github}"`,
      'a key of AWS': `AWS_ACCESS_KEY_ID = "${aws}"\nAWS_SECRET_ACCESS_KEY_NAME = "none"`,
      'a token of Slack': `client = connect(token="${slack}")`,
      'a password in an address': `url = "${address}"`,
      'a private key': `key = """${keyHead}\n${keyBody}\n${keyEnd}"""`,
    }),
  },
];

/** A violation in whole files, path → text. */
export interface FileFault {
  readonly rule: string;
  readonly title: string;
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}

const manifest = (dependencies: Readonly<Record<string, string>>): string =>
  `${JSON.stringify({ name: 'app', version: '1.0.0', dependencies }, null, 2)}\n`;

const project = (...dependencies: readonly string[]): string =>
  `[project]\nname = "app"\nversion = "1"\ndependencies = ${JSON.stringify(dependencies)}\n`;

const dependency = (title: string, path: string, before: string, after: string): FileFault => ({
  rule: 'no-new-dependencies',
  title,
  before: { [path]: before },
  after: { [path]: after },
});

const schema = (title: string, sql: string): FileFault => ({
  rule: 'schema-change-is-decided',
  title,
  before: {},
  after: {
    'backend/db/migrations/0002_more.up.sql': `${sql}\n`,
    'backend/db/migrations/0002_more.down.sql': 'SELECT 1;\n',
  },
});

const migration = (title: string, path: string, sql: string): FileFault => ({
  rule: 'migration-has-its-undo',
  title,
  before: {},
  after: { [path]: sql },
});

const query = (title: string, sql: string): FileFault => ({
  rule: 'sql-names-its-user',
  title,
  before: {},
  after: { 'backend/app/queries/more.sql': `-- user_id is not asked for\n${sql}\n` },
});

/** Violations in manifests, migrations and queries. */
export const fileFaults: readonly FileFault[] = [
  dependency(
    'in package.json',
    'package.json',
    manifest({ a: '1.0.0' }),
    manifest({ a: '1.0.1', 'left-pad': '1.3.0' }),
  ),
  dependency('in requirements.txt', 'backend/requirements.txt', 'flask==3.0.0\n', 'flask==3.0.1\npolars==1.0.0\n'),
  dependency('in pyproject.toml', 'pyproject.toml', project('flask>=3'), project('flask>=3', 'polars>=1')),
  dependency(
    'in go.mod',
    'go.mod',
    'module app\n\ngo 1.22\n',
    'module app\n\ngo 1.22\n\nrequire github.com/a/b v1.0.0\n',
  ),
  dependency(
    'in Cargo.toml',
    'Cargo.toml',
    '[package]\nname = "app"\n',
    '[package]\nname = "app"\n\n[dependencies]\nserde = "1"\n',
  ),
  schema('a column', 'ALTER TABLE holdings ADD COLUMN note text;'),
  schema('a table', 'CREATE TABLE notes (id int);'),
  schema('an index', 'CREATE INDEX by_day ON prices (day);'),
  schema('a table that is dropped', 'DROP TABLE notes;'),
  migration(
    'in the folder of the database',
    'backend/db/migrations/0003_rows.up.sql',
    'INSERT INTO kinds VALUES (1);\n',
  ),
  migration('in another folder', 'services/a/migrations/0001_rows.up.sql', 'UPDATE kinds SET id = 2 WHERE id = 1;\n'),
  query('a query in a file', 'SELECT * FROM portfolios WHERE name = :name;'),
  query('a deletion in a file', 'DELETE FROM lots WHERE quantity = 0;'),
  query('a query that is joined, in a file', 'SELECT * FROM prices p JOIN holdings h ON h.symbol = p.symbol;'),
];
