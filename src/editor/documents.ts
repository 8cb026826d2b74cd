import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import { tabsHaveMoved } from './tabs.ts';

/** Shows texts that are on no disk: a preview of a prompt, the page of a rule, a budget's split. */
export interface Documents extends vscode.Disposable {
  /** Opens a Markdown text under a name, rendered. A second text of the same name replaces the first. */
  readonly preview: (name: string, markdown: string) => Promise<void>;
  /** The same, written anew whenever `changed` fires as long as the page is open. `write` may have nothing new to say. */
  readonly follow: (name: string, write: () => string | undefined, changed: vscode.Event<void>) => Promise<void>;
  /** Closes the page of that name where it is open. */
  readonly close: (name: string) => Promise<void>;
}

// VS Code opens the pages of an earlier window again, and what they said is gone.
const lost = 'This page is from before the window was loaded. Run its command again to see it as things are now.';

/** True for a tab that shows Markdown rendered, ours or a person's. */
export const isMarkdownPreview = ({ input }: vscode.Tab): boolean =>
  input instanceof vscode.TabInputWebview && input.viewType.endsWith('markdown.preview');

// A tab tells neither scheme nor path of what it previews. Our names keep it apart from a file of the person's own.
const isPageOf = (tab: vscode.Tab, name: string): boolean =>
  isMarkdownPreview(tab) && tab.label.endsWith(` ${name}.md`);

const tabsOf = (name: string): readonly vscode.Tab[] =>
  vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => isPageOf(tab, name));

/** Waits until VS Code has told of the tab: it does so after the page is open, and what is not told of cannot be closed. */
const waitForTab = async (name: string): Promise<void> => {
  if (tabsOf(name).length === 0) await tabsHaveMoved(() => tabsOf(name).length > 0);
};

/** Waits until VS Code has the text of a page that it may hold an older one of; not for a page that goes meanwhile. */
const waitForText = async (uri: vscode.Uri, markdown: string): Promise<void> => {
  const held = (): vscode.TextDocument | undefined =>
    vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const isStale = (): boolean => (held() ?? { getText: () => markdown }).getText() !== markdown;
  for (let tries = 0; tries < 40 && isStale(); tries += 1) await setTimeout(25);
};

/** Texts under a scheme, which nobody else may serve: VS Code asks one provider, whichever came last. */
const serveTexts = (scheme: string) => {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.path) ?? lost,
  });
  return {
    put: (uri: vscode.Uri, markdown: string): void => {
      if (texts.get(uri.path) === markdown) return;
      texts.set(uri.path, markdown);
      changed.fire(uri);
    },
    dispose: () => vscode.Disposable.from(registration, changed).dispose(),
  };
};

/** Shows pages, whose texts it serves under a scheme of its own. */
export const createDocuments = (scheme = 'codex-governor'): Documents => {
  const served = serveTexts(scheme);
  const { put } = served;
  const followed = new Map<string, vscode.Disposable>();
  const told = new Map<string, Promise<void>>();
  const uriOf = (name: string): vscode.Uri => vscode.Uri.from({ scheme, path: `/${name}.md` });
  const show = async (name: string, markdown: string): Promise<void> => {
    // A preview that is opened meanwhile would show what was there before.
    await waitForText(uriOf(name), markdown);
    // Locked: an unlocked preview would follow whatever Markdown file is edited next.
    await vscode.commands.executeCommand('markdown.showPreview', uriOf(name), undefined, { locked: true });
    // Nobody waits for it here: a question that is asked next must have the keyboard before the page takes it.
    told.set(name, waitForTab(name));
  };
  const forget = ({ path }: vscode.Uri): void => {
    followed.get(path)?.dispose();
    followed.delete(path);
  };
  const closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
    if (uri.scheme === scheme) forget(uri);
  });
  return {
    preview: async (name, markdown) => {
      const uri = uriOf(name);
      forget(uri);
      put(uri, markdown);
      await show(name, markdown);
    },
    follow: async (name, write, news) => {
      const uri = uriOf(name);
      forget(uri);
      const first = write() ?? lost;
      put(uri, first);
      await show(name, first);
      const tell = (): void => {
        const markdown = write();
        if (markdown !== undefined) put(uri, markdown);
      };
      followed.set(uri.path, news(tell));
    },
    close: async (name) => {
      await told.get(name);
      const tabs = tabsOf(name);
      if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
    },
    dispose: () => vscode.Disposable.from(served, closed, ...followed.values()).dispose(),
  };
};
