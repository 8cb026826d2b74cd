import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { readSetting } from '../../src/editor/settings.ts';

const delay = 'codexGovernor.review.delay';

const set = (value: unknown): Thenable<void> =>
  vscode.workspace.getConfiguration().update(delay, value, vscode.ConfigurationTarget.Global);

describe('a setting', () => {
  afterEach(() => set(undefined));

  for (const [written, read] of [
    [undefined, 300],
    [500, 500],
    [-1, 50],
    [1e9, 10_000],
    ['300ms', 300],
    [null, 300],
  ] as const)
    it(`that says ${JSON.stringify(written)} is read as ${read}`, async () => {
      await set(written);
      assert.equal(readSetting(delay), read);
    });
});
