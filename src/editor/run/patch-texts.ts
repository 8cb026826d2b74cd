import type { PatchedFile, PatchQuestion } from '#app';
import type { Finding } from '#core';
import * as vscode from 'vscode';
import { findingDiagnostic } from '../diagnostics.ts';
import { createSteadyDiagnostics } from '../steady-diagnostics.ts';

const patchScheme = 'codex-governor-patch';

/** A patch that can be looked at. `key` names it in this window. */
export interface ShownPatch {
  readonly key: string;
  readonly title: string;
  readonly files: readonly PatchedFile[];
  readonly findings: readonly Finding[];
}

/** The texts of patches, to be looked at beside each other before and after they are written. */
export interface PatchTexts extends vscode.Disposable {
  readonly keep: (patch: ShownPatch) => void;
  /** It, while its texts are still there: those of the newest patches are. */
  readonly get: (key: string) => ShownPatch | undefined;
  /** Shows what it does: one file as a difference, several as one list of them. */
  readonly show: (key: string) => Promise<void>;
  /** Marks in its texts what the policy finds, for as long as a person decides about it. */
  readonly mark: (key: string) => void;
  readonly unmark: (key: string) => void;
  /** Closes what was shown of it. */
  readonly close: (key: string) => Promise<void>;
}

type Side = 'before' | 'after';

/** A text of a patch; its language is told by its name. */
export const patchUri = (key: string, side: Side, path: string, scheme = patchScheme): vscode.Uri =>
  vscode.Uri.from({ scheme, path: `/${path}`, query: JSON.stringify([key, side]) });

// VS Code opens such pages of an earlier window again.
const lost = 'The texts of this patch are gone: they are kept for the newest patches of this window alone.';

const textOf = (patches: ReadonlyMap<string, ShownPatch>, { path, query }: vscode.Uri): string => {
  const [key, side]: readonly unknown[] = JSON.parse(query);
  const file = patches.get(String(key))?.files.find((one) => `/${one.path}` === path);
  return file === undefined ? lost : ((side === 'before' ? file.before : file.after) ?? '');
};

/** The texts of a file of a patch, before and after. */
type UrisOf = (key: string, file: Pick<PatchedFile, 'path'>) => readonly [before: vscode.Uri, after: vscode.Uri];

const showPatch = async ({ key, title, files }: ShownPatch, urisOf: UrisOf): Promise<void> => {
  const [first, ...others] = files;
  if (first === undefined) return;
  const options: vscode.TextDocumentShowOptions = { preview: false };
  if (others.length === 0) await vscode.commands.executeCommand('vscode.diff', ...urisOf(key, first), title, options);
  else
    await vscode.commands.executeCommand(
      'vscode.changes',
      title,
      files.map((file) => {
        const [before, after] = urisOf(key, file);
        // A file without one of its sides is shown as added, or as deleted.
        return [after, file.before === undefined ? undefined : before, file.after === undefined ? undefined : after];
      }),
    );
};

const tabsOf = ({ key, title, files }: ShownPatch, urisOf: UrisOf): readonly vscode.Tab[] => {
  const shown = new Set(files.map((file) => urisOf(key, file)[1].toString()));
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input, label }) =>
      // What a list of differences shows is told to nobody: its title is ours.
      input instanceof vscode.TabInputTextDiff ? shown.has(input.modified.toString()) : label.startsWith(title),
    );
};

/** Where a finding stands in the texts of a patch; one about the whole change, at the top of the first of them. */
const placeOf = ({ key, files }: ShownPatch, { path }: Finding, urisOf: UrisOf): vscode.Uri | undefined => {
  const file = files.find((one) => one.path === path || one.from === path) ?? files[0];
  return file && urisOf(key, file)[file.after === undefined ? 0 : 1];
};

const markedIn = (patches: Iterable<ShownPatch>, urisOf: UrisOf): ReadonlyMap<string, readonly vscode.Diagnostic[]> => {
  const marks = new Map<string, readonly vscode.Diagnostic[]>();
  for (const patch of patches)
    for (const finding of patch.findings) {
      const uri = placeOf(patch, finding, urisOf);
      if (uri === undefined) continue;
      const isThere = patch.files.some(({ path, from }) => path === finding.path || from === finding.path);
      const mark = findingDiagnostic(uri, isThere ? finding : { ...finding, line: 1 });
      marks.set(uri.toString(), [...(marks.get(uri.toString()) ?? []), mark]);
    }
  return marks;
};

// Whole texts are held: a long run has hundreds of patches.
const mostKept = 100;

export const openPatchTexts = (scheme = patchScheme): PatchTexts => {
  const urisOf: UrisOf = (key, { path }) => [
    patchUri(key, 'before', path, scheme),
    patchUri(key, 'after', path, scheme),
  ];
  const patches = new Map<string, ShownPatch>();
  const marked = new Map<string, ShownPatch>();
  const diagnostics = createSteadyDiagnostics(scheme);
  const registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (uri) => textOf(patches, uri),
  });
  const draw = (): void => diagnostics.show(markedIn(marked.values(), urisOf));
  // Where the words of a line begin and end is known once its text is.
  const opened = vscode.workspace.onDidOpenTextDocument(({ uri }) => {
    if (uri.scheme === scheme) draw();
  });
  return {
    keep: (patch) => {
      patches.delete(patch.key);
      patches.set(patch.key, patch);
      const [oldest] = patches.keys();
      if (patches.size > mostKept && oldest !== undefined) patches.delete(oldest);
    },
    get: (key) => patches.get(key),
    show: async (key) => {
      const patch = patches.get(key);
      if (patch === undefined) await vscode.window.showInformationMessage(lost);
      else await showPatch(patch, urisOf);
    },
    mark: (key) => {
      const patch = patches.get(key);
      if (patch !== undefined) marked.set(key, patch);
      draw();
    },
    unmark: (key) => {
      marked.delete(key);
      draw();
    },
    close: async (key) => {
      const patch = patches.get(key);
      const tabs = patch === undefined ? [] : tabsOf(patch, urisOf);
      if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
    },
    dispose: () => vscode.Disposable.from(registration, opened, diagnostics).dispose(),
  };
};

const readText = async (uri: vscode.Uri): Promise<string | undefined> => {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
};

/** The files of a patch with the texts that they have now. */
export const readPatched = (root: vscode.Uri, { files }: PatchQuestion): Promise<readonly PatchedFile[]> =>
  Promise.all(
    files.map(async (file) => {
      const before = await readText(vscode.Uri.joinPath(root, file.from ?? file.path));
      return before === undefined ? file : { ...file, before };
    }),
  );
