// Nothing that takes long is done on the thread that all extensions share.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { extension, loadedHere, parsers } from './loaded.ts';
import {
  finding,
  noFinding,
  openFile,
  ours,
  revert,
  ruleOf,
  runCommandLine,
  sampleFile,
  settled,
  startTask,
  typeAtEnd,
} from './settled.ts';

const textOf = (bundle: string): string => readFileSync(join(extension().extensionPath, 'dist', bundle), 'utf8');

// What SQL, facts, syntax and secrets are needed for, in one file: put together here, so that no one looks for a secret in it.
const token = ['gh', 'p_', 'x7Rq2Lm9'.repeat(5).slice(0, 36)].join('');
const python = `

def all_positions(connection):
    connection.execute("SELECT * FROM positions")
    token = "${token}"
    return token
`;

describe('the host of extensions', () => {
  before(startTask);
  after(() => {
    runCommandLine('task', 'abandon');
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('loads no parser and no scanner while what is typed is judged by every rule', async () => {
    await settled('the engine is loaded', () => loadedHere().includes('governor.cjs') || undefined);
    const before = loadedHere();
    const path = 'backend/app/services/portfolios.py';
    const editor = await openFile(path);
    await typeAtEnd(editor, python);
    await finding(sampleFile(path), 'positions');
    await settled(
      () => `findings of facts, SQL and secrets among ${ours(sampleFile(path)).map(ruleOf).join(', ')}`,
      () => {
        const rules = new Set(ours(sampleFile(path)).map(ruleOf));
        const wanted = ['sql-names-its-user', 'capabilities-have-spans', 'no-secrets'];
        return wanted.every((rule) => rules.has(rule)) || undefined;
      },
    );
    await revert();
    await noFinding(sampleFile(path), 'positions');
    const page = 'ui/src/format.ts';
    const other = await openFile(page);
    await typeAtEnd(other, "\nimport { Pool } from 'psycopg';\nexport const rows = () => new Pool();\n");
    const found = await finding(sampleFile(page), 'psycopg');
    assert.equal(ruleOf(found), 'ui-reaches-no-data');
    await revert();
    await noFinding(sampleFile(page), 'psycopg');
    const after = loadedHere();
    assert.deepEqual(
      after.filter((file) => parsers.has(file)),
      [],
    );
    assert.deepEqual(after, before);
  });

  it('has no judge of its own', () => {
    // What judging says, wherever it is done.
    const says = 'This rule looks at more of the repository than could be gathered';
    assert.deepEqual(
      ['governor.cjs', 'aside.cjs'].map((bundle) => textOf(bundle).includes(says)),
      [false, true],
    );
  });
});
