import { replayPolicy, type Failure, type ReplayOptions } from '#app';
import { grouped, writeReplayMarkdown, type ReplayReport, type Result } from '#core';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import type { Documents } from '../documents.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import { askMode, wantsMode } from './ask-mode.ts';

const title = 'Replay Policy Over Past Commits';
const usual = 100;

const askCount = async (): Promise<number | undefined> => {
  const typed = await vscode.window.showInputBox({
    title,
    prompt: 'How many commits shall it judge? The newest come first.',
    value: String(usual),
    validateInput: (text) => (/^[1-9]\d{0,8}$/.test(text.trim()) ? undefined : 'Type a number from 1 on.'),
  });
  return typed === undefined ? undefined : Number(typed.trim());
};

/** Judges the commits while a notification says how far it is; cancelling it gives those that were judged by then. */
const replay = async ({ machine }: RepositoryWatch, options: ReplayOptions): Promise<Result<ReplayReport, Failure>> =>
  vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Judging past commits', cancellable: true },
    async (progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      let done = 0;
      const onCommit = (_: unknown, total: number): void => {
        done += 1;
        progress.report({ message: `${grouped(done)} of ${grouped(total)}`, increment: 100 / total });
      };
      return replayPolicy(machine, options, { onCommit, signal: stop.signal });
    },
  );

/** Shows what the policy, as it is on disk, would have said of past commits. */
export const replayHere = async (watch: RepositoryWatch, documents: Documents): Promise<void> => {
  const last = await askCount();
  if (last === undefined) return;
  const first = await replay(watch, { last });
  const isAsked = !first.ok && wantsMode(first.error);
  const mode = isAsked ? await askMode(first.error, title) : undefined;
  if (isAsked && mode === undefined) return;
  const replayed = mode === undefined ? first : await replay(watch, { last, mode });
  if (replayed.ok) await documents.preview('Codex Replay', writeReplayMarkdown(replayed.value));
  else await complain(replayed.error);
};
