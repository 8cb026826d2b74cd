import {
  allowanceFolders,
  allowanceKindOf,
  allowanceKinds,
  checkAllowance,
  readAllowance,
  type Policy,
  type Problem,
} from '#core';
import * as vscode from 'vscode';

/** What the waivers and approvals of a folder are read by. */
interface Reading {
  readonly policy: Policy;
  /** The files of the repository, where they are known. */
  readonly files: readonly string[] | undefined;
  /** A text as it is typed. */
  readonly readText: (uri: vscode.Uri) => Promise<string | undefined>;
}

/** The names in a folder, sorted; none where there is no such folder. */
export const list = async (folder: vscode.Uri): Promise<readonly string[]> => {
  try {
    return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name).sort();
  } catch {
    // There is none, most of the time.
    return [];
  }
};

/** True for a file in which a waiver or an approval may stand. */
export const isAllowance = (root: vscode.Uri, { path }: vscode.Uri): boolean =>
  path.startsWith(`${root.path}/`) && allowanceKindOf(path.slice(root.path.length + 1)) !== undefined;

/** What is wrong with the waivers and approvals of a folder, as they are typed. */
export const readAllowanceProblems = async (
  root: vscode.Uri,
  { policy, files, readText }: Reading,
): Promise<readonly Problem[]> => {
  const against = { policy, ...(files === undefined ? {} : { files }) };
  const problems: Problem[] = [];
  for (const kind of allowanceKinds)
    for (const name of await list(vscode.Uri.joinPath(root, allowanceFolders[kind]))) {
      const path = `${allowanceFolders[kind]}/${name}`;
      if (allowanceKindOf(path) !== kind) continue;
      const text = await readText(vscode.Uri.joinPath(root, path));
      if (text !== undefined) problems.push(...checkAllowance(readAllowance(kind, path, text), against));
    }
  return problems;
};
