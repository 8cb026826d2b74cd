import type { Standard } from '#app';
import { budgetFor, measureOf, raisingRole, type FileChange, type Finding } from '#core';
import * as vscode from 'vscode';
import { canBeWaived } from './actions/ask-allowance.ts';
import { limitsShown } from './complexity/document-functions.ts';
import { diagnosticSource, findingShown } from './diagnostics.ts';
import { isWithin } from './places.ts';
import type { Repositories } from './repositories.ts';

/** The rule that a diagnostic of ours is about; undefined for those of others, and for problems of the policy. */
export const ruleOf = ({ code, source }: vscode.Diagnostic): string | undefined =>
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

/** A finding with where it was found. */
interface Found {
  readonly root: vscode.Uri;
  readonly standard: Standard;
  readonly finding: Finding;
  /** The file it is about; left out where it is about more than the change. */
  readonly file: FileChange | undefined;
}

const findFinding = (
  repositories: Repositories,
  uri: vscode.Uri,
  { message }: vscode.Diagnostic,
  rule: string,
): Found | undefined => {
  const watch = repositories.watches().find(({ root }) => isWithin(root, uri));
  const sight = watch?.sight();
  if (watch === undefined || sight?.state !== 'active') return undefined;
  const { review, standard } = sight;
  const finding = findingShown(watch.root, review, standard, { uri, rule, message });
  const file = review.change.files.find(({ path }) => path === finding?.path);
  return finding && { root: watch.root, standard, finding, file };
};

/** What may be asked for: an approval of a budget, a waiver of a finding that some role may waive. */
const askingFor = ({ standard, finding }: Found, diagnostic: vscode.Diagnostic): readonly vscode.CodeAction[] => {
  if (mayBeRaised(standard, finding.rule))
    return [action('Ask for approval…', 'askForApproval', diagnostic, finding.rule)];
  return canBeWaived(standard.policy, finding)
    ? [action(`Ask for waiver of ${finding.rule}…`, 'askForWaiver', diagnostic, finding.id)]
    : [];
};

const creating = (uri: vscode.Uri, path: string, diagnostic: vscode.Diagnostic): vscode.CodeAction => {
  const made = new vscode.CodeAction(`Create ${path}`, vscode.CodeActionKind.QuickFix);
  made.edit = new vscode.WorkspaceEdit();
  made.edit.createFile(uri, { ignoreIfExists: true });
  made.command = { title: made.title, command: 'vscode.open', arguments: [uri] };
  made.diagnostics = [diagnostic];
  return made;
};

/** The mending that needs no thought, done by the editor itself: it can be undone. */
const mending = (
  { root, finding: { mend }, file }: Found,
  diagnostic: vscode.Diagnostic,
): readonly vscode.CodeAction[] => {
  if (mend === undefined) return [];
  if ('create' in mend) return [creating(vscode.Uri.joinPath(root, mend.create), mend.create, diagnostic)];
  // What is gone has no editor: its finding stands elsewhere, and nothing is lost by bringing it back.
  const title = file?.status === 'deleted' ? `Restore ${mend.restore}` : 'Revert this file…';
  return [action(title, 'revertFile', diagnostic, mend.restore)];
};

/** A look at what a file was, where there is a text to look at. */
const comparing = ({ file }: Found, diagnostic: vscode.Diagnostic): readonly vscode.CodeAction[] =>
  file === undefined || file.binary || (file.status !== 'modified' && file.status !== 'renamed')
    ? []
    : [action('Compare with the task base', 'compareWithBase', diagnostic, file.path)];

const mayBeRaised = ({ policy, mode }: Standard, rule: string): boolean => {
  const budget = budgetFor(policy, mode, measureOf(rule));
  return budget !== undefined && raisingRole(policy, budget) !== undefined;
};

const actionsFor = (
  repositories: Repositories,
  uri: vscode.Uri,
  diagnostic: vscode.Diagnostic,
): readonly vscode.CodeAction[] => {
  const rule = ruleOf(diagnostic);
  if (rule === undefined) return [];
  const found = findFinding(repositories, uri, diagnostic, rule);
  return [
    ...(found === undefined ? [] : mending(found, diagnostic)),
    ...(limitsShown(repositories, uri, rule) ? [showWhyOf(uri, diagnostic)] : []),
    ...(rule.startsWith('budget.')
      ? [
          action('Show where the budget goes', 'showBudget', diagnostic),
          action('Copy an approval request', 'copyApprovalRequest', diagnostic),
        ]
      : []),
    ...(found === undefined ? [] : [...comparing(found, diagnostic), ...askingFor(found, diagnostic)]),
    action(`Open the policy at ${rule}`, 'openPolicy', diagnostic, rule),
    action(`Explain ${rule}`, 'explainRule', diagnostic, rule),
  ];
};

/** Several findings of a line may be mended by the same: that is offered once, for all of them. */
const unite = (actions: readonly vscode.CodeAction[]): vscode.CodeAction[] => {
  const united = new Map<string, vscode.CodeAction>();
  for (const each of actions) {
    const same = JSON.stringify([each.title, each.command?.arguments]);
    const first = united.get(same);
    if (first === undefined) united.set(same, each);
    else first.diagnostics = [...(first.diagnostics ?? []), ...(each.diagnostics ?? [])];
  }
  return [...united.values()];
};

/** What a person can do about a finding, from the light bulb. None of it lifts a limit: what is asked for is reviewed. */
export const offerQuickFixes = (repositories: Repositories): vscode.Disposable =>
  vscode.languages.registerCodeActionsProvider(
    { scheme: 'file' },
    {
      provideCodeActions: ({ uri }, _range, { diagnostics }) =>
        unite(diagnostics.flatMap((diagnostic) => actionsFor(repositories, uri, diagnostic))),
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
