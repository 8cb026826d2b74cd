import { findFreeze, policyPath, readFreeze, readLaw } from '#app';
import { auditFolder, packageFolder, partsOfPath, success, type Policy, type Problem } from '#core';
import { openPolicyShelf } from '#repo';
import * as vscode from 'vscode';
import { debounce } from './debounce.ts';
import { diagnosticSource, problemDiagnostic } from './diagnostics.ts';
import { isWithin } from './places.ts';
import type { Repositories } from './repositories.ts';
import type { RepositoryWatch } from './repository-watch.ts';
import { isReviewed, readReviewedProblems } from './reviewed-problems.ts';
import type { PolicyStanding } from './status-words.ts';
import { createSteadyDiagnostics, type DiagnosticsByFile } from './steady-diagnostics.ts';

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

interface PlacedProblem {
  readonly uri: vscode.Uri;
  readonly problem: Problem;
}

interface Reading {
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
const findRoots = (repositories: Repositories): readonly vscode.Uri[] => {
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

const readRoot = async (root: vscode.Uri, { policies, repositories }: Options): Promise<Reading> => {
  const files = await repositories.at(root)?.files();
  const sources: string[] = [];
  const law = await readLaw(openPolicyShelf(policies), {
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

/** Whether a file says something of what was read. */
const concerns = (readings: readonly Reading[], uri: vscode.Uri): boolean =>
  uri.path.endsWith(`/${policyPath}`) ||
  uri.path.includes(`/${auditFolder}/`) ||
  readings.some(({ root }) => isReviewed(root, uri)) ||
  readings.some(({ sources }) => sources.includes(uri.toString()));

const findProblem = (readings: readonly Reading[], file: vscode.Uri, range: vscode.Range): Problem | undefined =>
  readings
    .flatMap(({ problems }) => problems)
    .find(({ uri, problem }) => uri.toString() === file.toString() && problemDiagnostic(problem).range.isEqual(range))
    ?.problem;

export const watchPolicies = (options: Options): PolicyProblems => {
  const { repositories, log } = options;
  const collection = createSteadyDiagnostics('Codex Governor policy');
  const changed = new vscode.EventEmitter<void>();
  const sound = new Map<string, Policy>();
  let readings: readonly Reading[] = [];
  const readAll = debounce(async (signal) => {
    const read = await Promise.all(findRoots(repositories).map((root) => readRoot(root, options)));
    if (signal.aborted) return;
    readings = read;
    for (const { root, policy } of read) if (policy !== undefined) sound.set(root.toString(), policy);
    collection.show(byFile(read.flatMap(({ problems }) => problems)));
    changed.fire();
  }, log);
  let roots = '';
  const lookAtRoots = (): void => {
    // Once a folder is known as a repository, its files are: globs that match none are found then.
    const now = findRoots(repositories)
      .map((root) => `${root.toString()} ${repositories.at(root) !== undefined}`)
      .join(' ');
    if (now !== roots) readAll.ask(0);
    roots = now;
  };
  const heads = new Map<string, string | null>();
  // A commit may lift what audits froze, and no file is another then.
  const commits = debounce(async (signal) => {
    const audited = readings.filter(({ policy }) => policy?.audit !== undefined);
    const moved = await Promise.all(audited.map(({ root }) => hasMoved(heads, root, repositories.at(root))));
    if (!signal.aborted && moved.includes(true)) readAll.ask(0);
  }, log);
  const listeners = [
    ...listen((uri) => {
      if (concerns(readings, uri)) readAll.ask(typedDelay);
    }),
    repositories.onDidChange(lookAtRoots),
    repositories.onDidChange(() => commits.ask(commitDelay)),
    vscode.workspace.onDidChangeWorkspaceFolders(lookAtRoots),
  ];
  lookAtRoots();
  const ofFile = (file: vscode.Uri): Reading | undefined => readings.find(({ root }) => isWithin(root, file));
  return {
    policyOf: (file) => ofFile(file)?.policy,
    lastPolicyOf: (file) => sound.get(ofFile(file)?.root.toString() ?? ''),
    standingOf: (root) => readings.find((reading) => reading.root.toString() === root.toString())?.standing,
    problemAt: (file, range) => findProblem(readings, file, range),
    onDidChange: changed.event,
    dispose: () => vscode.Disposable.from(...listeners, readAll, commits, collection, changed).dispose(),
  };
};

// In milliseconds.
const typedDelay = 250;
const commitDelay = 2_000;

const listen = (tell: (uri: vscode.Uri) => void): readonly vscode.Disposable[] => {
  const watchers = ['**/*.{yaml,yml}', `**/${packageFolder}/*.md`, `**/${auditFolder}/*.json`].map((pattern) =>
    vscode.workspace.createFileSystemWatcher(pattern),
  );
  return [
    ...watchers.flatMap((watcher) => [
      watcher,
      watcher.onDidChange(tell),
      watcher.onDidCreate(tell),
      watcher.onDidDelete(tell),
    ]),
    vscode.workspace.onDidChangeTextDocument(({ document }) => tell(document.uri)),
    // What was typed and thrown away no longer counts.
    vscode.workspace.onDidCloseTextDocument(({ uri }) => tell(uri)),
  ];
};

/** Replaces a word of the policy that is not known by the nearest that is. */
export const offerReplacements = (problems: PolicyProblems): vscode.Disposable =>
  vscode.languages.registerCodeActionsProvider(
    { scheme: 'file', pattern: '**/*.{yaml,yml}' },
    {
      provideCodeActions: (document, _range, { diagnostics }) =>
        diagnostics.flatMap((diagnostic) => {
          // Another extension for YAML may have marked the same word.
          if (diagnostic.source !== diagnosticSource) return [];
          const replacement = problems.problemAt(document.uri, diagnostic.range)?.replacement;
          if (replacement === undefined) return [];
          const action = new vscode.CodeAction(`Replace with ${replacement}`, vscode.CodeActionKind.QuickFix);
          action.edit = new vscode.WorkspaceEdit();
          action.edit.replace(document.uri, diagnostic.range, replacement);
          action.diagnostics = [diagnostic];
          action.isPreferred = true;
          return [action];
        }),
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
