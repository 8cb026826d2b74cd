/** Which commits are Codex's: any that one of these fits. */
export interface CodexCommits {
  /** Patterns of trailers, the `Name: value` lines at the end of a message. */
  readonly trailers: readonly string[];
  /** Patterns of the author, as `Name <address>`. */
  readonly authors: readonly string[];
  /** Patterns of the message. */
  readonly messages: readonly string[];
  /** Globs of branches: merges that name one are commits of Codex as a whole. */
  readonly branches: readonly string[];
}

/** Something an audit looks at: rules that weigh together. */
export interface AuditCheck {
  readonly id: string;
  readonly title: string;
  readonly rules: readonly string[];
  readonly weight: number;
}

/** What the policy says of audits. */
export interface AuditLaw {
  readonly commits: CodexCommits;
  /** How many commits are drawn. */
  readonly sample: number;
  /** The lowest score that passes, 0 to 100. */
  readonly threshold: number;
  /** How many days before the newest commit those that are drawn from may lie; left out: all. */
  readonly days?: number;
  readonly checks: readonly AuditCheck[];
  /** What the rules weigh together that no check names. */
  readonly otherWeight: number;
  /** The pattern of the mode in a trailer: `^Codex-Mode: (.+)$`; left out: no commit names its mode. */
  readonly modeIn?: string;
  /** The mode of commits that name none. */
  readonly mode?: string;
  /** The folder that remediation files are written in; left out: none are. */
  readonly remediation?: string;
  /** After how many failed audits in a row, or audits in a row that one rule fails in, Codex is frozen; left out: never. */
  readonly freeze: { readonly audits?: number; readonly sameRule?: number };
  /** The role that may lift the freeze by a reviewed file; left out: none. */
  readonly liftedBy?: string;
}

/** Where what audits found is kept, for all to review. */
export const auditFolder = '.codex/governance/audits';

/** What weighs together that no check names. */
export const otherChecks = 'others';
