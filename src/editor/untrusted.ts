import { languageOf } from '#core';
import { readFunctions } from '#repo';
import * as vscode from 'vscode';
import { debounce } from './debounce.ts';
import { untrustedWords, type StatusWords, type Summit } from './status-words.ts';

const findSummit = async (
  document: vscode.TextDocument | undefined,
  signal: AbortSignal,
): Promise<Summit | undefined> => {
  if (document === undefined || languageOf(document.fileName) === undefined) return undefined;
  const read = await readFunctions([{ path: document.fileName, text: document.getText() }], signal);
  const [found] = read.ok ? read.value : [];
  return (found?.functions ?? []).toSorted((one, other) => other.complexity - one.complexity)[0];
};

/** In a folder that is not trusted: the complexity of the open file, and what is off until it is. */
export const watchUntrusted = (
  show: (words: StatusWords) => void,
  log: (error: unknown) => void,
): vscode.Disposable => {
  const look = debounce(async (signal) => {
    const summit = await findSummit(vscode.window.activeTextEditor?.document, signal);
    if (!signal.aborted) show(untrustedWords(summit));
  }, log);
  const quiet = 200;
  const listeners = [
    vscode.window.onDidChangeActiveTextEditor(() => look.ask(0)),
    vscode.workspace.onDidChangeTextDocument(() => look.ask(quiet)),
  ];
  look.ask(0);
  return vscode.Disposable.from(look, ...listeners);
};
