import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createDocuments, type Documents } from '../../src/editor/documents.ts';
import { settled } from './settled.ts';

const textOf = (name: string): string | undefined =>
  vscode.workspace.textDocuments
    .find(({ uri }) => uri.scheme === 'codex-governor-test' && uri.path === `/${name}.md`)
    ?.getText();
const isOpen = (name: string): boolean =>
  vscode.window.tabGroups.all.some((group) => group.tabs.some(({ label }) => label.endsWith(` ${name}.md`)));

// The extension tells its pages by their names: these have names that it does not use.
describe('a page that is on no disk', () => {
  let documents: Documents;
  before(() => {
    documents = createDocuments('codex-governor-test');
  });
  after(async () => {
    documents.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is shown, and replaced by a second text of its name', async () => {
    await documents.preview('Test Page', 'One.');
    await settled('the page', () => (textOf('Test Page') === 'One.' ? true : undefined));
    await documents.preview('Test Page', 'Two.');
    await settled('the second text', () => (textOf('Test Page') === 'Two.' ? true : undefined));
  });

  it('follows what it tells of, and stays when there is nothing new to say', async () => {
    const news = new vscode.EventEmitter<void>();
    let says: string | undefined = '1 line';
    await documents.follow('Test Count', () => says, news.event);
    await settled('the first count', () => (textOf('Test Count') === '1 line' ? true : undefined));
    says = '2 lines';
    news.fire();
    await settled('the second count', () => (textOf('Test Count') === '2 lines' ? true : undefined));
    says = undefined;
    news.fire();
    assert.equal(textOf('Test Count'), '2 lines');
    news.dispose();
  });

  it('is closed by its name, and no page beside it is', async () => {
    await documents.preview('Test Page', 'Two.');
    await settled('both pages', () => (isOpen('Test Page') && isOpen('Test Count') ? true : undefined));
    await documents.close('Test Page');
    await settled('the page to be gone', () => (isOpen('Test Page') ? undefined : true));
    assert.ok(isOpen('Test Count'));
  });

  it('is closed by who closes it as soon as it is open', async () => {
    await documents.preview('Test Moment', 'Now.');
    await documents.close('Test Moment');
    // What VS Code tells of later than this page is told of in its order.
    await documents.preview('Test Page', 'Three.');
    await settled('the page after it', () => (isOpen('Test Page') ? true : undefined));
    assert.ok(!isOpen('Test Moment'));
  });
});
