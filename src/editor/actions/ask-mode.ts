import type { Failure, GateOptions } from '#app';
import { writeLimits, type Result } from '#core';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';

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

/** What an act that may be asked to name a mode comes to. */
export type Told<T> = Promise<Result<T, Failure>>;

/** Does it, and where the policy judges by modes alone, asks for one and does it again; undefined where nobody picked one. */
export const inMode = async <T>(title: string, act: (options: GateOptions) => Told<T>): Promise<T | undefined> => {
  const first = await act({});
  const isAsked = !first.ok && wantsMode(first.error);
  const mode = isAsked ? await askMode(first.error, title) : undefined;
  if (isAsked && mode === undefined) return undefined;
  const told = mode === undefined ? first : await act({ mode });
  if (told.ok) return told.value;
  await complain(told.error);
  return undefined;
};
