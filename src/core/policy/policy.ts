import type { AuditLaw } from '../audit/audit.ts';
import type { Budget } from '../budget.ts';
import type { FileClass } from '../change.ts';
import type { Place } from '../lines.ts';
import type { Gate } from '../gates/gate.ts';
import type { Mode } from '../mode.ts';
import type { Process } from '../phases/phase.ts';
import type { Rule } from '../rule-kind.ts';
import type { RunLaw } from '../run/limits.ts';

/** Where a value of the effective policy was written. */
export interface Origin {
  /** `.codex/governance.yaml`, `codex-governor:dawsos`, or `default` for what no layer says. */
  readonly source: string;
  /** 1-based line in that source; 0 for a default. */
  readonly line: number;
  readonly value: string;
}

/** Why an effective value is what it is: the origin that won, then those it overruled. */
export type Origins = ReadonlyMap<string, readonly Origin[]>;

export interface Role {
  readonly id: string;
  readonly title: string;
  readonly mayRaise: readonly string[];
  /**
   * The rules whose findings it may waive: one list for each policy that names any, and a rule has to be in every one
   * (strictest wins). `*` stands for any part of an id. Empty: none.
   */
  readonly mayWaive: readonly (readonly string[])[];
}

interface Suggestion {
  readonly for: readonly string[];
  readonly path: string;
}

export interface Freshness {
  readonly days?: number;
  readonly behind?: { readonly commits: number; readonly paths: readonly string[] };
}

export interface ContextItem {
  readonly id: string;
  readonly title: string;
  readonly path: string;
  readonly anchor?: string;
  readonly rank: number;
  /** Empty: every mode. */
  readonly modes: readonly string[];
  readonly pick?: { readonly most: number; readonly suggest: readonly Suggestion[] };
  readonly fresh?: Freshness;
  readonly because?: string;
}

export interface Slot {
  readonly name: string;
  readonly ask: string;
  readonly type: 'text' | 'path' | 'spec';
  readonly example?: string;
  readonly matches?: string;
  readonly optional: boolean;
}

export interface PromptPattern {
  readonly id: string;
  readonly title: string;
  /** Empty: every mode. */
  readonly modes: readonly string[];
  readonly text: string;
  readonly slots: readonly Slot[];
}

interface Dislike {
  readonly matches: string;
  readonly because: string;
  readonly better: string;
}

export interface PromptLaw {
  readonly lintLevel: 'off' | 'warn' | 'block';
  readonly avoid: readonly Dislike[];
  readonly patterns: readonly PromptPattern[];
  /** The file every prompt is logged in, from the root of the repository; left out: none is. */
  readonly log?: string;
  readonly guards: readonly string[];
  readonly stopWhen: readonly string[];
  readonly doneWhen: readonly string[];
}

/** A line of the pull request's acceptance list. */
export interface Acceptance {
  readonly id: string;
  readonly text: string;
  /** Rules, budgets and gates that must all have held for the tick; empty: only a person can tick it. */
  readonly coveredBy: readonly string[];
}

/** A result that the text of a pull request tells. */
export interface ResultLine {
  readonly id: string;
  readonly title: string;
  /** What it is told for, each on its own: unit, integration, golden. Empty: the line has one result. */
  readonly kinds: readonly string[];
}

/** The effective law: every layer merged, the strictest value winning. */
export interface Policy {
  readonly title: string;
  readonly codex: 'active' | 'frozen';
  readonly modeRequired: boolean;
  /** First match wins; files that none matches are classed by the built-in guesses. */
  readonly classes: readonly { readonly class: FileClass; readonly globs: readonly string[] }[];
  /** The budgets of work without a mode. */
  readonly budgets: readonly Budget[];
  readonly roles: readonly Role[];
  readonly modes: readonly Mode[];
  readonly contextTokens: number;
  readonly context: readonly ContextItem[];
  readonly prompt: PromptLaw;
  readonly run: RunLaw;
  readonly rules: readonly Rule[];
  readonly gates: readonly Gate[];
  /** The most minutes that the gates of a change may take together; left out: no limit. */
  readonly gateMinutes?: number;
  /** Orders of work; what each holds back stands among the rules as well. */
  readonly phases: readonly Process[];
  /** How past commits are audited; left out: they are not. */
  readonly audit?: AuditLaw;
  readonly acceptance: readonly Acceptance[];
  readonly results: readonly ResultLine[];
  readonly killSwitch?: string;
  readonly origins: Origins;
  /** The sources that were merged, the repository's own last. */
  readonly sources: readonly string[];
}

/** Something wrong with a policy, at its line. */
export interface Problem extends Place {
  readonly source: string;
  readonly severity: 'error' | 'warning';
  /** Stable word for the kind of problem, such as `unknown-key`. */
  readonly code: string;
  /** What is wrong and what to do about it, in whole sentences. */
  readonly message: string;
  /** The nearest valid word, for a quick fix that replaces the place. */
  readonly replacement?: string;
}
