import { policyPath } from '#app';
import { completePolicy, hoverPolicy, ruleKinds, type Completion, type Desk, type Place } from '#core';
import { openPolicyShelf } from '#repo';
import * as vscode from 'vscode';
import type { PolicyProblems } from './policy-problems.ts';

interface Options {
  /** The folder of the policies we ship. */
  readonly policies: string;
  readonly problems: PolicyProblems;
  /** The files of the repository that a file is in; undefined while they are not known. */
  readonly filesOf: (file: vscode.Uri) => Promise<readonly string[] | undefined>;
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
  const deskOf = async (uri: vscode.Uri): Promise<Desk> => {
    const files = await filesOf(uri);
    const policy = problems.lastPolicyOf(uri);
    return {
      kinds: ruleKinds,
      shipped: await shelf.shipped(),
      ...(policy === undefined ? {} : { policy }),
      ...(files === undefined ? {} : { files }),
    };
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
      const origins = problems.policyOf(document.uri)?.origins;
      const found = hoverPolicy(document.getText(), positionOf(position), await deskOf(document.uri), origins);
      return found && new vscode.Hover(new vscode.MarkdownString(found.markdown), toRange(found.place));
    },
  });
  return vscode.Disposable.from(completion, hover);
};
