import * as vscode from 'vscode';
import type { CommandId } from './contributions.ts';

/** Registers a command of ours; an error no one expected is shown, never swallowed. */
export const registerCommand = (
  id: CommandId,
  run: (...given: readonly unknown[]) => Promise<void>,
  { failed, openLog }: { readonly failed: (error: unknown) => void; readonly openLog: () => void },
): vscode.Disposable =>
  vscode.commands.registerCommand(id, async (...given: readonly unknown[]) => {
    try {
      await run(...given);
    } catch (error) {
      failed(error);
      const what = error instanceof Error ? error.message : String(error);
      const showLog = 'Show Log';
      const chosen = await vscode.window.showErrorMessage(
        `Codex Governor ran into an internal error: ${what.replace(/\.$/, '')}. The log has the details.`,
        showLog,
      );
      if (chosen === showLog) openLog();
    }
  });
