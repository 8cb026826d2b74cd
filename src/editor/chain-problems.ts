import { chainFolder, chainIdOf, checkChainFile, readChain, type Policy, type Problem } from '#core';
import * as vscode from 'vscode';
import { list } from './allowance-problems.ts';

/** What the chains of a folder are read by. */
interface Reading {
  readonly policy: Policy;
  /** A text as it is typed. */
  readonly readText: (uri: vscode.Uri) => Promise<string | undefined>;
}

/** True for a file in which a chain may stand. */
export const isChain = (root: vscode.Uri, { path }: vscode.Uri): boolean =>
  path.startsWith(`${root.path}/`) && chainIdOf(path.slice(root.path.length + 1)) !== undefined;

/** What is wrong with the chains of a folder, as they are typed. */
export const readChainProblems = async (
  root: vscode.Uri,
  { policy, readText }: Reading,
): Promise<readonly Problem[]> => {
  const problems: Problem[] = [];
  for (const name of await list(vscode.Uri.joinPath(root, chainFolder))) {
    const path = `${chainFolder}/${name}`;
    if (chainIdOf(path) === undefined) continue;
    const text = await readText(vscode.Uri.joinPath(root, path));
    if (text !== undefined) problems.push(...checkChainFile(readChain(path, text), policy));
  }
  return problems;
};
