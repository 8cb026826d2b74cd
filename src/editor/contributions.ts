/*
 * The one place where commands, settings and their words are written. `npm run generate` copies it into package.json,
 * and a test fails when the two differ.
 */

const category = 'Codex Governor';

interface Command {
  readonly title: string;
  readonly icon?: string;
  /** When the palette offers it; left out: always. */
  readonly when?: string;
}

/** What the palette is told of the state of things. */
export const contextKeys = {
  hasTask: 'codexGovernor.hasTask',
} as const;

const withTask = `isWorkspaceTrusted && ${contextKeys.hasTask}`;

export const commands = {
  'codexGovernor.startTask': { title: 'Start Codex Task', icon: '$(play)' },
  'codexGovernor.showTask': { title: 'Show Task' },
  'codexGovernor.handOver': { title: 'Hand Over Prompt to Codex', when: withTask },
  'codexGovernor.openPrompt': { title: 'Open Task Prompt', when: withTask },
  'codexGovernor.finishTask': { title: 'Finish Task', when: withTask },
  'codexGovernor.abandonTask': { title: 'Abandon Task', when: withTask },
  'codexGovernor.showBudget': { title: 'Show Budget' },
  'codexGovernor.copyApprovalRequest': { title: 'Copy Approval Request', when: withTask },
  'codexGovernor.checkChange': { title: 'Check Change' },
  'codexGovernor.checkContextPack': { title: 'Check Context Pack' },
  'codexGovernor.preparePullRequest': { title: 'Prepare Pull Request', icon: '$(git-pull-request-create)' },
  'codexGovernor.createPolicy': { title: 'Create Policy' },
  'codexGovernor.openPolicy': { title: 'Open Policy' },
  'codexGovernor.explainRule': { title: 'Explain Rule' },
} as const satisfies Record<string, Command>;

export type CommandId = keyof typeof commands;

interface Setting {
  readonly type: 'boolean' | 'number' | 'string';
  readonly default: boolean | number | string;
  readonly description: string;
  readonly scope: 'window' | 'resource' | 'machine';
  readonly minimum?: number;
  readonly maximum?: number;
}

export const settings = {
  'codexGovernor.review.delay': {
    type: 'number',
    default: 300,
    minimum: 50,
    maximum: 10_000,
    description: 'How long to wait after the last keystroke before the change is judged again, in milliseconds.',
    scope: 'window',
  },
  'codexGovernor.review.inlineDiagnostics': {
    type: 'boolean',
    default: true,
    description: 'Show findings in the editor and in Problems. The status bar shows the budgets either way.',
    scope: 'resource',
  },
  'codexGovernor.codex.path': {
    type: 'string',
    default: '',
    description: 'The Codex executable to hand tasks to in a terminal. Empty: the one on the PATH.',
    scope: 'machine',
  },
} as const satisfies Record<string, Setting>;

export type SettingId = keyof typeof settings;

const palette = (): readonly object[] =>
  Object.entries<Command>(commands).flatMap(([command, { when }]) => (when === undefined ? [] : [{ command, when }]));

/** The `contributes` of package.json. */
export const contributes = (): object => ({
  commands: Object.entries<Command>(commands).map(([command, { title, icon }]) => ({
    command,
    title,
    category,
    ...(icon === undefined ? {} : { icon }),
  })),
  menus: {
    commandPalette: palette(),
    'scm/title': [
      {
        command: 'codexGovernor.preparePullRequest',
        group: 'navigation',
        when: `scmProvider == git && ${withTask}`,
      },
    ],
  },
  configuration: {
    title: category,
    properties: settings,
  },
  // For people who have a YAML extension: it serves our schema, and our own help steps aside.
  yamlValidation: [{ fileMatch: '.codex/governance.yaml', url: './policies/schema.json' }],
});
