// The way through Start Codex Task, as several tests take it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../host/places.ts';
import type { Workbench } from './workbench.ts';

export const metrics = 'backend/app/services/metrics.py';
export const metricsTest = 'tests/unit/test_metrics_currency.py';
export const goal = `Make currency_attribution in ${metrics} pure, with property tests in ${metricsTest}`;
export const badGoal = 'Write me a new ratings engine and wire it everywhere.';
export const agentSpec = '.claude/agents/business/RATINGS_ARCHITECT.md';
export const startCommand = 'Codex Governor: Start Codex Task';

/** One question of the wizard: what tells that it is asked, and the answer that leads on. */
export interface WizardStep {
  readonly name: string;
  readonly asked: string | RegExp;
  readonly answer: (workbench: Workbench) => Promise<void>;
}

/** Every question that a refactor with a prompt pattern is asked, in order. */
export const wizardSteps: readonly WizardStep[] = [
  {
    name: 'the mode',
    asked: 'Pick the mode',
    answer: ({ quickInput }) => quickInput.choose('Linter/Refactor'),
  },
  { name: 'the goal', asked: 'What should be different', answer: ({ quickInput }) => quickInput.answer(goal) },
  {
    name: 'the prompt pattern',
    asked: 'Pick a pattern',
    answer: ({ quickInput }) => quickInput.choose('Small refactor'),
  },
  {
    name: 'the function of the pattern',
    asked: 'Which function?',
    answer: ({ quickInput }) => quickInput.answer('currency_attribution'),
  },
  { name: 'its file', asked: 'In which file is it?', answer: ({ quickInput }) => quickInput.answer(metrics) },
  { name: 'its test', asked: 'Which test file proves it?', answer: ({ quickInput }) => quickInput.answer(metricsTest) },
  {
    name: 'its property',
    asked: 'Which property must hold?',
    answer: ({ quickInput }) => quickInput.answer('r_base ≈ (1 + r_local)(1 + r_fx) - 1'),
  },
  { name: 'the scope', asked: 'Which files may the task write?', answer: ({ quickInput }) => quickInput.accept() },
  {
    name: 'the linked specs',
    asked: 'Pick what this work follows',
    answer: ({ quickInput }) => quickInput.tick(['Guardrails']),
  },
  {
    name: 'the agent spec',
    asked: 'Pick what fits this task',
    answer: ({ quickInput }) => quickInput.tick([agentSpec]),
  },
  { name: 'the context pack', asked: 'The context pack is complete', answer: ({ quickInput }) => quickInput.accept() },
  {
    name: 'the hand-over',
    asked: 'This is the prompt',
    answer: ({ quickInput }) => quickInput.choose('Copy Prompt'),
  },
];

/** Runs the packed command line in a folder, as a person does in a terminal. */
export function runCommandLine(folder: string, ...words: readonly string[]): string {
  const done = spawnSync(process.execPath, [join(projectRoot, 'dist/cli.cjs'), ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (done.status !== 0)
    throw new Error(`codex-governor ${words.join(' ')} ended with ${done.status}:\n${done.stderr}`);
  return done.stdout;
}

/** Starts the task of the story in a terminal. */
export function startInTerminal(folder: string): void {
  const scope = [metrics, metricsTest].flatMap((path) => ['--scope', path]);
  const wishes = ['--mode', 'linter-refactor', '--goal', goal, ...scope, '--pick', `agent-spec=${agentSpec}`];
  runCommandLine(folder, 'start', ...wishes);
}
