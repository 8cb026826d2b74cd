import * as vscode from 'vscode';

/** Does a work while a notification says how far it is; cancelling that aborts the signal. */
export const withProgress = async <Value>(
  title: string,
  work: (report: (message: string) => void, signal: AbortSignal) => Promise<Value>,
): Promise<Value> =>
  vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      return work((message) => progress.report({ message }), stop.signal);
    },
  );
