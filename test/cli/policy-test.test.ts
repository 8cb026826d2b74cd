import assert from 'node:assert/strict';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { removeFolders } from '../repo/temporary-repository.ts';
import { documentOf, govern, makeGoverned, policyPath, projectRoot, smallPolicy } from './command-line.ts';

const policy = smallPolicy(
  [
    'rules:',
    '  - id: spec-stays',
    '    kind: protected-path',
    "    in: ['docs/**']",
    "    except: ['docs/draft/**']",
    '    level: block',
    '    because: It is settled.',
    '  - id: nobody-tried',
    '    kind: protected-path',
    "    in: ['src/**']",
    '    level: warn',
    '    because: It is settled.',
  ].join('\n'),
);

const examplesPath = '.codex/governance/examples.yaml';

const examples = (...lines: readonly string[]): string =>
  ['version: 1', 'examples:', '  spec-stays:', ...lines.map((line) => `    ${line}`), ''].join('\n');

const good = examples(
  '- title: an edit is found',
  '  before: { docs/a.md: "one\\n", docs/draft/b.md: "one\\n" }',
  '  after: { docs/a.md: "two    ←\\n", docs/draft/b.md: "two\\n" }',
);

describe('policy test', () => {
  afterEach(removeFolders);

  for (const name of ['caio', 'dawsos', 'execution-packages', 'master-laws', 'pr-chain', 'starter'])
    it(`passes for the shipped policy ${name}, and every rule of it is tried out`, async () => {
      const repository = makeGoverned();
      const { code, out, err } = await govern(
        repository,
        'policy',
        'test',
        join(projectRoot, 'policies', name, 'policy.yaml'),
      );
      assert.equal(code, 0, out + err);
      assert.match(err, /^\S*examples\.yaml: \d+ examples, all pass\.\n$/);
    });

  it('says after `init` what to write, and names no page that the repository has not', async () => {
    const repository = makeGoverned();
    repository.git('rm', '--quiet', '--cached', policyPath);
    const { code, out, err } = await govern(repository, 'policy', 'test');
    assert.deepEqual([code, out], [2, '']);
    assert.match(
      err,
      /^codex-governor: There are no examples .* Write \.codex\/governance\/examples\.yaml: `version: 1`/,
    );
    assert.doesNotMatch(err, /docs\//);
  });

  it('tries the rules out where they hold, and names those that nobody tries out', async () => {
    const repository = makeGoverned(policy);
    repository.write(examplesPath, good);
    const { code, out, err } = await govern(repository, 'policy', 'test');
    assert.deepEqual([code, out], [0, 'ok   spec-stays: an edit is found\n']);
    assert.equal(err, `${examplesPath}: 1 example, all pass.\nWithout an example: nobody-tried.\n`);
  });

  it('fails where an example is not what the rule finds, and says what is missing and what is too much', async () => {
    const repository = makeGoverned(policy);
    repository.write(
      examplesPath,
      examples(
        '- title: the wrong line',
        '  before: { docs/a.md: "one\\ntwo\\n" }',
        '  after: { docs/a.md: "one    ←\\n2\\n" }',
        '- title: the wrong words',
        '  before: { docs/a.md: "one\\n" }',
        '  after: { docs/a.md: "two    ← It is settled.\\n" }',
      ),
    );
    const { code, out, err } = await govern(repository, 'policy', 'test');
    assert.equal(code, 1);
    assert.equal(
      out,
      [
        'FAIL spec-stays: the wrong line',
        `     ${examplesPath}:4`,
        '     not found: docs/a.md:1',
        '     found, and should not be: docs/a.md:2 This file is protected and may not be changed.',
        'FAIL spec-stays: the wrong words',
        `     ${examplesPath}:7`,
        '     not found: docs/a.md:1 It is settled.',
        '     found, and should not be: docs/a.md:1 This file is protected and may not be changed.',
        '',
      ].join('\n'),
    );
    assert.match(err, /2 examples, 2 fail\./);
  });

  it('tells the same as JSON', async () => {
    const repository = makeGoverned(policy);
    repository.write(examplesPath, good);
    assert.deepEqual(await documentOf(repository, 'policy', 'test'), {
      file: examplesPath,
      examples: [{ rule: 'spec-stays', title: 'an edit is found', line: 4, passed: true, missing: [], unexpected: [] }],
      untried: ['nobody-tried'],
    });
  });

  it('cannot tell without examples, or with examples that have errors', async () => {
    const repository = makeGoverned(policy);
    const none = await govern(repository, 'policy', 'test');
    assert.equal(none.code, 2);
    assert.match(
      none.err,
      /There are no examples to try the policy out on: neither \.codex\/governance\/examples\.yaml nor /,
    );
    repository.write(examplesPath, good.replace('spec-stays', 'spec-stay'));
    const unknown = await govern(repository, 'policy', 'test');
    assert.equal(unknown.code, 2);
    assert.match(unknown.err, /examples\.yaml:3:\d+.*The policy has no rule `spec-stay`.*Did you mean `spec-stays`\?/);
    repository.write(examplesPath, good.replace('title', 'titel'));
    const misspelt = await govern(repository, 'policy', 'test');
    assert.equal(misspelt.code, 2);
    assert.match(misspelt.err, /examples\.yaml:4:.*titel/);
    repository.write(policyPath, 'version: 2\n');
    assert.equal((await govern(repository, 'policy', 'test')).code, 2);
  });

  it('tries a policy that is shipped by its name, as `extends` names it', async () => {
    const repository = makeGoverned('version: 1\nextends: [codex-governor:starter]\n');
    const bare = await govern(repository, 'policy', 'test');
    assert.equal(bare.code, 2);
    assert.match(bare.err, /There are no examples .*`policy test codex-governor:NAME`\.\n$/);
    const shipped = await govern(repository, 'policy', 'test', 'codex-governor:starter');
    assert.equal(shipped.code, 0, shipped.err);
    assert.match(shipped.err, /examples\.yaml: \d+ examples, all pass\.\n$/);
    assert.match(
      (await govern(repository, 'policy', 'test', 'codex-governor:none')).err,
      /There is no policy at policy\.yaml \(in .*none\)/,
    );
  });
});
