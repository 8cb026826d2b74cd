import {
  judgeReading,
  readChange,
  readTaskState,
  rememberAllowances,
  rememberStandard,
  rememberUnsaved,
  type AllowancePorts,
  type Failure,
  type ReadOptions,
  type Reading,
  type Review,
  type ReviewPorts,
  type Standard,
  type TaskStore,
} from '#app';
import { success, type Allowances, type Needs, type Result, type Task } from '#core';

/** What a window knows of one repository. */
export type Sight =
  | { readonly state: 'waiting' }
  | { readonly state: 'none' }
  | { readonly state: 'parked'; readonly task: Task; readonly on: string }
  | { readonly state: 'active'; readonly task: Task; readonly standard: Standard; readonly review: Review }
  | { readonly state: 'failed'; readonly failure: Failure };

/** Texts by their path in the repository. */
export type Texts = ReadonlyMap<string, string>;

export type EyePorts = ReviewPorts & Pick<AllowancePorts, 'clock'> & { readonly store: TaskStore };

/** What git was asked for, to be judged again with every text that is typed. */
interface Saved {
  readonly task: Task;
  readonly standard: Standard;
  readonly allowances: Allowances;
  readonly reading: Reading;
}

type Judge = (saved: Saved, texts: Texts, signal: AbortSignal) => Promise<Sight>;

const judgeWith = (ports: EyePorts): Judge => {
  const readUnsaved = rememberUnsaved();
  return async ({ task, reading, allowances, ...law }, texts, signal) => {
    const seen = await readUnsaved(ports, reading, texts, signal);
    if (!seen.ok) return { state: 'failed', failure: seen.error };
    const standard = { ...law.standard, allowances };
    const review = await judgeReading(ports, standard, seen.value, signal);
    return review.ok
      ? { state: 'active', task, standard, review: review.value }
      : { state: 'failed', failure: review.error };
  };
};

// The view of complexity lists functions also where no rule limits them.
const forViews: Needs = { functions: ({ class: name }) => !['generated', 'lock', 'vendored'].includes(name) };

type Measured = { readonly saved: Saved } | { readonly sight: Sight };

const failed = (failure: Failure): Measured => ({ sight: { state: 'failed', failure } });

type Measure = (signal: AbortSignal, last: Saved | undefined) => Promise<Measured>;

type Read = Pick<Saved, 'reading' | 'allowances'>;

const isSameReading = (one: Read, other: Read): boolean =>
  one.reading === other.reading && one.allowances === other.allowances;

const readWith = (ports: EyePorts) => {
  const readAllowances = rememberAllowances();
  return async (task: Task, standard: Standard, options: ReadOptions): Promise<Result<Read, Failure>> => {
    const from = { task: task.base };
    const [reading, allowances] = await Promise.all([
      readChange(ports, standard, from, options),
      // Here people are told how things stand; nothing is decided.
      readAllowances(ports, from, { claimsLift: true }),
    ]);
    if (!reading.ok) return reading;
    return allowances.ok ? success({ reading: reading.value, allowances: allowances.value }) : allowances;
  };
};

const measureWith = (ports: EyePorts): Measure => {
  const standardOf = rememberStandard();
  const readBoth = readWith(ports);
  return async (signal, last) => {
    const state = await readTaskState(ports.repository, ports.store);
    if (!state.ok) return failed(state.error);
    if (state.value.state !== 'active') return { sight: state.value };
    const { task } = state.value;
    const standard = standardOf(task);
    if (!standard.ok) return failed(standard.error);
    const isSame = last?.task.id === task.id && last.standard === standard.value;
    const known = isSame ? { last: last.reading } : {};
    const options = { signal, needs: forViews, ...known };
    const read = await readBoth(task, standard.value, options);
    if (!read.ok) return failed(read.error);
    return {
      saved: isSame && isSameReading(read.value, last) ? last : { task, standard: standard.value, ...read.value },
    };
  };
};

const areSame = (one: Texts, other: Texts): boolean =>
  one.size === other.size && [...one].every(([path, text]) => other.get(path) === text);

/** Looks at one repository when it is asked to, and remembers what it saw. */
export interface Eye {
  readonly sight: () => Sight;
  /** Measures with git and judges; gives what is seen then. */
  readonly look: (signal: AbortSignal) => Promise<Sight>;
  /** Judges what was measured before, with the texts as they are typed now. Git is asked of newly typed files alone. */
  readonly judgeTyped: (signal: AbortSignal) => Promise<void>;
  /** Tells that a text was saved: until git has measured it, it counts as it was typed. */
  readonly noteSaved: (path: string, text: string) => void;
  /** Shows that nothing could be seen. */
  readonly fail: (failure: Failure) => void;
}

export interface EyeOptions {
  /** The texts that were typed and are not saved yet. */
  readonly readTexts: () => Texts;
  /** Called when there is something else to see. */
  readonly changed: () => void;
}

type Judged = { readonly saved: Saved; readonly texts: Texts };

export const openEye = (ports: EyePorts, { readTexts, changed }: EyeOptions): Eye => {
  const measure = measureWith(ports);
  const judge = judgeWith(ports);
  const unmeasured = new Map<string, string>();
  let sight: Sight = { state: 'waiting' };
  let saved: Saved | undefined;
  // What the sight was judged of: the same again would be the same judgement.
  let judged: Judged | undefined;
  // Looks overlap, and so do judgements: an older one that ends later must not win.
  let looks = 0;
  let lastLook = 0;
  let turns = 0;
  let lastTurn = 0;
  const show = (next: Sight, of?: Judged): Sight => {
    [sight, judged] = [next, of];
    changed();
    return next;
  };
  const judgeNow = async (known: Saved, signal: AbortSignal): Promise<Sight> => {
    turns += 1;
    const own = turns;
    const texts = new Map([...unmeasured, ...readTexts()]);
    const isSeen = judged?.saved === known && areSame(judged.texts, texts);
    const next = isSeen ? sight : await judge(known, texts, signal);
    if (signal.aborted || own < lastTurn || known !== saved) return sight;
    lastTurn = own;
    if (isSeen) return sight;
    return show(next, next.state === 'active' ? { saved: known, texts } : undefined);
  };
  return {
    sight: () => sight,
    look: async (signal) => {
      looks += 1;
      const own = looks;
      const covered = [...unmeasured];
      const measured = await measure(signal, saved);
      if (signal.aborted || own < lastLook) return sight;
      lastLook = own;
      for (const [path, text] of covered) if (unmeasured.get(path) === text) unmeasured.delete(path);
      saved = 'saved' in measured ? measured.saved : undefined;
      return 'saved' in measured ? judgeNow(measured.saved, signal) : show(measured.sight);
    },
    judgeTyped: async (signal) => {
      if (saved !== undefined) await judgeNow(saved, signal);
    },
    noteSaved: (path, text) => void unmeasured.set(path, text),
    fail: (failure) => void show({ state: 'failed', failure }),
  };
};
