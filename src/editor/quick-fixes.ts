import * as vscode from 'vscode';
import { diagnosticSource } from './diagnostics.ts';

const ruleOf = ({ code, source }: vscode.Diagnostic): string | undefined =>
  source === diagnosticSource && typeof code === 'object' ? String(code.value) : undefined;

const action = (
  title: string,
  command: string,
  diagnostic: vscode.Diagnostic,
  ...given: readonly unknown[]
): vscode.CodeAction => {
  const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  made.command = { title, command: `codexGovernor.${command}`, arguments: [...given] };
  made.diagnostics = [diagnostic];
  return made;
};

const actionsFor = (diagnostic: vscode.Diagnostic): readonly vscode.CodeAction[] => {
  const rule = ruleOf(diagnostic);
  if (rule === undefined) return [];
  return [
    ...(rule.startsWith('budget.')
      ? [
          action('Show where the budget goes', 'showBudget', diagnostic),
          action('Copy an approval request', 'copyApprovalRequest', diagnostic),
        ]
      : []),
    action(`Open the policy at ${rule}`, 'openPolicy', diagnostic, rule),
    action(`Explain ${rule}`, 'explainRule', diagnostic, rule),
  ];
};

/** What a person can do about a finding, from the light bulb. None of it lifts a limit. */
export const offerQuickFixes = (): vscode.Disposable =>
  vscode.languages.registerCodeActionsProvider(
    { scheme: 'file' },
    { provideCodeActions: (_document, _range, { diagnostics }) => diagnostics.flatMap(actionsFor) },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
