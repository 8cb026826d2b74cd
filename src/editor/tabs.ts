import * as vscode from 'vscode';

// Milliseconds: what VS Code has not told of by then is not waited for.
const longest = 2000;

/** Waits, from now on, until VS Code tells of tabs as wanted: it does so after the command that moves them has ended. */
export const tabsHaveMoved = (isWanted: (event: vscode.TabChangeEvent) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      changes.dispose();
      resolve();
    };
    const timer = setTimeout(end, longest);
    const changes = vscode.window.tabGroups.onDidChangeTabs((event) => {
      if (isWanted(event)) end();
    });
  });
