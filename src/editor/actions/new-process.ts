import { checkNewId, writeNewChain, writeNewPackage, type Failure } from '#app';
import { success, type Result } from '#core';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import type { RepositoryWatch } from '../repository-watch.ts';

/** What is written to be filled in, and how it is asked for. */
interface Scaffold {
  readonly title: string;
  readonly example: string;
  /** Gives the file, from the root of the repository; fails as its writer does. */
  readonly write: (watch: RepositoryWatch, id: string) => Promise<Result<string, Failure>>;
}

const slices = 3;

const scaffolds = {
  chain: {
    title: 'New Chain',
    example: 'evaluation-pipeline',
    write: async ({ machine }, id) => writeNewChain(machine, { id, slices }),
  },
  package: {
    title: 'New Execution Package',
    example: 'facade-fast-track',
    write: async ({ machine }, id) => {
      const written = await writeNewPackage(machine, { id });
      return written.ok ? success(written.value[0] ?? '') : written;
    },
  },
} as const satisfies Record<string, Scaffold>;

type Process = keyof typeof scaffolds;

const askId = async (what: Process, { title, example }: Scaffold): Promise<string | undefined> =>
  vscode.window.showInputBox({
    title,
    prompt: 'What is it called? Its file bears that name.',
    placeHolder: `Such as ${example}`,
    ignoreFocusOut: true,
    validateInput: (text) => {
      const fits = checkNewId(what, text.trim(), example);
      return fits.ok ? undefined : [fits.error.message, fits.error.remedy].join(' ');
    },
  });

/** Writes a chain or an execution package to be filled in, and opens it; what is missing then stands in Problems. */
export const newProcess =
  (what: Process) =>
  async (watch: RepositoryWatch): Promise<void> => {
    const scaffold = scaffolds[what];
    const id = await askId(what, scaffold);
    if (id === undefined) return;
    const written = await scaffold.write(watch, id.trim());
    if (!written.ok) return complain(written.error);
    await vscode.window.showTextDocument(vscode.Uri.joinPath(watch.root, written.value));
    void vscode.window.showInformationMessage('Fill in what Problems name, then commit it.');
  };
