import type { Failure } from '#app';
import { writeLimits } from '#core';
import * as vscode from 'vscode';

/** Has a person pick a mode where the policy judges by modes alone; undefined where they picked none. */
export const askMode = async ({ modes }: Failure, title: string): Promise<string | undefined> => {
  const picked = await vscode.window.showQuickPick(
    (modes ?? []).map((mode) => ({ label: mode.title, description: writeLimits(mode), id: mode.id })),
    { title, placeHolder: 'This policy judges a change by its mode: pick one to try' },
  );
  return picked?.id;
};

/** True for a failure that picking a mode mends. */
export const wantsMode = ({ reason, modes }: Failure): boolean => reason === 'mode-required' && modes?.length !== 0;
