import * as vscode from 'vscode';
import type { Reason } from './explanation.ts';

/** Where a reason stands in its document: the words that count, or where the function begins. */
export const rangeOf = (document: vscode.TextDocument, { line, column, what }: Reason): vscode.Range => {
  const start = document.validatePosition(new vscode.Position(line - 1, column - 1));
  const end = start.translate(0, what.length);
  const words = new vscode.Range(start, end);
  // What counts is not always written as it is called.
  return document.getText(words) === what ? words : new vscode.Range(start, start);
};

const markOf = (document: vscode.TextDocument, reason: Reason): vscode.DecorationOptions => ({
  range: rangeOf(document, reason),
  renderOptions: { after: { contentText: `+${reason.adds}` } },
});

/** Marks in an editor what counted, and the one of it that is looked at. */
export interface StepMarks extends vscode.Disposable {
  readonly lookAt: (reason: Reason) => void;
}

export const markSteps = (editor: vscode.TextEditor, reasons: readonly Reason[]): StepMarks => {
  const all = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.wordHighlightForeground'),
    after: { color: new vscode.ThemeColor('editorCodeLens.foreground'), margin: '0 0.3em' },
  });
  const current = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.rangeHighlightBackground'),
  });
  editor.setDecorations(
    all,
    reasons.map((reason) => markOf(editor.document, reason)),
  );
  return {
    lookAt: (reason) => {
      const range = rangeOf(editor.document, reason);
      editor.setDecorations(current, [range]);
      editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    },
    dispose: () => vscode.Disposable.from(all, current).dispose(),
  };
};
