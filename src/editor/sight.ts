import {
  judgeReading,
  readChange,
  readTaskState,
  readUnsaved,
  standardOfTask,
  type Failure,
  type Reading,
  type Review,
  type Standard,
} from '#app';
import type { Task } from '#core';
import type { Machine } from '#repo';
import * as vscode from 'vscode';
import { readUnsavedTexts, type Texts } from './unsaved.ts';

/** What a window knows of one repository. */
export type Sight =
  | { readonly state: 'waiting' }
  | { readonly state: 'none' }
  | { readonly state: 'parked'; readonly task: Task; readonly on: string }
  | { readonly state: 'active'; readonly task: Task; readonly standard: Standard; readonly review: Review }
  | { readonly state: 'failed'; readonly failure: Failure };

/** What git was asked for, to be judged again with every text that is typed. */
interface Saved {
  readonly task: Task;
  readonly standard: Standard;
  readonly reading: Reading;
}

const judgeWith = async (machine: Machine, saved: Saved, texts: Texts): Promise<Sight> => {
  const { task, standard, reading } = saved;
  const seen = texts.size === 0 ? reading : await readUnsaved(machine, standard.policy, reading, texts);
  return { state: 'active', task, standard, review: judgeReading(machine, standard, seen) };
};

type Measured = { readonly saved: Saved } | { readonly sight: Sight };

const failed = (failure: Failure): Measured => ({ sight: { state: 'failed', failure } });

const measure = async (machine: Machine, signal: AbortSignal): Promise<Measured> => {
  const state = await readTaskState(machine.repository, machine.store);
  if (!state.ok) return failed(state.error);
  if (state.value.state !== 'active') return { sight: state.value };
  const { task } = state.value;
  const standard = standardOfTask(task);
  if (!standard.ok) return failed(standard.error);
  const reading = await readChange(machine, standard.value.policy, { task: task.base }, { signal });
  if (!reading.ok) return failed(reading.error);
  return { saved: { task, standard: standard.value, reading: reading.value } };
};

/** Looks at one repository when it is asked to, and remembers what it saw. */
export interface Eye extends vscode.Disposable {
  readonly sight: () => Sight;
  readonly onDidChange: vscode.Event<void>;
  /** Measures with git and judges; gives what is seen then. */
  readonly look: (signal: AbortSignal) => Promise<Sight>;
  /** Judges what was measured before, with the texts as they are typed now. Starts no process. */
  readonly judgeTyped: (signal: AbortSignal) => Promise<void>;
  /** Tells that a text was saved: until git has measured it, it counts as it was typed. */
  readonly noteSaved: (path: string, text: string) => void;
  /** Shows that nothing could be seen. */
  readonly fail: (failure: Failure) => void;
}

export const openEye = (machine: Machine, root: vscode.Uri): Eye => {
  const changed = new vscode.EventEmitter<void>();
  const unmeasured = new Map<string, string>();
  let sight: Sight = { state: 'waiting' };
  let saved: Saved | undefined;
  // Looks overlap, and so do judgements: an older one that ends later must not win.
  let looks = 0;
  let lastLook = 0;
  let turns = 0;
  let lastTurn = 0;
  const show = (next: Sight): Sight => {
    sight = next;
    changed.fire();
    return next;
  };
  const judgeNow = async (known: Saved, signal: AbortSignal): Promise<Sight> => {
    turns += 1;
    const own = turns;
    const next = await judgeWith(machine, known, new Map([...unmeasured, ...readUnsavedTexts(root)]));
    if (signal.aborted || own < lastTurn || known !== saved) return sight;
    lastTurn = own;
    return show(next);
  };
  return {
    sight: () => sight,
    onDidChange: changed.event,
    look: async (signal) => {
      looks += 1;
      const own = looks;
      const covered = [...unmeasured];
      const measured = await measure(machine, signal);
      if (signal.aborted || own < lastLook) return sight;
      lastLook = own;
      for (const [path, text] of covered) if (unmeasured.get(path) === text) unmeasured.delete(path);
      saved = 'saved' in measured ? measured.saved : undefined;
      return 'saved' in measured ? judgeNow(measured.saved, signal) : show(measured.sight);
    },
    judgeTyped: async (signal) => {
      if (saved !== undefined) await judgeNow(saved, signal);
    },
    noteSaved: (path, text) => {
      unmeasured.set(path, text);
    },
    fail: (failure) => show({ state: 'failed', failure }),
    dispose: () => changed.dispose(),
  };
};
