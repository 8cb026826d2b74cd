import { fail, readOverview, type TaskOverview } from '#app';
import { digestGate, failure, sealEvidence, success, type Evidence, type Task } from '#core';
import { sha256 } from '#repo';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openEye, type Sight } from '../../src/editor/sight.ts';
import { speakRow, type TaskRow } from '../../src/editor/task-view/row.ts';
import { rowsOfTask } from '../../src/editor/task-view/rows.ts';
import { givenAt, itemOf } from '../../src/editor/task-view/view.ts';
import { aFile, commitId, demand, makeWorld, policyPath, policyText, portsOf, type World } from '../app/fakes.ts';
import { fivePhases } from '../sample/phases.ts';

const root = vscode.Uri.file('/imagined');

const gated = policyText(
  'gates:',
  '  - { id: unit, title: Unit tests, in: [src/**], commands: [{ run: npm test }], because: Red is no merge. }',
  '  - { id: docs, title: Links, in: [docs/**], commands: [{ run: npm run links }], because: Dead links mislead. }',
);

const chain = [
  'version: 1',
  'title: Evaluation pipeline',
  'slices:',
  '  - { id: one, title: Add registries, mode: fix, goal: Add `docs/a.yaml`., included: [docs/**], expects: [docs/a.yaml], good: g, bad: b, decide: d, verify: [{ gate: unit }], stop: [{ id: s, text: It is missing., missing: [docs/a.yaml] }] }',
  '  - { id: two, title: Add gates, mode: fix, goal: Add `docs/b.yaml`., included: [docs/**], expects: [docs/b.yaml], good: g, bad: b, decide: d, verify: [{ gate: unit }], stop: [{ id: s, text: It is missing., missing: [docs/b.yaml] }] }',
].join('\n');

const aTask = (law: string): Task => ({
  version: 1,
  id: 'task',
  goal: 'Mend *it*.',
  mode: 'fix',
  scope: ['src/**'],
  specs: [],
  slots: {},
  base: { commit: commitId(1), branch: 'main', snapshot: commitId(2), digestOnly: [] },
  packDigest: '',
  law: [{ source: policyPath, text: law }],
  startedAt: '2026-11-21T12:05:01.000Z',
});

const worldOf = (law: string, lines: number, files: Readonly<Record<string, string>> = {}): World => {
  const world = makeWorld({ 'src/a.py': 'x = 1\n'.repeat(lines), ...files });
  world.task = aTask(law);
  world.commits.set(commitId(1), new Map(Object.entries({ [policyPath]: law, ...files })));
  world.changed = [aFile({ path: 'src/a.py', status: 'added', added: lines })];
  return world;
};

const see = async (world: World): Promise<Extract<Sight, { state: 'active' }>> => {
  const eye = openEye(portsOf(world), { readTexts: () => new Map(), changed: () => undefined });
  const sight = await eye.look(new AbortController().signal);
  return sight.state === 'active' ? sight : assert.fail(JSON.stringify(sight));
};

const overviewOf = async (world: World, evidence: readonly Evidence[] = []): Promise<TaskOverview> => {
  const ports = portsOf(world);
  const gates = { ...ports.gates, evidence: { ...ports.gates.evidence, read: async () => success(evidence) } };
  for (const one of evidence)
    demand(
      await ports.journal.append({
        kind: 'gate-ran',
        gate: one.gate,
        evidence: one.id,
        digest: one.digest,
        tree: one.tree,
        verdict: 'green',
      }),
    );
  const { findSecrets, countTokens } = ports;
  const count = (texts: readonly string[]) => Promise.resolve(texts.map(countTokens));
  const packing = { findSecrets, count, counted: new Map<string, number>(), bytesOf: (text: string) => text.length };
  return readOverview({ ...ports, gates, packing }, await see(world), new AbortController().signal);
};

const linesOf = (rows: readonly TaskRow[], depth = 0): readonly string[] =>
  rows.flatMap((row) => [
    `${'  '.repeat(depth)}${row.icon === undefined ? '' : `(${row.icon[0]}) `}${[row.label, row.description ?? ''].join('  ').trim()}`,
    ...linesOf(row.rows ?? [], depth + 1),
  ]);

const at = (moment: string): string => `at ${moment.slice(0, 10)}`;

const find = (rows: readonly TaskRow[], label: string): TaskRow => {
  const all = (one: TaskRow): readonly TaskRow[] => [one, ...(one.rows ?? []).flatMap(all)];
  return rows.flatMap(all).find((row) => row.label.includes(label)) ?? assert.fail(`there is no row ${label}`);
};

const unitRun = (tree: string, gateDigest = 'another'): Evidence =>
  sealEvidence(
    {
      version: 1,
      gate: 'unit',
      gateDigest,
      tree,
      base: commitId(1),
      at: '2026-11-21T12:06:00.000Z',
      commands: [],
      reports: [],
      measures: {},
      problems: [],
    },
    sha256,
  );

describe('the view of the task', () => {
  it('tells the task, its budgets and findings, and has no section of what the policy does not ask for', async () => {
    const world = worldOf(policyText(), 12);
    assert.deepEqual(
      linesOf(rowsOfTask(await see(world), { overview: await overviewOf(world), isCurrent: true }, at)),
      [
        'Task  Fix',
        '  (target) Goal  Mend *it*.',
        '  (law) Mode  Fix: ≤ 20 lines',
        '  (clock) Since  at 2026-11-21',
        '  (git-commit) Base  11111111 on main',
        '  (folder) Scope  src/**',
        '  (pass) Change  passes',
        'Budgets  kept',
        '  (pass) Lines changed  12 of 20',
        'Findings',
        '  (pass) No findings so far',
      ],
    );
  });

  it('says what is over its limit, and leads to the line', async () => {
    const rows = rowsOfTask(await see(worldOf(policyText(), 30)), undefined, at);
    assert.deepEqual(linesOf(rows).slice(6), [
      '  (error) Change  blocked',
      'Budgets  1 over the limit',
      '  (error) Lines changed  30 of 20, over the limit',
      'Findings  1 finding, 1 blocks',
      '  (file) a.py  src',
      '    (error) 30 lines changed, 20 allowed (code 30).  budget.lines, line 1',
    ]);
    const finding = find(rows, '30 lines changed');
    const item = itemOf(root, finding);
    assert.equal(item.command?.command, 'vscode.open');
    assert.equal(String(item.command?.arguments?.[0]), 'file:///imagined/src/a.py');
    assert.equal(givenAt('codexGovernor.explainRule', finding), 'budget.lines');
    assert.equal(givenAt('codexGovernor.compareWithBase', find(rows, 'a.py')), 'src/a.py');
  });

  it('quotes what others wrote, and trusts no link in it', async () => {
    const item = itemOf(root, find(rowsOfTask(await see(worldOf(policyText(), 1)), undefined, at), 'Task'));
    assert.ok(item.tooltip instanceof vscode.MarkdownString);
    assert.equal(item.tooltip.value, '**Fix**\n\nMend \\*it\\*.');
    assert.equal(item.tooltip.isTrusted, undefined);
  });

  it('tells the gates that the change needs, and of which files their evidence is', async () => {
    const world = worldOf(gated, 5);
    const { id } = unitRun(commitId(8));
    const rows = rowsOfTask(
      await see(world),
      { overview: await overviewOf(world, [unitRun(commitId(8))]), isCurrent: true },
      at,
    );
    assert.deepEqual(linesOf(rows).slice(11), [
      'Gates  0 of 1 green',
      '  (history) Unit tests  stale',
      '  Not Needed by This Change  1',
      '    (circle-large-outline) Links  not run',
      'Evidence  0 of 1 for these files',
      '  (history) Unit tests  green, of other files (tree 88888888)',
    ]);
    const gate = find(rows, 'Unit tests');
    assert.deepEqual(givenAt('codexGovernor.runGates', gate), ['unit']);
    assert.deepEqual(itemOf(root, gate).command?.arguments, [id]);
    assert.equal(itemOf(root, gate).contextValue, 'gate');
  });

  it('takes nothing for so while it is looked at anew', async () => {
    const world = worldOf(gated, 5);
    const sight = await see(world);
    const [unit] = sight.standard.policy.gates;
    assert.ok(unit);
    const overview = await overviewOf(world, [unitRun(commitId(9), digestGate(unit, portsOf(world).hash))]);
    assert.deepEqual(linesOf(rowsOfTask(sight, { overview, isCurrent: true }, at)).slice(11, 13), [
      'Gates  1 of 1 green',
      '  (pass) Unit tests  green',
    ]);
    assert.deepEqual(linesOf(rowsOfTask(sight, { overview, isCurrent: false }, at)).slice(11), [
      '(loading~spin) Gates  looking…',
      '  (history) Unit tests  before: green',
      '  Not Needed by This Change  1',
      '    (circle-large-outline) Links  not run',
      '(loading~spin) Evidence  looking…',
      '  (history) Unit tests  before: green, of the files as they are',
    ]);
  });

  it('says of a part that nobody can tell why, in the place of the part', async () => {
    const world = worldOf(gated, 5);
    const unknown = failure(fail('git-failed', 'Git gave no answer.', 'Try again.'));
    const overview = {
      ...(await overviewOf(world)),
      pack: unknown,
      gates: unknown,
      evidence: unknown,
      chains: unknown,
      phases: unknown,
    };
    assert.deepEqual(linesOf(rowsOfTask(await see(world), { overview, isCurrent: true }, at)).slice(11), [
      '(warning) Context Pack  cannot be told',
      '  Git gave no answer.',
      '(warning) Gates  cannot be told',
      '  Git gave no answer.',
      '(warning) Chain  cannot be told',
      '  Git gave no answer.',
      '(warning) Phases  cannot be told',
      '  Git gave no answer.',
    ]);
  });

  it('tells the slices of a chain, what keeps them, and which is next', async () => {
    const world = worldOf(gated, 5, { '.codex/governance/chains/evaluation.yaml': chain });
    const rows = rowsOfTask(await see(world), { overview: await overviewOf(world), isCurrent: true }, at);
    assert.deepEqual(linesOf(rows).slice(15), [
      'Chain  Evaluation pipeline: 0 of 2 done',
      '  (play) Add registries  ready to start',
      '    No file docs/a.yaml is there yet.  .codex/governance/chains/evaluation.yaml:4',
      '    The gate unit was not run yet.  .codex/governance/chains/evaluation.yaml:4',
      '    It is missing. (docs/a.yaml is not there)  .codex/governance/chains/evaluation.yaml:4',
      '  (circle-large-outline) Add gates  waiting',
    ]);
    assert.equal(find(rows, 'Add registries').kind, 'nextSlice');
    assert.equal(find(rows, 'Add gates').kind, 'plain');
  });

  it('tells which documents have to be read, and whether they are those that the task began with', async () => {
    const law = policyText('context:', '  items:', '    - { id: spec, title: Spec, path: docs/SPEC.md, rank: 1 }');
    const world = worldOf(law, 5, { 'docs/SPEC.md': '# Spec\n\nFour words stand here.\n' });
    const before = await overviewOf(world);
    assert.ok(before.pack.ok);
    const digest = before.pack.value.pack.digest;
    world.task = { ...aTask(law), packDigest: digest };
    const overview = await overviewOf(world);
    const rows = rowsOfTask(await see(world), { overview, isCurrent: true }, at);
    assert.deepEqual(linesOf([find(rows, 'Context Pack')]), [
      '(pass) Context Pack  fresh',
      '  (book) SPEC.md  7 tokens  docs',
    ]);
    assert.match(find(rows, 'Context Pack').tooltip ?? '', /^1 document, \d+ bytes, 7 of /);
    world.files.set('docs/SPEC.md', '# Spec\n\nMore than four words stand here now.\n');
    const later = rowsOfTask(await see(world), { overview: await overviewOf(world), isCurrent: true }, at);
    assert.equal(find(later, 'Context Pack').description, 'changed since the task began');
    world.files.delete('docs/SPEC.md');
    const without = rowsOfTask(await see(world), { overview: await overviewOf(world), isCurrent: true }, at);
    assert.equal(find(without, 'Context Pack').description, '1 problem');
  });

  it('tells how far phases are, and opens what is there of them', async () => {
    const law = policyText(...fivePhases);
    const world = worldOf(law, 5, {
      'src/cost.py': 'one = 1\n',
      'docs/math/CALCULUS.md': '# Calculus\n\n## Intent cost\n\nWhat it costs.\n',
    });
    const rows = rowsOfTask(await see(world), { overview: await overviewOf(world), isCurrent: true }, at);
    const phases = find(rows, 'Phases');
    assert.equal(phases.description, 'Mathematical Autopsy');
    assert.deepEqual(linesOf(find(rows, 'cost').rows ?? []).slice(0, 4), [
      '(pass) 1. Intent  complete',
      '  (pass) Problem statement  done, docs/math/CALCULUS.md',
      '(circle-large-outline) 2. Foundation  open',
      '  (error) Equation  broken, docs/math/CALCULUS.md',
    ]);
  });

  it('is heard as it is read, and remembers by its ids what was opened', async () => {
    const rows = rowsOfTask(await see(worldOf(policyText(), 30)), undefined, at);
    assert.equal(speakRow(find(rows, 'Budgets')), 'Budgets, 1 over the limit, 1 row');
    const ids = rows.flatMap((row) => [row.id, ...(row.rows ?? []).map(({ id }) => id)]);
    assert.equal(new Set(ids).size, ids.length);
  });
});
