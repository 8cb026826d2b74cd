import { allowanceFolders, allowanceKinds, chainFolder, packageFolder } from '#core';
import { walkthrough } from './contributed-walkthrough.ts';
import {
  contextKeys,
  taskMenu,
  doctorMenu,
  mayRun,
  patchMenu,
  rowMenu,
  runMenu,
  viewContributions,
  withTask,
} from './contributed-views.ts';

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

export const commands = {
  'codexGovernor.startTask': { title: 'Start Codex Task', icon: '$(play)' },
  'codexGovernor.showTask': { title: 'Show Task' },
  'codexGovernor.handOver': { title: 'Hand Over Prompt to Codex', when: withTask },
  'codexGovernor.runTask': { title: 'Run Task Governed', icon: '$(play)', when: mayRun },
  'codexGovernor.resumeRun': {
    title: 'Resume Governed Run',
    icon: '$(debug-continue)',
    when: `${mayRun} && ${contextKeys.hasRun}`,
  },
  'codexGovernor.stopRun': { title: 'Stop Governed Run', icon: '$(debug-stop)', when: contextKeys.runs },
  'codexGovernor.showPatch': { title: 'Show Patch to Decide', icon: '$(diff)', when: contextKeys.asksPatch },
  'codexGovernor.acceptPatch': { title: 'Accept Patch', icon: '$(check)', when: contextKeys.asksPatch },
  'codexGovernor.approveBudget': { title: 'Approve Budget…', icon: '$(law)', when: contextKeys.asksBudget },
  'codexGovernor.declinePatch': { title: 'Decline Patch…', icon: '$(close)', when: contextKeys.asksPatch },
  'codexGovernor.revertUnaccounted': { title: 'Revert File…', icon: '$(discard)', when: 'false' },
  'codexGovernor.openThread': {
    title: 'Open Thread in Codex Extension…',
    icon: '$(link-external)',
    when: contextKeys.hasThread,
  },
  'codexGovernor.doctor': { title: 'Doctor', icon: '$(refresh)', when: 'isWorkspaceTrusted' },
  'codexGovernor.tryHooks': { title: 'Try Out Hooks of Codex', icon: '$(beaker)', when: 'isWorkspaceTrusted' },
  'codexGovernor.openPrompt': { title: 'Open Task Prompt', when: withTask },
  'codexGovernor.finishTask': { title: 'Finish Task', when: withTask },
  'codexGovernor.abandonTask': { title: 'Abandon Task', when: withTask },
  'codexGovernor.showBudget': { title: 'Show Budget' },
  'codexGovernor.copyApprovalRequest': { title: 'Copy Approval Request', when: withTask },
  'codexGovernor.askForWaiver': { title: 'Ask for Waiver…', when: withTask },
  'codexGovernor.askForApproval': { title: 'Ask for Approval…', icon: '$(law)', when: withTask },
  'codexGovernor.compareWithBase': { title: 'Compare File with Task Base', when: withTask },
  'codexGovernor.revertFile': { title: 'Revert File to Task Base…', when: withTask },
  'codexGovernor.checkChange': { title: 'Check Change' },
  'codexGovernor.replayPolicy': { title: 'Replay Policy Over Past Commits…' },
  'codexGovernor.runGates': { title: 'Run Gates…', icon: '$(run)' },
  'codexGovernor.showEvidence': { title: 'Show Evidence', when: 'false' },
  'codexGovernor.proveGates': { title: 'Prove Gates…' },
  'codexGovernor.packEvidence': { title: 'Pack Evidence…' },
  'codexGovernor.startNextSlice': { title: 'Start Next Slice…', icon: '$(play)' },
  'codexGovernor.runPackage': { title: 'Run Execution Package…' },
  'codexGovernor.newChain': { title: 'New Chain…' },
  'codexGovernor.newPackage': { title: 'New Execution Package…' },
  'codexGovernor.showReport': { title: 'Show Report', icon: '$(graph-line)' },
  'codexGovernor.liftFreeze': { title: 'Lift Freeze…', icon: '$(unlock)', when: 'isWorkspaceTrusted' },
  'codexGovernor.splitChange': { title: 'Split Change…' },
  'codexGovernor.showPhases': { title: 'Show Phases', icon: '$(checklist)' },
  'codexGovernor.checkContextPack': { title: 'Check Context Pack' },
  'codexGovernor.preparePullRequest': { title: 'Prepare Pull Request', icon: '$(git-pull-request-create)' },
  'codexGovernor.writeCommitMessage': { title: 'Write Commit Message', icon: '$(edit)', when: withTask },
  'codexGovernor.copyPullRequest': { title: 'Copy Pull Request', icon: '$(clippy)', when: withTask },
  'codexGovernor.savePullRequest': { title: 'Save Pull Request As…', icon: '$(save-as)', when: withTask },
  'codexGovernor.createPullRequest': {
    title: 'Create Pull Request with gh',
    icon: '$(git-pull-request)',
    when: withTask,
  },
  'codexGovernor.createPolicy': { title: 'Create Policy' },
  'codexGovernor.openPolicy': { title: 'Open Policy' },
  'codexGovernor.explainRule': { title: 'Explain Rule' },
  'codexGovernor.showWhy': { title: 'Show Why', icon: '$(question)', when: 'editorIsOpen && resourceScheme == file' },
} as const satisfies Record<string, Command>;

export type CommandId = keyof typeof commands;

export interface Setting {
  readonly type: 'boolean' | 'number' | 'string';
  readonly default: boolean | number | string;
  readonly description: string;
  readonly scope: 'window' | 'resource' | 'machine';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
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
  'codexGovernor.complexity.show': {
    type: 'string',
    default: 'off',
    enum: ['off', 'codeLens', 'inlayHint'],
    enumDescriptions: [
      'Nothing is shown at functions.',
      'In a line above each function, such as `complexity 7 (limit 10), +3 since the base`.',
      'At the end of the line where each function begins, such as `CC 7/10 (+3)`.',
    ],
    description:
      'Show at each function how complex it is, the limit, and what the change added. A click shows what counted.',
    scope: 'resource',
  },
  'codexGovernor.codex.path': {
    type: 'string',
    default: '',
    description:
      'The Codex executable, for governed runs and for tasks in a terminal. Empty: the one on the PATH; for governed runs also that of the repository’s own packages, once you agree.',
    scope: 'machine',
  },
} as const satisfies Record<string, Setting>;

export type SettingId = keyof typeof settings;

const palette = (): readonly object[] =>
  Object.entries<Command>(commands).flatMap(([command, { when }]) => (when === undefined ? [] : [{ command, when }]));

const onPullRequestPage = 'resourceFilename == pull-request.md && resourceDirname =~ /codex-governor/';

const pullRequestMenu = (): readonly object[] =>
  ['copyPullRequest', 'savePullRequest', 'createPullRequest'].map((name, index) => ({
    command: `codexGovernor.${name}`,
    group: `navigation@${index + 1}`,
    when: `${onPullRequestPage} && isWorkspaceTrusted`,
  }));

/** Our tools for the agents of the window; VS Code knows of such from 1.101 on. */
export const toolServers = { id: 'codexGovernor.tools', label: category } as const;

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
    'editor/title': [...pullRequestMenu(), ...patchMenu],
    'scm/title': [
      {
        command: 'codexGovernor.preparePullRequest',
        group: 'navigation',
        when: `scmProvider == git && ${withTask}`,
      },
      {
        command: 'codexGovernor.writeCommitMessage',
        group: 'navigation',
        when: `scmProvider == git && ${withTask}`,
      },
    ],
    'view/title': [...taskMenu, ...runMenu, ...doctorMenu],
    'view/item/context': rowMenu,
  },
  ...viewContributions(),
  mcpServerDefinitionProviders: [toolServers],
  walkthroughs: [walkthrough()],
  // A task's pages lie in git's own folder: opening one must not unfold it in the Explorer.
  configurationDefaults: { 'explorer.autoRevealExclude': { '**/.git/codex-governor/**': true } },
  configuration: {
    title: category,
    properties: settings,
  },
  // For people who have a YAML extension: it serves our schema, and our own help steps aside.
  yamlValidation: [
    { fileMatch: '.codex/governance.yaml', url: './policies/schema.json' },
    { fileMatch: '.codex/governance/examples.yaml', url: './policies/examples.json' },
    ...allowanceKinds.map((kind) => ({
      fileMatch: `${allowanceFolders[kind]}/*.yaml`,
      url: `./policies/${kind}.json`,
    })),
    { fileMatch: `${chainFolder}/*.yaml`, url: './policies/chain.json' },
    { fileMatch: `${packageFolder}/*.yaml`, url: './policies/package.json' },
  ],
});
