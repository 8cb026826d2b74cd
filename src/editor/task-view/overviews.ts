import { readOverview, type PackingPorts, type TaskOverview } from '#app';
import * as vscode from 'vscode';
import { taskView } from '../contributed-views.ts';
import { debounce } from '../debounce.ts';
import { watchFiles } from '../file-events.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import type { ActiveSight } from './judged-rows.ts';
import type { KnownOverview } from './rows.ts';

/** An overview, and the measurement and task that it was read beside. */
interface Read {
  readonly overview: TaskOverview;
  readonly measured: ActiveSight['review']['measured'];
  readonly task: string;
}

export interface Overviews extends vscode.Disposable {
  /** Forgets repositories that are no longer open. */
  readonly keep: (open: readonly RepositoryWatch[]) => void;
  /** What was read last; it is read anew, a little later, where files, the task or evidence are others by now. */
  readonly see: (watch: RepositoryWatch, sight: ActiveSight) => KnownOverview | undefined;
}

/** What it takes to build a pack on another thread. */
export type Packing = Pick<PackingPorts, 'count' | 'findSecrets'>;

interface Options {
  readonly packing: Packing;
  /** Called when there is something else to see. */
  readonly changed: () => void;
  readonly log: (error: unknown) => void;
}

// A commit changes no file, and evidence none of the tree: nobody else hears of them.
const beside = '{HEAD,packed-refs,refs/heads/**,codex-governor,codex-governor/evidence,codex-governor/evidence/*.json}';
const isOtherOfOurs = ({ path }: vscode.Uri): boolean => /\/codex-governor\/(?!evidence(?:\/|$))/.test(path);

// In milliseconds. By the second, the journal tells of evidence that was just written.
const soon = 300;
const later = 2_000;

const listenBeside = ({ machine }: RepositoryWatch, touch: () => void): vscode.Disposable => {
  let again: NodeJS.Timeout | undefined;
  const touchTwice = (): void => {
    touch();
    clearTimeout(again);
    again = setTimeout(touch, later);
  };
  const watchers = machine.repository.gitFolders.map((folder) =>
    watchFiles(new vscode.RelativePattern(vscode.Uri.file(folder), beside), isOtherOfOurs),
  );
  return vscode.Disposable.from(...watchers, ...watchers.map(({ onDidTouch }) => onDidTouch(touchTwice)), {
    dispose: () => clearTimeout(again),
  });
};

const isBrokenOff = ({ pack, gates, chains, phases }: TaskOverview): boolean =>
  [pack, gates, chains, phases].some((part) => !part.ok && part.error.reason === 'cancelled');

/** Reads overviews of one repository, one at a time; a newer question breaks an older one off. */
const openReader = (watch: RepositoryWatch, { packing: aside, changed, log }: Options) => {
  const packing = { ...aside, counted: new Map<string, number>(), bytesOf: (text: string) => Buffer.byteLength(text) };
  let read: Read | undefined;
  let isStale = false;
  // What the reader was asked for last: the same is not asked for twice.
  let asked: Read['measured'] | undefined;
  const reader = debounce(async (signal) => {
    const sight = watch.sight();
    if (sight.state !== 'active') return;
    const { task, review } = sight;
    const overview = await vscode.window.withProgress({ location: { viewId: taskView } }, async () =>
      readOverview({ ...watch.machine, packing }, sight, signal),
    );
    if (signal.aborted || isBrokenOff(overview)) return;
    isStale = false;
    read = { overview, measured: review.measured, task: task.id };
    changed();
  }, log);
  const touch = (): void => {
    isStale = true;
    reader.ask(soon);
    changed();
  };
  const listening = listenBeside(watch, touch);
  return {
    see: ({ task, review }: ActiveSight): KnownOverview | undefined => {
      const own = read?.task === task.id ? read : undefined;
      const isCurrent = own?.measured === review.measured;
      if (!isCurrent && asked !== review.measured) {
        asked = review.measured;
        reader.ask(own === undefined ? 0 : soon);
      }
      return own && { overview: own.overview, isCurrent: isCurrent && !isStale };
    },
    dispose: () => vscode.Disposable.from(reader, listening).dispose(),
  };
};

/** The overviews of repositories, each read while somebody looks at it. */
export const openOverviews = (options: Options): Overviews => {
  const readers = new Map<RepositoryWatch, ReturnType<typeof openReader>>();
  return {
    keep: (open) => {
      for (const [watch, reader] of readers) {
        if (open.includes(watch)) continue;
        reader.dispose();
        readers.delete(watch);
      }
    },
    see: (watch, sight) => {
      const reader = readers.get(watch) ?? openReader(watch, options);
      readers.set(watch, reader);
      return reader.see(sight);
    },
    dispose: () => vscode.Disposable.from(...readers.values()).dispose(),
  };
};
