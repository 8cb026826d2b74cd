/** More of a budget, as a person approved it while a patch waited. */
export interface GivenApproval {
  /** The measure: `lines`. */
  readonly budget: string;
  readonly limit: number;
  /** The file that was written for review, from the root of the repository, and the SHA-256 of its text. */
  readonly path: string;
  readonly digest: string;
  readonly who: string;
  readonly role: string;
  readonly reason: string;
  /** The last day it holds, `2026-12-31`. */
  readonly until: string;
}
