import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tellWhoMay, type PatchQuestion } from '#app';
import { failure, openRecord, recordEvent, success, type GivenApproval, type Meter, type RunEvent } from '#core';
import { approvingOf } from '../../src/editor/run/approve-budgets.ts';
import { openDecisions, type Decisions } from '../../src/editor/run/decide.ts';
import { openPatchTexts, type PatchTexts, type ShownPatch } from '../../src/editor/run/patch-texts.ts';
import { rowsOfRun } from '../../src/editor/run/rows.ts';
import { answering } from './hands.ts';
import { settled } from './settled.ts';

const boss = { id: 'boss', title: 'The Boss', mayRaise: ['lines' as const], mayWaive: [] };
const clerk = { id: 'clerk', title: 'Clerk', mayRaise: [], mayWaive: [] };

const lines: Meter = { id: 'budget.lines', used: 30, limit: 20, byClass: {}, counts: [], estimated: false };

const at = '2026-11-22T10:00:00.000Z';

const approving = (raisable: PatchQuestion['raisable'] = success([{ meter: lines, role: boss }])) =>
  approvingOf({ raisable, roles: [clerk, boss] }, () => at);

const run = (command: string): Thenable<unknown> => vscode.commands.executeCommand(command);

const put = (name: 'createQuickPick' | 'showInformationMessage', value: unknown): void =>
  assert.ok(Reflect.defineProperty(vscode.window, name, { value, configurable: true, writable: true }));

/** Does something that lets a person pick first, and picks the row with this label; gives all that was offered. */
async function picking<Value>(
  label: string,
  act: () => Promise<Value>,
): Promise<{ readonly offered: readonly string[]; readonly value: Value }> {
  const create = vscode.window.createQuickPick.bind(vscode.window);
  const made: vscode.QuickPick<vscode.QuickPickItem>[] = [];
  const make = (): vscode.QuickPick<vscode.QuickPickItem> => {
    const pick = create();
    made.push(pick);
    return pick;
  };
  put('createQuickPick', make);
  try {
    const done = act();
    const pick = await settled('a choice is offered', () => made[0]);
    const rows = await settled('its rows are there', () => (pick.items.length > 0 ? pick.items : undefined));
    const row = rows.find((each) => each.label === label);
    assert.ok(row, `there is no ${label}`);
    // What VS Code draws as chosen is what it accepts.
    let drawn: string | undefined;
    pick.onDidChangeActive(([active]) => {
      drawn = active?.label;
    });
    let isHidden = false;
    pick.onDidHide(() => {
      isHidden = true;
    });
    await settled('it was picked', async () => {
      if (isHidden) return true;
      if (drawn === label) await run('workbench.action.acceptSelectedQuickOpenItem');
      else pick.activeItems = [row];
      return isHidden || undefined;
    });
    return { offered: rows.map((each) => each.label), value: await done };
  } finally {
    put('createQuickPick', create);
  }
}

describe('the questions of who approves a budget', () => {
  it('ask for role, limit, reason and last day, and take no less than the patch needs', async () => {
    const { offered, value } = await picking('The Boss', async () => {
      let approvals: unknown;
      const asked = await answering(
        [
          ['The highest value', '40'],
          ['Why is it right here', 'One table.'],
          ['The last day', '2026-12-31'],
        ],
        async () => {
          approvals = await approving().ask();
        },
      );
      return { approvals, asked };
    });
    assert.deepEqual(offered, ['The Boss', 'Clerk', 'None of these']);
    assert.deepEqual(value.approvals, [
      { budget: 'budget.lines', limit: 40, reason: 'One table.', until: '2026-12-31', role: 'boss' },
    ]);
    assert.match(value.asked[0] ?? '', /^Approve Budget: Lines changed: /);
  });

  it('decide nothing for somebody in a role that may not, and say who may', async () => {
    const told: string[] = [];
    const show = vscode.window.showInformationMessage;
    put('showInformationMessage', async (message: string) => Promise.resolve(void told.push(message)));
    try {
      for (const label of ['Clerk', 'None of these']) {
        const { value } = await picking(label, async () => approving().ask());
        assert.equal(value, undefined);
      }
      const none = approving(failure('An approval raises budgets alone, and this is blocked by more: `no-env`.'));
      assert.deepEqual([none.isOffered, await none.ask()], [false, undefined]);
    } finally {
      put('showInformationMessage', show);
    }
    const who = 'By the policy this is for The Boss to approve. Ask them; nothing was decided.';
    const why = 'An approval raises budgets alone, and this is blocked by more: no-env.';
    assert.deepEqual(told, [who, who, why]);
    assert.equal(tellWhoMay([boss]), who);
  });
});

const approval = { budget: 'budget.lines', limit: 40, reason: 'One table.', role: 'boss' };

const shown = (key: string): ShownPatch => ({
  key,
  title: `Patch of Codex: ${key}`,
  files: [{ path: 'src/a.py', after: 'A\n' }],
  findings: [],
});

describe('a patch that waits for the approval of a budget', () => {
  let texts: PatchTexts;
  let decisions: Decisions;
  const ask = (key: string, isOffered: boolean, answers: unknown[] = []) => {
    texts.keep(shown(key));
    const questions = { isOffered, ask: async () => Promise.resolve(answers.shift() as [typeof approval] | undefined) };
    return decisions.ask(key, questions, new AbortController().signal);
  };
  before(() => {
    texts = openPatchTexts('patch-of-an-approval');
    decisions = openDecisions(texts);
  });
  after(async () => {
    decisions.dispose();
    texts.dispose();
    await run('workbench.action.closeAllEditors');
  });

  it('waits on where the questions are cancelled, and is answered once they are answered', async () => {
    const answer = ask('one', true, [undefined, [approval]]);
    assert.ok(decisions.isApprovable('one'));
    await decisions.approve('one');
    assert.ok(decisions.isAsked('one'), 'nothing is lost');
    await decisions.approve('one');
    assert.deepEqual(await answer, { decision: 'approve', approvals: [approval] });
    assert.equal(decisions.isApprovable('one'), false);
  });

  it('is the one that is approved where none is named, also while an older one waits', async () => {
    const [old, young] = [ask('old', false), ask('young', true, [[approval]])];
    assert.deepEqual([decisions.isApprovable('old'), decisions.isApprovable('young')], [false, true]);
    await decisions.approve();
    assert.equal((await young).decision, 'approve');
    decisions.accept('old');
    assert.deepEqual(await old, { decision: 'accept' });
  });

  it('is not approved by who answers after it was decided', async () => {
    const answers = new vscode.EventEmitter<[typeof approval]>();
    texts.keep(shown('late'));
    const questions = {
      isOffered: true,
      ask: async () => new Promise<[typeof approval]>((resolve) => answers.event(resolve)),
    };
    const answer = decisions.ask('late', questions, new AbortController().signal);
    const approving = decisions.approve('late');
    decisions.accept('late');
    assert.deepEqual(await answer, { decision: 'accept' });
    const again = ask('late', true);
    answers.fire([approval]);
    await approving;
    assert.ok(decisions.isAsked('late'), 'what was answered was another question');
    decisions.accept('late');
    await again;
  });
});

const judged = (verdict: 'warn' | 'block'): RunEvent => ({
  kind: 'patch-judged',
  patch: { id: '1', files: [{ path: 'src/a.py' }], verdict, findings: [] },
  meters: [],
  stood: [],
});

const rowAfter = (state: 'asking' | 'running', ...events: readonly RunEvent[]) => {
  const record = events.reduce((before, event) => recordEvent(before, event, at), openRecord('task', at));
  const seen = { record, state, revertible: new Set<string>(), approvable: new Set(['1']) };
  const row = rowsOfRun(seen).find(({ id }) => id === 'patches')?.rows?.[0];
  return row ?? assert.fail('there is no patch');
};

describe('the row of a patch whose budget is approved', () => {
  const given: GivenApproval = {
    budget: 'lines',
    limit: 1200,
    path: 'a.yaml',
    digest: 'd',
    who: 'Ada',
    role: 'boss',
    reason: 'One table.',
    until: '2026-12-31',
  };
  const accepted: RunEvent = { kind: 'patch-decided', id: '1', decision: 'accepted', by: 'person' };
  it('offers the approval while it waits, and says afterwards who let it through and why', () => {
    assert.equal(rowAfter('asking', judged('block')).kind, 'askedBudget');
    const approved: RunEvent = { kind: 'budget-approved', id: '1', approval: given };
    const row = rowAfter('running', judged('block'), approved, judged('warn'), accepted);
    assert.equal(row.kind, 'patch');
    assert.equal(row.description, 'passes, with a look · is being written, budget approved by you');
    assert.match(row.tooltip ?? '', /Approved: lines up to 1,200, by Ada \(boss\) until 2026-12-31: “One table\.”$/);
    const against = rowAfter('running', judged('block'), approved, judged('block'), accepted);
    assert.equal(against.description, 'blocked · is being written, accepted by you');
  });
});
