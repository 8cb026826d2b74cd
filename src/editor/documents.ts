import * as vscode from 'vscode';

/** Shows texts that are on no disk: a preview of a prompt, the page of a rule, a budget's split. */
export interface Documents extends vscode.Disposable {
  /** Opens a Markdown text under a name, rendered. A second text of the same name replaces the first. */
  readonly preview: (name: string, markdown: string) => Promise<void>;
}

const scheme = 'codex-governor';

export const createDocuments = (): Documents => {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.path) ?? '',
  });
  const closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
    if (uri.scheme === scheme) texts.delete(uri.path);
  });
  return {
    preview: async (name, markdown) => {
      const uri = vscode.Uri.from({ scheme, path: `/${name}.md` });
      texts.set(uri.path, markdown);
      changed.fire(uri);
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    },
    dispose: () => vscode.Disposable.from(registration, closed, changed).dispose(),
  };
};
