import type { CommandLine, PackageCommand, Result } from '#core';
import type { Failure } from '../failure.ts';
import type { GatePorts } from '../gates/gate-ports.ts';
import type { EndedRun } from '../run/run-codex.ts';

/** How far packages are, kept where the agent cannot write. */
export interface PackageStore {
  /** What was kept of a package; undefined where nothing was. Fails with `unreadable`. */
  readonly read: (id: string) => Promise<Result<string | undefined, Failure>>;
  /** Whole or not at all. Fails with `cannot-keep`. */
  readonly keep: (id: string, text: string) => Promise<Result<void, Failure>>;
  readonly drop: (id: string) => Promise<void>;
}

export interface PackagePorts extends GatePorts {
  readonly packages: PackageStore;
  readonly readCommandLine: (line: string) => Promise<CommandLine>;
}

/** What a package is about to do. */
export type PackageEvent =
  | { readonly kind: 'step'; readonly id: string; readonly title: string; readonly number: number; readonly of: number }
  | { readonly kind: 'command'; readonly command: PackageCommand }
  | { readonly kind: 'codex'; readonly id: string; readonly text: string }
  | { readonly kind: 'left-out' | 'rollback' | 'resumed'; readonly id: string; readonly why: string };

/** A step that somebody is asked about before it is done. */
export interface AskedStep {
  readonly id: string;
  readonly title: string;
  /** What Codex is asked to do first. */
  readonly codex?: string;
  readonly commands: readonly string[];
  readonly expect: string;
}

/** Has Codex do what a text asks for, in a governed run of the task of this worktree. */
export type AskCodex = (prompt: string, signal: AbortSignal | undefined) => Promise<Result<EndedRun, Failure>>;

/** Who walks through a package. */
export interface PackageWalker {
  readonly hear: (event: PackageEvent) => void;
  /** False: nothing more is done now; the package goes on there the next time. */
  readonly confirm: (step: AskedStep) => Promise<boolean>;
  /** Opens what carries out steps for Codex, once, where there is one; left out: nobody here can. */
  readonly openCodex?: () => Promise<Result<AskCodex, Failure>>;
}
