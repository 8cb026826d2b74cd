import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';

/** The path of a file below a root, with `/` between folders; undefined for a file elsewhere. */
export const relativePath = (root: vscode.Uri, uri: vscode.Uri): string | undefined => {
  if (uri.scheme !== root.scheme) return undefined;
  const prefix = root.path.endsWith('/') ? root.path : `${root.path}/`;
  return uri.path.startsWith(prefix) ? uri.path.slice(prefix.length) : undefined;
};

export const isWithin = (root: vscode.Uri, uri: vscode.Uri): boolean =>
  (uri.scheme === root.scheme && uri.path === root.path) || relativePath(root, uri) !== undefined;

export const nameOf = (uri: vscode.Uri): string => uri.path.split('/').findLast((part) => part !== '') ?? uri.path;

/**
 * The root of a repository in the spelling of the folder that was opened. Git tells it free of links, but the editor
 * knows its files by the way the person came, and a finding must stand on the file they see.
 */
export const spellRoot = async (root: string, folder: vscode.Uri): Promise<vscode.Uri> => {
  const plain = vscode.Uri.file(root);
  const real = vscode.Uri.file(await realpath(folder.fsPath).catch(() => folder.fsPath));
  if (real.path === plain.path) return folder;
  const below = relativePath(plain, real);
  if (below === undefined || !folder.path.endsWith(`/${below}`)) return plain;
  return folder.with({ path: folder.path.slice(0, -below.length - 1) });
};
