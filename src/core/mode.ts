import type { Budget } from './budget.ts';

/** Something the mode obliges whoever works in it to do. */
export interface Duty {
  readonly id: string;
  readonly text: string;
  readonly because?: string;
}

/**
 * Where a mode may write. `allow` holds one list of globs per policy layer that names any: a path has to match
 * every list (strictest wins). `deny` always wins.
 */
interface Writes {
  readonly allow: readonly (readonly string[])[];
  readonly deny: readonly string[];
}

/** What a governed run closes to reading, for commands and for patches. */
interface Reads {
  readonly deny: readonly string[];
}

interface Commands {
  readonly allow: readonly string[];
  readonly deny: readonly string[];
}

/** A lane: what the work is for, where it may write, what it may run, how large it may grow. Frozen for the task. */
export interface Mode {
  readonly id: string;
  readonly title: string;
  /** One word for the status bar. */
  readonly label: string;
  readonly goal: string;
  readonly budgets: readonly Budget[];
  readonly writes: Writes;
  readonly reads: Reads;
  readonly commands: Commands;
  readonly duties: readonly Duty[];
  /** Ids of context items this mode reads beyond those every mode reads. */
  readonly context: readonly string[];
  /** The token budget of its context pack. */
  readonly contextTokens: number;
  readonly instructions: readonly string[];
  /** True when the task must link at least one spec. */
  readonly specRequired: boolean;
  readonly because: string;
}

/** The mode with more places closed to it; the very same one where there are none. */
export const closeMode = (mode: Mode, closed: readonly string[] = []): Mode =>
  closed.length === 0 ? mode : { ...mode, writes: { ...mode.writes, deny: [...mode.writes.deny, ...closed] } };
