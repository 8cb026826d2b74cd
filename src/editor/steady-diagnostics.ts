import * as vscode from 'vscode';

/** Diagnostics by the uri of their file. */
export type DiagnosticsByFile = ReadonlyMap<string, readonly vscode.Diagnostic[]>;

/** A collection of diagnostics that is replaced as a whole. */
export interface SteadyDiagnostics extends vscode.Disposable {
  readonly show: (wanted: DiagnosticsByFile) => void;
}

/** In one go: a squiggle that is taken away and put back would flicker under the hands of whoever types. */
export const createSteadyDiagnostics = (name: string): SteadyDiagnostics => {
  const collection = vscode.languages.createDiagnosticCollection(name);
  let shown: readonly string[] = [];
  return {
    show: (wanted) => {
      const gone = shown.filter((uri) => !wanted.has(uri)).map((uri): [string, undefined] => [uri, undefined]);
      const entries: readonly [string, readonly vscode.Diagnostic[] | undefined][] = [...gone, ...wanted];
      collection.set(
        entries.map(([uri, diagnostics]): [vscode.Uri, vscode.Diagnostic[] | undefined] => [
          vscode.Uri.parse(uri, true),
          diagnostics && [...diagnostics],
        ]),
      );
      shown = [...wanted.keys()];
    },
    dispose: () => collection.dispose(),
  };
};
