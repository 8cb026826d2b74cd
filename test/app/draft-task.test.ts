import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { success } from '#core';
import { draftTask, proposeScope, readSpecExists, splitScope, type TaskDraft, type TaskRequest } from '#app';
import { demand, demandFailure, makeWorld, policyPath, policyText, portsOf, type World } from './fakes.ts';

const aRequest = (parts: Partial<TaskRequest> = {}): TaskRequest => ({
  mode: 'fix',
  goal: 'Mend the empty line in `src/parse.py`, with a test in `tests/test_parse.py`.',
  scope: [],
  specs: [],
  slots: {},
  picks: {},
  ...parts,
});

const worldWith = (policy: string, files: Readonly<Record<string, string>> = {}): World =>
  makeWorld({ [policyPath]: policy, 'src/parse.py': 'x = 1\n', ...files });

const draft = async (world: World, parts: Partial<TaskRequest> = {}): Promise<TaskDraft> =>
  demand(await draftTask(portsOf(world), aRequest(parts)));

const refuse = async (world: World, parts: Partial<TaskRequest> = {}) =>
  demandFailure(await draftTask(portsOf(world), aRequest(parts)));

const patterns = policyText(
  'prompt:',
  '  patterns:',
  '    - id: mend',
  '      title: Mend',
  '      modes: [fix]',
  '      text: Mend {what} in {file} as {spec} says.',
  '      slots:',
  '        what: { ask: What? }',
  '        file: { ask: Where?, type: path }',
  '        spec: { ask: Which section?, type: spec, optional: true }',
);
const answers = { what: 'the empty line', file: 'src/parse.py', spec: 'SPEC.md#lines' };
const spec = { 'SPEC.md': '# Spec\n\n## Lines\n\nEmpty ones are passed over.\n' };

describe('the scope that is proposed', () => {
  const files = ['README.md', 'docs/a.md', 'src/billing/a.py'];
  const cases: readonly (readonly [goal: string, scope: readonly string[]])[] = [
    ['Mend `src/billing/a.py` and ./docs/a.md.', ['src/billing/a.py', 'docs/a.md']],
    ['Mend README.md', ['README.md']],
    ['Add src/billing/new.py', ['src/billing/new.py']],
    ['Mend README.md, with a test in tests/test_a.py', ['README.md', 'tests/test_a.py']],
    ['Mend src/billing', ['src/billing/']],
    ['Write to /tmp/pwned, `/src/billing/a.py`, ../other/a.py, ~/x/y.py and `C:/x/y.py`', []],
    ['Write tmp/pwned and elsewhere.py', []],
  ];
  for (const [goal, scope] of cases)
    it(`of “${goal}” is ${scope.length === 0 ? 'nothing' : scope.join(', ')}`, () => {
      assert.deepEqual(proposeScope(goal, files), scope);
    });
});

describe('a scope on one line', () => {
  it('is separated by commas, but for those within braces', () => {
    assert.deepEqual(splitScope(' src/a.py,tests/** , '), ['src/a.py', 'tests/**']);
    assert.deepEqual(splitScope('src/{a,b}.py, docs/{x,y}/**'), ['src/{a,b}.py', 'docs/{x,y}/**']);
    assert.deepEqual(splitScope(''), []);
  });
});

describe('drafting a task', () => {
  it('refuses a pick for what leaves no choice, and offers the nearest that does', async () => {
    const policy = policyText(
      'context:',
      '  items:',
      '    - { id: agent, path: agents/*.md, pick: {} }',
      '    - { id: spec, path: src/parse.py }',
    );
    const world = worldWith(policy, { 'agents/a.md': '# A\n' });
    for (const [item, message] of [
      ['agnet', /has no item agnet that leaves a choice\. Did you mean agent\?/],
      ['spec', /has no item spec that leaves a choice\. These do: agent\./],
    ] as const) {
      const failed = await refuse(world, { picks: { [item]: ['agents/a.md'] } });
      assert.equal(failed.reason, 'bad-option');
      assert.match(failed.message, message);
    }
    assert.equal((await draft(world, { picks: { agent: ['agents/a.md'] } })).built.pack.problems.length, 0);
  });

  it('keeps nothing, and gives the same prompt for the same request', async () => {
    const world = worldWith(policyText());
    const [one, other] = [await draft(world), await draft(world)];
    assert.equal(one.prompt, other.prompt);
    assert.match(one.prompt, /^# Codex task: Fix\n/);
    assert.equal(world.snapshots.size + world.pages.size, 0);
    assert.equal(world.task, undefined);
  });

  it('starts nothing without a policy, with a broken one, or while Codex is frozen, and says where', async () => {
    assert.equal((await refuse(makeWorld())).reason, 'no-policy');
    const broken = await refuse(worldWith(policyText('colour: red')));
    assert.equal(broken.reason, 'bad-policy');
    assert.match(broken.message, /\.codex\/governance\.yaml \(in the working tree\) has 1 error, so nothing/);
    assert.deepEqual(
      broken.problems?.map(({ line, code }) => [line, code]),
      [[18, 'unknown-key']],
    );
    const frozen = await refuse(worldWith(policyText().replace('active', 'frozen')));
    assert.equal(frozen.reason, 'frozen');
    assert.match(frozen.message, /\(codex: frozen, \.codex\/governance\.yaml line 3\), so no task starts\./);
  });

  it('offers the nearest mode and names all of them', async () => {
    const { reason, message, remedy } = await refuse(worldWith(policyText()), { mode: 'test' });
    assert.equal(reason, 'unknown-mode');
    assert.equal(`${message} ${remedy}`, 'The policy has no mode test. Did you mean tests? Known modes: fix, tests.');
    const far = await refuse(worldWith(policyText()), { mode: 'deployment' });
    assert.equal(far.remedy, 'Known modes: fix, tests.');
    const none = await refuse(worldWith('version: 1\ntitle: Empty\n'));
    assert.equal(none.remedy, 'It has none: add one under `modes:`.');
  });

  it('refuses an empty goal even where the lint is off', async () => {
    const off = worldWith(policyText('prompt:', '  lint: { level: "off" }'));
    assert.equal((await refuse(off, { goal: ' \n' })).reason, 'bad-option');
    assert.deepEqual((await draft(off, { goal: 'Improve everything' })).remarks, []);
  });

  it('only remarks on a goal unless the policy has the lint block', async () => {
    const vague = { goal: 'Improve the code everywhere' };
    assert.notEqual((await draft(worldWith(policyText()), vague)).remarks.length, 0);
    const strict = await refuse(worldWith(policyText('prompt:', '  lint: { level: block }')), vague);
    assert.equal(strict.reason, 'bad-goal');
    assert.match(strict.message, /^The policy refuses this goal\. /);
  });

  it('refuses a scope that leads out of the repository', async () => {
    for (const scope of ['../other/**', '/etc/**', '~/x', 'C:/x', 'a\\b', ' '])
      assert.equal((await refuse(worldWith(policyText()), { scope: [scope] })).reason, 'bad-scope', scope);
    assert.deepEqual((await draft(worldWith(policyText()), { scope: ['src/**'] })).request.scope, ['src/**']);
  });

  it('refuses a scope that means something else than it looks like, and says what to write', async () => {
    const world = worldWith(policyText(), { 'src/billing/a.py': '' });
    const remedies: Readonly<Record<string, RegExp>> = {
      'src/billing': /It is a folder, .* Write src\/billing\/ for all files in it\.$/,
      './src': /It is a folder, .* Write src\/ for all files in it\.$/,
      'src\\billing': /Folders are separated by \/.* Write src\/billing\/ instead\.$/,
      '!docs/**': /everything else\. Name the files and folders/,
      [`${'*a'.repeat(9)}/x`]: /could take very long/,
    };
    for (const [scope, says] of Object.entries(remedies)) {
      const { reason, message, remedy } = await refuse(world, { scope: ['src/billing/', scope] });
      assert.equal(reason, 'bad-scope', scope);
      assert.match(`${message} ${remedy ?? ''}`, says);
    }
  });

  it('says of a scope that it matches nothing yet, or only what the mode may not write', async () => {
    const lane = policyText().replace('    goal: Mend one', '    writes: { allow: [src/**] }\n    goal: Mend one');
    const world = worldWith(lane, { 'docs/a.md': '', 'src/a.py': '' });
    const { notes } = await draft(world, { scope: ['src/**', '**/*.md', 'src/new.py', '**'] });
    assert.deepEqual(notes, [
      'Mode Fix may not write any file of the scope **/*.md, so a change there will be a finding.',
      'The scope src/new.py matches no file yet. That is fine if the task adds it.',
    ]);
  });

  it('wants a linked spec to be there, with its heading, and offers the nearest one', async () => {
    const world = worldWith(policyText(), spec);
    assert.equal((await refuse(world, { specs: [{ path: 'NO.md' }] })).message, 'There is no file NO.md.');
    const dead = await refuse(world, { specs: [{ path: 'SPEC.md', anchor: 'liens' }] });
    assert.equal(dead.reason, 'bad-spec');
    assert.equal(dead.message, 'SPEC.md has no heading “liens”. The nearest is “Lines” (#lines).');
    const { prompt } = await draft(world, { specs: [{ path: 'SPEC.md', anchor: 'lines' }] });
    assert.match(prompt, /`SPEC\.md#lines`/);
    const strict = worldWith(policyText().replace('    title: Fix', '    title: Fix\n    spec-required: true'), spec);
    assert.equal((await refuse(strict)).reason, 'spec-required');
  });

  it('writes the goal with its pattern filled, and looks for files and sections that the answers name', async () => {
    const world = worldWith(patterns, spec);
    const { prompt } = await draft(world, { pattern: 'mend', slots: answers });
    assert.match(prompt, /Mend the empty line in src\/parse\.py as SPEC\.md#lines says\./);
    const noFile = await refuse(world, { pattern: 'mend', slots: { ...answers, file: 'src/none.py' } });
    assert.equal(noFile.reason, 'bad-slot');
    assert.match(
      noFile.message,
      /^The pattern mend cannot be filled\. file: there is no file src\/none\.py in this repository\. Where\?/,
    );
    const noSection = await refuse(world, { pattern: 'mend', slots: { ...answers, spec: 'SPEC.md#colours' } });
    assert.match(
      noSection.message,
      / cannot be filled\. spec: there is no file SPEC\.md with the section “colours” in this repository\./,
    );
    const whole = await draft(world, { pattern: 'mend', slots: { ...answers, spec: './SPEC.md' } });
    assert.match(whole.prompt, /as \.\/SPEC\.md says/);
  });

  it('tells patterns and slots that are not there from those that are', async () => {
    const world = worldWith(patterns, spec);
    const other = await refuse(world, { pattern: 'mnd' });
    assert.equal(other.reason, 'bad-pattern');
    assert.equal(
      `${other.message} ${other.remedy}`,
      'Mode Fix has no prompt pattern mnd. Did you mean mend? It has: mend.',
    );
    const elsewhere = await refuse(world, { mode: 'tests', pattern: 'mend' });
    assert.match(elsewhere.remedy ?? '', /It has none: start without a pattern\.$/);
    const stray = await refuse(world, { slots: { what: 'x' } });
    assert.equal(stray.reason, 'bad-slot');
    assert.match(stray.message, /^what was answered, but no prompt pattern asks for it/);
    assert.match(
      (await refuse(world, { pattern: 'mend', slots: { ...answers, wat: 'x' } })).message,
      /Did you mean what/,
    );
  });

  it('judges the goal as Codex will read it: the answers to a pattern are judged with it', async () => {
    const world = worldWith(patterns, spec);
    const bare = await draft(world, { goal: 'Mend the fault' });
    assert.deepEqual(
      bare.remarks.map(({ id }) => id),
      ['no-place'],
    );
    const placed = await draft(world, { goal: 'Mend the fault', pattern: 'mend', slots: answers });
    assert.deepEqual(placed.remarks, []);
    const vague = await draft(world, {
      pattern: 'mend',
      slots: { ...answers, what: 'all the things everywhere' },
    });
    assert.ok(vague.remarks.some(({ words }) => words.includes('everywhere')));
  });

  it('tells Codex beforehand what each rule of the policy will hold it to', async () => {
    const world = worldWith(
      policyText(
        'rules:',
        '  - id: keep-the-spec',
        '    kind: protected-path',
        '    in: [SPEC.md]',
        '    with: { operations: [delete] }',
        '    level: block',
        '    because: It was agreed.',
      ),
    );
    assert.match((await draft(world)).prompt, /`SPEC\.md`.*`keep-the-spec`.*It was agreed\./);
  });

  it('stops when it is cancelled', async () => {
    const cancelled = new AbortController();
    cancelled.abort();
    const world = worldWith(
      policyText('context:', '  items:', '    - { id: spec, title: Spec, path: SPEC.md, rank: 1 }'),
    );
    const told = demandFailure(await draftTask(portsOf(world), aRequest(), cancelled.signal));
    assert.equal(told.reason, 'cancelled');
  });
});

describe('looking for sections that answers name', () => {
  it('reads each document once, and only those of the repository', async () => {
    const read: string[] = [];
    const repository = {
      read: (path: string) => {
        read.push(path);
        return Promise.resolve(success('# One\n'));
      },
    };
    const files = new Set(['a.md', 'b#c.md']);
    const exists = await readSpecExists(repository, files, {
      x: 'a.md#one',
      y: ' ./a.md#two',
      z: '../c.md#one',
      w: 'b',
    });
    assert.deepEqual(read, ['a.md']);
    assert.equal(exists('a.md', 'one'), true);
    assert.equal(exists('a.md', 'two'), false);
    assert.equal(exists('a.md'), true);
    assert.equal(exists('b#c.md'), true, 'a sharp belongs to the name of some files');
    assert.equal(exists('../c.md', 'one'), false);
  });
});
