// How long the extension takes to activate, as VS Code itself reports it, beside the Git extension that comes with it.
import { openWorkbench } from '../test/e2e/open.ts';
import type { Workbench } from '../test/e2e/workbench.ts';

/** Milliseconds, as `Developer: Show Running Extensions` shows them. */
export interface Activation {
  readonly ours: number;
  readonly git: number;
}

const millisecondsOf = async ({ page }: Workbench, name: string): Promise<number> => {
  const named = page.locator('.name', { hasText: new RegExp(`^${name}$`) });
  const row = page.locator('.runtime-extensions-editor .monaco-list-row', { has: named }).first();
  await row.waitFor();
  const text = await row.innerText();
  const [, told] = /Activation: (\d+)ms/.exec(text) ?? [];
  if (told === undefined) throw new Error(`VS Code does not say how long ${name} took: ${text}`);
  return Number(told);
};

/** Opens the packed extension in a window of its own and reads what VS Code measured. */
export const measureActivation = async (): Promise<Activation> => {
  const opened = await openWorkbench();
  try {
    const { workbench } = opened;
    await workbench.statusItem('No Codex task');
    // Only the rows that are in view are drawn.
    await workbench.page.setViewportSize({ width: 1280, height: 3_000 });
    await workbench.run('Developer: Show Running Extensions');
    return {
      ours: await millisecondsOf(workbench, 'Codex Governor'),
      git: await millisecondsOf(workbench, 'Git'),
    };
  } finally {
    await opened.dispose();
  }
};
