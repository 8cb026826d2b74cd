import * as vscode from 'vscode';

/** Shows texts that are on no disk: a preview of a prompt, the page of a rule, a budget's split. */
export interface Documents extends vscode.Disposable {
  /** Opens a Markdown text under a name, rendered. A second text of the same name replaces the first. */
  readonly preview: (name: string, markdown: string) => Promise<void>;
  /** Closes the page of that name where it is open. */
  readonly close: (name: string) => Promise<void>;
}

const scheme = 'codex-governor';

// VS Code opens the pages of an earlier window again, and what they said is gone.
const lost = 'This page is from before the window was loaded. Run its command again to see it as things are now.';

export const createDocuments = (): Documents => {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.path) ?? lost,
  });
  return {
    preview: async (name, markdown) => {
      const uri = vscode.Uri.from({ scheme, path: `/${name}.md` });
      texts.set(uri.path, markdown);
      changed.fire(uri);
      // Locked: an unlocked preview would follow whatever Markdown file is edited next.
      await vscode.commands.executeCommand('markdown.showPreview', uri, undefined, { locked: true });
    },
    close: async (name) => {
      const tabs = vscode.window.tabGroups.all
        .flatMap((group) => group.tabs)
        .filter(({ label, input }) => input instanceof vscode.TabInputWebview && label.endsWith(` ${name}.md`));
      if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
    },
    dispose: () => vscode.Disposable.from(registration, changed).dispose(),
  };
};
