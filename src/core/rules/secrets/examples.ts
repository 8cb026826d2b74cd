import type { Example } from '../../rule-kind.ts';

/*
 * None of these opens anything. They are put together here, so that whoever looks for secrets in this repository does not
 * have to be told so.
 */
const token = (letter: string): string => ['ghp_', letter.repeat(6), '0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o'].join('');
const filled = (head: string, sign: string, count: number): string => [head, sign.repeat(count)].join('');
const address = (password: string): string =>
  ['postgres:', 'app:', password, '@db.internal:5432/app'].join('').replace(':', '://');
const [begin, end] = ['BEGIN', 'END'].map((side) => ['-----', side, ' RSA PRIVATE ', 'KEY-----'].join(''));
const body = 'MIIEpAIBAAKCAQEA3Tz2mr7SZiAMfQyuvBjM9Oi'.repeat(2);

export const found = (what: string): string => `What looks like a secret stands here: ${what}.`;
const hub = found('GitHub token');
export const database = found('PostgreSQL address with a password');
export const file = 'Files like this one hold secrets, and may not be added.';

const objections: readonly Example[] = [
  {
    title: 'a token in a program',
    with: {},
    guard: 'Write no secret into any file: no key, token or password, and no file that holds them.',
    before: { 'src/a.py': 'import os\n' },
    after: { 'src/a.py': `import os\n\nTOKEN = "${token('a')}"    ← ${hub}\n` },
  },
  {
    title: 'an address with a password',
    with: {},
    before: {},
    after: { 'config.yaml': `one: 1\ndatabase: ${address('Zp4kQ9wX')}    ← ${database}\n` },
  },
  {
    title: 'a private key, wherever it stands, and a token above it',
    with: {},
    before: { 'docs/keys.md': '# Keys\n' },
    after: {
      'docs/keys.md': `# Keys\n\n${token('a')}    ← ${hub}\n\n${begin}    ← ${found('private key')}\n${body}\n${end}\n`,
    },
  },
  {
    title: 'a token within an address, told once though two rules of the scanner know it',
    with: {},
    before: {},
    after: {
      'a.txt': `clone https://app:${token('a')}@example.org/app.git    ← ${found('address with a password')}\n`,
    },
  },
  {
    title: 'a second token beside an old one',
    with: {},
    before: { 'a.txt': `${token('a')}\n` },
    after: { 'a.txt': `${token('a')}\n${token('b')}    ← ${hub}\n` },
  },
  {
    title: 'the same token once more',
    with: {},
    before: { 'a.txt': `${token('a')}\n` },
    after: { 'a.txt': `${token('a')}\n`, 'b.txt': `${token('a')}    ← ${hub}\n` },
  },
  {
    title: 'two of them in one line',
    with: {},
    before: {},
    after: { 'a.json': `["${token('a')}", "${token('b')}"]    ← ${hub}\n` },
    elsewhere: [`a.json:1 ${hub}`],
  },
  {
    title: 'a comment that would switch the scanner off',
    with: {},
    before: {},
    after: { 'a.js': `// secretlint-disable\nconst token = '${token('c')}';    ← ${hub}\n` },
  },
  {
    title: 'a secret in a comment and in a test',
    with: {},
    before: {},
    after: { 'tests/test_a.py': `# was ${address('Zp4kQ9wX')}    ← ${database}\nassert 1\n` },
  },
  {
    title: 'a token with some of one sign in it',
    with: {},
    before: {},
    after: { 'a.txt': `${token('a').slice(0, -14)}${'x'.repeat(14)}    ← ${hub}\n` },
  },
  {
    title: 'one that is allowed does not let another through',
    with: { allow: ['postgres://app:test@.*'] },
    before: {},
    after: { 'a.env': `ONE=${address('test')}\nTWO=${address('Zp4kQ9wX')}    ← ${database}\n` },
  },
  {
    title: 'a file of secrets, though it is empty',
    with: {},
    before: {},
    after: { 'backend/.env': `    ← ${file}`, '.env.production': `DEBUG=false    ← ${file}\n` },
  },
  {
    title: 'an example becomes a file of secrets',
    with: {},
    before: { '.env.example': 'DEBUG=true\n' },
    renamed: { '.env': '.env.example' },
    after: { '.env': 'DEBUG=true\n' },
    elsewhere: [file],
  },
  {
    title: 'files that a policy names',
    with: { files: ['secrets/**'], 'except-files': [] },
    before: {},
    after: { 'secrets/secrets.yaml': `one: 1    ← ${file}\n`, '.env': 'DEBUG=true\n' },
  },
];

const nearMisses: readonly Example[] = [
  {
    title: 'a secret that stands there still',
    with: {},
    before: { 'a.py': `TOKEN = "${token('a')}"\n` },
    after: { 'a.py': `one = 1\nTOKEN = "${token('a')}"\n` },
  },
  {
    title: 'a secret that goes to another file, and a file that moves with one',
    with: {},
    before: { 'a.py': `TOKEN = "${token('a')}"\n`, 'b.py': `two = 2\nTOKEN = "${token('b')}"\n` },
    renamed: { 'c.py': 'b.py' },
    after: { 'a.py': 'one = 1\n', 'd.py': `KEY = "${token('a')}"\n`, 'c.py': `two = 2\nTOKEN = "${token('b')}"\n` },
  },
  {
    title: 'a secret that goes',
    with: {},
    before: { 'a.py': `TOKEN = "${token('a')}"\n` },
    after: { 'a.py': 'TOKEN = os.environ["TOKEN"]\n' },
  },
  {
    title: 'the name of a secret, and where it is read',
    with: {},
    before: {},
    after: { 'src/a.py': 'GITHUB_TOKEN = os.environ["GITHUB_TOKEN"]\npassword = vault.read("db/password")\n' },
  },
  {
    title: 'prose about tokens and keys',
    with: {},
    before: {},
    after: { 'README.md': 'A token begins with `ghp_`; a key with `-----BEGIN RSA PRIVATE KEY-----`.\n' },
  },
  {
    title: 'a fingerprint, a hash and an id are no secrets',
    with: {},
    before: {},
    after: {
      'a.lock':
        'integrity sha512-9Jv1n2b3c4d5e6f7g8h9i0j1k2l3m4n5o6p7q8r9s0t1u2v3w4x5y6z7==\ncommit 4f2c9d1e8b7a6f5e4d3c2b1a0f9e8d7c6b5a4f3e\n',
    },
  },
  {
    title: 'an address without a password, or with a hole for it',
    with: {},
    before: {},
    after: { 'a.py': `one = "postgres://db.internal:5432/app"\ntwo = f"${address('{password}')}"\n` },
  },
  {
    title: 'what a policy knows to be none',
    with: { allow: ['postgres://app:test@.*', 'ghp_aaaaaa.*'] },
    before: {},
    after: { 'tests/a.py': `URL = "${address('test')}"\nTOKEN = "${token('a')}"\n` },
  },
  {
    title: 'a token of one sign over and over, and one of several such parts',
    with: {},
    before: {},
    after: {
      'docs/keys.md': `${filled('ghp_', 'x', 36)}\n${filled('AKIA', '0', 16)}\n`,
      'a.py': `SLACK = "${filled('xoxb-', '0', 12)}${filled('-', '0', 12)}${filled('-', 'x', 24)}"\n`,
    },
  },
  {
    title: 'an example of a file of secrets',
    with: {},
    before: {},
    after: { '.env.example': 'TOKEN=\n', 'web/.env.production.sample': 'TOKEN=\n', 'docs/env.md': 'See .env.\n' },
  },
  {
    title: 'a file of secrets that was there, moves or goes',
    with: {},
    before: { '.env': 'DEBUG=true\n', 'a/.env': 'ONE=1\n', 'b/.env': 'TWO=2\n' },
    renamed: { 'c/.env': 'a/.env' },
    after: { '.env': 'DEBUG=false\n', 'c/.env': 'ONE=1\n' },
  },
  {
    title: 'a file of secrets that leaves the rule’s place',
    with: {},
    in: ['app/**'],
    before: { 'app/a.txt': 'DEBUG=true\n' },
    renamed: { 'lab/.env': 'app/a.txt' },
    after: { 'lab/.env': 'DEBUG=true\n' },
  },
];

export const secretsExamples: readonly Example[] = [...objections, ...nearMisses];
