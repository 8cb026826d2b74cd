// A repository under a policy, with a task, and the real Codex that carries it out.
import { fail } from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { draftTask, keepTask, runCodex, type EndedRun, type RunRequest, type RunWatcher } from '#app';
import type { Result } from '#core';
import { courtHere, openMachine, setAlarm, type Machine } from '#repo';
import { openLab, type Files, type Lab, type LabWishes } from './lab.ts';

const policies = fileURLToPath(new URL('../../policies', import.meta.url));

export const policy = (more: readonly string[] = []): string =>
  [
    'version: 1',
    'title: Lab',
    'budgets: { lines: { limit: 12 }, files: { limit: 3 } }',
    'modes:',
    '  fix:',
    '    title: Fix',
    '    goal: Mend what is broken.',
    '    writes: { allow: [src/], deny: [src/vendor/] }',
    '    because: Small is good.',
    ...more,
    '',
  ].join('\n');

/** Rules that the change of a test may break. */
export const rules = [
  'rules:',
  '  - id: tests-come-along',
  '    kind: paired-files',
  '    except: ["src/*_test.py"]',
  '    with: { when: "src/{name}.py", needs: ["src/{name}_test.py"] }',
  '    level: block',
  '    because: What is not tested breaks.',
  '  - id: settled',
  '    kind: protected-path',
  '    in: [src/settled.py]',
  '    level: block',
  '    because: It is settled.',
];

const demand = <Value>(result: Result<Value, { readonly message: string }>): Value =>
  result.ok ? result.value : fail(result.error.message);

export interface GovernedLab extends Lab {
  readonly machine: Machine;
  run(request?: RunRequest, watcher?: Partial<RunWatcher>, signal?: AbortSignal): Promise<EndedRun>;
}

const deaf: RunWatcher = { hear: () => undefined };

interface GovernedWishes extends LabWishes {
  readonly policy?: string;
  readonly scope?: readonly string[];
}

const usual: Files = { 'src/a.py': 'one = 1\n', 'src/b.py': 'two = 2\n', 'README.md': '# Lab\n' };

/** A lab with a task in mode fix. */
export const openGoverned = async ({
  files = {},
  policy: law = policy(),
  scope = [],
  ...wishes
}: GovernedWishes = {}) => {
  const lab = await openLab({ ...wishes, files: { ...usual, ...files, '.codex/governance.yaml': law } });
  const machine = demand(await openMachine(lab.root, { policies, court: courtHere }));
  const ports = await machine.loadDraftPorts();
  const goal = 'Rename `one` in src/a.py so that its test passes.';
  const request = { mode: 'fix', goal, scope, specs: [], slots: {}, picks: {} };
  demand(await keepTask(ports, demand(await draftTask(ports, request))));
  const governed: GovernedLab = {
    ...lab,
    machine,
    run: async (request = {}, watcher = {}, signal) =>
      demand(await runCodex({ ...machine, agent: lab.agent, setAlarm }, request, { ...deaf, ...watcher }, signal)),
  };
  return governed;
};
