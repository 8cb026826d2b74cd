import type { CommandId } from './contributions.ts';

interface Step {
  readonly title: string;
  /** Ends with the button that takes the step. */
  readonly description: string;
  readonly command: CommandId;
}

// Their pages are media/walkthrough/ID.md.
const steps = {
  policy: {
    title: 'Write down what holds here',
    description:
      'A policy is one YAML file in the repository. Start from one that ships with the extension.\n[Create Policy](command:codexGovernor.createPolicy)',
    command: 'codexGovernor.createPolicy',
  },
  start: {
    title: 'Start a task in a working mode',
    description:
      'Pick the mode, say the goal, and hand Codex a prompt with its context and its limits.\n[Start Codex Task](command:codexGovernor.startTask)',
    command: 'codexGovernor.startTask',
  },
  budget: {
    title: 'Watch the budgets while the code changes',
    description:
      'The status bar counts lines, files and complexity as you and Codex type.\n[Show Budget](command:codexGovernor.showBudget)',
    command: 'codexGovernor.showBudget',
  },
  'pull-request': {
    title: 'Hand in a pull request filled from facts',
    description:
      'Every figure is measured, and only what a rule saw is ticked.\n[Prepare Pull Request](command:codexGovernor.preparePullRequest)',
    command: 'codexGovernor.preparePullRequest',
  },
} as const satisfies Record<string, Step>;

/** The walkthrough that VS Code offers after the installation. */
export const walkthrough = (): object => ({
  id: 'governed-task',
  title: 'Codex Governor: a Task from Start to Pull Request',
  description: 'Four steps from a policy to a pull request whose figures can be believed.',
  steps: Object.entries<Step>(steps).map(([id, { title, description, command }]) => ({
    id,
    title,
    description,
    media: { markdown: `media/walkthrough/${id}.md` },
    completionEvents: [`onCommand:${command}`],
  })),
});
