import { draftTask, type TaskDraft } from '#app';
import { filesOfItem, isRead, suggestedPicks, type ContextItem, type PackProblem } from '#core';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import { askChoice, askChoices, askText, type Choice, type Step } from '../wizard.ts';
import { requestOf, windowTitle, type Answers } from './answers.ts';

const itemAt = ({ law, mode }: Answers, index: number): ContextItem | undefined =>
  law.policy.context.filter((item) => item.pick !== undefined && isRead(item, mode))[index];

const mostItems = 8;

/** One question per context item that leaves a choice, such as the agent spec that fits the work. */
export const pickSteps: readonly Step<Answers>[] = Array.from({ length: mostItems }, (_, index) => ({
  applies: (answers: Answers) => {
    const item = itemAt(answers, index);
    return item !== undefined && filesOfItem(item, answers.files).length > 0;
  },
  ask: async (answers, place) => {
    const item = itemAt(answers, index);
    if (item === undefined) return { go: 'next', answers };
    const { mode, scope, picks, files } = answers;
    const proposed = suggestedPicks(item, { ...(mode === undefined ? {} : { mode }), scope, picks }, files);
    const chosen = picks[item.id] ?? proposed;
    const most = item.pick?.most ?? 1;
    const picked = await askChoices(
      {
        title: `${windowTitle}: ${item.title}`,
        prompt: most === 1 ? 'Pick the one that fits this task.' : `Pick those that fit this task, at most ${most}.`,
        place,
      },
      filesOfItem(item, files).map((path) => ({
        label: path,
        ...(proposed.includes(path) ? { description: 'proposed for this scope' } : {}),
        value: path,
      })),
      (path) => chosen.includes(path),
      { most },
    );
    if (picked === 'back' || picked === 'cancel') return { go: picked };
    return { go: 'next', answers: { ...answers, picks: { ...picks, [item.id]: picked.values } } };
  },
}));

type Decision = 'go-on' | 'override' | PackProblem;

const packItems = ({ built }: TaskDraft): readonly vscode.QuickPickItem[] => [
  { label: 'In the pack', kind: vscode.QuickPickItemKind.Separator },
  ...built.pack.items.map((item) => ({
    label: `$(book) ${item.path}${item.anchor === undefined ? '' : ` § ${item.anchor}`}`,
    description: `rank ${item.rank} · ${item.tokens} tokens`,
    detail: [
      item.title,
      ...(item.cut.length === 0 ? [] : [`left out to keep the budget: ${item.cut.join(', ')}`]),
      ...(item.redacted === 0 ? [] : [`${item.redacted} secrets blanked out`]),
    ].join(' — '),
  })),
];

const decisions = (draft: TaskDraft): readonly (Choice<Decision> | vscode.QuickPickItem)[] => {
  const { problems, tokens, tokenLimit, items } = draft.built.pack;
  if (problems.length === 0)
    return [
      {
        label: '$(check) Continue',
        description: `${items.length} documents · ${tokens} of ${tokenLimit} tokens`,
        value: 'go-on',
      },
      ...packItems(draft),
    ];
  return [
    ...problems.map((problem) => ({
      label: `$(error) ${problem.item}: ${problem.kind}`,
      detail: `${problem.message} ${problem.remedy}`,
      value: problem,
    })),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: '$(warning) Start Without the Whole Pack…',
      detail: 'You say who takes it on and why. The prompt and the pull request show it.',
      value: 'override',
    },
    ...packItems(draft),
  ];
};

/** Builds the pack and the prompt for what was answered; undefined after saying why it could not. */
export const draftFrom = async (answers: Answers): Promise<TaskDraft | undefined> => {
  const request = requestOf(answers);
  if (request === undefined) return undefined;
  const draft = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: 'Codex Governor: building the context pack' },
    () => draftTask(answers.ports, request),
  );
  if (draft.ok) return draft.value;
  void complain(draft.error);
  return undefined;
};

// A missing file is mended where it is named: in the policy. A stale or dead one in the document itself.
const openProblem = async (problem: PackProblem, root: vscode.Uri): Promise<void> => {
  if (problem.path === undefined || problem.kind === 'missing')
    await vscode.commands.executeCommand('codexGovernor.openPolicy', problem.item);
  else await vscode.window.showTextDocument(vscode.Uri.joinPath(root, problem.path));
};

/** Whether the context pack is whole; without it nothing starts but by an override. */
export const packStep: Step<Answers> = {
  applies: () => true,
  ask: async (answers, place) => {
    const { override: _override, ...bare } = answers;
    const draft = await draftFrom(bare);
    if (draft === undefined) return { go: 'back' };
    const incomplete = draft.built.pack.problems.length > 0;
    const picked = await askChoice<Decision>(
      {
        title: `${windowTitle}: Context Pack`,
        prompt: incomplete
          ? 'The context pack is not whole, so the task cannot start. Pick a problem to open where it is mended.'
          : 'The context pack is whole.',
        place,
      },
      decisions(draft),
    );
    if (picked === 'back' || picked === 'cancel') return { go: picked };
    if (picked.value === 'go-on' || picked.value === 'override')
      return { go: 'next', answers: { ...bare, wantsOverride: picked.value === 'override' } };
    await openProblem(picked.value, vscode.Uri.file(answers.ports.repository.root));
    return { go: 'cancel' };
  },
};

const ask = (what: 'who' | 'why', title: string, prompt: string, empty: string): Step<Answers> => ({
  applies: ({ wantsOverride }) => wantsOverride,
  ask: async (answers, place) => {
    const { who, why } = answers.override ?? { who: '', why: '' };
    const typed = await askText(
      { title: `${windowTitle}: ${title}`, prompt, place },
      what === 'who' ? who : why,
      (text) => (text.trim() === '' ? { message: empty, mayGoOn: false } : undefined),
    );
    if (typed === 'back' || typed === 'cancel') return { go: typed };
    return { go: 'next', answers: { ...answers, override: { who, why, [what]: typed.text } } };
  },
});

/** Who takes the missing context upon them, and why. */
export const overrideSteps: readonly Step<Answers>[] = [
  ask('who', 'Override, Who', 'Who takes it upon them that context is missing? A name.', 'A name has to stand for it.'),
  ask('why', 'Override, Why', 'Why can the task start without it?', 'Say why: the pull request shows it.'),
];
