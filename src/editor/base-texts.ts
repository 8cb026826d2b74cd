import { readBaseText } from '#app';
import * as vscode from 'vscode';
import type { Repositories } from './repositories.ts';

const scheme = 'codex-governor-base';

// VS Code opens such pages of an earlier window again, and their task may be over.
const lost = 'The task is over, or not read yet. Run the command again to see the base of the task there is.';

/** A file as it was at the base of a task; its language is told by its name. */
export const baseUri = (root: vscode.Uri, task: string, path: string): vscode.Uri =>
  vscode.Uri.from({ scheme, path: `/${path}`, query: JSON.stringify([root.toString(), task]) });

const ownerOf = ({ query }: vscode.Uri): readonly [root: string, task: string] => {
  const [root, task]: readonly unknown[] = JSON.parse(query);
  return [String(root), String(task)];
};

const readBase = async (repositories: Repositories, uri: vscode.Uri): Promise<string> => {
  const [root, task] = ownerOf(uri);
  const sight = repositories.at(vscode.Uri.parse(root, true))?.sight();
  if (sight?.state !== 'active' || sight.task.id !== task) return lost;
  const text = await readBaseText(sight.review.measured, uri.path.slice(1));
  return text.ok ? text.value : text.error.message;
};

/** Serves the texts at the base of a task, to be compared with what they are now. */
export const serveBaseTexts = (repositories: Repositories): vscode.Disposable =>
  vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (uri) => readBase(repositories, uri),
  });
