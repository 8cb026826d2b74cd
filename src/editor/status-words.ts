import {
  blocking,
  counted,
  speakStatus,
  statusTellsAll,
  tellFindingCount,
  unwaived,
  weightOf,
  writeLimits,
  writeMeterTable,
  writeStatus,
  type Finding,
  type Judgement,
} from '#core';
import type { CommandId } from './contributions.ts';
import { linkToRule } from './rule-link.ts';
import type { Sight } from './sight.ts';

/** What the one status-bar item says. */
export interface StatusWords {
  readonly text: string;
  /** For a screen reader. */
  readonly spoken: string;
  /** Markdown. */
  readonly tooltip: string;
  /** `error` only for what blocks. */
  readonly weight: 'plain' | 'warning' | 'error';
}

/** How things stand with a repository's policy; undefined while it has not been read. */
export type PolicyStanding = 'sound' | Frozen | 'broken' | 'none' | undefined;

/** What has frozen Codex: the policy itself, or its audits. */
type Frozen = 'frozen' | 'audited';

const link = (title: string, command: CommandId): string => `[${title}](command:${command})`;
const links = (...parts: readonly string[]): string => parts.join(' · ');

// A goal, a branch or a message comes from elsewhere: none of it may become markup, or a link that runs a command.
const quote = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>()#|!~&]/g, (sign) => `\\${sign}`);

const consequence = 'No task starts, and a change of a Codex task does not pass.';
const frozenSentences: Readonly<Record<Frozen, string>> = {
  frozen: `Codex is frozen in this repository: the policy says so. ${consequence}`,
  audited: `Codex is frozen in this repository: its audits say so. ${consequence} It lifts when the next audit passes and what it keeps is committed, or by a reviewed file of the role that may.`,
};

type Active = Extract<Sight, { state: 'active' }>;

const speakVerdict = ({ verdict, findings: found }: Judgement): string => {
  const findings = unwaived(found);
  const waived = found.length === findings.length ? '' : `, and ${found.length - findings.length} waived`;
  if (findings.length === 0) return `No findings${waived}`;
  const all = counted(findings.length, 'finding');
  if (verdict !== 'block') return `${all}${waived}`;
  const { length: blockers } = blocking(findings);
  const blocks =
    blockers === findings.length
      ? `Blocked by ${all}`
      : `Blocked: ${all}, of which ${blockers} ${blockers === 1 ? 'blocks' : 'block'}`;
  return `${blocks}${waived}`;
};

/** How many findings there are: behind the figures of the bar, where those leave a colour without a reason, and in speech. */
export const tellFindings = (judgement: Judgement): Pick<StatusWords, 'text' | 'spoken'> => ({
  text: statusTellsAll(judgement) ? '' : ` · ${counted(unwaived(judgement.findings).length, 'finding')}`,
  spoken: speakVerdict(judgement),
});

const mostListed = 5;

const listFindings = (findings: readonly Finding[]): readonly string[] => {
  if (findings.length === 0) return [];
  const rows = findings.slice(0, mostListed).map((finding) => {
    const { path, message, rule } = finding;
    const place = path === '' || message.includes(path) ? '' : `${quote(path)}: `;
    return `- ${place}${quote(message)} ([${quote(rule)}](${linkToRule(rule)}), ${weightOf(finding)})`;
  });
  const rest = findings.length - mostListed;
  return [[...rows, ...(rest > 0 ? [`- and ${rest} more, listed in Problems`] : [])].join('\n')];
};

const activeTooltip = ({ task, standard, review }: Active, frozen: Frozen | undefined): string => {
  const { judgement } = review;
  const limits = standard.mode === undefined ? 'no limits' : writeLimits(standard.mode);
  const base = task.base.commit === null ? 'the empty repository' : `\`${task.base.commit.slice(0, 8)}\``;
  return [
    `**${quote(standard.mode?.title ?? task.mode)}** (${quote(limits)})`,
    quote(task.goal),
    ...(frozen === undefined ? [] : [frozenSentences[frozen]]),
    writeMeterTable(judgement.meters),
    `${tellFindingCount(judgement.findings)} since the task began at ${base}.`,
    ...listFindings(judgement.findings),
    links(
      link('Show Budget', 'codexGovernor.showBudget'),
      link('Prepare Pull Request', 'codexGovernor.preparePullRequest'),
      link('Hand Over Prompt', 'codexGovernor.handOver'),
      link('Finish Task', 'codexGovernor.finishTask'),
    ),
  ].join('\n\n');
};

const weights = { pass: 'plain', warn: 'warning', block: 'error' } as const;

// In high contrast there is no coloured ground: the sign has to tell as well.
const signs = { pass: '$(law)', warn: '$(warning)', block: '$(error)' } as const;

const active = (sight: Active, by: Frozen | undefined): StatusWords => {
  const frozen = by !== undefined;
  const { task, standard, review } = sight;
  const { verdict, meters } = review.judgement;
  const told = tellFindings(review.judgement);
  const budget = `${writeStatus(standard.mode?.label ?? task.mode, meters)}${told.text}`;
  return {
    text: frozen ? `$(lock) Codex frozen · ${budget}` : `${signs[verdict]} ${budget}`,
    spoken: `${frozen ? 'Codex is frozen. ' : ''}${speakStatus(standard.mode?.title ?? task.mode, meters)}. ${told.spoken}`,
    tooltip: activeTooltip(sight, by),
    weight: frozen ? 'error' : weights[verdict],
  };
};

const parked = ({ task, on }: Extract<Sight, { state: 'parked' }>): StatusWords => {
  const branch = task.base.branch ?? 'another branch';
  return {
    text: '$(debug-pause) Codex task parked',
    spoken: `The Codex task of ${branch} is parked, because ${on} is checked out`,
    tooltip: [
      `The task “${quote(task.goal)}” is parked: it belongs to **${quote(branch)}**, and **${quote(on)}** is checked out.`,
      'Nothing you change here counts against it. Switch back to go on with it.',
      links(link('Show Task', 'codexGovernor.showTask'), link('Abandon Task', 'codexGovernor.abandonTask')),
    ].join('\n\n'),
    weight: 'plain',
  };
};

const startLink = link('Start Codex Task', 'codexGovernor.startTask');
const liftLink = link('Lift Freeze…', 'codexGovernor.liftFreeze');
const policyLink = link('Open Policy', 'codexGovernor.openPolicy');

const idleWords: Record<NonNullable<PolicyStanding>, StatusWords> = {
  sound: {
    text: '$(law) No Codex task',
    spoken: 'No Codex task',
    tooltip: `No Codex task is under way in this repository.\n\n${links(startLink, policyLink)}`,
    weight: 'plain',
  },
  frozen: {
    text: '$(lock) Codex frozen',
    spoken: 'Codex is frozen in this repository by its policy',
    tooltip: `${frozenSentences.frozen}\n\n${policyLink}`,
    weight: 'plain',
  },
  audited: {
    text: '$(lock) Codex frozen',
    spoken: 'Codex is frozen in this repository by its audits',
    tooltip: `${frozenSentences.audited}\n\n${links(liftLink, link('Show Report', 'codexGovernor.showReport'), policyLink)}`,
    weight: 'plain',
  },
  broken: {
    text: '$(warning) Policy has errors',
    spoken: 'The policy of this repository has errors, so no Codex task starts',
    tooltip: `The policy of this repository has errors, so no Codex task starts. They are listed in Problems.\n\n${policyLink}`,
    weight: 'warning',
  },
  none: {
    text: '$(law) No Codex policy',
    spoken: 'This repository has no policy for Codex',
    tooltip: `This repository has no policy for Codex yet, so no task starts.\n\n${link('Create Policy', 'codexGovernor.createPolicy')}`,
    weight: 'plain',
  },
};

/** The words while a repository is being read. */
export const waitingWords: StatusWords = {
  text: '$(law) Codex Governor $(loading~spin)',
  spoken: 'Codex Governor is reading the repository',
  tooltip: 'Codex Governor is reading the repository.',
  weight: 'plain',
};

/** The words for a repository's state. */
export const writeSight = (sight: Sight, policy: PolicyStanding): StatusWords => {
  if (sight.state === 'active') return active(sight, policy === 'frozen' || policy === 'audited' ? policy : undefined);
  if (sight.state === 'parked') return parked(sight);
  if (sight.state === 'none') return idleWords[policy ?? 'sound'];
  if (sight.state === 'waiting') return waitingWords;
  const { message, remedy = '' } = sight.failure;
  return {
    text: '$(warning) Codex Governor cannot judge',
    spoken: `Codex Governor cannot judge. ${message} ${remedy}`.trim(),
    tooltip: [message, remedy]
      .filter((part) => part !== '')
      .map(quote)
      .join('\n\n'),
    weight: 'warning',
  };
};

/** Where several repositories are open, whose words these are. */
export const nameRepository = (words: StatusWords, name: string): StatusWords => ({
  ...words,
  text: words.text.replace(/^(\$\([a-z-]+\) )?/, (icon) => `${icon}${name}: `),
  spoken: `${name}: ${words.spoken}`,
  tooltip: `Repository **${quote(name)}**\n\n${words.tooltip}`,
});

/** What it says where no folder is a git repository; `why` says so in sentences. */
export const noRepositoryWords = (why: string): StatusWords => ({
  text: '$(law) No repository',
  spoken: `Codex Governor: ${why}`,
  tooltip: quote(why),
  weight: 'plain',
});

/** The most complex function of an open file. */
export interface Summit {
  readonly name: string;
  readonly line: number;
  readonly complexity: number;
}

/** What it says in a folder that is not trusted yet: no process was started. */
export const untrustedWords = (summit: Summit | undefined): StatusWords => ({
  text:
    summit === undefined
      ? '$(shield) Codex Governor restricted'
      : `$(shield) Codex Governor restricted · CC ${summit.complexity}`,
  spoken: [
    'Codex Governor is restricted until you trust this folder',
    ...(summit === undefined ? [] : [`Highest complexity in this file ${summit.complexity}, in ${summit.name}`]),
  ].join('. '),
  tooltip: [
    'This folder is not trusted, so Codex Governor starts no process here, git included.',
    '**On:** problems of the policy, and the complexity of the open file.',
    '**Off until you trust the folder:** tasks, budgets, context packs, gates, chains, packages, evidence and pull requests.',
    ...(summit === undefined
      ? []
      : [`Highest complexity in this file: ${summit.complexity}, in ${quote(summit.name)} (line ${summit.line}).`]),
    '[Manage Workspace Trust](command:workbench.trust.manage)',
  ].join('\n\n'),
  weight: 'plain',
});
