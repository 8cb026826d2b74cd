import * as vscode from 'vscode';
import type { CommandId } from './contributions.ts';

/** Registers a command of ours; an error no one expected is shown, never swallowed. */
export const registerCommand = (
  id: CommandId,
  run: (...given: readonly unknown[]) => Promise<void>,
  failed: (error: unknown) => void,
): vscode.Disposable =>
  vscode.commands.registerCommand(id, async (...given: readonly unknown[]) => {
    try {
      await run(...given);
    } catch (error) {
      failed(error);
      void vscode.window.showErrorMessage(
        `Codex Governor hit an error of its own: ${error instanceof Error ? error.message : String(error)}. The log has the details.`,
      );
    }
  });
