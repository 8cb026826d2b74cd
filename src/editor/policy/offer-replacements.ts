import * as vscode from 'vscode';
import { diagnosticSource } from '../diagnostics.ts';
import type { PolicyProblems } from './policy-problems.ts';

/** Replaces a word of the policy that is not known by the nearest that is. */
export const offerReplacements = (problems: PolicyProblems): vscode.Disposable =>
  vscode.languages.registerCodeActionsProvider(
    { scheme: 'file', pattern: '**/*.{yaml,yml}' },
    {
      provideCodeActions: (document, _range, { diagnostics }) =>
        diagnostics.flatMap((diagnostic) => {
          // Another extension for YAML may have marked the same word.
          if (diagnostic.source !== diagnosticSource) return [];
          const replacement = problems.problemAt(document.uri, diagnostic.range)?.replacement;
          if (replacement === undefined) return [];
          const action = new vscode.CodeAction(`Replace with ${replacement}`, vscode.CodeActionKind.QuickFix);
          action.edit = new vscode.WorkspaceEdit();
          action.edit.replace(document.uri, diagnostic.range, replacement);
          action.diagnostics = [diagnostic];
          action.isPreferred = true;
          return [action];
        }),
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
