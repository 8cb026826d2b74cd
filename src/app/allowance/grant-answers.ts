import type { Policy } from '#core';

/*
 * What is wrong with an answer of a person who allows what a rule or a budget does not, in words for them; undefined where
 * nothing is.
 */

/** `least`: what the policy allows already; `needed`: what is needed, where only so much helps. */
export const objectToLimit = (
  text: string,
  { least, needed = 0 }: { readonly least: number; readonly needed?: number },
): string | undefined => {
  if (!/^\d+$/.test(text.trim())) return 'Type a whole number.';
  if (Number(text) <= least) return `The policy allows ${least} already.`;
  return Number(text) < needed ? `The patch needs ${needed}.` : undefined;
};

export const objectToReason = (text: string): string | undefined => (text.trim() === '' ? 'Say why.' : undefined);

/** `today` as `2026-12-31`. */
export const objectToDay = (text: string, today: string): string | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text.trim())) return 'Type year, month and day, such as 2026-12-31.';
  return text.trim() < today ? `That day is over: today is ${today}.` : undefined;
};

/** Who may, for somebody who may not. */
export const tellWhoMay = (roles: Policy['roles']): string =>
  `By the policy this is for ${roles.map(({ title }) => title).join(' or ')} to approve. Ask them; nothing was decided.`;

/** What holds of what somebody has asked for or approved, until it is reviewed. */
export const tellClaimed = (kind: 'waiver' | 'approval'): string =>
  `CI counts this ${kind} once it is reviewed and merged, in a change of its own. Until then it is only claimed.`;
