// The judge of actions over a real repository: what is held, what moved, and where no patch may go.
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { openActionJudge, takeStanding, type ActionJudge, type ActionPorts } from '#app';
import { tellRuling, type PatchAction, type Ruling } from '#core';
import { courtHere, openMachine } from '#repo';
import { policyPath, projectRoot } from '../cli/command-line.ts';
import { demand, makeRepository, removeFolders, type TestRepository } from './temporary-repository.ts';

const policy = {
  version: 1,
  title: 'Held',
  budgets: {
    lines: { limit: 4, level: 'block', because: 'Small.' },
    files: { limit: 3, level: 'block', because: 'Few.' },
  },
  modes: { work: { title: 'Work', label: 'Work', goal: 'Work.', because: 'One thing.' } },
  rules: [
    { id: 'no-x', kind: 'forbidden-import', in: ['**'], with: { modules: ['x'] }, level: 'block', because: 'No x.' },
    { id: 'law-stays', kind: 'protected-path', in: ['kept/**'], level: 'block', because: 'Kept.' },
  ],
};

const files = {
  'a.py': 'one = 1\ntwo = 2\n',
  'b.py': 'three = 3\n',
  'kept/k.py': 'four = 4\n',
  [policyPath]: JSON.stringify(policy),
};

interface Opened {
  readonly repository: TestRepository;
  readonly judge: ActionJudge;
  /** How often it was measured. */
  readonly measured: () => number;
  /** How often a change was judged. */
  readonly judged: () => number;
}

const open = async (
  more: Readonly<Record<string, string>> = {},
  change?: (repository: TestRepository) => void,
): Promise<Opened> => {
  const repository = makeRepository({ ...files, ...more });
  change?.(repository);
  const { root, environment } = repository;
  const parts = { policies: join(projectRoot, 'policies'), court: courtHere };
  const machine = demand(await openMachine(root, parts, { environment, startedIn: root }));
  let count = 0;
  let judged = 0;
  const ports: ActionPorts = {
    ...machine,
    court: {
      ...machine.court,
      judge: (...given) => {
        judged += 1;
        return machine.court.judge(...given);
      },
    },
    repository: {
      ...machine.repository,
      measure: (...given) => {
        count += 1;
        return machine.repository.measure(...given);
      },
    },
  };
  const standing = demand(await takeStanding(ports, { base: 'HEAD', mode: 'work' }));
  return { repository, judge: openActionJudge(ports, standing), measured: () => count, judged: () => judged };
};

const patch = (body: string): PatchAction => ({
  kind: 'patch',
  patch: { text: `*** Begin Patch\n${body}\n*** End Patch` },
});
const put = (path: string, old: string, fresh: string): PatchAction =>
  patch(`*** Update File: ${path}\n@@\n-${old}\n+${fresh}`);

const rule = async (judge: ActionJudge, action: PatchAction, hold?: string): Promise<Ruling> =>
  demand(await judge.judge(action, hold === undefined ? {} : { hold })).ruling;

const rulesOf = ({ verdict, findings }: Ruling): string =>
  [verdict, ...findings.map((finding) => finding.rule)].join(' ');

const usedOf = ({ meters }: Ruling): unknown => meters.find(({ id }) => id === 'budget.lines')?.used;

describe('a judge of actions', () => {
  afterEach(removeFolders);

  it('judges patches on top of those that are held, until they are declined', async () => {
    const { judge, measured } = await open();
    assert.equal(usedOf(await rule(judge, put('a.py', 'one = 1', 'one = 10'), 'first')), 2);
    assert.equal(usedOf(await rule(judge, put('b.py', 'three = 3', 'three = 30'), 'second')), 4);
    assert.equal(rulesOf(await rule(judge, put('a.py', 'two = 2', 'two = 20'))), 'block budget.lines');
    judge.settle('first', 'declined');
    assert.equal(rulesOf(await rule(judge, put('a.py', 'two = 2', 'two = 20'))), 'pass');
    assert.equal(rulesOf(await rule(judge, put('a.py', 'one = 10', 'one = 11'))), 'block patch.stale', 'it never came');
    assert.equal(measured(), 1);
  });

  it('reads what a held patch makes of a file, also where it moves or removes it', async () => {
    const { judge } = await open({ 'm.py': 'one = 1\ntwo = 2\nthree = 3\n' });
    await rule(judge, patch('*** Update File: m.py\n*** Move to: c.py\n@@\n-one = 1\n+one = 10'), 'move');
    assert.equal(rulesOf(await rule(judge, put('m.py', 'one = 1', 'x'))), 'block patch.stale');
    assert.equal(usedOf(await rule(judge, put('c.py', 'one = 10', 'one = 100'))), 2);
    await rule(judge, patch('*** Delete File: b.py'), 'gone');
    assert.equal(rulesOf(await rule(judge, patch('*** Delete File: b.py'))), 'block patch.stale');
  });

  it('measures again what moved, and forgets what landed', async () => {
    const { judge, repository, measured } = await open();
    await rule(judge, put('a.py', 'one = 1', 'one = 10'), 'first');
    judge.settle('first', 'accepted');
    repository.write('a.py', 'one = 10\ntwo = 2\n');
    judge.settle('first', 'landed');
    assert.equal(usedOf(await rule(judge, put('a.py', 'two = 2', 'two = 20'))), 4);
    assert.equal(measured(), 1, 'what landed as it was judged moves nothing');
    repository.write('b.py', 'three = 33\n');
    judge.moved();
    assert.equal(rulesOf(await rule(judge, put('a.py', 'two = 2', 'two = 20'))), 'block budget.lines');
    assert.equal(measured(), 2);
  });

  it('judges a patch ahead while it is measured, which holds where nothing has moved', async () => {
    const { judge, measured, judged } = await open();
    const action = put('a.py', 'one = 1', 'import x');
    assert.equal(demand(await judge.lookBefore(action)).judgement.verdict, 'pass', 'nothing was measured before');
    demand(await judge.lookBefore(action));
    const before = judged();
    assert.equal(rulesOf(await rule(judge, action)), 'block no-x');
    assert.deepEqual([measured(), judged() - before], [2, 0]);
    assert.equal(rulesOf(await rule(judge, put('a.py', 'one = 1', 'one = 10'))), 'pass', 'another one is judged');
  });

  it('holds nothing of what it judged ahead to what has moved since', async () => {
    const { judge, repository } = await open();
    const action = put('a.py', 'two = 2', 'two = 20');
    demand(await judge.lookBefore(action));
    demand(await judge.lookBefore(action));
    repository.write('b.py', 'three = 33\nfour = 4\n');
    demand(await judge.lookBefore(action));
    assert.equal(rulesOf(await rule(judge, action)), 'block budget.lines');
    repository.write('b.py', 'three = 3\n');
    repository.write('a.py', 'one = 1\ntwo = 3\n');
    demand(await judge.lookBefore(action));
    assert.equal(rulesOf(await rule(judge, action)), 'block patch.stale');
    repository.write('a.py', 'one = 1\ntwo = 2\n');
    demand(await judge.lookBefore(action));
    assert.equal(rulesOf(await rule(judge, action)), 'pass');
  });

  it('sees what moves, and what moves back, while it judges ahead', async () => {
    const { judge, repository } = await open();
    const action = put('a.py', 'two = 2', 'two = 20');
    demand(await judge.lookBefore(action));
    repository.write('a.py', 'one = 1\ntwo = 2\nthree = 3\n');
    const looking = judge.lookBefore(action);
    repository.write('a.py', 'one = 1\ntwo = 2\n');
    demand(await looking);
    assert.equal(usedOf(await rule(judge, action)), 2);
  });

  it('judges nothing ahead on top of what is held', async () => {
    const { judge, judged } = await open();
    await rule(judge, put('a.py', 'one = 1', 'one = 10'), 'first');
    const action = put('a.py', 'two = 2', 'two = 20');
    const before = judged();
    demand(await judge.lookBefore(action));
    assert.equal(judged() - before, 0);
    assert.equal(usedOf(await rule(judge, action)), 4);
  });

  it('notices by itself that a file moved which a patch is about', async () => {
    const { judge, repository, measured } = await open();
    assert.equal(rulesOf(await rule(judge, put('a.py', 'two = 2', 'two = 20'))), 'pass');
    repository.write('a.py', 'one = 1\ntwo = 2\nthree = 3\n');
    assert.equal(usedOf(await rule(judge, put('a.py', 'two = 2', 'two = 20'))), 3);
    assert.equal(measured(), 2);
  });

  it('tells a patch of a text that moved meanwhile', async () => {
    const { judge, repository } = await open();
    const diff = '@@ -1,2 +1,2 @@\n-one = 1\n+one = 10\n two = 2\n';
    const changes = [{ path: join(repository.root, 'a.py'), kind: { type: 'update' }, diff }] as const;
    const action: PatchAction = { kind: 'patch', patch: { changes } };
    assert.equal(rulesOf(await rule(judge, action)), 'pass');
    repository.write('a.py', 'zero = 0\none = 1\ntwo = 2\n');
    const ruling = await rule(judge, action);
    assert.equal(rulesOf(ruling), 'block patch.stale');
    assert.match(
      tellRuling(ruling),
      /a\.py:1: The patch was made of another text than the file has\. It may have changed meanwhile/,
    );
  });

  it('judges each patch once, and the work without it not again', async () => {
    const { judge, judged } = await open();
    demand(await judge.warmUp());
    for (const value of [10, 11, 12, 13]) await rule(judge, put('a.py', 'one = 1', `one = ${value}`));
    assert.equal(judged(), 5);
  });

  it('holds patches that come at once in the order in which they came', async () => {
    const { judge } = await open();
    const [first, second] = await Promise.all([
      rule(judge, put('a.py', 'one = 1', 'one = 10'), 'first'),
      rule(judge, put('a.py', 'one = 10', 'one = 100'), 'second'),
    ]);
    assert.deepEqual([rulesOf(first), rulesOf(second)], ['pass', 'pass']);
  });

  it('does not block for what stood there, and blocks what makes it more', async () => {
    const { judge } = await open({}, ({ write }) => {
      write('a.py', 'import x\none = 1\ntwo = 2\n');
      write('kept/k.py', 'four = 44\n');
    });
    assert.equal(rulesOf(await rule(judge, put('a.py', 'two = 2', ''))), 'block budget.lines');
    assert.equal(rulesOf(await rule(judge, patch('*** Update File: a.py\n@@\n-import x\n one = 1'))), 'pass');
    assert.equal(rulesOf(await rule(judge, put('kept/k.py', 'four = 44', 'four = 444'))), 'block law-stays');
    assert.equal(rulesOf(await rule(judge, put('kept/k.py', 'four = 44', 'four = 4'))), 'pass');
  });

  it('blocks a patch that breaks the policy', async () => {
    const { judge } = await open();
    assert.equal(rulesOf(await rule(judge, patch(`*** Delete File: ${policyPath}`))), 'block policy.broken');
  });

  it('writes no links, through none, and nothing in another repository', async () => {
    const { judge } = await open({}, ({ root, git }) => {
      mkdirSync(join(root, 'real'));
      writeFileSync(join(root, 'real/r.py'), 'r = 1\n');
      symlinkSync('real', join(root, 'way'));
      symlinkSync('a.py', join(root, 'link.py'));
      symlinkSync('/nowhere', join(root, 'dangling'));
      git('init', '--quiet', 'inner');
      writeFileSync(join(root, 'inner/i.py'), 'i = 1\n');
    });
    const refused = [
      put('link.py', 'one = 1', 'x'),
      put('way/r.py', 'r = 1', 'x'),
      patch('*** Add File: way/new.py\n+x'),
      patch('*** Add File: dangling\n+x'),
      patch('*** Add File: inner/new.py\n+x'),
      put('inner/i.py', 'i = 1', 'x'),
      patch('*** Delete File: real'),
      patch('*** Add File: a.py/b.py\n+x'),
    ];
    for (const action of refused) assert.equal(rulesOf(await rule(judge, action)), 'block patch.place');
    assert.equal(rulesOf(await rule(judge, put('real/r.py', 'r = 1', 'r = 2'))), 'pass');
  });

  it('leaves to people what is no text, or what git keeps by a program of its own', async () => {
    const attributes = '*.dat filter=kept\n*.txt -diff\n';
    const { judge } = await open(
      { '.gitattributes': attributes, 'a.dat': 'one\n', 'a.txt': 'one\n' },
      ({ git, write }) => {
        git('config', 'filter.kept.clean', 'cat');
        write('a.bin', new Uint8Array([0, 1, 2]));
        write('latin.py', new Uint8Array([0xe9, 0x0a]));
      },
    );
    for (const path of ['a.bin', 'latin.py', 'a.dat'])
      assert.equal(
        rulesOf(await rule(judge, patch(`*** Update File: ${path}\n@@\n-one\n+two`))),
        'block patch.text',
        path,
      );
    const update = patch('*** Update File: a.txt\n@@\n-one\n+two');
    assert.equal(rulesOf(await rule(judge, update)), 'pass', 'what git only does not show is text');
  });

  it('stops every action while Codex is frozen', async () => {
    const { judge } = await open({ [policyPath]: JSON.stringify({ ...policy, codex: 'frozen' }) });
    const actions = [
      put('b.py', 'three = 3', 'three = 4'),
      { kind: 'command', command: 'ls' },
      { kind: 'prompt', text: 'Go on.', follows: true },
    ] as const;
    for (const action of actions) assert.equal(rulesOf(demand(await judge.judge(action)).ruling), 'block kill-switch');
  });
});
