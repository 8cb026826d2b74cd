import { packEvidence, proveGates, readLaw, workingTree, type GateOptions, type MadePack, type Proof } from '#app';
import { tellBreakage, writeProofPage, type Policy } from '#core';
import { packPlace } from '#repo';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import type { Documents } from '../documents.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import { isNames } from '../names.ts';
import { inMode, type Told } from './ask-mode.ts';
import { explainPackPath } from './pack-path.ts';

const proveTitle = 'Prove Gates';

type Choice = vscode.QuickPickItem & { readonly names: readonly string[] };

const choicesOf = ({ gates, rules }: Policy): readonly Choice[] => [
  { label: 'All gates and rules', names: [] },
  // None of them would mean all there are.
  ...(gates.length === 0 ? [] : [{ label: 'All gates', names: gates.map(({ id }) => id) }]),
  ...(rules.length === 0 ? [] : [{ label: 'All rules', names: rules.map(({ id }) => id) }]),
  ...gates.map(({ id, title }) => ({ label: title, description: id, names: [id] })),
];

/** Proves while a notification says what is tried; cancelling it ends what runs, and removes the copy. */
const prove = ({ machine }: RepositoryWatch, names: readonly string[], options: GateOptions): Told<Proof> =>
  Promise.resolve(
    vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: 'Breaking copies of the tree', cancellable: true },
      async (progress, token) => {
        const stop = new AbortController();
        token.onCancellationRequested(() => stop.abort());
        const watcher: Parameters<typeof proveGates>[2] = {
          tries: ({ title }, breakage) =>
            progress.report({
              message: `${title}: ${breakage === undefined ? 'on an intact copy' : tellBreakage(breakage)}`,
            }),
          holds: (rule) => progress.report({ message: rule }),
        };
        return proveGates(machine, { ...options, names }, watcher, stop.signal);
      },
    ),
  );

const askNames = async ({ machine }: RepositoryWatch): Promise<readonly string[] | undefined> => {
  const law = await readLaw(machine.shelf, workingTree(machine.repository));
  if (!law.ok) {
    await complain(law.error);
    return undefined;
  }
  const chosen = await vscode.window.showQuickPick([...choicesOf(law.value.policy)], {
    title: proveTitle,
    placeHolder: 'What shall be proven? Your own files are never touched.',
  });
  return chosen?.names;
};

/** Breaks copies of the tree, and shows which gates and rules did not notice: those that are named, or that it asks for. */
export const proveHere = async (watch: RepositoryWatch, documents: Documents, given: unknown): Promise<void> => {
  const names = isNames(given) ? given : await askNames(watch);
  if (names === undefined) return;
  const proof = await inMode(proveTitle, (options) => prove(watch, names, options));
  if (proof !== undefined) await documents.preview('Codex Proof', writeProofPage(proof));
};

const packTitle = 'Pack Evidence';

const isThere = async (path: string): Promise<boolean> =>
  Promise.resolve(vscode.workspace.fs.stat(vscode.Uri.file(path))).then(
    () => true,
    () => false,
  );

const askPlace = ({ root }: RepositoryWatch): Thenable<string | undefined> => {
  const name = root.path.slice(root.path.lastIndexOf('/') + 1);
  const suggested = vscode.Uri.joinPath(root, '..', `${name}-evidence.tar`).fsPath;
  return vscode.window.showInputBox({
    title: packTitle,
    prompt: 'Where shall the pack go? A file that ends in .tar, or a new folder, outside of the repository.',
    value: suggested,
    validateInput: async (typed) => {
      const wrong = explainPackPath(typed, suggested);
      if (wrong !== undefined) return wrong;
      return (await isThere(typed.trim())) ? 'Something is there already: name another place.' : undefined;
    },
  });
};

const tell = async ({ verified: { pack, digest = '' } }: MadePack, path: string): Promise<void> => {
  const copy = 'Copy Digest';
  const words = `The evidence pack ${path} says: ${pack?.verdict ?? 'broken'}. Its digest begins with ${digest.slice(0, 12)}.`;
  if ((await vscode.window.showInformationMessage(words, copy)) === copy) await vscode.env.clipboard.writeText(digest);
};

/** Asks where it shall go, and packs what is known of the change with the evidence of its gates. */
export const packHere = async (watch: RepositoryWatch): Promise<void> => {
  const typed = await askPlace(watch);
  if (typed === undefined) return;
  const path = vscode.Uri.file(typed.trim()).fsPath;
  const made = await inMode(packTitle, (options) => packEvidence(watch.machine, packPlace, { ...options, path }));
  if (made !== undefined) await tell(made, path);
};
