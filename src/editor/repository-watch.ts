import type { Failure } from '#app';
import type { Machine } from '#repo';
import * as vscode from 'vscode';
import { debounce } from './debounce.ts';
import { testIgnored } from './ignored-places.ts';
import { listenToRepository } from './repository-events.ts';
import { openEye, type Eye, type Sight } from './sight.ts';
import { readUnsavedTexts } from './unsaved.ts';

/** Keeps an eye on one repository: judges its task again when files, texts, HEAD or the task change. */
export interface RepositoryWatch extends vscode.Disposable {
  readonly machine: Machine;
  /** In the spelling of the folder that was opened. */
  readonly root: vscode.Uri;
  readonly sight: () => Sight;
  readonly onDidChange: vscode.Event<void>;
  /** Looks again at once; resolves when it has. */
  readonly look: () => Promise<Sight>;
  /** The files of the repository as of the last change on disk; undefined where git does not tell. */
  readonly files: () => Promise<readonly string[] | undefined>;
}

export interface WatchOptions {
  readonly machine: Machine;
  readonly root: vscode.Uri;
  /** The quiet time after the last event before it looks again, in milliseconds. */
  readonly delay: () => number;
  readonly log: (error: unknown) => void;
}

const ownError: Failure = {
  reason: 'git-failed',
  message: 'Codex Governor ran into an internal error while it measured the change.',
  remedy: 'The log has the details (Output, Codex Governor). It looks again with the next change.',
};

const listFiles = async ({ repository }: Machine): Promise<readonly string[] | undefined> => {
  const listed = await repository.files();
  return listed.ok ? listed.value : undefined;
};

/** What git ignores as of the last look: logs and build output are written all the time, and it would look for ever. */
const openIgnored = ({ repository }: Machine) => {
  let test = testIgnored([]);
  return {
    test: (path: string): boolean => test(path),
    refresh: async (): Promise<void> => {
      const listed = await repository.ignored();
      if (listed.ok) test = testIgnored(listed.value);
    },
  };
};

const lookAround =
  (eye: Eye, ignored: ReturnType<typeof openIgnored>): Eye['look'] =>
  async (signal) => {
    const sight = await eye.look(signal);
    // Without a task a look is cheap, and listing what is ignored is not.
    if (sight.state === 'active' && !signal.aborted) await ignored.refresh();
    return sight;
  };

export const watchRepository = ({ machine, root, delay, log }: WatchOptions): RepositoryWatch => {
  const changed = new vscode.EventEmitter<void>();
  const eye = openEye(machine, { readTexts: () => readUnsavedTexts(root), changed: () => changed.fire() });
  const ignored = openIgnored(machine);
  let files: Promise<readonly string[] | undefined> | undefined;
  // What came while the window had no focus is looked at once it has.
  let missed = false;

  const look = lookAround(eye, ignored);
  const whole = debounce(
    async (signal) => void (await look(signal)),
    (error) => {
      log(error);
      eye.fail(ownError);
    },
  );
  const typed = debounce(eye.judgeTyped, log);
  const touch = (): void => {
    files = undefined;
    if (vscode.window.state.focused) whole.ask(delay());
    else missed = true;
  };
  const focus = vscode.window.onDidChangeWindowState(({ focused }) => {
    if (!focused || !missed) return;
    missed = false;
    whole.ask(0);
  });
  const listeners = listenToRepository(machine, root, {
    isIgnored: ignored.test,
    touch,
    saved: eye.noteSaved,
    typed: () => typed.ask(delay()),
  });
  whole.ask(0);
  return {
    machine,
    root,
    sight: eye.sight,
    onDidChange: changed.event,
    look: () => look(new AbortController().signal),
    files: () => {
      files ??= listFiles(machine);
      return files;
    },
    dispose: () => vscode.Disposable.from(...listeners, focus, whole, typed, changed).dispose(),
  };
};
