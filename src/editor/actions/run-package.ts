import {
  listPackages,
  runPackage,
  tellPackageProgress,
  type AskCodex,
  type AskedStep,
  type EndedPackage,
  type ListedPackage,
  type PackageEvent,
} from '#app';
import { packageFolder, present, success, writePackageMarkdown } from '#core';
import * as vscode from 'vscode';
import { complain, placeOfProblem } from '../complain.ts';
import { commands } from '../contributions.ts';
import type { Documents } from '../documents.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import { withProgress } from '../with-progress.ts';
import { askMode, wantsMode } from './ask-mode.ts';

const title = 'Run Execution Package';
const page = 'Execution Package';

const offerNewPackage = async (): Promise<void> => {
  const words = `This repository has no execution package: a playbook, as a file in ${packageFolder}.`;
  const write = commands['codexGovernor.newPackage'].title;
  if ((await vscode.window.showInformationMessage(words, write)) === write)
    await vscode.commands.executeCommand('codexGovernor.newPackage');
};

const pickPackage = async (packages: readonly ListedPackage[]): Promise<ListedPackage | undefined> => {
  if (packages.length === 0) {
    await offerNewPackage();
    return undefined;
  }
  const items = packages.map((one) => ({
    label: one.file.document?.title ?? one.file.id,
    description: tellPackageProgress(one),
    detail: one.file.document?.goal ?? one.file.path,
    one,
  }));
  return (await vscode.window.showQuickPick(items, { title, placeHolder: 'The package to carry out' }))?.one;
};

/** Whether a package that was begun before begins anew; undefined where nobody says. One that was not begun just begins. */
const askRestart = async (listed: ListedPackage): Promise<boolean | undefined> => {
  if (listed.state === undefined) return false;
  const items = [
    {
      label: '$(debug-continue) Go On',
      detail: 'What is done stays done; the next step is the first that is not.',
      restart: false,
    },
    {
      label: '$(debug-restart) Begin Anew',
      detail: 'Forgets what was done. The files stay as they are, so look at them first.',
      restart: true,
    },
  ];
  const placeHolder = `It was begun before: ${tellPackageProgress(listed)}`;
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.restart;
};

/** Has Codex do what a text asks for, in a governed run of the task of a repository. */
export type CarryOut = (watch: RepositoryWatch, ...asked: Parameters<AskCodex>) => ReturnType<AskCodex>;

/** Shows a step with what it runs, and what Codex is asked; true once a person agrees to it. */
const confirm = async ({ title: step, codex, commands, expect }: AskedStep): Promise<boolean> => {
  const description = [...(codex === undefined ? [] : [`Codex: ${codex}`]), ...commands].join(' · ');
  const items = [
    { label: '$(play) Do This Step', description, detail: `Expected: ${expect}`, agrees: true },
    {
      label: '$(debug-pause) Stop Here',
      detail: 'Nothing more is done; the next run goes on at this step.',
      agrees: false,
    },
  ];
  const options = { title: `${title}: ${step}`, placeHolder: 'Do this step?', ignoreFocusOut: true };
  return (await vscode.window.showQuickPick(items, options))?.agrees === true;
};

interface Wish {
  readonly codex: CarryOut;
  readonly id: string;
  readonly restart: boolean;
}

const tellEvent = (event: PackageEvent): string => {
  if (event.kind === 'step') return `${event.number} of ${event.of}: ${event.title}`;
  if (event.kind === 'codex') return `Codex: ${event.text}`;
  return event.kind === 'command' ? event.command.run : event.why;
};

const carryOut = async (watch: RepositoryWatch, { id, restart, codex }: Wish, mode?: string) =>
  withProgress('Carrying out the package', (report, signal) =>
    runPackage(
      watch.machine,
      { id, restart, ...present('mode', mode) },
      {
        hear: (event) => report(tellEvent(event)),
        confirm,
        openCodex: async () => success((...asked) => codex(watch, ...asked)),
      },
      signal,
    ),
  );

const show = async (documents: Documents, ended: EndedPackage): Promise<void> =>
  documents.preview(page, writePackageMarkdown(ended));

/** Carries a package out; where the policy wants to be told a mode, in the one that a person picks. Undefined where they pick none. */
const carryOutInMode = async (watch: RepositoryWatch, wish: Wish) => {
  const first = await carryOut(watch, wish);
  if (first.ok || !wantsMode(first.error)) return first;
  const mode = await askMode(first.error, title);
  return mode === undefined ? undefined : carryOut(watch, wish, mode);
};

/** Has a person pick a package, carries it out step by step as they agree, and shows what it came to. */
export const runPackageHere = async (watch: RepositoryWatch, documents: Documents, codex: CarryOut): Promise<void> => {
  const listed = await listPackages(watch.machine, {});
  if (!listed.ok) return complain(listed.error);
  const picked = await pickPackage(listed.value.packages);
  const restart = picked && (await askRestart(picked));
  if (picked === undefined || restart === undefined) return;
  // A page of an earlier run would be read as that of this one.
  await documents.close(page);
  const ended = await carryOutInMode(watch, { id: picked.file.id, restart, codex });
  if (ended?.ok === true) await show(documents, ended.value);
  else if (ended !== undefined) await complain(ended.error, placeOfProblem(watch.root, ended.error));
};
