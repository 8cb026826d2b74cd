import {
  allowanceFolders,
  allowanceKindOf,
  allowanceKinds,
  chainFolder,
  chainIdOf,
  checkAllowance,
  checkChainFile,
  checkPackage,
  packageFolder,
  packageIdOf,
  present,
  readAllowance,
  readChain,
  readPackage,
  type Policy,
  type Problem,
} from '#core';
import * as vscode from 'vscode';

/** What the files that are reviewed beside the policy are read by. */
interface Reading {
  readonly policy: Policy;
  /** The files of the repository, where they are known. */
  readonly files: readonly string[] | undefined;
  /** A text as it is typed. */
  readonly readText: (uri: vscode.Uri) => Promise<string | undefined>;
}

/** Waivers, approvals, chains, execution packages: each kind lies in a folder of its own. */
interface Kind {
  readonly folder: string;
  /** Whether the file at a path from the root is one. */
  readonly holds: (path: string) => boolean;
  readonly check: (path: string, text: string, reading: Reading) => readonly Problem[];
}

const kinds: readonly Kind[] = [
  ...allowanceKinds.map((kind) => ({
    folder: allowanceFolders[kind],
    holds: (path: string) => allowanceKindOf(path) === kind,
    check: (path: string, text: string, { policy, files }: Reading) =>
      checkAllowance(readAllowance(kind, path, text), { policy, ...present('files', files) }),
  })),
  {
    folder: chainFolder,
    holds: (path) => chainIdOf(path) !== undefined,
    check: (path, text, { policy }) => checkChainFile(readChain(path, text), policy),
  },
  {
    folder: packageFolder,
    holds: (path) => packageIdOf(path) !== undefined,
    // Which modules are there is not known without the files. What a mode may not run takes a parser of command lines, which is too
    // heavy for each key that is typed: `package check` and the run tell.
    check: (path, text, { policy, files }) =>
      files === undefined ? [] : checkPackage(readPackage(path, text), { policy, files, refusals: new Map() }),
  },
];

/** The names in a folder, sorted; none where there is no such folder. */
const list = async (folder: vscode.Uri): Promise<readonly string[]> => {
  try {
    return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name).sort();
  } catch {
    // There is none, most of the time.
    return [];
  }
};

/** True for a file in which a waiver, an approval, a chain or an execution package may stand. */
export const isReviewed = (root: vscode.Uri, { path }: vscode.Uri): boolean =>
  path.startsWith(`${root.path}/`) && kinds.some(({ holds }) => holds(path.slice(root.path.length + 1)));

/** What is wrong with those files of a folder, as they are typed. */
export const readReviewedProblems = async (root: vscode.Uri, reading: Reading): Promise<readonly Problem[]> => {
  const problems: Problem[] = [];
  for (const { folder, holds, check } of kinds)
    for (const name of await list(vscode.Uri.joinPath(root, folder))) {
      const path = `${folder}/${name}`;
      if (!holds(path)) continue;
      const text = await reading.readText(vscode.Uri.joinPath(root, path));
      if (text !== undefined) problems.push(...check(path, text, reading));
    }
  return problems;
};
