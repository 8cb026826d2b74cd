import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { settled } from './settled.ts';

describe('a terminal of the window', () => {
  const folder = mkdtempSync(join(tmpdir(), 'codex-governor-terminal-'));
  let terminal: vscode.Terminal;

  before(() => {
    // A shell that reads no start-up file: what it finds is what it was given.
    terminal = vscode.window.createTerminal({ name: 'plain', shellPath: '/bin/sh', env: { OUT: join(folder, 'out') } });
  });
  after(() => {
    terminal.dispose();
    rmSync(folder, { recursive: true });
  });

  it('has the command line that ships with the extension', async () => {
    terminal.sendText('codex-governor --version > "$OUT.part" 2>&1; mv "$OUT.part" "$OUT"');
    const out = join(folder, 'out');
    await settled('the answer of the command', () => (existsSync(out) ? true : undefined));
    const { version } = vscode.extensions.getExtension('codex-governor.codex-governor')?.packageJSON ?? {};
    assert.equal(readFileSync(out, 'utf8').trim(), version);
  });
});
