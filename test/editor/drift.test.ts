import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { hoverAt, quickFix, take } from './hands.ts';
import {
  finding,
  findingOf,
  noFinding,
  noFindingOf,
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

const metrics = 'backend/app/services/metrics.py';
const page = 'ui/src/pages/portfolio-overview.tsx';
const query = 'SELECT * FROM lots WHERE closed = false';
const reading = `\n\ndef read_lots(connection):\n    return connection.fetch("${query}")\n`;

/** The text that a diagnostic stands on. */
const marked = ({ document }: vscode.TextEditor, { range }: vscode.Diagnostic): string => document.getText(range);

const replace = async (editor: vscode.TextEditor, from: string, to: string): Promise<void> => {
  const { document } = editor;
  const start = document.getText().lastIndexOf(from);
  assert.ok(start >= 0, from);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + from.length));
  assert.ok(await editor.edit((edit) => edit.replace(range, to)));
};

describe('drift in the editor', () => {
  before(() => {
    startTask();
  });
  after(() => {
    runCommandLine('task', 'abandon');
  });
  afterEach(async () => {
    while (vscode.window.activeTextEditor !== undefined) await revert();
  });

  it('is found in text that is not saved, at its line, and is gone once it is mended', async () => {
    const editor = await openFile(metrics);
    await typeAtEnd(editor, reading);
    const found = await findingOf(sampleFile(metrics), 'sql-names-its-user');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    assert.match(marked(editor, found), /SELECT \* FROM lots/);
    assert.ok(editor.document.isDirty);
    await replace(editor, '    return connection', '    # RLS: portfolio_id picks the rows.\n    return connection');
    await replace(editor, 'closed = false"', 'portfolio_id = $1", owner');
    await noFindingOf(sampleFile(metrics), 'sql-names-its-user');
  });

  it('is an import, a dependency, a secret, and moves with its line', async () => {
    const ui = await openFile(page);
    await typeAtEnd(ui, "\nimport { createClient } from 'redis';\n");
    const imported = await finding(sampleFile(page), 'redis');
    assert.equal(ruleOf(imported), 'ui-reaches-no-data');
    assert.match(marked(ui, imported), /redis/);
    await ui.edit((edit) => edit.insert(new vscode.Position(0, 0), '// One more line.\n'));
    await settled('it moved down', () =>
      ours(sampleFile(page)).some(({ range }) => range.start.line === imported.range.start.line + 1) ? true : undefined,
    );
    await replace(ui, "import { createClient } from 'redis';\n", '');
    await noFinding(sampleFile(page), 'redis');
    const requirements = 'backend/requirements.txt';
    const manifest = await openFile(requirements);
    await typeAtEnd(manifest, 'polars==1.9.0\n');
    const added = await finding(sampleFile(requirements), 'polars is a new PyPI dependency');
    assert.equal(marked(manifest, added), 'polars==1.9.0');
    await replace(manifest, 'polars==1.9.0', '');
    await noFinding(sampleFile(requirements), 'polars');
    const services = await openFile(metrics);
    const url = ['postgres://dawsos', 'Zk4vN8q2LwXr@db.internal/dawsos'].join(':');
    await typeAtEnd(services, `\nURL = '${url}'\n`);
    const leaked = await findingOf(sampleFile(metrics), 'no-secrets');
    assert.equal(leaked.range.start.line, services.document.lineCount - 2);
    await replace(services, url, 'postgres://db.internal/dawsos');
    await noFindingOf(sampleFile(metrics), 'no-secrets');
  });

  it('says in a hover why the rule is there, where that is written and how it is fixed, with a link to its page', async () => {
    const editor = await openFile(metrics);
    await typeAtEnd(editor, reading);
    const found = await findingOf(sampleFile(metrics), 'sql-names-its-user');
    const told = await hoverAt(sampleFile(metrics), found);
    assert.match(told, /\*\*Why:\*\* A query on a portfolio.s tables says whose portfolio it is/);
    assert.match(told, /DawsOS Codex Governance v1\.0, §\d+/);
    assert.match(told, /\*\*Written:\*\* `block` from \.codex\/governance\.yaml, line \d+/);
    assert.match(told, /\*\*How to fix it:\*\* \S/);
    const link = /\[[^\]]+\]\(command:codexGovernor\.explainRule\?([^)]+)\)/.exec(told)?.[1] ?? '';
    assert.deepEqual(JSON.parse(decodeURIComponent(link)), ['sql-names-its-user']);
    await vscode.commands.executeCommand('codexGovernor.explainRule', 'sql-names-its-user');
    await settled('the page of the rule', () =>
      vscode.workspace.textDocuments.find(
        (document) =>
          document.uri.path === '/Codex Rule sql-names-its-user.md' && /How to fix it/.test(document.getText()),
      ),
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await openFile(metrics);
  });

  it('weighs as the policy says: what blocks is an error, what warns a warning', async () => {
    const editor = await openFile(metrics);
    await typeAtEnd(editor, '\n\ndef tell(value):\n    return value\n');
    const found = await finding(sampleFile(metrics), 'tell opens no span');
    assert.equal(ruleOf(found), 'capabilities-have-spans');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Warning);
  });

  it('is shown on files that nobody opened, under the words of its line once they are', async () => {
    const path = 'ui/src/pages/closed.ts';
    writeFileSync(sampleFile(path).fsPath, "if (true) {\n    require('redis');\n}\n");
    try {
      const closed = await finding(sampleFile(path), 'redis');
      assert.equal(closed.range.start.line, 1);
      const editor = await openFile(path);
      const open = await settled('the squiggle under its words', () =>
        ours(sampleFile(path)).find((each) => marked(editor, each) !== '' && each.range.end.character < 100),
      );
      assert.doesNotMatch(marked(editor, open), /^\s|\s$/);
    } finally {
      rmSync(sampleFile(path).fsPath);
    }
    await noFinding(sampleFile(path), 'redis');
  });

  it('leaves what is shown of other files alone while one is typed into', async () => {
    // Of a file that no other extension has anything to say of.
    const requirements = 'backend/requirements.txt';
    await typeAtEnd(await openFile(requirements), 'polars==1.9.0\n');
    await findingOf(sampleFile(requirements), 'no-new-dependencies');
    const editor = await openFile(metrics);
    const told: string[] = [];
    const listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => told.push(...uris.map(({ path }) => path)));
    try {
      await typeAtEnd(editor, reading);
      await findingOf(sampleFile(metrics), 'sql-names-its-user');
      await replace(editor, query, 'SELECT 1');
      await noFindingOf(sampleFile(metrics), 'sql-names-its-user');
    } finally {
      listener.dispose();
    }
    assert.ok(told.includes(sampleFile(metrics).path));
    assert.ok(!told.includes(sampleFile(requirements).path), told.join(' '));
  });
});

describe('a file that lacks its partner', () => {
  const up = 'backend/db/migrations/0003_tax.up.sql';
  const down = 'backend/db/migrations/0003_tax.down.sql';

  before(() => {
    startTask();
  });
  after(() => {
    rmSync(sampleFile(up).fsPath, { force: true });
    rmSync(sampleFile(down).fsPath, { force: true });
    runCommandLine('task', 'abandon');
  });

  it('gets it from the light bulb, and is no finding any more', async () => {
    writeFileSync(sampleFile(up).fsPath, 'SELECT 1;\n');
    await openFile(up);
    const found = await findingOf(sampleFile(up), 'migration-has-its-undo');
    await take(await quickFix(sampleFile(up), found, `Create ${down}`));
    assert.equal((await vscode.workspace.fs.readFile(sampleFile(down))).length, 0);
    assert.equal(vscode.window.activeTextEditor?.document.uri.path, sampleFile(down).path);
    await noFindingOf(sampleFile(up), 'migration-has-its-undo');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
