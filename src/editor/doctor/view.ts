import type { Diagnosis } from '#app';
import * as vscode from 'vscode';
import { complain } from '../complain.ts';
import { doctorView } from '../contributed-views.ts';
import type { Documents } from '../documents.ts';
import { iconOf } from '../icons.ts';
import { nameOf } from '../places.ts';
import type { Repositories } from '../repositories.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import { examine } from './examine.ts';
import { rowsOfDoctor, writeDoctorPage, type DoctorRow } from './rows.ts';

interface Options {
  readonly repositories: Repositories;
  readonly documents: Documents;
  /** Of this workspace. */
  readonly memory: vscode.Memento;
  /** Of the extension. */
  readonly version: string;
}

/** What was seen of a repository, and when. */
interface Examined {
  readonly at: Date;
  readonly checks: readonly Diagnosis[];
}

const itemOf = (row: DoctorRow): vscode.TreeItem => {
  const { id, label, description, tooltip, icon, kind } = row;
  const item = new vscode.TreeItem(label);
  item.id = id;
  item.description = description;
  item.tooltip = tooltip;
  item.iconPath = iconOf(icon);
  item.contextValue = kind;
  item.accessibilityInformation = { label: `${label}, ${description}` };
  item.command = { title: 'Show What Is Known', command: 'codexGovernor.doctor', arguments: [row] };
  return item;
};

const tellTime = ({ at }: Examined): string => at.toLocaleTimeString();

/** The commands that examine the wiring. */
export type DoctorCommandId = keyof ReturnType<typeof openDoctor>['acts'];

/** The view of what is installed, trusted, live and proven in the repository at hand, as of the last time it was looked at. */
export const openDoctor = ({ repositories, documents, memory, version }: Options) => {
  const examined = new Map<string, Examined>();
  const changed = new vscode.EventEmitter<void>();
  let rows: readonly DoctorRow[] = [];
  let shown: Examined | undefined;
  const view = vscode.window.createTreeView<DoctorRow>(doctorView, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: itemOf,
      getChildren: (row) => (row === undefined ? [...rows] : []),
    },
  });
  const show = (): void => {
    const watch = repositories.current();
    const known = watch && examined.get(watch.root.toString());
    if (known === shown) return;
    shown = known;
    rows = rowsOfDoctor(known?.checks ?? []);
    view.message = known === undefined ? '' : `As of ${tellTime(known)}.`;
    view.description = watch !== undefined && repositories.watches().length > 1 ? nameOf(watch.root) : '';
    changed.fire();
  };
  const showPage = (seen: Examined): Promise<void> =>
    documents.preview('Codex Doctor', writeDoctorPage(seen.checks, tellTime(seen)));
  const look = async (watch: RepositoryWatch, tries: boolean): Promise<void> => {
    const { machine, root } = watch;
    await vscode.commands.executeCommand(`${doctorView}.focus`);
    const checks = await vscode.window.withProgress({ location: { viewId: doctorView } }, async () =>
      examine(machine, { root: machine.repository.root, memory, version }, tries),
    );
    if (!checks.ok) return complain(checks.error);
    const seen = { at: new Date(machine.clock.now()), checks: checks.value };
    examined.set(root.toString(), seen);
    show();
    await showPage(seen);
  };
  const listening = repositories.onDidChange(show);
  return {
    acts: {
      // A row tells what is known already.
      'codexGovernor.doctor': (watch: RepositoryWatch, row: unknown) => {
        const known = row === undefined ? undefined : examined.get(watch.root.toString());
        return known === undefined ? look(watch, false) : showPage(known);
      },
      'codexGovernor.tryHooks': (watch: RepositoryWatch) => look(watch, true),
    },
    dispose: () => vscode.Disposable.from(view, changed, listening).dispose(),
  };
};
