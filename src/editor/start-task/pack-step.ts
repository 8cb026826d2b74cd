import { draftTask, type TaskDraft } from '#app';
import { writePack, type PackItem, type PackProblem } from '#core';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import type { Documents } from '../documents.ts';
import { askChoice, awaitWork, separator, type Choice, type Question } from '../questions.ts';
import type { Step, StepOutcome, StepPlace } from '../wizard.ts';
import { requestOf, titleOf, type Answers } from './answers.ts';

type Decision =
  | { readonly kind: 'continue' }
  | { readonly kind: 'override' }
  | { readonly kind: 'read'; readonly path: string }
  | { readonly kind: 'fix'; readonly problem: PackProblem };

const name = 'Context Pack';

export const packPage = 'Codex Context Pack';

const problemWords: Record<PackProblem['kind'], string> = {
  missing: 'missing',
  stale: 'stale',
  'dead-anchor': 'heading not found',
  'over-budget': 'too long',
};

const toRow = (item: PackItem): Choice<Decision> => ({
  label: `$(book) ${item.path}${item.anchor === undefined ? '' : ` § ${item.anchor}`}`,
  description: [
    `rank ${item.rank}`,
    `${item.tokens} tokens`,
    ...(item.cut.length === 0 ? [] : ['cut for length']),
    ...(item.redacted === 0 ? [] : ['secrets blanked out']),
  ].join(' · '),
  value: { kind: 'read', path: item.path },
});

const problemRow = ({ law }: Answers, problem: PackProblem): Choice<Decision> => {
  const title = law.policy.context.find(({ id }) => id === problem.item)?.title ?? problem.item;
  return {
    label: `$(error) ${title}: ${problemWords[problem.kind]}`,
    ...(problem.path === undefined ? {} : { description: problem.path }),
    // A row shows text, not Markdown.
    detail: `${problem.message} ${problem.remedy}`.replaceAll('`', ''),
    value: { kind: 'fix', problem },
  };
};

const overrideRow: Choice<Decision> = {
  label: '$(warning) Start With an Incomplete Pack…',
  detail: 'Records who accepts this and why. The prompt and the pull request show it.',
  value: { kind: 'override' },
};

const listRows = (answers: Answers, { built }: TaskDraft): readonly (Choice<Decision> | vscode.QuickPickItem)[] => {
  const { problems, tokens, tokenLimit, items } = built.pack;
  const rows = [separator('In the pack'), ...items.map(toRow)];
  if (problems.length > 0)
    return [...problems.map((problem) => problemRow(answers, problem)), separator(''), overrideRow, ...rows];
  const description = `${items.length} documents · ${tokens} of ${tokenLimit} tokens`;
  return [{ label: '$(check) Continue', description, value: { kind: 'continue' } }, ...rows];
};

const fix = async (answers: Answers, problem: PackProblem): Promise<StepOutcome<Answers>> => {
  const item = answers.law.policy.context.find(({ id }) => id === problem.item);
  // Nothing was chosen where there was a choice: that is answered by the question before.
  if (item?.pick !== undefined && problem.path === undefined) return { go: 'back' };
  // A missing file is put right where it is named, a stale one or a dead heading in the document itself.
  if (problem.path === undefined || problem.kind === 'missing')
    await vscode.commands.executeCommand('codexGovernor.openPolicy', problem.item);
  else await vscode.window.showTextDocument(vscode.Uri.joinPath(answers.root, problem.path));
  return { go: 'cancel' };
};

const readDocument = async ({ root }: Answers, path: string): Promise<void> => {
  await vscode.window.showTextDocument(vscode.Uri.joinPath(root, path), { preserveFocus: true, preview: true });
};

const decide = async (question: Question, answers: Answers, draft: TaskDraft): Promise<StepOutcome<Answers>> => {
  for (;;) {
    const picked = await askChoice<Decision>(question, listRows(answers, draft));
    if (picked === 'back' || picked === 'cancel') return { go: picked };
    const { value } = picked;
    if (value.kind === 'continue') return { go: 'next', answers: { ...answers, draft, wantsOverride: false } };
    if (value.kind === 'override') return { go: 'next', answers: { ...answers, wantsOverride: true } };
    if (value.kind === 'fix') return fix(answers, value.problem);
    await readDocument(answers, value.path);
  }
};

/** Builds the pack and the prompt for what was answered; says why where it cannot. */
export const draftFrom = async (
  answers: Answers,
  step: string,
  place: StepPlace,
): Promise<{ readonly value: TaskDraft } | 'back' | 'cancel'> => {
  const request = requestOf(answers);
  if (request === undefined) return 'cancel';
  const question = { title: titleOf(step), prompt: 'Building the context pack…', place };
  // The tokenizer and the secret scanner are large, so they are loaded here and not before the first question.
  const drafted = await awaitWork(question, async (signal) =>
    draftTask(await answers.machine.loadDraftPorts(), request, signal),
  );
  if (drafted === 'back' || drafted === 'cancel') return drafted;
  if (drafted.value.ok) return { value: drafted.value.value };
  await complain(drafted.value.error);
  return 'back';
};

/** Whether the context pack is complete; if not, nothing starts but by an override. */
export const packStep = (documents: Documents): Step<Answers> => ({
  applies: () => true,
  ask: async (answers, place) => {
    const { draft: _draft, ...bare } = { ...answers, wantsOverride: false };
    const drafted = await draftFrom(bare, name, place);
    if (drafted === 'back' || drafted === 'cancel') return { go: drafted };
    const { problems } = drafted.value.built.pack;
    // A row is too short for what is wrong and how it is fixed.
    if (problems.length > 0) await documents.preview(packPage, writePack(drafted.value.built));
    const prompt =
      problems.length === 0
        ? 'The context pack is complete'
        : 'The context pack is incomplete. Pick a problem to fix it';
    const outcome = await decide({ title: titleOf(name), prompt, place }, bare, drafted.value);
    await documents.close(packPage);
    return outcome;
  },
});
