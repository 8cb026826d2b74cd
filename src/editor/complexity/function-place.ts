import * as vscode from 'vscode';

/** A function by where it begins; 1-based. Plain, since it travels as the argument of a command. */
export interface FunctionPlace {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
}

const isPlace = (given: object): given is FunctionPlace =>
  'uri' in given &&
  typeof given.uri === 'string' &&
  'line' in given &&
  typeof given.line === 'number' &&
  'column' in given &&
  typeof given.column === 'number';

const placeOfCursor = (): FunctionPlace | undefined => {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), line: line + 1, column: character + 1 };
};

/** The place that a command was given, or else that of the cursor; undefined where no editor is open. */
export const readPlace = (given: unknown): FunctionPlace | undefined =>
  typeof given === 'object' && given !== null && isPlace(given) ? given : placeOfCursor();

/** A command that shows why the function at a place has its number. */
export const whyCommand = (title: string, { uri, line, column }: FunctionPlace): vscode.Command => ({
  title,
  tooltip: 'Show what counted',
  command: 'codexGovernor.showWhy',
  arguments: [{ uri, line, column }],
});
