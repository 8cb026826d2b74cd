import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCodex, runPackage, type EndedPackage, type PackageEvent } from '#app';
import { success } from '#core';
import { setAlarm } from '#repo';
import { patches, says } from './fake-model.ts';
import { openGoverned, type GovernedLab } from './governed.ts';

const packageText = `version: 1
title: Say what it is
goal: Names in src/ say what they hold.
deliverables: [A name]
tools: [{ tool: Edit, use: Rename. }]
preflight: [{ run: git status --short }]
steps:
  - id: rename
    title: Rename one
    codex: Rename \`one\` in src/a.py to \`first\`, and add src/c.py.
    commands: [{ run: git diff --stat }]
    expect: src/a.py says first.
    leaves: [src/c.py]
    prints: src/a\\.py
    rollback: [{ run: git checkout -- src }, { run: git clean -fdq src }]
verification: [{ run: git diff --check }]
recovery: [{ when: It fails., do: Do it by hand. }]
metrics: [{ id: files, title: Files, run: git log -1 --pretty=format:1, at-least: 1 }]
commit: |
  refactor: say what it is

  Problem:
  One says nothing.

  Solution:
  First does.

  Impact:
  {{files.after}} commit.

  Artifacts:
  src/a.py
`;

const renamed = ['*** Update File: src/a.py', '@@', '-one = 1', '+first = 1'];
const added = (count: number): readonly string[] => [
  '*** Add File: src/c.py',
  ...Array.from({ length: count }, (_, at) => `+value_${at} = ${at}`),
];

describe('a step of an execution package that the real Codex carries out', () => {
  let lab: GovernedLab;
  let heard: PackageEvent[];
  beforeEach(async () => {
    heard = [];
    lab = await openGoverned({ files: { '.codex/governance/packages/rename.yaml': packageText } });
  });
  afterEach(async () => lab.dispose());

  const carryOut = async (signal?: AbortSignal): Promise<EndedPackage> => {
    const { machine, agent } = lab;
    const ports = { ...machine, agent, setAlarm };
    const ended = await runPackage(
      machine,
      { id: 'rename' },
      {
        hear: (event) => void heard.push(event),
        confirm: async ({ codex }) => Promise.resolve(codex !== undefined),
        openCodex: async () =>
          Promise.resolve(success((prompt, stop) => runCodex(ports, { prompt }, { hear: () => undefined }, stop))),
      },
      signal,
    );
    ok(ended.ok, ended.ok ? '' : ended.error.message);
    return ended.value;
  };
  const text = (path: string): string => readFileSync(join(lab.root, path), 'utf8');

  it('lands patch by patch under the policy, then its commands tell whether it is done', async () => {
    lab.model.script([patches([...renamed, ...added(2)].join('\n'))], [says('Renamed.')]);
    const { verdict, steps, commit } = await carryOut();
    deepEqual(
      steps.map(({ id, state }) => [id, state]),
      [['rename', 'done']],
    );
    equal(verdict, 'done');
    match(commit ?? '', /1 commit\./);
    equal(text('src/a.py'), 'first = 1\n');
    const told = lab.model.requests[0]?.texts.join('\n') ?? '';
    match(told, /Carry out this step of it, and nothing else: Rename one\.\s+Rename `one` in src\/a\.py to `first`/);
    match(told, /in mode Fix/, 'it is held to the mode of the task');
    deepEqual(
      heard.map(({ kind }) => kind),
      ['command', 'command', 'step', 'codex', 'command', 'command', 'command'],
    );
  });

  it('is undone where what landed is not what the step has to leave', async () => {
    lab.model.script([patches(renamed.join('\n'))], [patches(added(30).join('\n'))], [says('It is too large.')]);
    const { verdict, steps } = await carryOut();
    equal(verdict, 'failed');
    match(steps[0]?.why ?? '', /^It left no src\/c\.py\. It was rolled back\.$/);
    equal(lab.git('status', '--short'), '');
    equal(text('src/a.py'), 'one = 1\n');
  });
});
