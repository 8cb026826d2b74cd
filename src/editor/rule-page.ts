import { explainRule, ruleKinds, tellOrigins, tellParts, type Demand, type Mode, type Policy } from '#core';

const levels: Record<Demand['level'], string> = {
  block: 'blocks the change',
  warn: 'warns',
  info: 'informs',
};

const tellDemand = (demand: Demand): readonly string[] => {
  const { says, level, because, origins } = demand;
  return [
    `${says} A finding ${levels[level]}.`,
    '',
    ...(because === '' ? [] : [`**Why:** ${because}`, '']),
    ...(origins.length === 0 ? [] : [`**Written:** ${tellOrigins(origins)}`, '']),
    ...tellParts(demand).flatMap((told) => [told, '']),
  ];
};

const demandIn = (demands: readonly Demand[], mode: string | undefined): Demand | undefined =>
  demands.find((demand) => demand.mode === mode) ?? demands[0];

const findMode = (policy: Policy, id: string | undefined): Mode | undefined =>
  policy.modes.find((mode) => mode.id === id);

const tellPlace = (policy: Policy, { mode }: Demand): string =>
  mode === undefined ? 'Without a mode' : (findMode(policy, mode)?.title ?? mode);

const tellOthers = (policy: Policy, demands: readonly Demand[]): readonly string[] =>
  demands.length === 0
    ? []
    : [
        '## Elsewhere',
        '',
        ...demands.map((demand) => `- **${tellPlace(policy, demand)}:** ${demand.says} (${demand.level})`),
        '',
      ];

/**
 * The page of a rule: what it demands where the person works, why, where that was written, how a finding is fixed, what
 * holds elsewhere. Markdown; undefined for a rule the policy does not have.
 */
export const writeRulePage = (policy: Policy, id: string, mode: string | undefined): string | undefined => {
  const explained = explainRule(policy, id, ruleKinds);
  if (!explained.ok) return undefined;
  const { demands, remedy, title, kind } = explained.value;
  const here = demandIn(demands, mode);
  const manual = ruleKinds.get(kind);
  return [
    `# ${id}: ${title.toLowerCase()}`,
    '',
    ...(here === undefined ? [] : [`## ${tellPlace(policy, here)}`, '', ...tellDemand(here)]),
    '## How to fix it',
    '',
    remedy,
    '',
    ...tellOthers(
      policy,
      demands.filter((demand) => demand !== here),
    ),
    ...(manual === undefined ? [] : [`## What a ${title.toLowerCase()} is`, '', manual.manual, '']),
  ].join('\n');
};

/** Why a rule is there, where that is written, and how a finding is fixed. Markdown; undefined as for its page. */
export const writeRuleHover = (policy: Policy, id: string, mode: string | undefined): string | undefined => {
  const explained = explainRule(policy, id, ruleKinds);
  if (!explained.ok) return undefined;
  const { demands, remedy } = explained.value;
  const here = demandIn(demands, mode);
  const { because = '', origins = [] } = here ?? {};
  return [
    ...(because === '' ? [] : [`**Why:** ${because}`]),
    ...(origins.length === 0 ? [] : [`**Written:** ${tellOrigins(origins)}`]),
    `**How to fix it:** ${remedy}`,
  ].join('\n\n');
};
