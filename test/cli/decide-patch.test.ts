import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fail, type PatchAnswer, type PatchQuestion } from '#app';
import { failure, ruleBy, success, type Finding, type Policy, type Result } from '#core';
import { openAsker } from '../../src/cli/ask-line.ts';
import { decidePatch } from '../../src/cli/decide-patch.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { openPerson, type Typed } from './person.ts';

const finding: Finding = {
  id: 'f',
  rule: 'budget.lines',
  kind: 'diff-budget',
  level: 'block',
  path: 'src/c.py',
  line: 2,
  message: 'It adds 20 lines.',
  because: 'Small is good.',
};
const boss: Policy['roles'][number] = { id: 'boss', title: 'The Boss', mayRaise: ['lines'], mayWaive: [] };
const clerk: Policy['roles'][number] = { id: 'clerk', title: 'Clerk', mayRaise: [], mayWaive: [] };
const meter = { id: 'budget.lines', used: 20, limit: 12, byClass: {}, counts: [], estimated: false };

const questionOf = (parts: Partial<PatchQuestion> = {}): PatchQuestion => ({
  id: 'p',
  files: [{ path: 'src/c.py', after: 'one = 1\n\ttwo = "\u001b[2J"\n' }],
  ruling: ruleBy([finding], { meters: [meter], stood: [] }),
  raisable: success([{ meter, role: boss }]),
  roles: [boss, clerk],
  ...parts,
});

interface Play extends Partial<PatchQuestion> {
  readonly typed: readonly Typed[];
  readonly ahead?: string;
  readonly before?: Result<string | undefined, ReturnType<typeof fail>>;
  readonly signal?: AbortSignal;
}

const play = async ({ typed, ahead, before = success(undefined), signal, ...parts }: Play) => {
  const person = openPerson(typed, ahead);
  const terminal: Terminal = {
    ...person,
    folder: '/',
    environment: {},
    out: () => undefined,
    signal: new AbortController().signal,
    policies: '/',
  };
  const asker = openAsker(terminal);
  const machine = {
    repository: { read: async () => Promise.resolve(before) },
    clock: { now: () => '2026-11-23T10:00:00Z' },
  };
  const decide = decidePatch(terminal, machine as never, asker) ?? assert.fail('nobody decides');
  const answer: PatchAnswer = await decide(questionOf(parts), signal ?? new AbortController().signal);
  asker.dispose();
  return { answer, heard: person.heard(), left: person.left() };
};

const way = /^a accept · d decline.*: $/;

describe('a person at a terminal who decides about a patch', () => {
  it('sees what is found, why, and the difference, and accepts it', async () => {
    const { answer, heard } = await play({ typed: [[way, 'A']], before: success('one = 1\n') });
    assert.deepEqual(answer, { decision: 'accept' });
    assert.match(heard, /^Patch of Codex: src\/c\.py\. The policy blocks it:\n/);
    assert.match(heard, /- budget\.lines \(block\) src\/c\.py:2: It adds 20 lines\. Why: Small is good\./);
    assert.match(heard, / {4}@@ -1,1 \+1,2 @@\n {5}one = 1\n {4}\+\ttwo = "\\u001b\[2J"\n/, 'no sign plays tricks');
    assert.match(heard, /the change stays blocked until that is mended or allowed/);
  });

  it('declines it with a reason, and without one', async () => {
    const why = /^Why\? Codex is told/;
    const said = await play({
      typed: [
        [way, 'd'],
        [why, ' Split it. '],
      ],
    });
    assert.deepEqual(said.answer, { decision: 'decline', reason: 'Split it.' });
    const silent = await play({
      typed: [
        [way, 'decline'],
        [why, ''],
      ],
    });
    assert.deepEqual(silent.answer, { decision: 'decline' });
  });

  it('is asked again after anything but an answer: also after an empty line', async () => {
    const { answer, heard, left } = await play({
      typed: [
        [way, ''],
        [way, 'yes'],
        [way, 'x'],
        [way, 'a'],
      ],
    });
    assert.deepEqual([answer, left], [{ decision: 'accept' }, []]);
    assert.equal(heard.split('Type one of a, d, b.').length, 4);
  });

  it('has not answered by what was typed before the question', async () => {
    const { answer, left } = await play({
      typed: [
        [way, 'd'],
        [/^Why/, ''],
      ],
      ahead: 'a\na\n',
    });
    assert.deepEqual([answer, left], [{ decision: 'decline' }, []]);
  });

  it('declines where they are gone, and where the run ends meanwhile', async () => {
    assert.deepEqual((await play({ typed: [[way, undefined]] })).answer, { decision: 'decline' });
    const stop = new AbortController();
    const waiting = play({ typed: [], signal: stop.signal });
    setImmediate(() => stop.abort());
    assert.deepEqual((await waiting).answer, { decision: 'decline' });
  });

  it('sees the rest of a long one on demand', async () => {
    const after = Array.from({ length: 60 }, (_, at) => `value_${at} = ${at}\n`).join('');
    const { answer, heard } = await play({
      typed: [
        [/s show all/, 's'],
        [/s show all/, 'a'],
      ],
      files: [{ path: 'a', after }],
    });
    assert.equal(answer.decision, 'accept');
    const [short = '', whole = ''] = heard.split('s show all of it: ');
    assert.match(short, /… 23 more lines\n/);
    assert.doesNotMatch(short, /value_40/);
    assert.match(whole, /\+value_59 = 59\n/);
  });

  it('cannot let through what cannot be shown', async () => {
    const { answer, heard } = await play({ typed: [], before: failure(fail('unreadable', 'It is locked.')) });
    assert.deepEqual(answer, { decision: 'decline' });
    assert.match(heard, /It is declined, as it cannot be shown\. It is locked\./);
  });

  it('is told why what was answered before could not be done', async () => {
    const { heard } = await play({ typed: [[way, undefined]], failed: fail('may-not', 'You may not.', 'Ask.') });
    assert.match(heard, /^You may not\. Ask\.\n/);
  });

  const [role, limit, reason, until] = [
    /^In which role/,
    /^The highest value .* \[20\]: $/,
    /^Why is it right/,
    /^The last day/,
  ];

  it('approves the budget in the role that may, with answers that are good', async () => {
    const { answer, heard, left } = await play({
      typed: [
        [way, 'b'],
        [role, 'nobody'],
        [role, 'boss'],
        [limit, '12'],
        [limit, '15'],
        [limit, 'many'],
        [limit, '40'],
        [reason, 'One table.'],
        [until, '2026-01-01'],
        [until, 'soon'],
        [until, '2026-12-31'],
      ],
    });
    assert.deepEqual(left, []);
    assert.deepEqual(answer, {
      decision: 'approve',
      approvals: [{ budget: 'budget.lines', limit: 40, reason: 'One table.', until: '2026-12-31', role: 'boss' }],
    });
    for (const said of ['There is no role nobody.', 'The policy allows 12 already.', 'The patch needs 20.'])
      assert.ok(heard.includes(said), said);
    for (const said of ['Type a whole number.', 'That day is over: today is 2026-11-23.', 'Type year, month and day'])
      assert.ok(heard.includes(said), said);
  });

  it('takes what is proposed by an empty line, but for role and reason: those take it back', async () => {
    const usual = await play({
      typed: [
        [way, 'b'],
        [role, 'boss'],
        [limit, ''],
        [reason, 'One table.'],
        [until, ''],
      ],
    });
    assert.deepEqual(usual.answer, {
      decision: 'approve',
      approvals: [{ budget: 'budget.lines', limit: 20, reason: 'One table.', until: '2026-12-23', role: 'boss' }],
    });
    const back = await play({
      typed: [
        [way, 'b'],
        [role, 'boss'],
        [limit, ''],
        [reason, ''],
        [way, 'a'],
      ],
    });
    assert.deepEqual([back.answer, back.left], [{ decision: 'accept' }, []]);
    assert.match(back.heard, /Nothing was decided: the patch waits on\./);
  });

  it('approves nothing in a role that may not, and is told who may', async () => {
    for (const word of ['clerk', '']) {
      const { answer, heard } = await play({
        typed: [
          [way, 'b'],
          [role, word],
          [way, 'd'],
          [/^Why/, ''],
        ],
      });
      assert.equal(answer.decision, 'decline');
      assert.match(heard, /By the policy this is for The Boss to approve\. Ask them; nothing was decided\./);
    }
  });

  it('is not offered what no approval lets through', async () => {
    const { heard } = await play({
      typed: [
        [/^a accept · d decline: $/, 'b'],
        [way, 'a'],
      ],
      raisable: failure('Blocked by `more`.'),
    });
    assert.match(heard, /Type one of a, d\.\n/);
  });
});
