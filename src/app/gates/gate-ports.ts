import type { CommandEndKind, Evidence, Hash, Result } from '#core';
import type { Failure } from '../failure.ts';
import type { StandingPorts } from '../ground.ts';
import type { JournalPorts } from '../journal.ts';

/** A command as it is to be run. */
export interface CommandCall {
  readonly words: readonly [program: string, ...words: string[]];
  /** From the root of the repository; empty: the root. */
  readonly folder: string;
  /** In milliseconds; after that it is ended with all that it has started. */
  readonly longest: number;
  readonly signal?: AbortSignal | undefined;
}

/** How a command ended. */
export interface RanCommand {
  readonly how: Exclude<CommandEndKind, 'not-run'> | 'stopped';
  readonly exit?: number;
  readonly milliseconds: number;
  /** What it wrote to its standard output; undefined where that was more than can be held. */
  readonly out: string | undefined;
  /** The end of what it wrote to both outputs, in the order in which it came, without secrets. */
  readonly shown: string;
}

/** A report of a gate: whether it was written, and what stands in it. */
export interface Reports {
  /** What is another once the file is written anew, even with the same text; undefined where there is none. */
  readonly stamp: (path: string) => Promise<string | undefined>;
  /** Its text; undefined where there is none. Fails with `too-large` and `unreadable`. */
  readonly read: (path: string) => Promise<Result<string | undefined, Failure>>;
}

/** The working tree, watched while commands run on it. */
export interface TreeWatch {
  /** What `git add -A` would make of it, as git names trees. */
  readonly tree: string;
  /** The paths that differ from it by now, sorted. */
  readonly look: () => Promise<Result<readonly string[], Failure>>;
  readonly dispose: () => Promise<void>;
}

/** The evidence of a worktree, kept where the agent cannot write. */
export interface EvidenceStore {
  /** Keeps evidence with what its commands wrote; the absolute path of that. Old ones go. Fails with `cannot-keep`. */
  readonly keep: (evidence: Evidence, output: string) => Promise<Result<string, Failure>>;
  /** All that is there and as it was written. Fails with `unreadable`. */
  readonly read: () => Promise<Result<readonly Evidence[], Failure>>;
  /** What the commands of a run wrote; undefined where it is not kept any more. Fails with `unreadable`. */
  readonly readOutput: (id: string) => Promise<Result<string | undefined, Failure>>;
}

/** What gates need of the machine. */
export interface GateMachine {
  readonly run: (call: CommandCall) => Promise<RanCommand>;
  readonly reports: Reports;
  readonly evidence: EvidenceStore;
  /** A text without the secrets in it. */
  readonly redact: (text: string) => Promise<string>;
  /** Fails as measuring does. */
  readonly watchTree: (signal?: AbortSignal) => Promise<Result<TreeWatch, Failure>>;
  /** Does a work while no other window or terminal runs gates here. Fails with `gate-active` and `cannot-keep`. */
  readonly alone: <T>(work: () => Promise<Result<T, Failure>>) => Promise<Result<T, Failure>>;
}

/** What it takes to tell how gates stand, and to run none. */
export interface KnowingPorts extends StandingPorts, JournalPorts {
  readonly gates: Pick<GateMachine, 'evidence' | 'watchTree'>;
  readonly hash: Hash;
}

export interface GatePorts extends KnowingPorts {
  readonly gates: GateMachine;
}
