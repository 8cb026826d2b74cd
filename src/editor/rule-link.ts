/** A link that opens the page of a rule: what it is for, why the policy has it, how to fix a finding of it. */
export const linkToRule = (rule: string): string =>
  `command:codexGovernor.explainRule?${encodeURIComponent(JSON.stringify([rule]))}`;
