import { policyPath } from '#app';
import { completePolicy, hoverPolicy, ruleKinds, type Completion, type Place } from '#core';
import { openPolicyShelf } from '#repo';
import * as vscode from 'vscode';
import type { PolicyProblems } from './policy-problems.ts';

interface Options {
  readonly policies: string;
  readonly problems: PolicyProblems;
  readonly filesOf: (folder: vscode.Uri) => Promise<readonly string[] | undefined>;
}

// Red Hat's YAML extension serves our JSON Schema by itself; two voices would say everything twice.
const otherHelp = 'redhat.vscode-yaml';
const isServedElsewhere = (): boolean => vscode.extensions.getExtension(otherHelp) !== undefined;

const toRange = ({ line, column, endLine, endColumn }: Place): vscode.Range =>
  new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);

const toItem = ({ kind, label, insert, detail, documentation, place }: Completion): vscode.CompletionItem => {
  const item = new vscode.CompletionItem(
    label,
    kind === 'key' ? vscode.CompletionItemKind.Property : vscode.CompletionItemKind.Value,
  );
  item.insertText = insert;
  item.detail = detail;
  item.documentation = new vscode.MarkdownString(documentation);
  item.range = toRange(place);
  return item;
};

const positionOf = ({ line, character }: vscode.Position): { readonly line: number; readonly column: number } => ({
  line: line + 1,
  column: character + 1,
});

/** Completion and hover in the policy, for people without a YAML extension. */
export const helpWithPolicy = ({ policies, problems, filesOf }: Options): vscode.Disposable => {
  const selector: vscode.DocumentSelector = { scheme: 'file', pattern: `**/${policyPath}` };
  const shelf = openPolicyShelf(policies);
  const deskOf = async (uri: vscode.Uri): Promise<Parameters<typeof completePolicy>[2]> => {
    const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
    const files = folder === undefined ? undefined : await filesOf(folder);
    return { kinds: ruleKinds, shipped: await shelf.shipped(), ...(files === undefined ? {} : { files }) };
  };
  const completion = vscode.languages.registerCompletionItemProvider(
    selector,
    {
      provideCompletionItems: async (document, position) =>
        isServedElsewhere()
          ? []
          : completePolicy(document.getText(), positionOf(position), await deskOf(document.uri)).map(toItem),
    },
    ':',
    ' ',
    '-',
  );
  const hover = vscode.languages.registerHoverProvider(selector, {
    provideHover: async (document, position) => {
      if (isServedElsewhere()) return undefined;
      const folder = vscode.workspace.getWorkspaceFolder(document.uri)?.uri;
      const origins = folder === undefined ? undefined : problems.policyOf(folder)?.origins;
      const found = hoverPolicy(document.getText(), positionOf(position), await deskOf(document.uri), origins);
      return found && new vscode.Hover(new vscode.MarkdownString(found.markdown), toRange(found.place));
    },
  });
  return vscode.Disposable.from(completion, hover);
};
