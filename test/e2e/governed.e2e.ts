import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '../host/browser.ts';
import { calls, patches, runs, says } from '../codex/fake-model.ts';
import type { FakeModel } from '../codex/fake-model.ts';
import { codexesOf, place, readFiles } from '../codex/lab.ts';
import type { Files } from '../codex/lab.ts';
import { makeCodexHome } from './codex-home.ts';
import type { CodexHome } from './codex-home.ts';
import { openWorkbench, pictureFailures, tellAsStory, viewOf } from './open.ts';
import type { OpenWorkbench } from './open.ts';
import { git } from './sample-state.ts';
import { metrics, startCommand } from './task-steps.ts';
import type { Workbench } from './workbench.ts';

const policy = `version: 1
title: Meridian
budgets: { lines: { limit: 20, raised-by: maintainer }, files: { limit: 3 } }
roles:
  maintainer: { title: Maintainer, may-raise: [lines] }
  architect: { title: Architect, may-waive: [write-scope.*] }
run: { corrections: 0, limits: { steps: 40, minutes: 20 } }
modes:
  fix:
    title: Fix
    goal: Mend what is broken, and nothing else.
    writes: { allow: [backend/, tests/] }
    because: A small change can be read.
`;

const add = (path: string, ...lines: readonly string[]): string =>
  [`*** Add File: ${path}`, ...lines.map((line) => `+${line}`)].join('\n');

const many = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `LIMIT_${at} = ${at}`);

const inLane = add(
  'backend/app/services/rounding.py',
  'def round_half_even(value: float) -> float:',
  '    return round(value, 2)',
);
const outOfLane = add('docs/rounding.md', '# Rounding', '', 'Half to even, two digits.');
const tooLarge = `${add('backend/app/services/limits.py', ...many(14))}\n${add('tests/unit/test_limits.py', ...many(8))}`;

const aTable = add('backend/app/services/table.py', ...many(18));

/** What a person has of their own in the home of Codex. */
const own: Files = {
  'AGENTS.md': '# Mine\n',
  'rules/default.rules': 'prefix_rule(pattern = ["ls"], decision = "allow")\n',
  'hooks.json': '{ "hooks": {} }\n',
};

describe('a governed run, by keyboard', () => {
  let opened: OpenWorkbench;
  let codex: CodexHome;
  let model: FakeModel;
  let asItWas: Files;
  const workbench = (): Workbench => opened.workbench;
  const home = (): string => codex.home;
  const ownFiles = (): Files => {
    const files = readFiles(home());
    return Object.fromEntries(['config.toml', ...Object.keys(own)].map((path) => [path, files[path] ?? 'gone']));
  };
  const inEither = (): Locator => viewOf(workbench(), 'Governed Run').or(viewOf(workbench(), 'Doctor'));
  const rowOf = (text: string | RegExp): Locator => inEither().locator('.monaco-list-row', { hasText: text }).first();
  /** What a row of the view says: its label and what stands behind it. */
  const tell = async (text: string | RegExp): Promise<string> => {
    await rowOf(text).waitFor();
    return (await rowOf(text).innerText()).replaceAll(/\s+/g, ' ').trim();
  };

  before(async () => {
    codex = await makeCodexHome(own);
    ({ model } = codex);
    asItWas = ownFiles();
    opened = await openWorkbench({ policy, place, environment: codex.environment });
  });
  after(async () => {
    await opened?.dispose();
    await codex?.dispose();
  });
  pictureFailures(workbench);
  tellAsStory();

  it('is a way to hand over a task', async () => {
    const { quickInput } = workbench();
    await workbench().statusItem('No Codex task');
    await workbench().open(metrics, 1);
    await quickInput.run(startCommand);
    await quickInput.waitFor('Pick the mode');
    await quickInput.choose('Fix');
    await quickInput.waitFor('What should be different');
    await quickInput.answer(
      'Add a helper backend/app/services/rounding.py that rounds half to even, so that totals agree.',
    );
    await quickInput.waitFor('matches no file yet');
    await quickInput.answer('backend/**, tests/**');
    await quickInput.waitFor('Pick what this work follows');
    await quickInput.accept();
    await quickInput.waitFor('The context pack is complete');
    await quickInput.accept();
    await quickInput.waitFor('This is the prompt');
    await workbench().screenshot('governed-01-hand-over');
    model.script(
      [calls('mcp__codex_governor_run__budget_left', {})],
      [patches(inLane)],
      [runs('ls backend/app/services')],
      [patches(outOfLane)],
      [patches(tooLarge)],
      [patches(aTable)],
      [says('The helper is there.')],
    );
    await quickInput.choose('Run Governed');
  });

  it('lands what keeps the policy, and asks about what breaks it, with the difference in view', async () => {
    const asked = await workbench().notification('The policy blocks it: write-scope.mode');
    assert.match(asked, /Patch of Codex: docs\/rounding\.md/);
    assert.match(model.requests[1]?.texts.join('\n') ?? '', /"left":20/, 'it may ask what is left of the budgets');
    assert.ok(existsSync(join(opened.folder, 'backend/app/services/rounding.py')), 'the first patch is written');
    assert.equal(
      existsSync(join(opened.folder, 'docs/rounding.md')),
      false,
      'nothing is written before a person says so',
    );
    await rowOf(/rounding\.md\s*blocked/).waitFor();
    assert.match(await tell(/rounding\.py\s*passes/), /passes · written/);
    await workbench().page.locator('.monaco-diff-editor .view-line', { hasText: 'Half to even' }).first().waitFor();
    await workbench().screenshot('governed-02-asked');
    await workbench().run('Codex Governor: Accept Patch');
    await rowOf(/rounding\.md.*· written, accepted by you/s).waitFor();
    assert.equal(
      readFileSync(join(opened.folder, 'docs/rounding.md'), 'utf8'),
      '# Rounding\n\nHalf to even, two digits.\n',
    );
  });

  it('tells Codex why a person declines, and writes nothing of it', async () => {
    await workbench().notification('The policy blocks it: budget.files');
    await workbench().screenshot('governed-03-several-files');
    await workbench().run('Codex Governor: Decline Patch…');
    await workbench().quickInput.waitFor('Codex is told');
    await workbench().screenshot('governed-04-decline');
    await workbench().quickInput.answer('The limits belong into the settings.');
    await rowOf(/limits\.py.*declined by you/s).waitFor();
    assert.equal(
      git(opened.folder, 'status', '--porcelain', '--', 'backend/app/services/limits.py', 'tests/unit/test_limits.py'),
      '',
    );
  });

  it('lets a patch through whose budget is approved, by a person in a role that may', async () => {
    const { quickInput } = workbench();
    const approvals = '.codex/governance/approvals';
    await workbench().notification('The policy blocks it: budget.lines');
    await workbench().screenshot('governed-05-over-budget');
    await workbench().run('Codex Governor: Approve Budget…');
    await quickInput.waitFor('In which role do you approve it?');
    await workbench().screenshot('governed-06-role');
    await quickInput.choose('Architect');
    await workbench().notification('By the policy this is for Maintainer to approve.');
    assert.match(await tell(/table\.py\s*blocked/), /waits for you/);
    assert.equal(existsSync(join(opened.folder, approvals)), false, 'nothing was decided');
    await workbench().run('Codex Governor: Approve Budget…');
    await quickInput.waitFor('In which role do you approve it?');
    await quickInput.choose('Maintainer');
    await quickInput.waitFor('The highest value');
    await quickInput.type('21');
    assert.match(await quickInput.message('needs'), /The patch needs 23\./);
    await quickInput.answer('30');
    await quickInput.waitFor('Why is it right here?');
    await quickInput.answer('One table, written once.');
    await quickInput.waitFor('The last day');
    await workbench().screenshot('governed-07-last-day');
    await quickInput.accept();
    await rowOf(/table\.py.*· written, budget approved by you/s).waitFor();
    assert.ok(existsSync(join(opened.folder, 'backend/app/services/table.py')));
    const [file = ''] = readdirSync(join(opened.folder, approvals));
    assert.match(
      readFileSync(join(opened.folder, approvals, file), 'utf8'),
      /limit: 30\nmode: fix\n(?:scope:\n(?: {2}- .*\n)+)?who: .*\nrole: maintainer\nreason: One table, written once\./,
    );
  });

  it('ends with all that was done in view, meters and tokens included', async () => {
    await workbench().notification('the policy still blocks the change');
    const told = model.requests.at(-1)?.texts.join('\n') ?? '';
    assert.match(told, /A person declined this patch\. They say: The limits belong into the settings\./);
    await rowOf('Blocked').waitFor();
    assert.match(await tell('Blocked'), /7 steps · 700 tokens/);
    await workbench().screenshot('governed-08-end');
    await workbench().theme('light');
    await workbench().screenshot('governed-09-end-light');
  });

  it('is still told after the window was loaded anew', async () => {
    await workbench().page.reload();
    await rowOf('Blocked').waitFor();
    assert.match(await tell(/limits\.py/), /declined by you/);
    assert.match(await tell(/table\.py/), /written, budget approved by you/);
    await workbench().screenshot('governed-10-recalled');
  });

  it('stops with its window: what waited is not written, and no process is left', async () => {
    model.script([patches(add('docs/late.md', 'Late.'))], [says('Done.')]);
    await workbench().run('Codex Governor: Run Task Governed');
    await workbench().statusItem('Codex waits for you');
    await rowOf('late.md').waitFor();
    assert.notDeepEqual(codexesOf(home()), []);
    await workbench().page.reload();
    await rowOf(/Stopped|Broken off/).waitFor();
    assert.match(await tell('late.md'), /blocked · declined/);
    assert.equal(existsSync(join(opened.folder, 'docs/late.md')), false);
    for (let tries = 0; tries < 60 && codexesOf(home()).length > 0; tries++) await workbench().page.waitForTimeout(500);
    assert.deepEqual(codexesOf(home()), []);
    await workbench().screenshot('governed-11-stopped');
  });

  it('is not all there is: the doctor says what else holds here, and claims no more', async () => {
    await workbench().theme('dark');
    await workbench().run('Codex Governor: Doctor');
    assert.match(await tell('Hooks of Codex'), /not installed$/);
    assert.match(await tell(/^Codex\s*installed/), /installed, live/);
    await workbench().screenshot('governed-12-doctor');
  });

  it('leaves the home of Codex as the person has it, and asks nothing of another machine', () => {
    assert.deepEqual(ownFiles(), asItWas);
    workbench().assertStaysHere();
  });
});
