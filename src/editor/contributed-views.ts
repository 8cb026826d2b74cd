/*
 * The views of ours, what they say while they are empty, and what is offered in them.
 */

/** What the palette and the views are told of the state of things. */
export const contextKeys = {
  hasTask: 'codexGovernor.hasTask',
  /** Why the views of the task and of complexity may be empty: an `Emptiness`. */
  emptiness: 'codexGovernor.emptiness',
  /** A governed run works here now. */
  runs: 'codexGovernor.runs',
  /** The task at hand has had a governed run. */
  hasRun: 'codexGovernor.hasRun',
  /** Its thread can be opened in the Codex extension. */
  hasThread: 'codexGovernor.hasThread',
  /** A patch waits for a person. */
  asksPatch: 'codexGovernor.asksPatch',
  /** One waits that is let through by approving more of its budgets. */
  asksBudget: 'codexGovernor.asksBudget',
} as const;

/* When something is offered. */
export const withTask = `isWorkspaceTrusted && ${contextKeys.hasTask}`;

export const mayRun = `${withTask} && !${contextKeys.runs}`;

export const taskView = 'codexGovernor.overview';

export const complexityView = 'codexGovernor.complexity';

export const runView = 'codexGovernor.run';

export const doctorView = 'codexGovernor.wiring';

/** What the view of complexity says while it lists nothing. */
const welcomes = {
  waiting: 'Codex Governor is reading the repository.',
  restricted:
    'This folder is not trusted, so no process is started here, git included. Once you trust it, the functions that a change alters are listed here.\n[Manage Workspace Trust](command:workbench.trust.manage)',
  absent: 'No folder in this window is a local git repository.',
  lawless:
    'This repository has no policy for Codex yet, so no task starts.\n[Create Policy](command:codexGovernor.createPolicy)',
  broken:
    'The policy of this repository has errors, so no Codex task starts. They are listed in Problems.\n[Open Policy](command:codexGovernor.openPolicy)',
  frozen:
    'Codex is frozen in this repository: the policy says so, and no task starts.\n[Open Policy](command:codexGovernor.openPolicy)',
  audited:
    'Codex is frozen in this repository: its audits say so, and no task starts. It lifts when the next audit passes (in a terminal, codex-governor audit) and what it keeps is committed, or by a reviewed file of the role that may.\n[Lift Freeze…](command:codexGovernor.liftFreeze)\n[Show Report](command:codexGovernor.showReport)',
  idle: 'No Codex task is under way, and this view needs one. During a task, the functions that its change writes or alters are listed here, worst first.\n[Start Codex Task](command:codexGovernor.startTask)',
  parked: 'The Codex task is parked: it belongs to another branch.\n[Show Task](command:codexGovernor.showTask)',
  unchanged: 'The change has written or altered no function yet.',
} as const;

/** Why there is nothing to list. */
export type Emptiness = keyof typeof welcomes;

/** What the view of the task says while it lists nothing; what is left out is said as in the view of complexity. */
const taskWelcomes: Readonly<Record<Emptiness, string>> = {
  ...welcomes,
  restricted:
    'This folder is not trusted, so no process is started here, git included. Once you trust it, the task is shown here with its budgets, findings and gates.\n[Manage Workspace Trust](command:workbench.trust.manage)',
  idle: 'No Codex task is under way. During a task, this view shows its budgets, findings, context pack, gates and evidence, and how far its chain and phases are.\n[Start Codex Task](command:codexGovernor.startTask)\n[Start Next Slice…](command:codexGovernor.startNextSlice)\n[Show Phases](command:codexGovernor.showPhases)',
  parked:
    'The Codex task is parked: it belongs to another branch. Switch back to go on with it.\n[Show Task](command:codexGovernor.showTask)\n[Abandon Task](command:codexGovernor.abandonTask)',
  unchanged: 'Codex Governor is reading the task.',
};

/** What the view of a governed run says while there is none. */
const runWelcomes = [
  {
    view: runView,
    contents:
      'Codex carries out a task while every patch is judged before it is written. No task is under way.\n[Start Codex Task](command:codexGovernor.startTask)',
    when: `!${contextKeys.hasTask}`,
  },
  {
    view: runView,
    contents:
      'Codex carries out the task while every patch is judged before it is written. Nothing has run yet.\n[Run Task Governed](command:codexGovernor.runTask)',
    when: `${contextKeys.hasTask} && !${contextKeys.runs}`,
  },
] as const;

/** What the view of the wiring says before anybody has looked. */
const doctorWelcome = {
  view: doctorView,
  contents:
    'What of the hooks, rules and documents for Codex is installed here, trusted, live and proven. Codex itself is asked.\n[Examine](command:codexGovernor.doctor)',
} as const;

// The side bar's title is `container: view`, and is cut off where it is long.
const container = 'Governor';

const welcomesOf = (view: string, contents: Readonly<Record<Emptiness, string>>): readonly object[] =>
  Object.entries(contents).map(([emptiness, text]) => ({
    view,
    contents: text,
    when: `${contextKeys.emptiness} == ${emptiness}`,
  }));

export const viewContributions = (): object => ({
  viewsContainers: { activitybar: [{ id: 'codexGovernor', title: container, icon: '$(law)' }] },
  views: {
    codexGovernor: [
      { id: taskView, name: 'Task', icon: '$(law)', initialSize: 60 },
      { id: complexityView, name: 'Complexity', icon: '$(law)', initialSize: 20 },
      { id: runView, name: 'Governed Run', icon: '$(law)', when: 'isWorkspaceTrusted', initialSize: 60 },
      {
        id: doctorView,
        name: 'Doctor',
        icon: '$(law)',
        when: 'isWorkspaceTrusted',
        visibility: 'collapsed',
        initialSize: 20,
      },
    ],
  },
  viewsWelcome: [
    ...welcomesOf(complexityView, welcomes),
    ...welcomesOf(taskView, taskWelcomes),
    ...runWelcomes,
    doctorWelcome,
  ],
});

// A patch of several files is shown in an editor that has no file of its own.
const isPatch = '(resourceScheme == codex-governor-patch || resourceScheme == multi-diff-editor)';
const onPatch = `${contextKeys.asksPatch} && ${isPatch}`;

export const patchMenu: readonly object[] = [
  { command: 'codexGovernor.acceptPatch', group: 'navigation@-3', when: onPatch },
  {
    command: 'codexGovernor.approveBudget',
    group: 'navigation@-2',
    when: `${contextKeys.asksBudget} && ${isPatch}`,
  },
  { command: 'codexGovernor.declinePatch', group: 'navigation@-1', when: onPatch },
];

export const runMenu: readonly object[] = (
  [
    ['runTask', mayRun],
    ['resumeRun', `${mayRun} && ${contextKeys.hasRun}`],
    ['stopRun', contextKeys.runs],
    ['openThread', contextKeys.hasThread],
  ] as const
).map(([name, when], index) => ({
  command: `codexGovernor.${name}`,
  group: `navigation@${index + 1}`,
  when: `view == ${runView} && ${when}`,
}));

export const doctorMenu: readonly object[] = ['doctor', 'tryHooks'].map((name, index) => ({
  command: `codexGovernor.${name}`,
  group: `navigation@${index + 1}`,
  when: `view == ${doctorView}`,
}));

/** At the title of the view of the task. */
export const taskMenu: readonly object[] = (
  [
    ['startTask', `isWorkspaceTrusted && !${contextKeys.hasTask}`],
    ['runGates', withTask],
    ['showReport', 'isWorkspaceTrusted'],
    ['preparePullRequest', withTask],
  ] as const
).map(([name, when], index) => ({
  command: `codexGovernor.${name}`,
  group: `navigation@${index + 1}`,
  when: `view == ${taskView} && ${when}`,
}));

/* What is offered at rows of the view of the task, by their kinds: beside a row with an icon, the rest by its menu. */
const atTaskRows = (
  [
    ['task', 'inline', 'runTask', mayRun],
    ['task', 'task@1', 'showTask'],
    ['task', 'task@2', 'handOver'],
    ['task', 'task@3', 'finishTask'],
    ['budgets', 'inline', 'showReport'],
    ['budgets', 'budget@1', 'showBudget'],
    ['over', 'inline', 'askForApproval'],
    ['pack', 'pack@1', 'checkContextPack'],
    ['findings', 'finding@1', 'checkChange'],
    ['file', 'file@1', 'compareWithBase'],
    ['finding', 'finding@1', 'explainRule'],
    ['waivable', 'finding@1', 'explainRule'],
    ['waivable', 'finding@2', 'askForWaiver'],
    ['gates', 'inline', 'runGates'],
    ['gates', 'gate@1', 'proveGates'],
    ['gate', 'inline', 'runGates'],
    ['evidence', 'evidence@1', 'packEvidence'],
    ['chain', 'inline', 'startNextSlice'],
    ['nextSlice', 'inline', 'startNextSlice'],
    ['phases', 'inline', 'showPhases'],
  ] as const
).map(([kind, group, name, when]) => ({
  command: `codexGovernor.${name}`,
  group,
  when: [`view == ${taskView} && viewItem == ${kind}`, ...(when === undefined ? [] : [when])].join(' && '),
}));

const onAsked = `view == ${runView} && viewItem =~ /^asked/`;

/** What is offered at a row. */
export const rowMenu: readonly object[] = [
  ...atTaskRows,
  { command: 'codexGovernor.showWhy', group: 'inline', when: `view == ${complexityView} && viewItem == function` },
  { command: 'codexGovernor.acceptPatch', group: 'inline@1', when: onAsked },
  { command: 'codexGovernor.approveBudget', group: 'inline@2', when: `view == ${runView} && viewItem == askedBudget` },
  { command: 'codexGovernor.declinePatch', group: 'inline@3', when: onAsked },
  {
    command: 'codexGovernor.revertUnaccounted',
    group: 'inline',
    when: `view == ${runView} && viewItem == revertible`,
  },
  { command: 'codexGovernor.tryHooks', group: 'inline', when: `view == ${doctorView} && viewItem == untried` },
];
