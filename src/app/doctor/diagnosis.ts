import type { Result } from '#core';
import type { AuditSwitchPorts } from '../audit/audit-switch.ts';
import type { Failure } from '../failure.ts';
import type { InstallPorts } from '../install/install-codex.ts';
import type { JournalPorts } from '../journal.ts';
import type { WorkingTree } from '../ports.ts';

/** A hook as Codex knows it. */
export interface KnownHook {
  /** The line that it runs; empty for a hook of another kind. */
  readonly command: string;
  readonly isEnabled: boolean;
  /** `modified`: it was trusted as it was before it changed. */
  readonly trust: 'managed' | 'untrusted' | 'trusted' | 'modified';
}

export interface KnownHooks {
  /** The version of the Codex that was asked. */
  readonly version: string;
  readonly hooks: readonly KnownHook[];
}

/** What is looked at. */
export type Wiring = 'codex' | 'hooks' | 'engine' | 'rules' | 'agents' | 'pre-commit' | 'ci' | 'journal';

/** What is known of one part of the wiring; null: that does not apply to it, or could not be told. */
export interface Diagnosis {
  readonly id: Wiring;
  /** It stands where it is read, as we would write it. */
  readonly installed: boolean;
  /** Its person has agreed to it, as Codex itself says. */
  readonly trusted: boolean | null;
  /** It will be run when its moment comes. */
  readonly live: boolean | null;
  /** It was tried, and did what it is there for. */
  readonly proven: boolean | null;
  /** In a sentence, with what to do where something is missing. */
  readonly says: string;
  readonly remedy?: string;
}

/** The engine that answers hooks at the moment. */
export interface KnownEngine {
  readonly pid: number;
  /** It is an open window's; else a process that stays. */
  readonly isWindow: boolean;
  /** It is of the same build as who looks. */
  readonly isOfBuild: boolean;
  /** What a process that stays tells of itself: since when (ISO 8601), the bytes it takes, the hooks it has answered. */
  readonly state?: { readonly since: string; readonly memory: number; readonly answered: number };
}

export interface DoctorPorts extends InstallPorts, JournalPorts {
  readonly repository: InstallPorts['repository'] & AuditSwitchPorts['repository'] & Pick<WorkingTree, 'create'>;
  /** Whether the command line is on the PATH, for repositories that have no npm packages. */
  readonly isOnPath: boolean;
  /** Asks Codex for the hooks that it knows here. */
  readonly askForHooks: () => Promise<Result<KnownHooks, Failure>>;
  /** The engine that answers hooks here now; undefined where there is none. */
  readonly lookForEngine: () => Promise<KnownEngine | undefined>;
  /**
   * Runs a line as Codex runs a hook, with what Codex would say to it; its exit code and what it wrote. `mode`: that of work
   * without a task. Left out: nobody has agreed that programs of the working tree are started.
   */
  readonly tryHook?: (
    command: string,
    input: string,
    mode?: string,
  ) => Promise<{ readonly code: number | undefined; readonly out: string }>;
}
