import * as vscode from 'vscode';
import { diagnosticSource, findingDiagnostics } from './diagnostics.ts';
import type { Repositories } from './repositories.ts';
import type { RepositoryWatch } from './repository-watch.ts';
import { onNewSights } from './sight-news.ts';
import { readSetting } from './settings.ts';
import { createSteadyDiagnostics, type DiagnosticsByFile } from './steady-diagnostics.ts';

const setting = 'codexGovernor.review.inlineDiagnostics';

const gather = (watches: readonly RepositoryWatch[]): DiagnosticsByFile => {
  const wanted = new Map<string, readonly vscode.Diagnostic[]>();
  for (const watch of watches) {
    const sight = watch.sight();
    if (sight.state !== 'active' || !readSetting(setting, watch.root)) continue;
    // In a repository inside another, both may have something to say of a file.
    for (const [uri, diagnostics] of findingDiagnostics(watch.root, sight.review, sight.standard))
      wanted.set(uri, [...(wanted.get(uri) ?? []), ...diagnostics]);
  }
  return wanted;
};

/** Shows the findings of every repository's task in the editor and in Problems. */
export const showFindings = (repositories: Repositories): vscode.Disposable => {
  const collection = createSteadyDiagnostics(diagnosticSource);
  const show = (): void => collection.show(gather(repositories.watches()));
  const changed = onNewSights(repositories, show);
  const settings = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(setting)) show();
  });
  // Where the words of a line begin and end is known once its text is.
  const opened = vscode.workspace.onDidOpenTextDocument(({ uri }) => {
    if (collection.shows(uri)) show();
  });
  return vscode.Disposable.from(collection, changed, settings, opened);
};
