import type { Finding, Level, Problem } from '#core';
import * as vscode from 'vscode';

const severities: Record<Level, vscode.DiagnosticSeverity> = {
  block: vscode.DiagnosticSeverity.Error,
  warn: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

export const diagnosticSource = 'Codex Governor';

/** A link that opens the page of a rule: what it is for, why the policy has it, how to mend it. */
const pageOf = (rule: string): vscode.Uri =>
  vscode.Uri.parse(`command:codexGovernor.explainRule?${encodeURIComponent(JSON.stringify([rule]))}`);

// The squiggle goes under the words of the line, not under its indentation. A file that is not open has no words here.
const rangeOf = (uri: vscode.Uri, line: number, column: number | undefined): vscode.Range => {
  const at = Math.max(line - 1, 0);
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  if (document === undefined || at >= document.lineCount) return new vscode.Range(at, (column ?? 1) - 1, at, 200);
  const text = document.lineAt(at);
  const start = column === undefined ? text.firstNonWhitespaceCharacterIndex : column - 1;
  return new vscode.Range(at, start, at, Math.max(text.text.trimEnd().length, start));
};

const toDiagnostic = (uri: vscode.Uri, finding: Finding): vscode.Diagnostic => {
  const diagnostic = new vscode.Diagnostic(
    rangeOf(uri, finding.line, finding.column),
    `${finding.message} ${finding.because}`.trim(),
    severities[finding.level],
  );
  diagnostic.source = diagnosticSource;
  diagnostic.code = { value: finding.rule, target: pageOf(finding.rule) };
  return diagnostic;
};

/** Findings by file. One about the whole change that has no file stands at the policy. */
export const findingDiagnostics = (
  root: vscode.Uri,
  findings: readonly Finding[],
  policyPath: string,
): ReadonlyMap<string, readonly vscode.Diagnostic[]> => {
  const byFile = new Map<string, vscode.Diagnostic[]>();
  for (const finding of findings) {
    const uri = vscode.Uri.joinPath(root, finding.path === '' ? policyPath : finding.path);
    const known = byFile.get(uri.toString());
    const diagnostic = toDiagnostic(uri, finding);
    if (known === undefined) byFile.set(uri.toString(), [diagnostic]);
    else known.push(diagnostic);
  }
  return byFile;
};

/** A problem of the policy, at its place in the YAML. */
export const problemDiagnostic = (problem: Problem): vscode.Diagnostic => {
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(problem.line - 1, problem.column - 1, problem.endLine - 1, problem.endColumn - 1),
    problem.message,
    problem.severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning,
  );
  diagnostic.source = diagnosticSource;
  diagnostic.code = problem.code;
  return diagnostic;
};
