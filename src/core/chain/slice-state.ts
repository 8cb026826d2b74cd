import type { Problem } from '../policy/policy.ts';

/**
 * How a slice stands. Only `done` lets the next one start. `unverified`: all is there, and its gates and commands have to be run on
 * it.
 */
export const sliceStates = [
  'done',
  'active',
  'ready',
  'waiting',
  'unverified',
  'decision-needed',
  'migration-blocked',
  'unready',
  'open-variables',
] as const;
export type SliceState = (typeof sliceStates)[number];

/** How a state is called. */
export const sliceStateNames: Readonly<Record<SliceState, string>> = {
  done: 'done',
  active: 'under way',
  ready: 'ready to start',
  waiting: 'waiting',
  unverified: 'to be verified',
  'decision-needed': 'decision needed',
  'migration-blocked': 'MIGRATION_BLOCKED',
  unready: 'UNREADY',
  'open-variables': 'open variables',
};

/** What keeps a slice from being done. */
export const holdKinds = [
  'file',
  'uncommitted',
  'unverified',
  'verification',
  'evidence',
  'registry',
  'stop',
  'decision',
  'migration-blocked',
  'unready',
  'open-variable',
] as const;
export type HoldKind = (typeof holdKinds)[number];

/** One thing that keeps a slice from being done, and where that is written. */
export interface Hold {
  readonly kind: HoldKind;
  readonly message: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** True where the slice cannot even start. */
  readonly start: boolean;
}

/** A slice, and how it stands by what is there. */
export interface SliceStanding {
  readonly id: string;
  readonly title: string;
  readonly goal: string;
  readonly mode?: string;
  readonly state: SliceState;
  readonly holds: readonly Hold[];
  /** True where its task may start now. */
  readonly mayStart: boolean;
}

/** A chain, and how its slices stand, in their order. */
export interface ChainStanding {
  readonly id: string;
  readonly title: string;
  readonly path: string;
  readonly slices: readonly SliceStanding[];
  /** What is wrong with its registries. */
  readonly problems: readonly Problem[];
}
