import { preparePullRequest, type PreparedPullRequest } from '#app';
import { blocking, counted } from '#core';
import { findExecutable } from '#repo';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import type { Sight } from '../sight.ts';
import { presentSight } from '../present-sight.ts';
import { fillPage, openPage, pageAt, type PullRequestPage } from '../pull-request-page.ts';

const save = async (watch: RepositoryWatch, { text }: PullRequestPage): Promise<void> => {
  const uri = await vscode.window.showSaveDialog({
    // Beside the repository: in it, the text would count as one more file of the change.
    defaultUri: vscode.Uri.joinPath(watch.root, '..', 'pull-request.md'),
    filters: { Markdown: ['md'] },
  });
  if (uri === undefined) return;
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text()));
  void vscode.window.showInformationMessage(`The pull-request text is saved to ${uri.fsPath}.`);
};

const copy = async ({ text }: PullRequestPage): Promise<void> => {
  await vscode.env.clipboard.writeText(text());
  vscode.window.setStatusBarMessage('$(check) The pull-request text is on the clipboard', 5_000);
};

const findGh = async (): Promise<string | undefined> =>
  findExecutable({ names: process.platform === 'win32' ? ['gh.exe'] : ['gh'], path: process.env['PATH'] ?? '' });

const createWithGh = async (watch: RepositoryWatch, page: PullRequestPage, gh: string): Promise<void> => {
  await page.save();
  // gh asks its own questions, so it gets a terminal of its own, and no shell reads the title.
  vscode.window
    .createTerminal({
      name: 'gh pr create',
      shellPath: gh,
      // Without a title gh asks for one.
      shellArgs: [
        'pr',
        'create',
        ...(page.title === undefined ? [] : ['--title', page.title]),
        '--body-file',
        page.file,
      ],
      cwd: watch.root,
    })
    .show();
};

interface Way {
  readonly title: string;
  readonly run: () => Promise<void>;
}

const waysFor = async (watch: RepositoryWatch, page: PullRequestPage): Promise<readonly Way[]> => {
  const gh = await findGh();
  return [
    { title: 'Copy', run: () => copy(page) },
    { title: 'Save As…', run: () => save(watch, page) },
    ...(gh === undefined ? [] : [{ title: 'Create with gh', run: () => createWithGh(watch, page, gh) }]),
  ];
};

const prepare = async (watch: RepositoryWatch): Promise<PreparedPullRequest | undefined> => {
  const prepared = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: 'Codex Governor: preparing the pull request' },
    () => preparePullRequest(watch.machine),
  );
  if (prepared.ok) return prepared.value;
  await complain(prepared.error);
  return undefined;
};

const left = 'Boxes that no check could confirm are left for you to tick.';
const kept = 'The pull-request text is open as you left it: its figures may be older than the change.';

const tellBlocked = (sight: Sight): string => {
  const { length: blockers } = sight.state === 'active' ? blocking(sight.review.judgement.findings) : [];
  return blockers === 0 ? '' : ` ${counted(blockers, 'finding')} ${blockers === 1 ? 'blocks' : 'block'} the change.`;
};

/** Fills the pull-request text from facts and opens it, with its rendered form beside it. */
export const showPullRequest = async (watch: RepositoryWatch): Promise<void> => {
  const prepared = await prepare(watch);
  if (prepared === undefined) return;
  const page = await fillPage(watch, prepared);
  if (page === undefined) return;
  if (prepared.empty) {
    await vscode.window.showWarningMessage(
      'This task has changed nothing yet, so its pull request has nothing to show.',
    );
    return;
  }
  const ways = await waysFor(watch, page);
  const words = page.isAsFilled()
    ? `The pull-request text is filled from facts.${tellBlocked(watch.sight())} ${left}`
    : kept;
  const chosen = await vscode.window.showInformationMessage(words, ...ways.map(({ title }) => title));
  await ways.find(({ title }) => title === chosen)?.run();
};

// Of the page as the person left it; where there is none yet, it is filled first.
const withPage = async (
  watch: RepositoryWatch,
  given: unknown,
  run: (page: PullRequestPage) => Promise<void>,
): Promise<void> => {
  const sight = await presentSight(watch);
  const known = sight.state === 'active' ? await openPage(watch, sight.task) : await pageAt(given);
  if (known !== undefined) {
    await run(known);
    return;
  }
  const prepared = await prepare(watch);
  const page = prepared && (await fillPage(watch, prepared));
  if (page !== undefined) await run(page);
};

export const copyPullRequest = (watch: RepositoryWatch, given: unknown): Promise<void> => withPage(watch, given, copy);

export const savePullRequest = (watch: RepositoryWatch, given: unknown): Promise<void> =>
  withPage(watch, given, (page) => save(watch, page));

export const createPullRequest = async (watch: RepositoryWatch, given: unknown): Promise<void> => {
  const gh = await findGh();
  if (gh === undefined)
    await vscode.window.showErrorMessage(
      'The command line of GitHub, gh, is not on the PATH of VS Code. Install it, or copy the pull-request text.',
    );
  else await withPage(watch, given, (page) => createWithGh(watch, page, gh));
};
