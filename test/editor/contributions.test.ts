import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { complexityView, doctorView, runView, taskView } from '../../src/editor/contributed-views.ts';
import { commands, contributes, settings } from '../../src/editor/contributions.ts';

interface Contributed {
  readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
  readonly walkthroughs: readonly {
    readonly steps: readonly { readonly description: string; readonly media: { readonly markdown: string } }[];
  }[];
  readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
}

describe('the contributions of the extension', () => {
  const contributed = contributes() as Contributed;

  before(async () => {
    await vscode.extensions.getExtension('codex-governor.codex-governor')?.activate();
  });

  it('are the commands that are registered, one for one', async () => {
    const registered = (await vscode.commands.getCommands(true)).filter(
      // VS Code makes some for every view.
      (id) =>
        id.startsWith('codexGovernor.') &&
        ![taskView, complexityView, runView, doctorView].some((view) => id.startsWith(`${view}.`)),
    );
    assert.deepEqual(registered.sort(), Object.keys(commands).sort());
    assert.deepEqual(contributed.commands.map(({ command }) => command).sort(), Object.keys(commands).sort());
  });

  it('name every command in title case, under one category', () => {
    const small = new Set(['to', 'in', 'of', 'for', 'and', 'gh', 'with']);
    for (const { title, category } of contributed.commands) {
      assert.equal(category, 'Codex Governor');
      for (const word of title.split(' ')) assert.ok(small.has(word) || /^[A-Z]/.test(word), `${title}: ${word}`);
    }
  });

  it('put no command into a menu that is not contributed', () => {
    for (const items of Object.values(contributed.menus))
      for (const { command } of items) assert.ok(Object.keys(commands).includes(command), command);
  });

  it('have a page and a command that exists for every step of the walkthrough', () => {
    const root = vscode.extensions.getExtension('codex-governor.codex-governor')?.extensionPath ?? '';
    const steps = contributed.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    assert.equal(steps.length, 4);
    for (const { description, media } of steps) {
      assert.ok(existsSync(join(root, media.markdown)), media.markdown);
      const [, command = ''] = /\(command:([\w.]+)\)/.exec(description) ?? [];
      assert.ok(Object.keys(commands).includes(command), description);
    }
  });

  it('are the settings that VS Code knows, with their defaults', () => {
    const configuration = vscode.workspace.getConfiguration();
    for (const [id, { default: value }] of Object.entries(settings))
      assert.deepEqual(configuration.inspect(id)?.defaultValue, value, id);
  });
});
