import type { Level } from '../level.ts';

/** What can be found out about a waiver or an approval itself. */
const flaws = ['expired', 'invalid', 'unused'] as const;
export type Flaw = (typeof flaws)[number];

/** Waivers allow findings; approvals raise budgets. */
export const allowanceKinds = ['waiver', 'approval'] as const;
export type AllowanceKind = (typeof allowanceKinds)[number];

export const allowanceRule = (kind: AllowanceKind, flaw: Flaw): string => `${kind}.${flaw}`;

/** The ids under which waivers and approvals show in findings. */
export const allowanceRules: readonly string[] = allowanceKinds.flatMap((kind) =>
  flaws.map((flaw) => allowanceRule(kind, flaw)),
);

// What a finding about a waiver or an approval means, and what to do.
interface Meaning {
  readonly title: string;
  readonly says: string;
  /** The highest that it weighs. */
  readonly level: Level;
  readonly remedy: string;
}

const meanings: Readonly<Record<Flaw, Meaning>> = {
  expired: {
    title: 'Expired',
    says: 'From the day after its `until` on it allows nothing. It weighs when this change would need it, or wrote it.',
    level: 'warn',
    remedy: 'Remove its file, or ask for a new one.',
  },
  invalid: {
    title: 'Not valid',
    says: 'It cannot be read, or its role may not give it, so it allows nothing. It weighs when this change wrote it.',
    level: 'warn',
    remedy: 'Correct its file at the line that is named, in a change that is reviewed, or remove it.',
  },
  unused: {
    title: 'Not needed',
    says: 'This change touches what it is for and does not need it, or it raises nothing. This only tells.',
    level: 'info',
    remedy: 'Remove its file, unless other work that is under way needs it.',
  },
};

/** Why waivers and approvals are looked at themselves. */
export const whyLooked = 'Exceptions that nobody needs any more hide the next one (docs/waivers.md).';

/** What such a finding is, by its rule; undefined for another rule. */
export const explainAllowanceRule = (rule: string): (Meaning & { readonly kind: AllowanceKind }) | undefined => {
  const [kind, flaw] = [
    allowanceKinds.find((name) => rule.startsWith(`${name}.`)),
    flaws.find((name) => rule.endsWith(`.${name}`)),
  ];
  if (kind === undefined || flaw === undefined || rule !== allowanceRule(kind, flaw)) return undefined;
  const { title, ...meaning } = meanings[flaw];
  return { kind, title: `${title} ${kind}`, ...meaning };
};
