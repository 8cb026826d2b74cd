import { policyPath, readLaw } from '#app';
import type { Policy, Problem } from '#core';
import { openPolicyShelf } from '#repo';
import * as vscode from 'vscode';
import { debounce } from './debounce.ts';
import { problemDiagnostic } from './diagnostics.ts';

/** What is known of the policies of the open folders. Starts no process: it works in a folder that is not trusted. */
export interface PolicyProblems extends vscode.Disposable {
  /** The effective policy of a folder, as it is typed; undefined while it has errors or there is none. */
  readonly policyOf: (folder: vscode.Uri) => Policy | undefined;
  /** The problem that a diagnostic of a file shows. */
  readonly problemAt: (file: vscode.Uri, range: vscode.Range) => Problem | undefined;
}

interface Options {
  readonly policies: string;
  /** The files of a folder's repository, to find globs that match none; undefined while they are not known. */
  readonly filesOf: (folder: vscode.Uri) => Promise<readonly string[] | undefined>;
  readonly log: (error: unknown) => void;
}

// What is typed counts before what is saved.
const readText = async (uri: vscode.Uri): Promise<string | undefined> => {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
};

const rangeOf = (problem: Problem): vscode.Range => problemDiagnostic(problem).range;

export const watchPolicies = ({ policies, filesOf, log }: Options): PolicyProblems => {
  const collection = vscode.languages.createDiagnosticCollection('Codex Governor policy');
  const known = new Map<string, Policy>();
  let problems: readonly { readonly uri: vscode.Uri; readonly problem: Problem }[] = [];
  const shelf = openPolicyShelf(policies);

  const readFolder = async (folder: vscode.Uri): Promise<typeof problems> => {
    const files = await filesOf(folder);
    const law = await readLaw(shelf, {
      readFrom: 'as it is typed',
      readText: (path) => readText(vscode.Uri.joinPath(folder, path)),
      ...(files === undefined ? {} : { files }),
    });
    if (law.ok) known.set(folder.toString(), law.value.policy);
    else known.delete(folder.toString());
    const found = law.ok ? law.value.problems : (law.error.problems ?? []);
    // A policy we ship is no file of the folder; its own tests keep it free of problems.
    return found
      .filter(({ source }) => !source.includes(':'))
      .map((problem) => ({ uri: vscode.Uri.joinPath(folder, problem.source), problem }));
  };
  const readAll = debounce(async (signal) => {
    const found = await Promise.all((vscode.workspace.workspaceFolders ?? []).map(({ uri }) => readFolder(uri)));
    if (signal.aborted) return;
    problems = found.flat();
    collection.clear();
    for (const { uri } of problems) {
      const own = problems.filter((other) => other.uri.toString() === uri.toString());
      collection.set(
        uri,
        own.map(({ problem }) => problemDiagnostic(problem)),
      );
    }
  }, log);
  const listeners = listen((delay) => readAll.ask(delay));
  readAll.ask(0);
  return {
    policyOf: (folder) => known.get(folder.toString()),
    problemAt: (file, range) =>
      problems.find(({ uri, problem }) => uri.toString() === file.toString() && rangeOf(problem).isEqual(range))
        ?.problem,
    dispose: () => vscode.Disposable.from(...listeners, readAll, collection).dispose(),
  };
};

const typedDelay = 250;

const listen = (ask: (delay: number) => void): readonly vscode.Disposable[] => {
  const watcher = vscode.workspace.createFileSystemWatcher(`**/${policyPath.split('/')[0] ?? ''}/**/*.{yaml,yml}`);
  const isYaml = ({ languageId, fileName }: vscode.TextDocument): boolean =>
    languageId === 'yaml' || /\.ya?ml$/.test(fileName);
  return [
    watcher,
    watcher.onDidChange(() => ask(typedDelay)),
    watcher.onDidCreate(() => ask(typedDelay)),
    watcher.onDidDelete(() => ask(typedDelay)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (isYaml(document)) ask(typedDelay);
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(() => ask(0)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => ask(0)),
  ];
};

/** Replaces a word of the policy that is not known by the nearest that is. */
export const offerReplacements = (problems: PolicyProblems): vscode.Disposable =>
  vscode.languages.registerCodeActionsProvider(
    { scheme: 'file', pattern: '**/*.{yaml,yml}' },
    {
      provideCodeActions: (document, _range, { diagnostics }) =>
        diagnostics.flatMap((diagnostic) => {
          const replacement = problems.problemAt(document.uri, diagnostic.range)?.replacement;
          if (replacement === undefined) return [];
          const action = new vscode.CodeAction(`Replace with ${replacement}`, vscode.CodeActionKind.QuickFix);
          action.edit = new vscode.WorkspaceEdit();
          action.edit.replace(document.uri, diagnostic.range, replacement);
          action.diagnostics = [diagnostic];
          action.isPreferred = true;
          return [action];
        }),
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
