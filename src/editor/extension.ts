import * as vscode from 'vscode';
import { copyApprovalRequest, checkChange, showBudget } from './actions/change.ts';
import { checkContextPack, handOverAgain, openPrompt } from './actions/hand-over.ts';
import { createPolicy, openPolicy, showRule } from './actions/policy.ts';
import { showPullRequest } from './actions/pull-request.ts';
import { leaveTask, showTask } from './actions/task-menu.ts';
import { registerCommand } from './commands.ts';
import { contextKeys, type CommandId } from './contributions.ts';
import { createDocuments, type Documents } from './documents.ts';
import { helpWithPolicy } from './policy-help.ts';
import { offerReplacements, watchPolicies } from './policy-problems.ts';
import { offerQuickFixes } from './quick-fixes.ts';
import { openRepositories, type Repositories } from './repositories.ts';
import type { RepositoryWatch } from './repository-watch.ts';
import { showFindings } from './show-findings.ts';
import { startTask } from './start-task/start-task.ts';
import { createStatusItem, noRepositoryWords, writeSight } from './status-item.ts';
import { watchUntrusted } from './untrusted.ts';

type Act = (watch: RepositoryWatch, given: unknown) => Promise<void>;

const acts = (documents: Documents, version: string): Record<CommandId, Act> => ({
  'codexGovernor.startTask': (watch) => startTask(watch, documents),
  'codexGovernor.showTask': showTask,
  'codexGovernor.handOver': handOverAgain,
  'codexGovernor.openPrompt': (watch) => openPrompt(watch, documents),
  'codexGovernor.finishTask': (watch) => leaveTask(watch, 'finished'),
  'codexGovernor.abandonTask': (watch) => leaveTask(watch, 'abandoned'),
  'codexGovernor.showBudget': (watch) => showBudget(watch, documents),
  'codexGovernor.copyApprovalRequest': copyApprovalRequest,
  'codexGovernor.checkChange': (watch) => checkChange(watch, documents, version),
  'codexGovernor.checkContextPack': (watch) => checkContextPack(watch, documents),
  'codexGovernor.preparePullRequest': showPullRequest,
  'codexGovernor.createPolicy': createPolicy,
  'codexGovernor.openPolicy': openPolicy,
  'codexGovernor.explainRule': (watch, given) => showRule(watch, documents, given),
});

const explainAbsence = async (repositories: Repositories): Promise<void> => {
  if (!vscode.workspace.isTrusted) {
    const manage = 'Manage Workspace Trust';
    const chosen = await vscode.window.showWarningMessage(
      'This folder is not trusted, so Codex Governor starts no process here, git included.',
      manage,
    );
    if (chosen === manage) await vscode.commands.executeCommand('workbench.trust.manage');
    return;
  }
  const [failure] = repositories.failures();
  const words =
    failure === undefined
      ? 'No folder is open. Open a folder that is a git repository.'
      : [failure.message, failure.remedy ?? ''].join(' ').trim();
  await vscode.window.showErrorMessage(words);
};

/** Composes and registers; nothing here waits for git or reads a file, so that activation costs next to nothing. */
export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('Codex Governor', { log: true });
  const log = (error: unknown): void => output.error(error instanceof Error ? error : String(error));
  const policies = vscode.Uri.joinPath(context.extensionUri, 'policies').fsPath;
  const status = createStatusItem();
  const documents = createDocuments();
  const repositories = openRepositories({ policies, log });
  const filesOf = async (folder: vscode.Uri): Promise<readonly string[] | undefined> => {
    const watch = repositories.watches().find(({ root }) => root.toString() === folder.toString());
    const files = await watch?.machine.repository.files();
    return files?.ok === true ? files.value : undefined;
  };
  const problems = watchPolicies({ policies, filesOf, log });
  const showStatus = (): void => {
    const sight = repositories.current()?.sight();
    if (vscode.workspace.isTrusted) status.show(sight === undefined ? noRepositoryWords : writeSight(sight));
    const hasTask = sight?.state === 'active' || sight?.state === 'parked';
    void vscode.commands.executeCommand('setContext', contextKeys.hasTask, hasTask);
  };
  const untrusted = vscode.workspace.isTrusted ? undefined : watchUntrusted(status.show, log);
  const all = Object.entries(acts(documents, String(context.extension.packageJSON.version)));
  context.subscriptions.push(
    output,
    status,
    documents,
    repositories,
    problems,
    showFindings(repositories),
    offerQuickFixes(),
    offerReplacements(problems),
    helpWithPolicy({ policies, problems, filesOf }),
    repositories.onDidChange(showStatus),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      untrusted?.dispose();
      repositories.reopen();
    }),
    ...all.map(([id, act]) =>
      registerCommand(
        id as CommandId,
        async (given) => {
          const watch = await repositories.choose();
          await (watch === undefined ? explainAbsence(repositories) : act(watch, given));
        },
        log,
      ),
    ),
  );
  if (untrusted !== undefined) context.subscriptions.push(untrusted);
  showStatus();
}
