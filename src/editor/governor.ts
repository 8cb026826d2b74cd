import { readAside } from '#repo';
import * as vscode from 'vscode';
import { askApproval, askWaiver } from './actions/ask-allowance.ts';
import { compareWithBase, revertFile } from './actions/base.ts';
import { checkChange, copyApprovalRequest, showBudget } from './actions/change.ts';
import { packHere, proveHere } from './actions/evidence.ts';
import { checkContextPack, handOverAgain, openPrompt } from './actions/hand-over.ts';
import { createPolicy, openPolicy, showRule } from './actions/policy.ts';
import { offerCommitMessage } from './actions/commit-message.ts';
import { copyPullRequest, createPullRequest, savePullRequest, showPullRequest } from './actions/pull-request.ts';
import { liftFreeze } from './actions/lift-freeze.ts';
import { runGatesHere } from './actions/run-gates.ts';
import { showEvidence } from './actions/show-evidence.ts';
import { replayHere } from './actions/replay.ts';
import { runPackageHere, type CarryOut } from './actions/run-package.ts';
import { newProcess } from './actions/new-process.ts';
import { startNextSlice } from './actions/next-slice.ts';
import { openReports } from './report/view.ts';
import { showPhases } from './actions/show-phases.ts';
import { splitHere } from './actions/split.ts';
import { leaveTask, showTask } from './actions/task-menu.ts';
import { serveBaseTexts } from './base-texts.ts';
import { showNumbers } from './complexity/show-numbers.ts';
import { showWhy } from './complexity/show-why.ts';
import { showComplexity } from './complexity/view.ts';
import type { CommandId } from './contributions.ts';
import { openDoctor, type DoctorCommandId } from './doctor/view.ts';
import { createDocuments, type Documents } from './documents.ts';
import { servePastTexts } from './past-texts.ts';
import { explainAbsence } from './explain-absence.ts';
import { isWithin } from './places.ts';
import type { HandOverPlace } from './hand-over.ts';
import { noteMeters } from './note-meters.ts';
import { offerEngines } from './offer-engines.ts';
import { helpWithPolicy } from './policy/policy-help.ts';
import { offerReplacements } from './policy/offer-replacements.ts';
import { watchPolicies } from './policy/policy-problems.ts';
import { offerQuickFixes } from './quick-fixes.ts';
import { explainFindings } from './rule-hover.ts';
import { openRepositories, type Repositories } from './repositories.ts';
import type { RepositoryWatch } from './repository-watch.ts';
import { governRuns, type RunCommandId } from './run/commands.ts';
import { showFindings } from './show-findings.ts';
import { showStatus } from './show-status.ts';
import { startTask } from './start-task/start-task.ts';
import { givenAt, showTaskView } from './task-view/view.ts';
import { offerTools, programsOf } from './tool-servers.ts';

type Act = (watch: RepositoryWatch, given: unknown) => Promise<void>;

/** What works without a repository, and in a folder that is not trusted. */
const freeActs = {
  'codexGovernor.showWhy': showWhy,
} as const satisfies Partial<Record<CommandId, (repositories: Repositories, given: unknown) => Promise<void>>>;

const isFree = (id: CommandId): id is keyof typeof freeActs => id in freeActs;

type BoundCommandId = Exclude<CommandId, keyof typeof freeActs>;

type PlaceOf = (watch: RepositoryWatch) => HandOverPlace;

interface Tools {
  readonly documents: Documents;
  readonly version: string;
  readonly placeOf: PlaceOf;
  readonly showReport: Act;
  /** Has Codex do a part of a task in a governed run. */
  readonly carryOut: CarryOut;
}

const acts = ({
  documents,
  version,
  placeOf,
  showReport,
  carryOut,
}: Tools): Record<Exclude<BoundCommandId, RunCommandId | DoctorCommandId>, Act> => ({
  'codexGovernor.startTask': (watch) => startTask(watch, documents, placeOf(watch)),
  'codexGovernor.showTask': showTask,
  'codexGovernor.handOver': (watch) => handOverAgain(watch, placeOf(watch)),
  'codexGovernor.openPrompt': (watch) => openPrompt(watch, documents),
  'codexGovernor.finishTask': (watch) => leaveTask(watch, 'finished'),
  'codexGovernor.abandonTask': (watch) => leaveTask(watch, 'abandoned'),
  'codexGovernor.showBudget': (watch) => showBudget(watch, documents),
  'codexGovernor.copyApprovalRequest': copyApprovalRequest,
  'codexGovernor.askForWaiver': askWaiver,
  'codexGovernor.askForApproval': askApproval,
  'codexGovernor.compareWithBase': compareWithBase,
  'codexGovernor.revertFile': revertFile,
  'codexGovernor.checkChange': (watch) => checkChange(watch, documents, version),
  'codexGovernor.replayPolicy': (watch) => replayHere(watch, documents),
  'codexGovernor.runGates': runGatesHere,
  'codexGovernor.showEvidence': (watch, given) => showEvidence(watch, documents, given),
  'codexGovernor.proveGates': (watch, given) => proveHere(watch, documents, given),
  'codexGovernor.packEvidence': packHere,
  'codexGovernor.startNextSlice': (watch) => startNextSlice(watch, documents, placeOf(watch)),
  'codexGovernor.runPackage': (watch) => runPackageHere(watch, documents, carryOut),
  'codexGovernor.newChain': newProcess('chain'),
  'codexGovernor.newPackage': newProcess('package'),
  'codexGovernor.showReport': showReport,
  'codexGovernor.liftFreeze': liftFreeze,
  'codexGovernor.splitChange': splitHere,
  'codexGovernor.showPhases': (watch) => showPhases(watch, documents),
  'codexGovernor.checkContextPack': (watch) => checkContextPack(watch, documents),
  'codexGovernor.preparePullRequest': showPullRequest,
  'codexGovernor.writeCommitMessage': offerCommitMessage,
  'codexGovernor.copyPullRequest': copyPullRequest,
  'codexGovernor.savePullRequest': savePullRequest,
  'codexGovernor.createPullRequest': createPullRequest,
  'codexGovernor.createPolicy': createPolicy,
  'codexGovernor.openPolicy': openPolicy,
  'codexGovernor.explainRule': (watch, given) => showRule(watch, documents, given),
});

/** What the extension is while it is active. */
export interface Governor {
  /** Runs a command of ours on the repository at hand; says why where there is none. */
  readonly run: (id: CommandId, given: unknown) => Promise<void>;
  /** Ends the governed runs, and what is offered to hooks; resolves when nothing of them is left. */
  readonly close: () => Promise<void>;
}

const serveTexts = (repositories: Repositories): readonly vscode.Disposable[] => [
  serveBaseTexts(repositories),
  servePastTexts(repositories),
];

/** Everything that shows how repositories stand, and changes nothing. */
const showSights = (
  options: Parameters<typeof showStatus>[0] & Parameters<typeof showTaskView>[0],
): readonly vscode.Disposable[] => [
  showStatus(options),
  showFindings(options.repositories),
  showNumbers(options.repositories),
  showTaskView(options),
  showComplexity(options),
];

/** Composes everything that watches, shows and acts, for as long as the extension is active. Waits for nothing. */
export const govern = (context: vscode.ExtensionContext, log: (error: unknown) => void): Governor => {
  const policies = vscode.Uri.joinPath(context.extensionUri, 'policies').fsPath;
  const documents = createDocuments();
  // The host of extensions is shared with all others: neither a large file nor many rules may hold them up.
  const aside = readAside();
  const repositories = openRepositories({ parts: { policies, court: aside.court }, log });
  const problems = watchPolicies({ policies, repositories, log });
  const filesOf = async (file: vscode.Uri): Promise<readonly string[] | undefined> =>
    repositories
      .watches()
      .find(({ root }) => isWithin(root, file))
      ?.files();
  const version = String(context.extension.packageJSON.version);
  const { extensionPath, workspaceState: memory } = context;
  const programsFor = (root: string) => programsOf(extensionPath, root);
  const governed = governRuns({ repositories, memory, version, programsOf: programsFor, log });
  const placeOf: PlaceOf = (watch) => ({ root: watch.root, memory, runGoverned: () => governed.run(watch) });
  const doctor = openDoctor({ repositories, documents, memory, version });
  const engines = offerEngines(repositories, log);
  const reports = openReports({ repositories, log });
  const own = acts({ documents, version, placeOf, showReport: reports.show, carryOut: governed.carryOut });
  const act: Record<BoundCommandId, Act> = { ...own, ...governed.acts, ...doctor.acts };
  context.subscriptions.push(
    aside,
    documents,
    repositories,
    problems,
    ...serveTexts(repositories),
    ...showSights({ repositories, problems, packing: aside, log }),
    governed,
    engines,
    noteMeters(repositories, log),
    reports,
    doctor,
    offerTools({ repositories, extensionPath, version }),
    offerQuickFixes(repositories),
    explainFindings(repositories),
    offerReplacements(problems),
    helpWithPolicy({ policies, problems, filesOf }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void repositories.reopen()),
  );
  return {
    run: async (id, given) => {
      if (isFree(id)) return freeActs[id](repositories, given);
      const watch = await repositories.choose();
      await (watch === undefined ? explainAbsence(repositories) : act[id](watch, givenAt(id, given)));
    },
    close: async () => void (await Promise.all([governed.close(), engines.close()])),
  };
};
