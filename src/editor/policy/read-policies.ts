import { findFreeze, readFreeze, readLaw, type PolicyShelf } from '#app';
import { partsOfPath, success, type Policy, type Problem } from '#core';
import * as vscode from 'vscode';
import { isWithin } from '../places.ts';
import type { Repositories } from '../repositories.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import type { PolicyStanding } from '../status-words.ts';
import { readReviewedProblems } from './reviewed-problems.ts';

/** What policies are read with. */
export interface Ports {
  readonly shelf: PolicyShelf;
  readonly repositories: Repositories;
}

export interface PlacedProblem {
  readonly uri: vscode.Uri;
  readonly problem: Problem;
}

/** What is known of the policy of a root. */
export interface PolicyReading {
  readonly root: vscode.Uri;
  readonly standing: PolicyStanding;
  readonly policy?: Policy;
  readonly problems: readonly PlacedProblem[];
  /** The files it was read from, found or not. */
  readonly sources: readonly string[];
}

// What is typed counts before what is saved.
const readText = async (uri: vscode.Uri): Promise<string | undefined> => {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
};

const isLink = async (uri: vscode.Uri): Promise<boolean> => {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.SymbolicLink) !== 0;
  } catch {
    return false;
  }
};

/** The first part of a path in a folder that is a symbolic link; undefined where none is. */
const findLink = async (root: vscode.Uri, path: string): Promise<string | undefined> => {
  for (const part of partsOfPath(path)) if (await isLink(vscode.Uri.joinPath(root, part))) return part;
  return undefined;
};

/** Where policies may lie: the roots of repositories, and folders that are none, or are not trusted to be asked. */
export const findRoots = (repositories: Repositories): readonly vscode.Uri[] => {
  const roots = repositories.watches().map(({ root }) => root);
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  return [...roots, ...folders.filter((folder) => !roots.some((root) => isWithin(root, folder)))];
};

const place = (root: vscode.Uri, problems: readonly Problem[]): readonly PlacedProblem[] =>
  problems
    // A policy we ship is no file of the folder; its own tests keep it free of problems.
    .filter(({ source }) => !source.includes(':'))
    .map((problem) => ({ uri: vscode.Uri.joinPath(root, problem.source), problem }));

/** Whether Codex may work: what audits say of it is known where a repository is open. */
const tellStanding = async (policy: Policy, watch: RepositoryWatch | undefined): Promise<PolicyStanding> => {
  if (findFreeze(policy) !== undefined) return 'frozen';
  if (watch === undefined) return 'sound';
  const audited = await readFreeze(watch.machine, { policy });
  // What cannot be told now is told when something is to be started.
  return audited.ok && audited.value !== undefined ? 'audited' : 'sound';
};

/** Reads the policy of a root as it is typed, and what stands beside it. */
export const readRoot = async (root: vscode.Uri, { shelf, repositories }: Ports): Promise<PolicyReading> => {
  const files = await repositories.at(root)?.files();
  const sources: string[] = [];
  const law = await readLaw(shelf, {
    readFrom: 'as it is typed',
    readText: async (path) => {
      const uri = vscode.Uri.joinPath(root, path);
      sources.push(uri.toString());
      return success(await readText(uri));
    },
    findLink: async (path) => success(await findLink(root, path)),
    ...(files === undefined ? {} : { files }),
  });
  if (law.ok) {
    const { policy } = law.value;
    const problems = [...law.value.problems, ...(await readReviewedProblems(root, { policy, files, readText }))];
    return {
      root,
      standing: await tellStanding(policy, repositories.at(root)),
      policy,
      problems: place(root, problems),
      sources,
    };
  }
  const standing = law.error.reason === 'no-policy' ? 'none' : 'broken';
  return { root, standing, problems: place(root, law.error.problems ?? []), sources };
};
