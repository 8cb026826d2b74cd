import * as vscode from 'vscode';
import { isWithin } from './places.ts';
import { ruleOf } from './quick-fixes.ts';
import type { Repositories } from './repositories.ts';
import { linkToRule } from './rule-link.ts';
import { writeRuleHover } from './rule-page.ts';

// The words of a policy are text: only our own link is one.
const tell = (rule: string, words: string): vscode.MarkdownString => {
  const told = new vscode.MarkdownString(`${words}\n\n[Explain ${rule}](${linkToRule(rule)})`);
  told.isTrusted = { enabledCommands: ['codexGovernor.explainRule'] };
  return told;
};

const hoverAt = (
  repositories: Repositories,
  { uri }: vscode.TextDocument,
  position: vscode.Position,
): vscode.Hover | undefined => {
  const sight = repositories
    .watches()
    .find(({ root }) => isWithin(root, uri))
    ?.sight();
  if (sight?.state !== 'active') return undefined;
  const here = vscode.languages.getDiagnostics(uri).filter(({ range }) => range.contains(position));
  const rules = new Set(here.flatMap((diagnostic) => ruleOf(diagnostic) ?? []));
  const { policy, mode } = sight.standard;
  const told = [...rules].flatMap((rule) => {
    const words = writeRuleHover(policy, rule, mode?.id);
    return words === undefined ? [] : [tell(rule, words)];
  });
  return told.length === 0 ? undefined : new vscode.Hover(told);
};

/** Says of the findings under the pointer why the policy asks for it, where that is written, and how they are fixed. */
export const explainFindings = (repositories: Repositories): vscode.Disposable =>
  vscode.languages.registerHoverProvider(
    { scheme: 'file' },
    { provideHover: (document, position) => hoverAt(repositories, document, position) },
  );
