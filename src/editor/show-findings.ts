import { policyPath } from '#app';
import * as vscode from 'vscode';
import { diagnosticSource, findingDiagnostics } from './diagnostics.ts';
import type { Repositories } from './repositories.ts';
import { readSetting } from './settings.ts';

/** Shows the findings of every repository's task in the editor and in Problems. */
export const showFindings = (repositories: Repositories): vscode.Disposable => {
  const collection = vscode.languages.createDiagnosticCollection(diagnosticSource);
  const show = (): void => {
    const wanted = new Map<string, readonly vscode.Diagnostic[]>();
    for (const watch of repositories.watches()) {
      const sight = watch.sight();
      if (sight.state !== 'active') continue;
      if (!readSetting('codexGovernor.review.inlineDiagnostics', watch.root)) continue;
      for (const [uri, diagnostics] of findingDiagnostics(watch.root, sight.review.judgement.findings, policyPath))
        wanted.set(uri, diagnostics);
    }
    collection.clear();
    for (const [uri, diagnostics] of wanted) collection.set(vscode.Uri.parse(uri, true), [...diagnostics]);
  };
  const changed = repositories.onDidChange(show);
  const settings = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('codexGovernor.review.inlineDiagnostics')) show();
  });
  return vscode.Disposable.from(collection, changed, settings);
};
