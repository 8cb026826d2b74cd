import { initPolicy, listShipped, policyPath, readLaw } from '#app';
import { explainRule, ruleKinds, tellOrigins, writeKindManual, type Policy } from '#core';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import type { Documents } from '../documents.ts';
import type { RepositoryWatch } from '../repository-watch.ts';

/** Sets the repository up with one of the policies we ship; never overwrites. */
export const createPolicy = async (watch: RepositoryWatch): Promise<void> => {
  const { repository, shelf } = watch.machine;
  const picked = await vscode.window.showQuickPick(
    (await listShipped(shelf)).map(({ name, title, purpose }) => ({
      label: title,
      description: name,
      detail: purpose,
      name,
    })),
    {
      title: 'Create Policy',
      placeHolder: 'Pick the policy to start from',
      matchOnDetail: true,
      matchOnDescription: true,
    },
  );
  if (picked === undefined) return;
  const written = await initPolicy(repository, shelf, picked.name);
  if (!written.ok) {
    await complain(written.error);
    return;
  }
  await vscode.window.showTextDocument(vscode.Uri.joinPath(watch.root, written.value));
  void vscode.window.showInformationMessage(
    `The policy ${picked.name} is written to ${written.value}. Read it, adapt it and commit it: it is law once it is on the base branch.`,
  );
};

const readPolicy = async (watch: RepositoryWatch): Promise<Policy | undefined> => {
  const sight = watch.sight();
  if (sight.state === 'active') return sight.standard.policy;
  const { repository, shelf } = watch.machine;
  const law = await readLaw(shelf, { readFrom: 'the working tree', readText: (path) => repository.read(path) });
  return law.ok ? law.value.policy : undefined;
};

const lineOf = (policy: Policy, name: string, mode: string | undefined): number | undefined => {
  const measure = /^budget\.(.+)$/.exec(name)?.[1];
  const keys =
    measure === undefined
      ? [`rules.${name}`, `context.items.${name}`, `modes.${mode}.writes.allow`, name]
      : [`modes.${mode}.budgets.${measure}`, `budgets.${measure}`];
  return keys.flatMap((key) => policy.origins.get(key) ?? []).find(({ source }) => source === policyPath)?.line;
};

/** Opens the policy, at the line that says a thing where one is named. */
export const openPolicy = async (watch: RepositoryWatch, name: unknown): Promise<void> => {
  const uri = vscode.Uri.joinPath(watch.root, policyPath);
  if ((await watch.machine.repository.read(policyPath)) === undefined) {
    await complain({ reason: 'no-policy', message: `This repository has no policy at ${policyPath}.` });
    return;
  }
  const sight = watch.sight();
  const mode = sight.state === 'active' ? sight.task.mode : undefined;
  const policy = typeof name === 'string' ? await readPolicy(watch) : undefined;
  const line = policy === undefined || typeof name !== 'string' ? undefined : lineOf(policy, name, mode);
  const at = new vscode.Range((line ?? 1) - 1, 0, (line ?? 1) - 1, 0);
  await vscode.window.showTextDocument(uri, line === undefined ? {} : { selection: at });
};

const askRule = async (policy: Policy): Promise<string | undefined> => {
  const budgets = policy.modes.flatMap(({ budgets }) => budgets.map(({ measure }) => `budget.${measure}`));
  const ids = new Set([...budgets, 'write-scope.mode', 'write-scope.task', ...policy.rules.map(({ id }) => id)]);
  return vscode.window.showQuickPick([...ids].sort(), { title: 'Explain Rule', placeHolder: 'Pick the rule' });
};

/** Shows the page of a rule: what it demands, why, where it was written, how a finding is mended. */
export const showRule = async (watch: RepositoryWatch, documents: Documents, name: unknown): Promise<void> => {
  const policy = await readPolicy(watch);
  if (policy === undefined) {
    await complain({ reason: 'no-policy', message: 'There is no sound policy here whose rules could be explained.' });
    return;
  }
  const id = typeof name === 'string' ? name : await askRule(policy);
  if (id === undefined) return;
  const explained = explainRule(policy, id, ruleKinds);
  if (!explained.ok) {
    await complain({ reason: 'bad-policy', message: explained.error.message });
    return;
  }
  const { demands, remedy, kind } = explained.value;
  const page = ruleKinds.get(kind);
  await documents.preview(
    `Rule ${id}`,
    [
      `# ${id}`,
      '',
      ...demands.flatMap(({ mode, says, level, because, origins }) => [
        `- ${mode === undefined ? '' : `**${mode}**: `}${says} (${level})${because === '' ? '' : ` ${because}`} ${tellOrigins(origins)}`,
      ]),
      '',
      `**How to mend a finding.** ${remedy}`,
      '',
      page === undefined ? '' : writeKindManual(page),
    ].join('\n'),
  );
};
