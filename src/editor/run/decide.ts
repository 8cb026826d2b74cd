import { tellAccepting, type PatchAnswer } from '#app';
import { counted, unwaived, type Finding } from '#core';
import * as vscode from 'vscode';
import { contextKeys } from '../contributed-views.ts';
import type { Approving } from './approve-budgets.ts';
import type { PatchTexts, ShownPatch } from './patch-texts.ts';

/** Patches that a person has to decide about. */
export interface Decisions extends vscode.Disposable {
  /** Shows a patch whose texts are kept, with what the policy says, and waits for the answer; the end of the signal declines it. */
  readonly ask: (key: string, approving: Approving, signal: AbortSignal) => Promise<PatchAnswer>;
  /** Accepts the one that is named, or else the oldest. */
  readonly accept: (key?: string) => void;
  /** Approves more of the budgets that block the one that is named, or else the oldest that this helps, once all was asked. */
  readonly approve: (key?: string) => Promise<void>;
  /** Declines it, once the person has said why, or that there is no more to say. */
  readonly decline: (key?: string) => Promise<void>;
  /** Shows it again. */
  readonly show: () => Promise<void>;
  readonly isAsked: (key: string) => boolean;
  /** True for one that waits and that an approval lets through. */
  readonly isApprovable: (key: string) => boolean;
  readonly onDidChange: vscode.Event<void>;
}

interface Asked {
  readonly key: string;
  readonly approving: Approving;
  readonly settle: (answer: PatchAnswer) => void;
}

const accept = 'Accept';
const approve = 'Approve Budget…';
const decline = 'Decline…';
const show = 'Show';

// A notification is cut off where it is long; all findings stand in the difference.
const mostTold = 2;

const tellReasons = (findings: readonly Finding[]): string => {
  const stopping = unwaived(findings).filter(({ level }) => level === 'block');
  const told = stopping.slice(0, mostTold).map(({ rule, message }) => `${rule}: ${message}`);
  const more = stopping.length - told.length;
  return `${told.join(' ')}${more > 0 ? ` And ${counted(more, 'more finding')}.` : ''}`.replaceAll('`', '');
};

/** What is asked of a person about a patch that the policy blocks. */
export const askAbout = ({ title, findings }: ShownPatch): string =>
  `${title}. The policy blocks it: ${tellReasons(findings)} ${tellAccepting}`;

const askWhy = async (): Promise<string | undefined> =>
  vscode.window.showInputBox({
    title: 'Decline Patch',
    prompt: 'Why? Codex is told, along with what the policy says. Leave it empty to say no more.',
    ignoreFocusOut: true,
  });

const over = (): void => void vscode.window.setStatusBarMessage('$(info) This patch is decided already', 5_000);

const createItem = (): vscode.StatusBarItem => {
  const item = vscode.window.createStatusBarItem('codexGovernor.patch', vscode.StatusBarAlignment.Left, 49);
  item.name = 'Codex Governor: Patch to Decide';
  item.text = '$(diff) Codex waits for you';
  item.tooltip = 'A patch of Codex is blocked by the policy. Click to see it, and to accept or decline it.';
  item.command = 'codexGovernor.showPatch';
  item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
  return item;
};

/** The patches that wait, and what shows that they do. */
const openWaiting = () => {
  const waiting = new Map<string, Asked>();
  const changed = new vscode.EventEmitter<void>();
  const item = createItem();
  const tell = (): void => {
    const isOffered = [...waiting.values()].some(({ approving }) => approving.isOffered);
    void vscode.commands.executeCommand('setContext', contextKeys.asksPatch, waiting.size > 0);
    void vscode.commands.executeCommand('setContext', contextKeys.asksBudget, isOffered);
    if (waiting.size > 0) item.show();
    else item.hide();
    changed.fire();
  };
  return {
    /** The one that is named, or else the oldest. */
    find: (key?: string): Asked | undefined => (key === undefined ? [...waiting.values()][0] : waiting.get(key)),
    /** The one that is named, or else the oldest that an approval lets through, or else the oldest. */
    findApprovable: (key?: string): Asked | undefined => {
      if (key !== undefined) return waiting.get(key);
      const all = [...waiting.values()];
      return all.find(({ approving }) => approving.isOffered) ?? all[0];
    },
    answer: async (key: string, approving: Approving, signal: AbortSignal): Promise<PatchAnswer> => {
      const answered = new Promise<PatchAnswer>((settle) => {
        const decline = (): void => settle({ decision: 'decline' });
        waiting.set(key, { key, approving, settle });
        signal.addEventListener('abort', decline, { once: true });
        if (signal.aborted) decline();
      });
      tell();
      const answer = await answered;
      waiting.delete(key);
      tell();
      return answer;
    },
    onDidChange: changed.event,
    dispose: () => vscode.Disposable.from(item, changed).dispose(),
  };
};

/** Asks in notifications; who closes one finds it again in the status bar, in the view and above the difference. */
const openQuestions = (take: (chosen: string | undefined, key: string) => Promise<void>) => {
  const open = new Map<string, object>();
  return {
    ask: async (patch: ShownPatch, { isOffered }: Approving): Promise<void> => {
      const { key } = patch;
      const question = {};
      open.set(key, question);
      const ways = [accept, ...(isOffered ? [approve] : []), decline, show];
      const chosen = await vscode.window.showWarningMessage(askAbout(patch), ...ways);
      // A patch that was judged again is asked about anew: who answers to what was found before answers too late.
      const isLate = chosen !== undefined && open.get(key) !== question;
      if (isLate) return over();
      open.delete(key);
      await take(chosen, key);
    },
    /** Where it was answered elsewhere, nobody can take the notification back: at least it is put out of the way. */
    close: async (key: string): Promise<void> => {
      if (open.delete(key)) await vscode.commands.executeCommand('notifications.hideToasts');
    },
  };
};

/** What a person says of those that wait. */
const openAnswers = (waiting: ReturnType<typeof openWaiting>) => {
  const accept = (key?: string): void => {
    const one = waiting.find(key);
    if (one === undefined) over();
    else one.settle({ decision: 'accept' });
  };
  const decline = async (key?: string): Promise<void> => {
    const named = waiting.find(key)?.key;
    if (named === undefined) return over();
    const reason = await askWhy();
    // Escape takes the refusal back: the patch waits on.
    if (reason === undefined) return;
    const said = reason.trim();
    waiting.find(named)?.settle({ decision: 'decline', ...(said === '' ? {} : { reason: said }) });
  };
  const approve = async (key?: string): Promise<void> => {
    const one = waiting.findApprovable(key);
    if (one === undefined) return over();
    const approvals = await one.approving.ask();
    // Who cancels takes it back: the patch waits on.
    if (approvals === undefined) return;
    if (waiting.find(one.key) === one) one.settle({ decision: 'approve', approvals });
    else over();
  };
  return { accept, approve, decline };
};

export const openDecisions = (texts: PatchTexts): Decisions => {
  const waiting = openWaiting();
  const answers = openAnswers(waiting);
  const questions = openQuestions(async (chosen, key) => {
    if (chosen === accept) answers.accept(key);
    if (chosen === approve) await answers.approve(key);
    if (chosen === decline) await answers.decline(key);
    if (chosen === show) await texts.show(key);
  });
  return {
    ask: async (key, approving, signal) => {
      const answer = waiting.answer(key, approving, signal);
      texts.mark(key);
      try {
        await texts.show(key);
        const patch = texts.get(key);
        if (patch !== undefined) void questions.ask(patch, approving);
        return await answer;
      } finally {
        texts.unmark(key);
        await texts.close(key);
        await questions.close(key);
      }
    },
    ...answers,
    show: async () => {
      const one = waiting.find();
      if (one === undefined) over();
      else await texts.show(one.key);
    },
    isAsked: (key) => waiting.find(key) !== undefined,
    isApprovable: (key) => waiting.find(key)?.approving.isOffered === true,
    onDidChange: waiting.onDidChange,
    dispose: waiting.dispose,
  };
};
