import { askForLift, findAuditFreeze, type AuditFreeze } from '#app';
import { pathOfLift } from '#core';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import type { RepositoryWatch } from '../repository-watch.ts';

const title = 'Lift Freeze';

const askReason = ({ policy, frozen }: AuditFreeze): Thenable<string | undefined> => {
  const role = policy.roles.find(({ id }) => id === policy.audit?.liftedBy);
  return vscode.window.showInputBox({
    title,
    prompt: `Codex is frozen: ${frozen.why}. Why may it work again? Whoever reviews the file reads this; it speaks for ${role?.title ?? 'nobody'}.`,
    placeHolder: 'What was put right, such as: the three modules were split',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? 'Say why.' : undefined),
  });
};

const nobodyMay = {
  reason: 'may-not',
  message: 'By the policy nobody may lift what audits froze: it names no role in audit.lifted-by.',
  remedy: 'It lifts when codex-governor audit passes, in a terminal, and what it keeps is committed.',
} as const;

const show = async (file: vscode.Uri, words: string): Promise<void> => {
  await vscode.window.showTextDocument(file);
  void vscode.window.showInformationMessage(words);
};

const isThere = async (file: vscode.Uri): Promise<boolean> => {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
};

/** Has a person say why what audits froze shall be lifted, and opens the file that is written for review. Lifts nothing by itself. */
export const liftFreeze = async ({ machine, root }: RepositoryWatch): Promise<void> => {
  const found = await findAuditFreeze(machine);
  if (!found.ok) return complain(found.error);
  const { policy, audit } = found.value;
  const written = vscode.Uri.joinPath(root, pathOfLift(audit));
  if (await isThere(written)) return show(written, 'It was there already. It lifts the freeze once committed.');
  if (policy.audit?.liftedBy === undefined) return complain(nobodyMay);
  const reason = await askReason(found.value);
  if (reason === undefined) return;
  const asked = await askForLift(machine, { reason });
  if (!asked.ok) return complain(asked.error);
  await show(vscode.Uri.joinPath(root, asked.value.path), 'It lifts the freeze once it is reviewed and committed.');
};
