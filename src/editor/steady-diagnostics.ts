import * as vscode from 'vscode';

/** Diagnostics by the uri of their file. */
export type DiagnosticsByFile = ReadonlyMap<string, readonly vscode.Diagnostic[]>;

/** A collection of diagnostics that is replaced as a whole. */
export interface SteadyDiagnostics extends vscode.Disposable {
  readonly show: (wanted: DiagnosticsByFile) => void;
  /** True for a file of which something is shown. */
  readonly shows: (uri: vscode.Uri) => boolean;
}

const tell = ({ range, message, severity, source, code }: vscode.Diagnostic): unknown => [
  range,
  message,
  severity,
  source,
  code,
];

/**
 * What is shown of a file, as a text to compare. With the version of its text: VS Code moves squiggles along with what is
 * typed, and may lose them.
 */
const describe = (diagnostics: readonly vscode.Diagnostic[], uri: string): string => {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
  return JSON.stringify([open?.version ?? 'closed', ...diagnostics.map(tell)]);
};

/**
 * In one go, and only what is another than before: a squiggle that is taken away and put back would flicker under the hands
 * of whoever types, and whoever listens to diagnostics would be told of every file with every key.
 */
export const createSteadyDiagnostics = (name: string): SteadyDiagnostics => {
  const collection = vscode.languages.createDiagnosticCollection(name);
  let shown: ReadonlyMap<string, string> = new Map();
  return {
    show: (wanted) => {
      const now = new Map([...wanted].map(([uri, diagnostics]) => [uri, describe(diagnostics, uri)]));
      const gone = [...shown.keys()].filter((uri) => !now.has(uri));
      const other = [...wanted].filter(([uri]) => shown.get(uri) !== now.get(uri));
      shown = now;
      const entries: readonly (readonly [string, readonly vscode.Diagnostic[] | undefined])[] = [
        ...gone.map((uri) => [uri, undefined] as const),
        ...other,
      ];
      if (entries.length === 0) return;
      collection.set(
        entries.map(([uri, diagnostics]): [vscode.Uri, vscode.Diagnostic[] | undefined] => [
          vscode.Uri.parse(uri, true),
          diagnostics && [...diagnostics],
        ]),
      );
    },
    shows: (uri) => shown.has(uri.toString()),
    dispose: () => collection.dispose(),
  };
};
