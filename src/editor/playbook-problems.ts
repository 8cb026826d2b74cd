import {
  chainFolder,
  chainIdOf,
  checkChainFile,
  checkPackage,
  packageFolder,
  packageIdOf,
  readChain,
  readPackage,
  type Policy,
  type Problem,
} from '#core';
import * as vscode from 'vscode';
import { list } from './allowance-problems.ts';

/** What the chains and execution packages of a folder are read by. */
interface Reading {
  readonly policy: Policy;
  /** The files of the repository, where they are known. */
  readonly files: readonly string[] | undefined;
  /** A text as it is typed. */
  readonly readText: (uri: vscode.Uri) => Promise<string | undefined>;
}

interface Kind {
  readonly folder: string;
  /** The id of the file at a path from the root; undefined for one that is none. */
  readonly idOf: (path: string) => string | undefined;
  readonly check: (path: string, text: string, reading: Reading) => readonly Problem[];
}

const kinds: readonly Kind[] = [
  {
    folder: chainFolder,
    idOf: chainIdOf,
    check: (path, text, { policy }) => checkChainFile(readChain(path, text), policy),
  },
  {
    folder: packageFolder,
    idOf: packageIdOf,
    // Which modules are there is not known without the files. What a mode may not run takes a parser of command lines, which is too
    // heavy for each key that is typed: `package check` and the run tell.
    check: (path, text, { policy, files }) =>
      files === undefined ? [] : checkPackage(readPackage(path, text), { policy, files, refusals: new Map() }),
  },
];

/** True for a file in which a chain or an execution package may stand. */
export const isPlaybook = (root: vscode.Uri, { path }: vscode.Uri): boolean =>
  path.startsWith(`${root.path}/`) && kinds.some(({ idOf }) => idOf(path.slice(root.path.length + 1)) !== undefined);

/** What is wrong with the chains and packages of a folder, as they are typed. */
export const readPlaybookProblems = async (root: vscode.Uri, reading: Reading): Promise<readonly Problem[]> => {
  const problems: Problem[] = [];
  for (const { folder, idOf, check } of kinds)
    for (const name of await list(vscode.Uri.joinPath(root, folder))) {
      const path = `${folder}/${name}`;
      if (idOf(path) === undefined) continue;
      const text = await reading.readText(vscode.Uri.joinPath(root, path));
      if (text !== undefined) problems.push(...check(path, text, reading));
    }
  return problems;
};
