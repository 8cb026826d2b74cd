import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import type { Documents } from '../../src/cli/documents.ts';
import { lines, removeFolders, type TestRepository } from '../repo/temporary-repository.ts';
import { documentOf, govern, governed, makeGoverned, readIn, smallPolicy, startFix } from './command-line.ts';

const policy = smallPolicy(
  'roles:',
  '  architect: { title: Architect, may-waive: [spec-stays, write-scope.*] }',
  '  boss: { title: The Boss, may-raise: [lines], may-waive: [spec-stays] }',
  'rules:',
  '  - { id: spec-stays, kind: protected-path, in: [SPEC.md], level: block, because: It is decided. }',
  '  - { id: plan-stays, kind: protected-path, in: [PLAN.md], level: block, because: It is decided. }',
).replace('limit: 20, level: block,', 'limit: 20, level: block, raised-by: boss,');

const make = (): TestRepository => makeGoverned(policy, { 'SPEC.md': 'one\n', 'PLAN.md': 'one\n' });

const checkOf = async (repository: TestRepository, ...words: readonly string[]): Promise<Documents['check']> =>
  documentOf(repository, 'check', ...words);

/** `rule waived|claimed|level` of each finding. */
const told = ({ findings }: Documents['check']): readonly string[] =>
  findings.map(({ rule, level, waiver, claim }) => {
    const claimed = claim === undefined ? '' : ', claimed';
    return `${rule} ${waiver === undefined ? `${level}${claimed}` : 'waived'}`;
  });

const reason = ['--reason', 'The board decided so', '--until', '2199-12-31'] as const;
const folder = '.codex/governance';

/** Reads each of these names out of the environment, on a line of its own. */
const read = (...names: readonly string[]): string =>
  ['import os', ...names.map((name) => `${name} = os.environ["${name}"]`), ''].join('\n');

/** A branch whose change breaks a rule. */
const breaking = (): TestRepository => {
  const repository = make();
  repository.git('checkout', '-q', '-b', 'work');
  repository.write('SPEC.md', 'two\n');
  return repository;
};

const specId = async (repository: TestRepository): Promise<string> => {
  const { findings } = await checkOf(repository);
  return findings.find(({ rule }) => rule === 'spec-stays')?.id ?? '';
};

describe('waive', () => {
  afterEach(removeFolders);

  it('writes a waiver of a finding for review, which only counts once it is merged', async () => {
    const repository = breaking();
    const id = await specId(repository);
    const { code, out, err } = await govern(repository, 'waive', id, ...reason, '--role', 'architect');
    assert.deepEqual([code, out], [0, `${folder}/waivers/spec-stays-${id}.yaml\n`]);
    assert.match(err, /^Wrote a waiver of Ada <ada@example\.org> as architect\. Until it is reviewed and merged/);
    const text = readIn(repository, out.trim());
    assert.match(text, /^# Asked for, and not yet given: .*\n# .*\n# SPEC\.md:1: /);
    assert.deepEqual(text.split('\n').slice(3), [
      `finding: ${/^\d+$|^\d+e\d+$/.test(id) ? `"${id}"` : id}`,
      'rule: spec-stays',
      'in:',
      '  - SPEC.md',
      'who: Ada <ada@example.org>',
      'role: architect',
      'reason: The board decided so',
      'until: 2199-12-31',
      '',
    ]);
    // In the working tree, committed with the change, and in CI it is claimed: nothing changes.
    assert.deepEqual(told(await checkOf(repository)), ['spec-stays block, claimed']);
    assert.equal((await govern(repository, 'check')).code, 1);
    repository.commit();
    for (const words of [
      ['--base', 'main'],
      ['--ci', '--base', 'main'],
    ]) {
      const checked = await checkOf(repository, ...words);
      assert.deepEqual([checked.verdict, told(checked)], ['block', ['spec-stays block, claimed']], words.join(' '));
    }
    // A person reviews and merges the file alone; the work goes on top of it.
    repository.git('checkout', '-q', 'main');
    repository.git('checkout', '-q', 'work', '--', folder);
    repository.commit();
    for (const words of [
      ['--base', 'main'],
      ['--ci', '--base', 'main'],
    ]) {
      repository.git('checkout', '-q', 'work');
      const { out: text, code: end } = await govern(repository, 'check', ...words);
      assert.equal(end, 0, text);
      assert.match(
        text,
        /^SPEC\.md:1  waived  .*\n.*\n    Waived by Ada <ada@example\.org> \(architect\) until 2199-12-31: The board decided so \[/,
      );
      assert.match(text, /\nPass: 1 finding, 1 of them waived\. /);
    }
  });

  it('is claimed before a commit only once it is staged', async () => {
    const repository = breaking();
    repository.git('add', 'SPEC.md');
    const path = (await governed(repository, 'waive', await specId(repository), ...reason, '--role', 'boss')).trim();
    assert.deepEqual(told(await checkOf(repository, '--staged')), ['spec-stays block']);
    repository.git('add', path);
    repository.remove(path);
    assert.deepEqual(told(await checkOf(repository, '--staged')), ['spec-stays block, claimed']);
    assert.deepEqual(told(await checkOf(repository)), ['spec-stays block']);
  });

  it('writes one for a rule in places, whatever the change', async () => {
    const repository = make();
    const words = ['waive', 'spec-stays', '--in', 'SPEC.md', '--in', 'docs/', '--adr', 'docs/adr/1.md', ...reason];
    const { code, err } = await govern(repository, ...words);
    assert.equal(code, 2);
    assert.match(err, /Several roles may waive spec-stays: architect, boss\. Name yours\./);
    const path = (await governed(repository, ...words, '--role', 'boss')).trim();
    assert.equal(path, `${folder}/waivers/spec-stays-spec-md.yaml`);
    assert.match(
      readIn(repository, path),
      /rule: spec-stays\nin:\n {2}- SPEC\.md\n {2}- docs\/\nwho: .*\nrole: boss\n/,
    );
  });

  it('never overwrites', async () => {
    const repository = breaking();
    const words = ['waive', await specId(repository), '--role', 'boss', ...reason] as const;
    const path = (await governed(repository, ...words)).trim();
    repository.write(path, 'mine\n');
    const { code, err } = await govern(repository, ...words);
    assert.equal(code, 1, err);
    assert.equal(readIn(repository, path), 'mine\n');
  });

  it('refuses, and writes nothing, where it may not or makes no sense', async () => {
    const repository = breaking();
    repository.write('PLAN.md', 'two\n');
    repository.write('src/more.py', lines(30, 'x = '));
    const { findings } = await checkOf(repository, '--mode', 'fix');
    const idOf = (rule: string): string => findings.find((finding) => finding.rule === rule)?.id ?? '';
    const table: readonly [words: readonly string[], code: number, says: RegExp][] = [
      [[idOf('plan-stays'), ...reason], 1, /By the policy nobody may waive plan-stays\./],
      [
        [idOf('plan-stays'), ...reason, '--role', 'boss'],
        1,
        /The role boss may not waive plan-stays\. By the policy nobody may\./,
      ],
      [[idOf('budget.lines'), '--mode', 'fix', ...reason], 1, /budget\.lines is a budget, and a budget is not waived/],
      [
        ['budget.lines', '--in', 'src/', ...reason],
        1,
        /a budget is not waived: it is raised by an approval\. Ask for an approval\./,
      ],
      [['waiver.expired', '--in', 'src/', ...reason], 1, /waiver\.expired tells of a waiver or an approval itself/],
      [
        ['spec-stays', '--in', 'SPEC.md', '--until', '2999-01-01', '--role', 'boss', '--reason', ' \t '],
        2,
        /waiver\.reason does not fit: say it in words/,
      ],
      [['kill-switch', '--in', 'src/', ...reason], 1, /kill-switch cannot be waived/],
      [['ffffffffffff', ...reason], 2, /This change has no finding ffffffffffff; it has 3 findings\./],
      [['spec-stays', ...reason], 2, /spec-stays is a rule\. Name the places/],
      [['no-such', '--in', 'src/', ...reason], 2, /The policy has no rule no-such\.\n$/],
      [['spec-stay', '--in', 'src/', ...reason], 2, /The policy has no rule spec-stay\. Did you mean spec-stays\?/],
      [
        [idOf('spec-stays'), ...reason, '--role', 'chief'],
        2,
        /The policy has no role chief\. By the policy these may: architect, boss\./,
      ],
      [
        [idOf('spec-stays'), '--reason', 'R', '--until', '2020-01-01', '--role', 'boss'],
        2,
        /2020-01-01 is over: today is 20/,
      ],
      [[idOf('spec-stays'), '--reason', 'R', '--until', 'soon', '--role', 'boss'], 2, /a date is year, month and day/],
      [
        [idOf('spec-stays'), '--reason', '', '--until', '2199-01-01', '--role', 'boss'],
        2,
        /waiver\.reason does not fit: say it in words/,
      ],
    ];
    for (const [words, code, says] of table) {
      const outcome = await govern(repository, 'waive', ...words);
      assert.match(outcome.err, says);
      assert.equal(outcome.code, code, words.join(' '));
    }
    assert.equal(existsSync(join(repository.root, folder)), false);
  });

  it('says so where git does not know who asks', async () => {
    const repository = breaking();
    const { GIT_AUTHOR_NAME: _name, GIT_AUTHOR_EMAIL: _email, ...environment } = repository.environment;
    const words = ['waive', await specId(repository), '--role', 'boss', ...reason] as const;
    const { code, err } = await govern({ ...repository, environment }, ...words);
    assert.equal(code, 2);
    assert.match(err, /Git does not know who you are\. Tell it with: git config user\.name/);
    repository.git('config', 'user.name', 'Grace Hopper');
    repository.git('config', 'user.email', 'grace@example.org');
    const path = (await governed({ ...repository, environment }, ...words)).trim();
    assert.match(readIn(repository, path), /^who: Grace Hopper <grace@example\.org>$/m);
  });
});

describe('approve', () => {
  afterEach(removeFolders);
  const why = ['--reason', 'One table, generated once'] as const;

  it('writes an approval for the mode of the work, which raises the budget once it is merged', async () => {
    const repository = make();
    repository.git('checkout', '-q', '-b', 'work');
    repository.write('src/more.py', lines(30, 'x = '));
    repository.commit();
    const words = ['--ci', '--base', 'main', '--mode', 'fix'] as const;
    const over = await govern(repository, 'check', ...words);
    assert.equal(over.code, 1);
    assert.match(over.out, /30 lines changed, 20 allowed \(code 30\)\. The Boss may approve more\./);
    const path = (await governed(repository, 'approve', 'lines', '--limit', '40', '--mode', 'fix', ...why)).trim();
    assert.match(path, /^\.codex\/governance\/approvals\/lines-fix-\d{4}-\d\d-\d\d\.yaml$/);
    assert.match(
      readIn(repository, path),
      /^budget: lines\nlimit: 40\nmode: fix\nwho: Ada <ada@example\.org>\nrole: boss\nreason: One table, generated once\nuntil: \d{4}-\d\d-\d\d\n$/m,
    );
    repository.commit();
    const claimed = await checkOf(repository, ...words);
    assert.deepEqual([claimed.verdict, told(claimed)], ['block', ['budget.lines block, claimed']]);
    repository.git('checkout', '-q', 'main');
    repository.git('checkout', '-q', 'work', '--', folder);
    repository.commit();
    repository.git('checkout', '-q', 'work');
    const { verdict, findings, meters } = await checkOf(repository, ...words);
    assert.deepEqual([verdict, findings], ['pass', []]);
    const [meter] = meters;
    assert.deepEqual(
      [meter?.used, meter?.limit, meter?.approval?.raised_from, meter?.approval?.role, meter?.approval?.path],
      [30, 40, 20, 'boss', path],
    );
    const { out } = await govern(repository, 'check', ...words);
    assert.match(out, /lines 30\/40 \(code 30\), raised from 20 by Ada <ada@example\.org> \(boss\) until /);
  });

  it('of a task is for its mode and scope, and counts for it once it came from upstream', async () => {
    const repository = make();
    repository.git('checkout', '-q', '-b', 'work');
    await governed(repository, ...startFix, '--scope', 'src/**');
    repository.write('src/more.py', lines(30, 'x = '));
    const path = (
      await governed(repository, 'approve', 'budget.lines', '--limit', '40', '--until', '2199-01-01', ...why)
    ).trim();
    assert.match(readIn(repository, path), /mode: fix\nscope:\n {2}- src\/\*\*\nwho: [^]*until: 2199-01-01\n$/);
    assert.deepEqual(told(await checkOf(repository)), ['budget.lines block, claimed']);
    const text = readIn(repository, path);
    repository.remove(path);
    repository.commit();
    repository.git('checkout', '-q', 'main');
    repository.write(path, text);
    repository.commit();
    repository.git('checkout', '-q', 'work');
    assert.deepEqual(told(await checkOf(repository)), ['budget.lines block']);
    repository.git('-c', 'user.name=A', '-c', 'user.email=a@b', 'merge', '-q', '--no-edit', 'main');
    assert.deepEqual(told(await checkOf(repository)), []);
  });

  it('refuses, and writes nothing, where it may not or makes no sense', async () => {
    const repository = make();
    const table: readonly [words: readonly string[], code: number, says: RegExp][] = [
      [
        ['complexity', '--limit', '9', '--mode', 'fix'],
        1,
        /By the policy nobody may raise the budget complexity in mode fix\./,
      ],
      [
        ['lines', '--limit', '40', '--mode', 'fix', '--role', 'architect'],
        1,
        /The role architect may not raise the budget lines in mode fix\. By the policy these may: boss\./,
      ],
      [['lines', '--limit', '20', '--mode', 'fix'], 2, /The policy allows 20 already, so 20 would raise nothing\./],
      [
        ['line', '--limit', '20', '--mode', 'fix'],
        2,
        /There is no budget line in mode fix\. There are: lines, complexity\./,
      ],
      [
        ['lines', '--limit', '40', '--mode', 'fix', '--reason', '  '],
        2,
        /approval\.reason does not fit: say it in words/,
      ],
      [['rows', '--limit', '40'], 2, /There is no budget rows/],
      [['', '--limit', '40'], 2, /: The budget that was named is empty\. There are: lines\./],
      [
        ['lines', '--limit', '40', '--mode', 'fix', '--role', ' '],
        2,
        /: The role that was named is empty\. By the policy/,
      ],
      [
        ['lines', '--limit', '40'],
        1,
        /By the policy nobody may raise the budget lines in work without a mode\. In these modes somebody may: fix\. Name the mode/,
      ],
      [['lines', '--limit', 'many', '--mode', 'fix'], 2, /It takes a whole number/],
    ];
    for (const [words, code, says] of table) {
      const outcome = await govern(repository, 'approve', ...why, ...words);
      assert.match(outcome.err, says);
      assert.equal(outcome.code, code, words.join(' '));
    }
    assert.equal(existsSync(join(repository.root, folder)), false);
    const open = makeGoverned(policy.replace('limit: 10, level: warn,', 'limit: 10, level: warn, raised-by: boss,'));
    const placeless = await govern(open, 'approve', 'lines', '--limit', '40', ...why);
    assert.equal(placeless.code, 2);
    assert.match(
      placeless.err,
      /An approval has to say for what it holds\. Name the mode of the work with --mode, or what it keeps to with --scope\./,
    );
    const placed = await govern(open, 'approve', 'lines', '--limit', '40', '--scope', 'src/', ...why);
    assert.match(placed.err, /^Wrote an approval of /);
  });
});

const waiver = (until: string, role: string): string =>
  `rule: spec-stays\nin: [SPEC.md]\nwho: A\nrole: ${role}\nreason: R\nuntil: ${until}\n`;

describe('check', () => {
  afterEach(removeFolders);

  it('tells of waivers that expired or are wrong, at their line, and follows their schema', async () => {
    const repository = make();
    repository.write(`${folder}/waivers/late.yaml`, waiver('2020-01-01', 'boss'));
    repository.write(`${folder}/waivers/wrong.yaml`, waiver('2199-01-01', 'chief'));
    repository.write(`${folder}/waivers/notes.txt`, 'no waiver');
    repository.commit();
    repository.write('SPEC.md', 'two\n');
    const { verdict, findings } = await checkOf(repository);
    assert.equal(verdict, 'block');
    assert.deepEqual(
      findings.map(({ rule, level, path, line }) => `${rule} ${level} ${path}:${line}`),
      [
        `waiver.expired warn ${folder}/waivers/late.yaml:6`,
        `waiver.invalid info ${folder}/waivers/wrong.yaml:4`,
        'spec-stays block SPEC.md:1',
      ],
    );
  });

  it('finds them wrong with the policy, too', async () => {
    const repository = make();
    repository.write(`${folder}/waivers/wrong.yaml`, waiver('2199-01-01', 'chief'));
    const { code, out } = await govern(repository, 'policy', 'check');
    assert.equal(code, 2);
    assert.match(out, /^\.codex\/governance\/waivers\/wrong\.yaml:4:7  error  There is no role `chief`/m);
  });

  it('goes for the code that was reviewed, and for no other that is as bad', async () => {
    const law = smallPolicy(
      'roles:',
      '  architect: { title: Architect, may-waive: [no-environment] }',
      'rules:',
      '  - { id: no-environment, kind: forbidden-call, with: { names: [os.environ] }, level: block, because: It is decided. }',
    );
    const repository = makeGoverned(law, { 'a.py': 'import os\n' });
    repository.git('checkout', '-q', '-b', 'work');
    repository.write('a.py', read('X', 'Y'));
    const [first] = (await checkOf(repository)).findings;
    await governed(repository, 'waive', first?.id ?? '', ...reason);
    repository.git('checkout', '-q', 'main');
    repository.git('add', folder);
    repository.git('commit', '-qm', 'waiver');
    repository.git('checkout', '-q', '-b', 'more');
    const toldOf = async (text: string): Promise<readonly string[]> => {
      repository.write('a.py', text);
      return told(await checkOf(repository));
    };
    const [waived, blocked] = ['no-environment waived', 'no-environment block'];
    assert.deepEqual(await toldOf(read('X', 'Y')), [waived, blocked]);
    assert.deepEqual(await toldOf(read('Z', 'X')), [blocked, waived]);
    assert.deepEqual(await toldOf(`one = 1\n${read('X')}`), [waived]);
    assert.deepEqual(await toldOf(read('Y')), [blocked]);
    assert.deepEqual(await toldOf(read('X').replace('["X"]', '["EVIL"]')), [blocked]);
  });

  it('lets no comment in the code switch a rule off', async () => {
    const repository = breaking();
    const comments = ['codex-governor-disable spec-stays', 'codex-governor: ignore', 'waive spec-stays', 'noqa'];
    repository.write('SPEC.md', comments.map((comment) => `<!-- ${comment} -->\n# ${comment}\n`).join(''));
    const { verdict, findings } = await checkOf(repository);
    assert.deepEqual([verdict, findings.length], ['block', 1]);
  });
});
