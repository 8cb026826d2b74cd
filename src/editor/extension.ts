import * as vscode from 'vscode';
import { registerCommand } from './commands.ts';
import { commands, type CommandId } from './contributions.ts';
import type { Governor } from './governor.ts';
import { offerCommandLine } from './terminal-command.ts';

// The policy engine and the libraries it stands on take longer to load than an activation may: they come right after it.
const loadGovernor = async (context: vscode.ExtensionContext, log: (error: unknown) => void): Promise<Governor> => {
  await new Promise((resolve) => setImmediate(resolve));
  const { govern } = await import('./governor.ts');
  return govern(context, log);
};

let loaded: Promise<Governor> | undefined;

/** Registers the commands, which wait for what they need. Nothing here reads a file or waits for git. */
export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('Codex Governor', { log: true });
  const log = (error: unknown): void => output.error(error instanceof Error ? error : String(error));
  const governor = loadGovernor(context, log);
  loaded = governor;
  governor.catch(log);
  offerCommandLine(context);
  context.subscriptions.push(
    output,
    ...Object.keys(commands).map((id) =>
      registerCommand(id as CommandId, async (given) => (await governor).run(id as CommandId, given), {
        failed: log,
        openLog: () => output.show(),
      }),
    ),
  );
}

/** A window that is closed or loaded anew waits a few seconds for this: Codex, and all it has started, ends with it. */
export async function deactivate(): Promise<void> {
  await (await loaded)?.close();
}
