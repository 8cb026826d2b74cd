import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import performanceHooks from 'node:perf_hooks';
import type * as core from '@secretlint/core';
import { describe, it } from 'mocha';
import type { FindSecrets } from '#app';
import { redactSecrets } from '../../src/core/redact.ts';
import { loadSecretFinder } from '../../src/repo/secrets/secrets.ts';
import { processorTime } from '../processor-time.ts';

// Canaries are put together here, so that no scanner of this repository takes them for real.
const canaries = {
  accessKey: ['AKIA', 'Z7QW2N5RT8YU3KLM'].join(''),
  secretKey: ['wJalrXUtnFEMI', 'K7MDENG', 'bPxRfiCYzzzzzzzzzz'].join('/'),
  github: ['ghp', 'abcdefghijklmnopqrstuvwxyz0123456789'].join('_'),
  slack: ['xoxb', '1234567890123', '1234567890123', 'abcdefghijklmnopqrstuvwx'].join('-'),
  npm: ['npm', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_'),
  npmrc: ['0a1b2c3d', '4e5f', '6071'].join('-'),
  database: ['postgres://app:', 'tr0ub4dor', '@db.internal:5432/app'].join(''),
  basic: ['https://deploy:', 'S3cretThing9', '@build.acme.dev'].join(''),
  stripe: ['sk_live', '51H8xQ2eZvKYlo2C0aB3dE6gH9k'].join('_'),
  google: ['AIzaSyD', '4fG7hJ1kL0pQ8rS5tU2vW6xY9zA3bC1d'].join('-').slice(0, 39),
  gitlab: ['glpat', 'aB3dE6gH9kL2mN5pQ8rS'].join('-'),
  face: ['hf', 'aBcDeFgHiJkLmNoPqRsTuVwXyZaBcDeFgH'].join('_'),
  azure: `${'aB3dE6gH9kL2mN5pQ8rS'.repeat(4)}aB3dE6==`,
  body: 'MIIEpAIBAAKCAQEA0Z3VS5JJcds3xfnygWyF8PbnGy0AHB7MaGk9M3cYb7k2oXlq'.repeat(3),
} as const;

const fence = (side: string, make: string): string => `-----${side} ${make}PRIVATE KEY-----`;

const redact = async (findSecrets: FindSecrets, path: string, text: string): Promise<string> =>
  redactSecrets(text, await findSecrets(path, text)).text;

describe('finding secrets', () => {
  let findSecrets: FindSecrets;
  before(async () => {
    findSecrets = await loadSecretFinder();
  });

  for (const [title, text, secret, marker] of [
    ['an AWS access key', `key ${canaries.accessKey} end`, canaries.accessKey, 'AWS access key'],
    [
      'an AWS secret key, name kept',
      `AWS_SECRET_ACCESS_KEY=${canaries.secretKey}\nAWS_REGION=eu`,
      canaries.secretKey,
      'AWS secret access key',
    ],
    ['a GitHub token', `token: ${canaries.github}`, canaries.github, 'GitHub token'],
    ['a Slack token', canaries.slack, canaries.slack, 'Slack token'],
    ['an npm token', `//r/:_authToken=${canaries.npm}`, canaries.npm, 'npm'],
    ['an npm token of the old kind in prose', `\`//r/:_authToken=${canaries.npmrc}\``, canaries.npmrc, 'npm token'],
    ['a database address', `see ${canaries.database}`, 'tr0ub4dor', 'PostgreSQL address with a password'],
    ['an address with a password', `see ${canaries.basic} now`, 'S3cretThing9', 'address with a password'],
    ['a Stripe key', `key = "${canaries.stripe}"`, canaries.stripe, 'Stripe key'],
    ['a Google API key', `?key=${canaries.google}&x=1`, canaries.google, 'Google API key'],
    ['a GitLab token', canaries.gitlab, canaries.gitlab, 'GitLab token'],
    ['a Hugging Face token', `HF_TOKEN=${canaries.face}`, canaries.face, 'Hugging Face token'],
    ['an Azure storage key', `AccountName=a;AccountKey=${canaries.azure};B=1`, canaries.azure, 'Azure storage key'],
    [
      'a private key',
      `${fence('BEGIN', 'RSA ')}\n${canaries.body}\n${fence('END', 'RSA ')}\n`,
      canaries.body,
      'private key',
    ],
    [
      'an encrypted private key',
      `${fence('BEGIN', 'ENCRYPTED ')}\nProc-Type: 4,ENCRYPTED\n\n${canaries.body}\n${fence('END', 'ENCRYPTED ')}`,
      canaries.body,
      'private key',
    ],
    ['a private key cut short', `${fence('BEGIN', '')}\n${canaries.body}\n\nmore`, canaries.body, 'private key'],
  ] as const)
    it(`blanks out ${title}`, async () => {
      const redacted = await redact(findSecrets, 'docs/notes.md', text);
      assert.ok(!redacted.includes(secret), redacted);
      for (let at = 0; at + 12 <= secret.length; at += 1)
        assert.ok(!redacted.includes(secret.slice(at, at + 12)), `a piece of the secret is left: ${redacted}`);
      assert.match(redacted, new RegExp(`\\[redacted: [^\\]]*${marker}`));
    });

  it('keeps the name before the secret and the lines after it', async () => {
    const text = `AWS_SECRET_ACCESS_KEY=${canaries.secretKey}\nAWS_REGION=eu\n`;
    assert.equal(
      await redact(findSecrets, 'a.md', text),
      'AWS_SECRET_ACCESS_KEY=[redacted: AWS secret access key]\nAWS_REGION=eu\n',
    );
  });

  it('finds a secret wherever it is repeated', async () => {
    const text = `AWS_SECRET_ACCESS_KEY=${canaries.secretKey}\nand again ${canaries.secretKey}`;
    assert.ok(!(await redact(findSecrets, 'a.md', text)).includes(canaries.secretKey));
  });

  it('cannot be switched off by a comment in the document', async () => {
    const text = `<!-- secretlint-disable -->\n${canaries.github}\n<!-- secretlint-enable -->`;
    assert.ok(!(await redact(findSecrets, 'a.md', text)).includes(canaries.github));
  });

  it('counts offsets with the byte order mark', async () => {
    const text = `\uFEFF${canaries.github} end`;
    assert.equal(await redact(findSecrets, 'a.md', text), '\uFEFF[redacted: GitHub token] end');
  });

  it('blanks out a service account file of Google Cloud whole', async () => {
    const key = { private_key_id: 'abc', private_key: `${fence('BEGIN', '')}\nshort\n${fence('END', '')}` };
    assert.equal(
      await redact(findSecrets, 'deploy/account.json', JSON.stringify(key)),
      '[redacted: Google Cloud service account key]',
    );
  });

  it('leaves texts without secrets as they are', async () => {
    for (const text of [
      '',
      'Write `-----BEGIN PRIVATE KEY-----` at the top of the file.',
      'The example key is AKIAIOSFODNN7EXAMPLE; the account is AWS_ACCOUNT_ID=123456789012.',
      'postgres://user:${PASSWORD}@localhost/app',
      'digest 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
    ])
      assert.deepEqual(await findSecrets('a.md', text), [], text);
  });

  it('gives the same sightings in the same order each time', async () => {
    const text = `${canaries.github} ${canaries.slack} ${canaries.github}`;
    const first = await findSecrets('a.md', text);
    assert.deepEqual(await findSecrets('a.md', text), first);
    assert.deepEqual(
      first.map(({ start }) => start),
      [0, 41, 99],
    );
  });

  it('leaves, as it ships, no marks in the timeline of the process, and its stopwatch alone', async () => {
    const { performance, PerformanceObserver } = performanceHooks;
    const { lintSource } = createRequire(import.meta.url)('../../dist/lazy/secretlint-core.cjs') as typeof core;
    const before = performance.getEntriesByType('mark').length;
    await lintSource({
      source: { filePath: 'a.md', content: 'text', contentType: 'text', ext: '.md' },
      options: { noPhysicFilePath: true, config: { rules: [] } },
    });
    assert.equal(performance.getEntriesByType('mark').length, before);
    assert.equal(performanceHooks.performance, performance);
    assert.equal(performanceHooks.PerformanceObserver, PerformanceObserver);
  });

  it('gets through a text full of secrets, and lets others have a turn', async () => {
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 1);
    const started = processorTime();
    const many = 2_500;
    assert.equal((await findSecrets('a.md', `${canaries.github}\n`.repeat(many))).length, many);
    const distinct = Array.from({ length: many }, (_, index) => `ghp_${String(index).padStart(36, 'aB3dE6gH9k')}\n`);
    assert.equal((await findSecrets('a.md', distinct.join(''))).length, many);
    clearInterval(turning);
    assert.ok(processorTime() - started < 10_000);
    assert.ok(turns >= 2, `${turns} turns`);
  });

  it('finds a secret that stands where two parts of a long text meet', async () => {
    for (let before = 28_600; before < 33_000; before += 37) {
      const text = `${'x '.repeat(before / 2)}${canaries.github}${' y'.repeat(20_000)}`;
      const [found] = await findSecrets('a.md', text);
      assert.equal(text.slice(found?.start, found?.end), canaries.github);
    }
  });

  it('gets through a megabyte of fences that begin and never end', async () => {
    const text = `${fence('BEGIN', 'RSA ')}\n`.repeat(30_000);
    const started = processorTime();
    assert.deepEqual(await findSecrets('a.md', text), []);
    assert.ok(processorTime() - started < 5_000);
  });
});
