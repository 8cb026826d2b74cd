import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkbench, pictureFailures, tellAsStory } from './open.ts';
import type { OpenWorkbench } from './open.ts';
import { metrics, startInTerminal } from './task-steps.ts';
import type { Workbench } from './workbench.ts';

const waivers = '.codex/governance/waivers';
const spec = 'PRODUCT_SPEC.md';
const query = 'return connection.fetch("SELECT * FROM lots WHERE closed = false")';

describe('a finding of drift, from the squiggle to the waiver, by keyboard', () => {
  let opened: OpenWorkbench;
  const workbench = (): Workbench => opened.workbench;

  before(async () => {
    opened = await openWorkbench({ change: startInTerminal });
  });
  after(async () => {
    await opened?.dispose();
  });
  pictureFailures(workbench);
  tellAsStory();

  it('stands under the query as it is typed', async () => {
    await workbench().statusItem('Refactor');
    await workbench().open(metrics);
    await workbench().press('Control+End');
    await workbench().paste(`\n\ndef read_lots(connection):\n    ${query}\n`);
    // A paste takes its time: a cursor that moves before it would take it elsewhere.
    assert.ok((await workbench().squiggles('error')) > 0);
    await workbench().press('ArrowUp');
    await workbench().press('End');
  });

  it('says in a hover why, where that is written, and how it is fixed', async () => {
    for (let steps = 0; steps < 4; steps++) await workbench().press('ArrowLeft');
    await workbench().run('Show or Focus Hover');
    const hover = workbench().page.locator('.monaco-hover:visible', { hasText: 'How to fix it' }).first();
    await hover.waitFor();
    const told = (await hover.innerText()).replaceAll(/\s+/g, ' ');
    assert.match(told, /Why: A query on a portfolio's tables .* \(DawsOS Codex Governance v1\.0, §6/);
    assert.match(told, /Written: .*\.codex\/governance\.yaml, line \d+/);
    assert.match(told, /Explain sql-names-its-user/);
    await workbench().screenshot('drift-01-hover');
    await workbench().press('Escape');
  });

  it('offers at the light bulb what can be done', async () => {
    assert.deepEqual(await workbench().quickFixes(), [
      'Compare with the task base',
      'Ask for waiver of sql-names-its-user…',
      'Open the policy at sql-names-its-user',
      'Explain sql-names-its-user',
    ]);
    await workbench().press('Control+.');
    await workbench().page.locator('.action-widget .monaco-list-row.action').first().waitFor();
    await workbench().screenshot('drift-02-light-bulb');
    await workbench().press('Escape');
  });

  it('asks for a waiver by two questions, and opens the file that was written', async () => {
    const { quickInput } = workbench();
    await workbench().quickFix('Ask for waiver of sql-names-its-user…');
    await quickInput.waitFor('Why is it right here?');
    await quickInput.type('The nightly check reads the lots of all portfolios');
    await workbench().screenshot('drift-03-why');
    await quickInput.accept();
    await quickInput.waitFor('The last day it shall hold');
    await workbench().screenshot('drift-04-until');
    await quickInput.accept();
    await workbench().notification('CI counts this waiver once it is reviewed and merged');
    await workbench().screenshot('drift-05-written');
    const [file = ''] = readdirSync(join(opened.folder, waivers));
    assert.match(readFileSync(join(opened.folder, waivers, file), 'utf8'), /nightly check/);
    await workbench().clearNotifications();
  });

  it('is shown as claimed until a person has reviewed it', async () => {
    await workbench().problem('metrics.py');
    // The list draws what is in view.
    await workbench().press('End');
    const row = await workbench().problem('Claimed, and not reviewed yet');
    assert.match(row, /sql-names-its-user/);
    await workbench().screenshot('drift-06-claimed');
    await workbench().run('View: Hide Panel');
  });

  it('puts a file back that may not be written, after it said what goes', async () => {
    await workbench().open(spec);
    await workbench().press('Control+Home');
    await workbench().type('Changed. ');
    assert.ok((await workbench().squiggles('error')) > 0);
    const offered = await workbench().quickFixes();
    assert.deepEqual(
      offered.filter((title) => title.includes('file')),
      ['Revert this file…'],
    );
    await workbench().quickFix('Revert this file…');
    const dialog = await workbench().awaitDialog('Put PRODUCT_SPEC.md back as it was when the task began?');
    assert.match(dialog, /takes out 1 added line and puts back 1 deleted line/);
    await workbench().screenshot('drift-07-revert');
    await workbench().press('Enter');
    await workbench().page.locator('.editor-group-container.active .squiggly-error').waitFor({ state: 'detached' });
    assert.match(await workbench().editorText(), /^#/);
  });

  it('asks nothing of another machine', () => {
    workbench().assertStaysHere();
  });
});
