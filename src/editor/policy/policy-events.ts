import * as vscode from 'vscode';
import { watchFiles } from '../file-events.ts';

/** What may say something else of a policy than before. */
export interface PolicyEvents extends vscode.Disposable {
  /** Looks at a root from here on. */
  readonly attach: (root: vscode.Uri) => void;
}

/** Tells of files that may say something else of a policy, on disk or as they are typed. */
export const listenToPolicies = (tell: (uri: vscode.Uri) => void): PolicyEvents => {
  // A policy may be put together from files anywhere; what is reviewed and recorded beside it lies with it.
  const anywhere = watchFiles('**/*.{yaml,yml}');
  const beside = watchFiles('{**/.codex,**/.codex/**}');
  const listeners = [
    anywhere,
    beside,
    anywhere.onDidTouch(tell),
    beside.onDidTouch(tell),
    vscode.workspace.onDidChangeTextDocument(({ document }) => tell(document.uri)),
    // What was typed and thrown away no longer counts.
    vscode.workspace.onDidCloseTextDocument(({ uri }) => tell(uri)),
  ];
  return {
    attach: (root) => beside.follow(vscode.Uri.joinPath(root, '.codex')),
    dispose: () => vscode.Disposable.from(...listeners).dispose(),
  };
};
