import * as vscode from 'vscode';
import { limitsShown } from './complexity/document-functions.ts';
import { diagnosticSource } from './diagnostics.ts';
import type { Repositories } from './repositories.ts';

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

const showWhyOf = (uri: vscode.Uri, diagnostic: vscode.Diagnostic): vscode.CodeAction => {
  const { line, character } = diagnostic.range.start;
  const place = { uri: uri.toString(), line: line + 1, column: character + 1 };
  return action('Show why', 'showWhy', diagnostic, place);
};

const actionsFor = (
  repositories: Repositories,
  uri: vscode.Uri,
  diagnostic: vscode.Diagnostic,
): readonly vscode.CodeAction[] => {
  const rule = ruleOf(diagnostic);
  if (rule === undefined) return [];
  return [
    ...(limitsShown(repositories, uri, rule) ? [showWhyOf(uri, diagnostic)] : []),
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
export const offerQuickFixes = (repositories: Repositories): vscode.Disposable =>
  vscode.languages.registerCodeActionsProvider(
    { scheme: 'file' },
    {
      provideCodeActions: ({ uri }, _range, { diagnostics }) =>
        diagnostics.flatMap((diagnostic) => actionsFor(repositories, uri, diagnostic)),
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
