import { policyPath, type Review, type Standard } from '#app';
import { tellAllowance, type Finding, type Level, type Problem } from '#core';
import * as vscode from 'vscode';
import { lineOfRule } from './policy/policy-lines.ts';
import { linkToRule } from './rule-link.ts';

const severities: Record<Level, vscode.DiagnosticSeverity> = {
  block: vscode.DiagnosticSeverity.Error,
  warn: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

export const diagnosticSource = 'Codex Governor';

// Where the line's own end is not known: no line that a person reads is longer.
const farRight = 1000;

// The squiggle goes under the words of the line, not under its indentation. A file that is not open has no words here.
const rangeOf = (uri: vscode.Uri, line: number, column: number | undefined): vscode.Range => {
  const at = Math.max(line - 1, 0);
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  if (document === undefined || at >= document.lineCount) return new vscode.Range(at, (column ?? 1) - 1, at, farRight);
  const text = document.lineAt(at);
  const start = column === undefined ? text.firstNonWhitespaceCharacterIndex : column - 1;
  return new vscode.Range(at, start, at, Math.max(text.text.trimEnd().length, start));
};

interface Spot {
  readonly path: string;
  readonly line: number;
  readonly column?: number;
  readonly message: string;
}

// One about the whole change, or about a file that is gone, has no line of its own: it stands where the policy asks it.
const spotOf = (finding: Finding, gone: ReadonlySet<string>, { policy, mode }: Standard): Spot => {
  if (finding.path !== '' && !gone.has(finding.path)) return finding;
  const line = lineOfRule(policy, finding.rule, mode?.id) ?? 1;
  // Elsewhere it has to say which file it means.
  const message = finding.message.includes(finding.path) ? finding.message : `${finding.path}: ${finding.message}`;
  return { path: policyPath, line, message };
};

const wordsOf = ({ message }: Spot, finding: Finding): string =>
  [message, finding.because, tellAllowance(finding) ?? ''].filter((part) => part !== '').join(' ');

const toDiagnostic = (uri: vscode.Uri, spot: Spot, finding: Finding): vscode.Diagnostic => {
  const diagnostic = new vscode.Diagnostic(
    rangeOf(uri, spot.line, spot.column),
    wordsOf(spot, finding),
    // What is allowed stays to be seen, and asks for nothing.
    finding.waiver === undefined ? severities[finding.level] : vscode.DiagnosticSeverity.Information,
  );
  diagnostic.source = diagnosticSource;
  diagnostic.code = { value: finding.rule, target: vscode.Uri.parse(linkToRule(finding.rule)) };
  return diagnostic;
};

const goneIn = ({ change }: Review): ReadonlySet<string> =>
  new Set(change.files.filter(({ status }) => status === 'deleted').map(({ path }) => path));

/** The finding that a diagnostic shows: VS Code hands diagnostics back without what we kept of them. */
export const findingShown = (
  root: vscode.Uri,
  review: Review,
  standard: Standard,
  { uri, rule, message }: { readonly uri: vscode.Uri; readonly rule: string; readonly message: string },
): Finding | undefined => {
  const gone = goneIn(review);
  return review.judgement.findings.find((finding) => {
    const spot = spotOf(finding, gone, standard);
    const isThere = vscode.Uri.joinPath(root, spot.path).toString() === uri.toString();
    return finding.rule === rule && isThere && wordsOf(spot, finding) === message;
  });
};

/** The findings of a review as diagnostics, by the uri of their file. */
export const findingDiagnostics = (
  root: vscode.Uri,
  review: Review,
  standard: Standard,
): ReadonlyMap<string, readonly vscode.Diagnostic[]> => {
  const gone = goneIn(review);
  const byFile = new Map<string, readonly vscode.Diagnostic[]>();
  for (const finding of review.judgement.findings) {
    const spot = spotOf(finding, gone, standard);
    const uri = vscode.Uri.joinPath(root, spot.path);
    byFile.set(uri.toString(), [...(byFile.get(uri.toString()) ?? []), toDiagnostic(uri, spot, finding)]);
  }
  return byFile;
};

/** A finding at its own line of a text that is not, or not yet, the file's. */
export const findingDiagnostic = (uri: vscode.Uri, finding: Finding): vscode.Diagnostic =>
  toDiagnostic(uri, finding, finding);

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
