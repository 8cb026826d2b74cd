import { initPolicy, listShipped, policyPath, readLaw, workingTree, type Failure } from '#app';
import { builtInRules, explainRule, ownRules, ruleKinds, type Policy } from '#core';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import type { Documents } from '../documents.ts';
import { lineOfRule } from '../policy/policy-lines.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import { writeRulePage } from '../rule-page.ts';

// The first line of a policy we ship says its name, which stands beside it here, and then what it is for.
const tellPurpose = (name: string, purpose: string): string => {
  const told = purpose.startsWith(`${name}: `) ? purpose.slice(name.length + 2) : purpose;
  return `${told.charAt(0).toUpperCase()}${told.slice(1)}`;
};

// One that cannot be read is there: to open it shows why.
export const hasPolicy = async (watch: RepositoryWatch): Promise<boolean> => {
  const read = await watch.machine.repository.read(policyPath);
  return !read.ok || read.value !== undefined;
};

/** Sets the repository up with one of the policies we ship; never overwrites. */
export const createPolicy = async (watch: RepositoryWatch): Promise<void> => {
  const { repository, shelf } = watch.machine;
  if (await hasPolicy(watch)) {
    await complain(
      {
        reason: 'exists',
        message: `This repository already has a policy: ${policyPath}.`,
        remedy: 'Open it and change it there.',
      },
      { root: watch.root, path: policyPath, line: 1 },
    );
    return;
  }
  const picked = await vscode.window.showQuickPick(
    (await listShipped(shelf)).map(({ name, title, purpose }) => ({
      label: `$(law) ${title}`,
      description: name,
      detail: tellPurpose(name, purpose),
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
    `The policy is written to ${written.value}. Read it, adapt it and commit it: CI takes it from the base branch.`,
  );
};

const noPolicy: Failure = { reason: 'no-policy', message: `This repository has no policy at ${policyPath}.` };

const readPolicy = async (watch: RepositoryWatch): Promise<Policy | undefined> => {
  const sight = watch.sight();
  if (sight.state === 'active') return sight.standard.policy;
  const { repository, shelf } = watch.machine;
  const law = await readLaw(shelf, workingTree(repository));
  if (law.ok) return law.value.policy;
  await complain(law.error);
  return undefined;
};

const modeOf = (watch: RepositoryWatch): string | undefined => {
  const sight = watch.sight();
  return sight.state === 'active' ? sight.task.mode : undefined;
};

// The line as the policy stands on disk: the one of the task's start may have moved since.
const findLine = async (watch: RepositoryWatch, name: string): Promise<number | undefined> => {
  const { repository, shelf } = watch.machine;
  const law = await readLaw(shelf, workingTree(repository));
  return law.ok ? lineOfRule(law.value.policy, name, modeOf(watch)) : undefined;
};

// There may be one that cannot be opened: a link that leads nowhere.
const explainNoPolicy = async (watch: RepositoryWatch): Promise<void> => {
  const { repository, shelf } = watch.machine;
  const law = await readLaw(shelf, workingTree(repository));
  await complain(law.ok || law.error.reason === 'no-policy' ? noPolicy : law.error);
};

/** Opens the policy, at the line that says a thing where one is named. */
export const openPolicy = async (watch: RepositoryWatch, name: unknown): Promise<void> => {
  if (!(await hasPolicy(watch))) {
    await explainNoPolicy(watch);
    return;
  }
  const line = typeof name === 'string' ? await findLine(watch, name) : undefined;
  const at = (line ?? 1) - 1;
  const selection = new vscode.Range(at, 0, at, 0);
  const uri = vscode.Uri.joinPath(watch.root, policyPath);
  await vscode.window.showTextDocument(uri, line === undefined ? {} : { selection });
};

const describeRule = (policy: Policy, id: string): vscode.QuickPickItem => {
  const explained = explainRule(policy, id, ruleKinds);
  if (!explained.ok) return { label: id };
  const { title, demands } = explained.value;
  return { label: id, description: title, detail: demands[0]?.because ?? '' };
};

const askRule = async (policy: Policy): Promise<string | undefined> => {
  const ids = [...new Set([...builtInRules, ...ownRules, ...policy.rules.map(({ id }) => id)])].sort();
  const picked = await vscode.window.showQuickPick(
    ids.map((id) => describeRule(policy, id)),
    { title: 'Explain Rule', placeHolder: 'Pick the rule', matchOnDescription: true, matchOnDetail: true },
  );
  return picked?.label;
};

/** Shows the page of a rule: what it demands, why, where it was written, how a finding is fixed. */
export const showRule = async (watch: RepositoryWatch, documents: Documents, name: unknown): Promise<void> => {
  const policy = await readPolicy(watch);
  if (policy === undefined) return;
  const id = typeof name === 'string' ? name : await askRule(policy);
  if (id === undefined) return;
  const page = writeRulePage(policy, id, modeOf(watch));
  if (page === undefined) await complain({ reason: 'bad-policy', message: `The policy has no rule ${id}.` });
  else await documents.preview(`Codex Rule ${id}`, page);
};
