import * as vscode from 'vscode';
import type { Repositories } from './repositories.ts';

const scheme = 'codex-governor-past';

const lost = 'This text is not in the repository any more. Run the command again to see it.';

/** A file as it is in a commit; its language is told by its name. */
const pastUri = (root: vscode.Uri, commit: string, path: string): vscode.Uri =>
  vscode.Uri.from({ scheme, path: `/${path}`, query: JSON.stringify([root.toString(), commit]) });

/** A file before and after: each side a commit, or null where the file is not there. */
export interface PastPair {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Shows what some commits make of some files: one as a difference, several as a list of them. */
export const showPast = async (root: vscode.Uri, title: string, pairs: readonly PastPair[]): Promise<void> => {
  const uris = pairs.map(({ path, before, after }) => {
    const at = (commit: string | null) => (commit === null ? undefined : pastUri(root, commit, path));
    return [pastUri(root, after ?? before ?? '', path), at(before), at(after)] as const;
  });
  const [[, before, after] = []] = uris;
  if (uris.length === 1 && before !== undefined && after !== undefined)
    await vscode.commands.executeCommand('vscode.diff', before, after, title);
  else await vscode.commands.executeCommand('vscode.changes', title, uris);
};

const readPast = async (repositories: Repositories, { path, query }: vscode.Uri): Promise<string> => {
  const [root, commit]: readonly unknown[] = JSON.parse(query);
  const watch = repositories.at(vscode.Uri.parse(String(root), true));
  // What stands in an address may come from anywhere: it names a commit, or nothing.
  if (watch === undefined || !/^[0-9a-f]{40,64}$/.test(String(commit))) return lost;
  const read = await watch.machine.repository.readAt(String(commit), path.slice(1));
  return read.ok ? (read.value ?? lost) : read.error.message;
};

/** Serves the texts of commits, to be compared with one another. */
export const servePastTexts = (repositories: Repositories): vscode.Disposable =>
  vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (uri) => readPast(repositories, uri),
  });
