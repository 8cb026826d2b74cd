// What the extension has loaded on the thread that all extensions share.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';

export const extension = (): vscode.Extension<unknown> => {
  const found = vscode.extensions.getExtension('codex-governor.codex-governor');
  assert.ok(found);
  return found;
};

/** Our bundles that this thread has loaded; each thread loads its own. */
export const loadedHere = (): readonly string[] => {
  const { extensionPath } = extension();
  const { cache } = createRequire(join(extensionPath, 'package.json'));
  const dist = join(extensionPath, 'dist');
  return Object.keys(cache)
    .filter((file) => file.startsWith(dist))
    .map((file) => basename(file))
    .sort();
};

/** Those that read code; nobody may load them on a thread that is shared. */
export const parsers = new Set(['sql.cjs', 'tree-sitter.cjs', 'typescript.cjs']);
