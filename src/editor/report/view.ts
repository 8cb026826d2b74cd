import { readHistory } from '#app';
import * as vscode from 'vscode';
import { listAltered } from '../complexity/rows.ts';
import { debounce } from '../debounce.ts';
import { findFrost } from '../find-frost.ts';
import { nameOf } from '../places.ts';
import { presentSight } from '../present-sight.ts';
import type { Repositories } from '../repositories.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import { onNewSights } from '../sight-news.ts';
import { writeReportPage } from './page.ts';
import { sectionsOf, type ReportFacts } from './sections.ts';

const title = 'Codex Report';

// What is typed changes figures with every key; in milliseconds.
const quiet = 1_000;

const tellTime = (at: string): string => new Date(at).toLocaleString();

const gather = async (watch: RepositoryWatch): Promise<ReportFacts> => {
  const sight = watch.sight();
  const { machine } = watch;
  const freeze = await findFrost(watch);
  const active = sight.state === 'active' ? sight : undefined;
  return {
    history: await readHistory(machine, active?.task.id),
    ...(active === undefined ? {} : { sight: active }),
    ...(freeze === undefined ? {} : { freeze }),
    functions: listAltered(sight) ?? [],
    now: machine.clock.now(),
  };
};

const tellAbout = (watch: RepositoryWatch, { sight, now }: ReportFacts): string => {
  const task = sight === undefined ? '' : ` Task: ${sight.task.goal}`;
  return `${nameOf(watch.root)}, as of ${tellTime(now)}.${task}`;
};

const write = async (watch: RepositoryWatch): Promise<string> => {
  const facts = await gather(watch);
  const sections = sectionsOf(facts, tellTime);
  const { drawChart } = await import('./charts.ts');
  const charts = new Map(
    sections.flatMap(({ id, chart }) => (chart === undefined ? [] : [[id, drawChart(chart, id)]])),
  );
  return writeReportPage({ title, about: tellAbout(watch, facts), sections, charts }, watch.machine.chance());
};

/** The report: one page, of the repository that it was asked for last; it follows the work while it is in view. */
export const openReports = ({
  repositories,
  log,
}: {
  readonly repositories: Repositories;
  readonly log: (error: unknown) => void;
}) => {
  let panel: vscode.WebviewPanel | undefined;
  let shown: vscode.Uri | undefined;
  const refresh = debounce(async (signal) => {
    const watch = shown && repositories.at(shown);
    if (panel?.visible !== true || watch === undefined) return;
    const html = await write(watch);
    if (!signal.aborted && panel !== undefined) panel.webview.html = html;
  }, log);
  const open = (): vscode.WebviewPanel => {
    const opened = vscode.window.createWebviewPanel('codexGovernor.report', title, vscode.ViewColumn.Active, {
      enableScripts: false,
      enableCommandUris: false,
      localResourceRoots: [],
    });
    opened.onDidChangeViewState(() => refresh.ask(0));
    opened.onDidDispose(() => {
      panel = undefined;
    });
    return opened;
  };
  const news = onNewSights(repositories, () => refresh.ask(quiet));
  return {
    show: async (watch: RepositoryWatch): Promise<void> => {
      await presentSight(watch);
      shown = watch.root;
      const html = await write(watch);
      panel ??= open();
      panel.reveal();
      panel.webview.html = html;
    },
    /** What the page says; undefined where none is open. */
    html: (): string | undefined => panel?.webview.html,
    dispose: () => vscode.Disposable.from(refresh, news, ...(panel === undefined ? [] : [panel])).dispose(),
  };
};
