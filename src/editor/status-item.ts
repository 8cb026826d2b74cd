import { exceeded, speakStatus, writeLimits, writeMeterTable, writeStatus } from '#core';
import * as vscode from 'vscode';
import { commands } from './contributions.ts';
import type { Sight } from './repository-watch.ts';

/** What the one status-bar item says. */
export interface StatusWords {
  readonly text: string;
  /** For a screen reader. */
  readonly spoken: string;
  readonly tooltip: string;
  readonly weight: 'plain' | 'warning' | 'error';
}

const link = (title: string, command: string): string => `[${title}](command:codexGovernor.${command})`;

const active = (sight: Extract<Sight, { state: 'active' }>): StatusWords => {
  const { task, standard, review } = sight;
  const { judgement } = review;
  const mode = standard.mode;
  const over = exceeded(judgement).length > 0 || judgement.verdict === 'block';
  const findings = judgement.findings.length;
  const tooltip = [
    `**${mode?.title ?? task.mode}** · ${task.goal.replace(/[\\`*_{}[\]<>()#|!]/g, (sign) => `\\${sign}`)}`,
    '',
    writeMeterTable(judgement.meters),
    '',
    mode === undefined ? '' : `Limits: ${writeLimits(mode)}.`,
    `${findings} ${findings === 1 ? 'finding' : 'findings'} against base \`${(task.base.commit ?? 'no commit').slice(0, 8)}\`.`,
    '',
    [
      link('Show Budget', 'showBudget'),
      link('Prepare Pull Request', 'preparePullRequest'),
      link('Hand Over Prompt', 'handOver'),
      link('Finish Task', 'finishTask'),
    ].join(' · '),
  ].join('\n');
  return {
    text: `$(law) ${writeStatus(mode?.label ?? task.mode, judgement.meters)}`,
    spoken: `${speakStatus(mode?.title ?? task.mode, judgement.meters)}. ${findings} findings.`,
    tooltip,
    weight: over ? 'error' : judgement.verdict === 'warn' ? 'warning' : 'plain',
  };
};

/** The words for a repository's state. */
export const writeSight = (sight: Sight): StatusWords => {
  switch (sight.state) {
    case 'active':
      return active(sight);
    case 'waiting':
      return {
        text: '$(law) Codex Governor $(sync~spin)',
        spoken: 'Codex Governor is reading the repository',
        tooltip: 'Reading the repository.',
        weight: 'plain',
      };
    case 'none':
      return {
        text: '$(law) No Codex task',
        spoken: 'No Codex task',
        tooltip: `No Codex task in this repository.\n\n${link('Start Codex Task', 'startTask')}`,
        weight: 'plain',
      };
    case 'parked':
      return {
        text: '$(debug-pause) Codex task parked',
        spoken: `The Codex task of branch ${sight.task.base.branch ?? ''} is parked`,
        tooltip: [
          `The task “${sight.task.goal}” belongs to branch \`${sight.task.base.branch ?? ''}\`; ${sight.on} is checked out.`,
          'Nothing here counts against it. Switch back to go on.',
          '',
          link('Abandon Task', 'abandonTask'),
        ].join('\n'),
        weight: 'plain',
      };
    case 'failed':
      return {
        text: '$(warning) Codex Governor cannot judge',
        spoken: `Codex Governor cannot judge: ${sight.failure.message}`,
        tooltip: [sight.failure.message, sight.failure.remedy ?? ''].join('\n\n'),
        weight: 'warning',
      };
  }
};

/** What it says where no folder is a git repository. */
export const noRepositoryWords: StatusWords = {
  text: '$(law) No repository',
  spoken: 'Codex Governor: no repository',
  tooltip: 'Codex Governor works in a folder that is a git repository.',
  weight: 'plain',
};

/** What the item says in a folder that is not trusted yet: no process was started. */
export const untrustedWords = (highest: number | undefined): StatusWords => ({
  text: highest === undefined ? '$(law) Restricted' : `$(law) Restricted · CC ${highest}`,
  spoken: 'Codex Governor is restricted until you trust this folder',
  tooltip: [
    'This folder is not trusted, so Codex Governor starts no process, git included.',
    '',
    'Off until you trust it: tasks, diff budgets, context packs and pull requests. On: problems of the policy, and the',
    'complexity of open files.',
    '',
    '[Manage Workspace Trust](command:workbench.trust.manage)',
  ].join('\n'),
  weight: 'plain',
});

// The goal stands in the tooltip: a link typed into it must not run a command of another extension.
const enabledCommands: readonly string[] = [...Object.keys(commands), 'workbench.trust.manage'];

const backgrounds: Record<StatusWords['weight'], vscode.ThemeColor | undefined> = {
  plain: undefined,
  warning: new vscode.ThemeColor('statusBarItem.warningBackground'),
  error: new vscode.ThemeColor('statusBarItem.errorBackground'),
};

/** The one status-bar item; a click opens the task's menu. */
export const createStatusItem = (): { readonly show: (words: StatusWords) => void } & vscode.Disposable => {
  const item = vscode.window.createStatusBarItem('codexGovernor.task', vscode.StatusBarAlignment.Left, 50);
  item.name = 'Codex Governor';
  item.command = 'codexGovernor.showTask';
  return {
    show: ({ text, spoken, tooltip, weight }) => {
      const markdown = new vscode.MarkdownString(tooltip, true);
      markdown.isTrusted = { enabledCommands };
      item.text = text;
      item.tooltip = markdown;
      item.accessibilityInformation = { label: spoken, role: 'button' };
      item.backgroundColor = backgrounds[weight];
      item.show();
    },
    dispose: () => item.dispose(),
  };
};
