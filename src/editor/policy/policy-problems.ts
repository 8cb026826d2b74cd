import { policyPath } from '#app';
import { auditFolder, type Policy, type Problem } from '#core';
import { openPolicyShelf } from '#repo';
import * as vscode from 'vscode';
import { debounce, type Debounced } from '../debounce.ts';
import { problemDiagnostic } from '../diagnostics.ts';
import { isWithin } from '../places.ts';
import type { Repositories } from '../repositories.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import type { PolicyStanding } from '../status-words.ts';
import { createSteadyDiagnostics, type DiagnosticsByFile } from '../steady-diagnostics.ts';
import { listenToPolicies } from './policy-events.ts';
import { findRoots, readRoot, type PlacedProblem, type PolicyReading } from './read-policies.ts';
import { isReviewed } from './reviewed-problems.ts';

/** What is known of the policies of a window. Starts no process by itself: it works in a folder that is not trusted. */
export interface PolicyProblems extends vscode.Disposable {
  /** The effective policy of the root that a file is in, as it is typed; undefined while it has errors or there is none. */
  readonly policyOf: (file: vscode.Uri) => Policy | undefined;
  /** The same as it was when it last had no errors: while a person types, it mostly has some. */
  readonly lastPolicyOf: (file: vscode.Uri) => Policy | undefined;
  readonly standingOf: (root: vscode.Uri) => PolicyStanding;
  /** The problem that a diagnostic of a file shows. */
  readonly problemAt: (file: vscode.Uri, range: vscode.Range) => Problem | undefined;
  readonly onDidChange: vscode.Event<void>;
}

interface Options {
  /** The folder of the policies we ship. */
  readonly policies: string;
  readonly repositories: Repositories;
  readonly log: (error: unknown) => void;
}

// In milliseconds.
const typedDelay = 250;
const commitDelay = 2_000;

const byFile = (placed: readonly PlacedProblem[]): DiagnosticsByFile => {
  const files = new Map<string, vscode.Diagnostic[]>();
  for (const { uri, problem } of placed) {
    const known = files.get(uri.toString()) ?? [];
    known.push(problemDiagnostic(problem));
    files.set(uri.toString(), known);
  }
  return files;
};

/** Whether another commit is checked out than when this was asked last; remembers which is. The first time counts as another. */
const hasMoved = async (
  heads: Map<string, string | null>,
  root: vscode.Uri,
  watch: RepositoryWatch | undefined,
): Promise<boolean> => {
  const head = await watch?.machine.repository.head();
  if (head?.ok !== true) return false;
  const last = heads.get(root.toString());
  heads.set(root.toString(), head.value.commit);
  return last !== head.value.commit;
};

/** Calls when another commit is checked out where audits may freeze: it may lift what they froze, and no file is another then. */
const watchCommits = (
  { repositories, log }: Pick<Options, 'repositories' | 'log'>,
  readings: () => readonly PolicyReading[],
  moved: () => void,
): Debounced => {
  const heads = new Map<string, string | null>();
  return debounce(async (signal) => {
    const audited = readings().filter(({ policy }) => policy?.audit !== undefined);
    const found = await Promise.all(audited.map(({ root }) => hasMoved(heads, root, repositories.at(root))));
    if (!signal.aborted && found.includes(true)) moved();
  }, log);
};

/** Whether a file says something of what was read. */
const concerns = (readings: readonly PolicyReading[], uri: vscode.Uri): boolean =>
  uri.path.endsWith(`/${policyPath}`) ||
  uri.path.includes(`/${auditFolder}/`) ||
  readings.some(({ root }) => isReviewed(root, uri)) ||
  readings.some(({ sources }) => sources.includes(uri.toString()));

const findProblem = (readings: readonly PolicyReading[], file: vscode.Uri, range: vscode.Range): Problem | undefined =>
  readings
    .flatMap(({ problems }) => problems)
    .find(({ uri, problem }) => uri.toString() === file.toString() && problemDiagnostic(problem).range.isEqual(range))
    ?.problem;

export const watchPolicies = ({ policies, repositories, log }: Options): PolicyProblems => {
  const ports = { shelf: openPolicyShelf(policies), repositories };
  const collection = createSteadyDiagnostics('Codex Governor policy');
  const changed = new vscode.EventEmitter<void>();
  const sound = new Map<string, Policy>();
  let readings: readonly PolicyReading[] = [];
  const readAll = debounce(async (signal) => {
    const read = await Promise.all(findRoots(repositories).map((root) => readRoot(root, ports)));
    if (signal.aborted) return;
    readings = read;
    for (const { root, policy } of read) if (policy !== undefined) sound.set(root.toString(), policy);
    collection.show(byFile(read.flatMap(({ problems }) => problems)));
    changed.fire();
  }, log);
  const events = listenToPolicies((uri) => {
    if (concerns(readings, uri)) readAll.ask(typedDelay);
  });
  let roots = '';
  const lookAtRoots = (): void => {
    // Once a folder is known as a repository, its files are: globs that match none are found then.
    const found = findRoots(repositories);
    const now = found.map((root) => `${root.toString()} ${repositories.at(root) !== undefined}`).join(' ');
    if (now === roots) return;
    for (const root of found) events.attach(root);
    readAll.ask(0);
    roots = now;
  };
  const commits = watchCommits(
    { repositories, log },
    () => readings,
    () => readAll.ask(0),
  );
  const listeners = [
    events,
    repositories.onDidChange(lookAtRoots),
    repositories.onDidChange(() => commits.ask(commitDelay)),
    vscode.workspace.onDidChangeWorkspaceFolders(lookAtRoots),
  ];
  lookAtRoots();
  const ofFile = (file: vscode.Uri): PolicyReading | undefined => readings.find(({ root }) => isWithin(root, file));
  return {
    policyOf: (file) => ofFile(file)?.policy,
    lastPolicyOf: (file) => sound.get(ofFile(file)?.root.toString() ?? ''),
    standingOf: (root) => readings.find((reading) => reading.root.toString() === root.toString())?.standing,
    problemAt: (file, range) => findProblem(readings, file, range),
    onDidChange: changed.event,
    dispose: () => vscode.Disposable.from(...listeners, readAll, commits, collection, changed).dispose(),
  };
};
