import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { choosing, quickFix, quickFixes, take } from './hands.ts';
import {
  finding,
  findingOf,
  noFinding,
  openFile,
  ours,
  revert,
  runCommandLine,
  sampleFile,
  settled,
  startTask,
  typeAtEnd,
} from './settled.ts';

const spec = 'PRODUCT_SPEC.md';
const test = 'tests/unit/test_packs.py';
const policy = '.codex/governance.yaml';

const onDisk = (path: string): string => readFileSync(sampleFile(path).fsPath, 'utf8');

describe('a file that may not be written', () => {
  let text = '';

  before(() => {
    text = onDisk(spec);
    startTask();
  });
  after(() => {
    writeFileSync(sampleFile(spec).fsPath, text);
    runCommandLine('task', 'abandon');
  });
  afterEach(async () => {
    while (vscode.window.activeTextEditor !== undefined) await revert();
  });

  it('is put back as it was once a person has read what goes; they can undo it, and the disk is left alone', async () => {
    writeFileSync(sampleFile(spec).fsPath, `${text}\nSaved.\n`);
    const editor = await openFile(spec);
    await typeAtEnd(editor, 'Unsaved.\n');
    const edited = editor.document.getText();
    const found = await findingOf(sampleFile(spec), 'specs-belong-to-people');
    const fix = await quickFix(sampleFile(spec), found, 'Revert this file…');
    const kept = await choosing(undefined, () => take(fix));
    assert.match(kept, /^Put PRODUCT_SPEC\.md back as it was when the task began\? /);
    assert.match(kept, /takes out 3 added lines, saved or not\. You can undo it/);
    assert.equal(editor.document.getText(), edited);
    await choosing('Revert File', () => take(fix));
    assert.equal(editor.document.getText(), text);
    assert.equal(onDisk(spec), `${text}\nSaved.\n`);
    await noFinding(sampleFile(spec), 'protected');
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), edited);
    await finding(sampleFile(spec), 'protected');
  });

  it('is offered once, however many rules object to it', async () => {
    const editor = await openFile(spec);
    assert.ok(await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Changed. ')));
    await findingOf(sampleFile(spec), 'write-scope.mode');
    // What the test before left may still be told until the text of now is judged.
    const titles = await settled('an offer', async () => {
      const found = await findingOf(sampleFile(spec), 'specs-belong-to-people');
      const offered = (await quickFixes(sampleFile(spec), found)).map(({ title }) => title);
      const ofFile = offered.filter((title) => /Revert|Compare/.test(title));
      return ofFile.length > 0 ? ofFile.sort() : undefined;
    });
    assert.deepEqual(titles, ['Compare with the task base', 'Revert this file…']);
  });

  it('keeps the line ends that it has on disk, where git stores others', async () => {
    const returns = text.replaceAll('\n', '\r\n');
    writeFileSync(sampleFile(spec).fsPath, `${returns}One more line.\r\n`);
    const editor = await openFile(spec);
    await settled('the text of the disk', () => editor.document.eol === vscode.EndOfLine.CRLF || undefined);
    const found = await findingOf(sampleFile(spec), 'specs-belong-to-people');
    await choosing('Revert File', async () => take(await quickFix(sampleFile(spec), found, 'Revert this file…')));
    assert.equal(editor.document.getText(), returns);
    assert.ok(await editor.document.save());
    assert.equal(onDisk(spec), returns);
    await noFinding(sampleFile(spec), 'protected');
  });

  it('comes back where it was deleted, and nobody is asked', async () => {
    const kept = onDisk(test);
    rmSync(sampleFile(test).fsPath);
    const gone = await findingOf(sampleFile(policy), 'tests-stay');
    await openFile(policy);
    const fixes = await quickFixes(sampleFile(policy), gone);
    const fix = fixes.find(({ title }) => title === `Restore ${test}`);
    assert.ok(fix, fixes.map(({ title }) => title).join(', '));
    await take(fix);
    assert.equal(onDisk(test), kept);
    await noFinding(sampleFile(policy), test);
  });

  it('is compared with what it was', async () => {
    const editor = await openFile(spec);
    await typeAtEnd(editor, 'One more line.\n');
    const found = await findingOf(sampleFile(spec), 'specs-belong-to-people');
    await take(await quickFix(sampleFile(spec), found, 'Compare with the task base'));
    const input = await settled('the comparison', () => {
      const shown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return shown instanceof vscode.TabInputTextDiff ? shown : undefined;
    });
    assert.equal(input.modified.toString(), sampleFile(spec).toString());
    const base = await vscode.workspace.openTextDocument(input.original);
    assert.equal(base.getText(), text);
    assert.equal(base.languageId, 'markdown');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('has nothing to go back to where it is new', async () => {
    const made = 'PRODUCT_SPEC_2.md';
    writeFileSync(sampleFile(made).fsPath, 'New.\n');
    await openFile(made);
    const found = await settled('outside of the lane', () => ours(sampleFile(made))[0]);
    const titles = (await quickFixes(sampleFile(made), found)).map(({ title }) => title);
    assert.deepEqual(
      titles.filter((title) => /Revert|Restore|Compare/.test(title)),
      [],
    );
    rmSync(sampleFile(made).fsPath);
  });
});
