import type { Finding } from '../finding.ts';
import type { Measure } from '../measures.ts';
import type { AllowanceKind } from './rules.ts';

/** The folders of the reviewed tree in which waivers and approvals stand, each in a file of its own. */
export const allowanceFolders: Readonly<Record<AllowanceKind, string>> = {
  waiver: '.codex/governance/waivers',
  approval: '.codex/governance/approvals',
};

/** What a person gives: who, in which role, why, and for how long. */
export interface Grant {
  /** Its file, from the root of the repository. */
  readonly path: string;
  /** Name and e-mail address, as the person wrote them. */
  readonly who: string;
  /** The id of the role. */
  readonly role: string;
  readonly reason: string;
  /** The last day it holds, `2026-12-31`. */
  readonly until: string;
  /** The decision record it stands on. */
  readonly adr?: string;
}

/** Findings that a person allows. */
export interface Waiver extends Grant {
  readonly kind: 'waiver';
  /** The one finding it allows; left out: all of the rule in the places. */
  readonly finding?: string;
  readonly rule?: string;
  /** Globs; empty: wherever the finding is. */
  readonly in: readonly string[];
}

/** A budget that a person raises. */
export interface Approval extends Grant {
  readonly kind: 'approval';
  readonly measure: Measure;
  readonly limit: number;
  /** Left out: every mode, and work without one. */
  readonly mode?: string;
  /** Globs that every file that counts has to match; empty: wherever the mode writes. */
  readonly scope: readonly string[];
}

export type Allowance = Waiver | Approval;

/** True from the day after its last one. Days are those of UTC, written so that they sort. */
export const isExpired = ({ until }: Grant, today: string): boolean => until < today;

const tellPerson = ({ who, role }: Grant): string => `${who} (${role})`;

/** `Ada Lovelace <ada@example.org> (architect) until 2026-12-31: The reason. (docs/adr/0007-x.md)`, for a person. */
export const tellGrant = (grant: Grant): string => {
  const stands = grant.adr === undefined ? '' : ` (${grant.adr})`;
  return `${tellPerson(grant)} until ${grant.until}: ${grant.reason.trim().replaceAll(/\s+/g, ' ')}${stands}`;
};

/** The same without the reason, where there is little room. */
export const tellGiver = (grant: Grant): string => `${tellPerson(grant)} until ${grant.until}`;

/** The grant alone, without what it is for. */
export const grantOf = ({ path, who, role, reason, until, adr }: Grant): Grant => ({
  path,
  who,
  role,
  reason,
  until,
  ...(adr === undefined ? {} : { adr }),
});

/** A finding that somebody claims is allowed; `lifts`: a block of it is a warning then. */
export const claimedBy = (finding: Finding, claim: Grant, lifts: boolean): Finding => ({
  ...finding,
  ...(lifts && finding.level === 'block' ? { level: 'warn' } : {}),
  claim: grantOf(claim),
});
