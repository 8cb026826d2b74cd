import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  failure,
  readAllowance,
  ruleBy,
  success,
  type Finding,
  type GivenApproval,
  type Result,
  type RunEvent,
} from '#core';
import {
  fail,
  takeStanding,
  type AgentAsk,
  type Failure,
  type PatchAnswer,
  type PatchQuestion,
  type RuledAction,
} from '#app';
import { answerPatch, type AnswerPorts } from '../../../src/app/run/answer-patch.ts';
import { judgeStanding } from '../../../src/app/review/check-change.ts';
import { readChange } from '../../../src/app/review/review.ts';
import { recallGiven } from '../../../src/app/run/recall-given.ts';
import { openRunLaw, type Raised } from '../../../src/app/run/run-law.ts';
import { commitId, demand, makeWorld, policyPath, policyText, portsOf, type World } from '../fakes.ts';

const boss = 'roles: { boss: { title: Boss, may-raise: [lines] } }';
const budgets = 'budgets: { lines: { limit: 20, raised-by: boss } }';

const worldOfPolicy = (): World => {
  const text = policyText(boss, budgets);
  const world = makeWorld({ [policyPath]: text });
  world.commits.set(commitId(1), new Map([[policyPath, text]]));
  return world;
};

const finding: Finding = {
  id: 'f',
  rule: 'budget.lines',
  kind: 'diff-budget',
  level: 'block',
  path: 'src/a.py',
  line: 1,
  message: '',
  because: '',
};
const meters = [{ id: 'budget.lines', used: 30, limit: 20, byClass: {}, counts: [], estimated: false }];
const blocked = (): Result<RuledAction, Failure> =>
  success({ ruling: ruleBy([finding], { meters, stood: [] }), files: [{ path: 'src/a.py', after: 'A\n' }] });
const passed = (): Result<RuledAction, Failure> =>
  success({
    ruling: ruleBy([{ ...finding, level: 'warn' }], { meters, stood: [] }),
    files: [{ path: 'src/a.py', after: 'A\n' }],
  });

const ask: Extract<AgentAsk, { readonly kind: 'asks-patch' }> = {
  kind: 'asks-patch',
  thread: 't',
  turn: '1',
  item: 'p',
  ask: 'ask',
  changes: [{ path: 'src/a.py', kind: { type: 'add' }, diff: 'A\n' }],
};

const given: GivenApproval = {
  budget: 'lines',
  limit: 30,
  path: 'a.yaml',
  digest: 'd',
  who: 'Ada',
  role: 'boss',
  reason: 'One table.',
  until: '2026-12-31',
};
const approve: PatchAnswer = { decision: 'approve', approvals: [{ budget: 'lines', limit: 30, reason: 'One table.' }] };
const refused = fail('may-not', 'The role clerk may not.');

interface Play {
  readonly rulings: readonly Result<RuledAction, Failure>[];
  readonly answers: readonly PatchAnswer[];
  readonly raised?: readonly Raised[];
  readonly stop?: AbortController;
  /** False where the change cannot be looked at. */
  readonly looks?: boolean;
  /** What happens as an event is told. */
  readonly onTold?: (event: RunEvent) => void;
}

/** Answers one patch; `done` has all that was done, in order. */
const play = async ({ rulings, answers, raised = [], stop = new AbortController(), looks = true, onTold }: Play) => {
  const world = worldOfPolicy();
  const standing = demand(await takeStanding(portsOf(world), {}));
  const reading = demand(await readChange(portsOf(world), standing.standard, standing.from));
  const looked = { reading, judgement: demand(await judgeStanding(portsOf(world), standing, reading)) };
  const done: string[] = [];
  const asked: PatchQuestion[] = [];
  const events: RunEvent[] = [];
  const [judgements, outcomes] = [[...rulings], [...raised]];
  const look = async () => Promise.resolve(looks ? success(looked) : failure(fail('unreadable', 'It is gone.')));
  const ports: AnswerPorts = {
    thread: {
      answer: async (_ask, decision) => {
        done.push(`answer ${decision}`);
        return Promise.resolve({ arrived: true, told: true });
      },
    },
    judge: {
      judge: async (_action, options) => {
        done.push(`judge ${options?.hold ?? ''}`);
        return Promise.resolve(judgements.shift() ?? blocked());
      },
      settle: (hold, how) => void done.push(`${how} ${hold}`),
      moved: () => void done.push('moved'),
      holdTo: async () => Promise.resolve(void done.push('hold to')),
      look,
      lookBefore: look,
      warmUp: async () => Promise.resolve(success(undefined)),
    },
    law: {
      now: () => standing,
      raise: async () => {
        done.push('raise');
        return Promise.resolve(outcomes.shift() ?? { given: [] });
      },
    },
    tell: async (event) => {
      events.push(event);
      onTold?.(event);
      return Promise.resolve();
    },
    watcher: {
      decide: async (question) => {
        asked.push(question);
        return Promise.resolve(answers[asked.length - 1] ?? { decision: 'decline' });
      },
    },
    cwd: '/repo',
    offer: () => void done.push('offer'),
    signal: stop.signal,
  };
  const files = await answerPatch(ports, ask);
  return { done, asked, files, told: events.map(({ kind }) => kind), last: events.at(-1) };
};

describe('a patch whose budget is approved', () => {
  it('is no longer held when it is judged again, and is let through by the word of the person', async () => {
    const { done, asked, files, told, last } = await play({
      rulings: [blocked(), passed()],
      answers: [approve],
      raised: [{ given: [given] }],
    });
    assert.deepEqual(done, [
      'judge p',
      'raise',
      'declined p',
      'moved',
      'hold to',
      'judge p',
      'accepted p',
      'offer',
      'answer accept',
    ]);
    assert.deepEqual(told, ['patch-judged', 'budget-approved', 'patch-judged', 'patch-decided']);
    assert.deepEqual(last, { kind: 'patch-decided', id: 'p', decision: 'accepted', by: 'person' });
    assert.deepEqual([asked.length, files?.length], [1, 1]);
    const { raisable, roles } = asked[0] ?? assert.fail('nobody was asked');
    assert.ok(raisable.ok);
    assert.deepEqual([raisable.value.map(({ role }) => role.id), roles.map(({ id }) => id)], [['boss'], ['boss']]);
  });

  it('waits on as it was where nothing could be written, and is told why', async () => {
    const { done, asked, told } = await play({
      rulings: [blocked()],
      answers: [approve, { decision: 'accept' }],
      raised: [{ given: [], failed: refused }],
    });
    assert.deepEqual(done, ['judge p', 'raise', 'accepted p', 'offer', 'answer accept']);
    assert.deepEqual(
      asked.map(({ failed }) => failed?.reason),
      [undefined, 'may-not'],
    );
    assert.deepEqual(told, ['patch-judged', 'patch-decided']);
  });

  it('waits on where the change cannot be looked at: nothing is written', async () => {
    const { done, asked } = await play({ rulings: [blocked()], answers: [approve], looks: false });
    assert.deepEqual([done.includes('raise'), asked[1]?.failed?.message], [false, 'It is gone.']);
  });

  it('counts what was written before something failed, and asks about the rest', async () => {
    const { asked, files, told } = await play({
      rulings: [blocked(), blocked()],
      answers: [approve],
      raised: [{ given: [given], failed: refused }],
    });
    assert.deepEqual([asked.length, asked[1]?.failed?.reason, files], [2, 'may-not', undefined]);
    assert.deepEqual(told, ['patch-judged', 'budget-approved', 'patch-judged', 'patch-decided']);
  });

  it('is declined where it cannot be judged again', async () => {
    const { done, files } = await play({
      rulings: [blocked(), failure(fail('unreadable', 'The disk is gone.'))],
      answers: [approve],
      raised: [{ given: [given] }],
    });
    assert.deepEqual([done.slice(-2), files], [['judge p', 'answer decline'], undefined]);
  });

  it('is declined, and nothing is written for it, once the run has ended', async () => {
    const stop = new AbortController();
    stop.abort();
    const { done, files } = await play({ rulings: [blocked()], answers: [approve, approve], stop });
    assert.deepEqual([done, files], [['judge p', 'declined p', 'answer decline'], undefined]);
  });
});

const approval = '.codex/governance/approvals/lines.yaml';
const approvalText = 'budget: lines\nlimit: 30\nscope: [src/]\nwho: Ada\nrole: boss\nreason: R\nuntil: 2026-12-31\n';

describe('what a run is held to', () => {
  it('has what a person approves, each in a file of its own, and none of what others claim', async () => {
    const world = worldOfPolicy();
    world.files.set(approval, approvalText);
    const ports = portsOf(world);
    const law = openRunLaw(ports, demand(await takeStanding(ports, {})));
    const ask = { budget: 'lines', reason: 'One table.', scope: ['src/'] };
    const first = await law.raise([{ ...ask, limit: 30 }], []);
    const second = await law.raise(
      [
        { ...ask, limit: 40 },
        { ...ask, limit: 50, role: 'clerk' },
        { ...ask, limit: 60 },
      ],
      [],
    );
    assert.deepEqual(
      [first, second].map(({ given, failed }) => [given.map(({ limit }) => limit), failed?.reason]),
      [
        [[30], undefined],
        [[40], 'bad-option'],
      ],
    );
    const { given = [], now = [] } = law.now().standard.allowances ?? {};
    assert.deepEqual(
      given,
      [...first.given, ...second.given].map(({ path }) => path),
    );
    assert.match(given[1] ?? '', /-2\.yaml$/);
    assert.deepEqual(
      now.map(({ path }) => path),
      [approval, ...given],
    );
    for (const path of given) assert.equal(now.find((file) => file.path === path)?.text, world.files.get(path));
  });

  it('has what was approved in an earlier run of the task, as far as it stands there word for word', async () => {
    const world = worldOfPolicy();
    world.files.set(approval, approvalText);
    const ports = portsOf(world);
    const entry = (task: string, digest: string): void =>
      void world.journal.push({
        number: world.journal.length + 1,
        at: world.now,
        event: { ...given, kind: 'budget-approved', task, run: 'r', action: 'p', path: approval, digest },
      });
    const recall = async (task: string): Promise<readonly string[] | undefined> => {
      const standing = demand(await takeStanding(ports, {}));
      return demand(await recallGiven(ports, standing, task)).standard.allowances?.given;
    };
    entry('task', ports.hash(approvalText));
    assert.deepEqual([await recall('task'), await recall('another')], [[approval], undefined]);
    world.files.set(approval, approvalText.replace('30', '300'));
    assert.equal(await recall('task'), undefined);
    assert.equal(readAllowance('approval', approval, approvalText).problems.length, 0);
  });
});

describe('a patch that is accepted', () => {
  it('is not written where the run ended as that was written down', async () => {
    const stop = new AbortController();
    const ended = await play({
      rulings: [passed()],
      answers: [],
      stop,
      onTold: ({ kind }) => {
        if (kind === 'patch-decided') stop.abort();
      },
    });
    assert.deepEqual(ended.done, ['judge p', 'accepted p', 'declined p', 'answer decline']);
    assert.equal(ended.files, undefined);
  });
});
