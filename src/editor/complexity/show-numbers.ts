import { isWorthANumber } from '#core';
import * as vscode from 'vscode';
import type { Repositories } from '../repositories.ts';
import { readSetting } from '../settings.ts';
import { onNewSights } from '../sight-news.ts';
import { isReadable, readDocument, type DocumentFunctions } from './document-functions.ts';
import { whyCommand } from './function-place.ts';
import { annotate, writeComplexity, writeComplexityShortly, type Annotation } from './number-words.ts';

const setting = 'codexGovernor.complexity.show';

type Form = ReturnType<typeof readSetting<typeof setting>>;

const selector: vscode.DocumentSelector = { scheme: 'file' };

const signalOf = (token: vscode.CancellationToken): AbortSignal => {
  const controller = new AbortController();
  token.onCancellationRequested(() => controller.abort());
  if (token.isCancellationRequested) controller.abort();
  return controller.signal;
};

const annotateBy = ({ functions, limits }: DocumentFunctions, write: typeof writeComplexity): readonly Annotation[] =>
  annotate(
    functions.filter(({ entity }) => isWorthANumber(entity)),
    (told) => write(told, limits),
  );

type Annotate = (
  document: vscode.TextDocument,
  token: vscode.CancellationToken,
  form: Form,
  write: typeof writeComplexity,
) => Promise<readonly Annotation[]>;

const annotateIn =
  (repositories: Repositories): Annotate =>
  async (document, token, form, write) => {
    if (!isReadable(document) || readSetting(setting, document.uri) !== form) return [];
    const read = await readDocument(document, repositories, { signal: signalOf(token) });
    return read === undefined ? [] : annotateBy(read, write);
  };

const lensOf = (uri: vscode.Uri, { line, column, text }: Annotation): vscode.CodeLens =>
  new vscode.CodeLens(
    new vscode.Range(line - 1, column - 1, line - 1, column - 1),
    whyCommand(text, { uri: uri.toString(), line, column }),
  );

const hintOf = (document: vscode.TextDocument, { line, column, text }: Annotation): vscode.InlayHint => {
  const label = new vscode.InlayHintLabelPart(text);
  label.tooltip = 'Show what counted';
  label.command = whyCommand(text, { uri: document.uri.toString(), line, column });
  const hint = new vscode.InlayHint(document.lineAt(line - 1).range.end, [label]);
  hint.paddingLeft = true;
  return hint;
};

const isOnAnywhere = (form: Form): boolean =>
  [undefined, ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri)].some(
    (place) => readSetting(setting, place) === form,
  );

/** Registers providers, by the form they are for, where a person has that form switched on. */
const registerBy = (providers: Readonly<Record<Exclude<Form, 'off'>, () => vscode.Disposable>>) => {
  const registered = new Map<keyof typeof providers, vscode.Disposable>();
  const close = (form: keyof typeof providers): void => {
    registered.get(form)?.dispose();
    registered.delete(form);
  };
  const forms = ['codeLens', 'inlayHint'] as const;
  return {
    refresh: (): void => {
      for (const form of forms)
        if (!isOnAnywhere(form)) close(form);
        else if (!registered.has(form)) registered.set(form, providers[form]());
    },
    dispose: (): void => forms.forEach(close),
  };
};

/** Shows the complexity of functions at the functions, in the form a person wants. Off by default. */
export const showNumbers = (repositories: Repositories): vscode.Disposable => {
  const changed = new vscode.EventEmitter<void>();
  const annotations = annotateIn(repositories);
  const providers = registerBy({
    codeLens: () =>
      vscode.languages.registerCodeLensProvider(selector, {
        onDidChangeCodeLenses: changed.event,
        provideCodeLenses: async (document, token) =>
          (await annotations(document, token, 'codeLens', writeComplexity)).map((each) => lensOf(document.uri, each)),
      }),
    inlayHint: () =>
      vscode.languages.registerInlayHintsProvider(selector, {
        onDidChangeInlayHints: changed.event,
        provideInlayHints: async (document, range, token) =>
          (await annotations(document, token, 'inlayHint', writeComplexityShortly))
            .filter(({ line }) => line > range.start.line && line <= range.end.line + 1 && line <= document.lineCount)
            .map((each) => hintOf(document, each)),
      }),
  });
  const configured = vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration(setting)) return;
    providers.refresh();
    changed.fire();
  });
  const seen = onNewSights(repositories, () => changed.fire());
  providers.refresh();
  return vscode.Disposable.from(providers, configured, seen, changed);
};
