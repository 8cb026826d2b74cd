import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { finding, openFile, revert, runCommandLine, sampleFile, settled, startTask, typeAtEnd } from './settled.ts';

const metrics = 'backend/app/services/metrics.py';
const setting = 'codexGovernor.complexity.show';
const rank = (branches: number): string =>
  `\n\ndef rank(value):\n${'    if value:\n        value -= 1\n'.repeat(branches)}    return value\n`;

const choose = (form: string | undefined): Thenable<void> =>
  vscode.workspace.getConfiguration().update(setting, form, vscode.ConfigurationTarget.Global);

/** The titles of our lenses, each with the line of code it stands above. */
const lenses = async (document: vscode.TextDocument): Promise<readonly string[]> => {
  const found = await vscode.commands.executeCommand<readonly vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    1000,
  );
  return found
    .filter(({ command }) => command?.command === 'codexGovernor.showWhy')
    .toSorted((one, other) => one.range.start.line - other.range.start.line)
    .map(({ range, command }) => `${document.lineAt(range.start.line).text.trim()} ← ${command?.title}`);
};

const hints = async (document: vscode.TextDocument): Promise<readonly string[]> => {
  const end = document.lineAt(document.lineCount - 1).range.end;
  const found = await vscode.commands.executeCommand<readonly vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    new vscode.Range(new vscode.Position(0, 0), end),
  );
  return found.map(({ position, label }) => {
    const text = typeof label === 'string' ? label : label.map(({ value }) => value).join('');
    return `${document.lineAt(position.line).text.trim()} ← ${text}`;
  });
};

/** Waits until what is shown holds a line that begins like this; gives the line. */
const shown = async (
  document: vscode.TextDocument,
  ask: (document: vscode.TextDocument) => Promise<readonly string[]>,
  text: string,
): Promise<void> => {
  let last: readonly string[] = [];
  await settled(
    () => `${text} among ${last.join(' | ')}`,
    async () => {
      last = await ask(document);
      return last.includes(text) ? true : undefined;
    },
  );
};

/** The place of the cursor, 1-based. */
const cursor = (): string => {
  const { line, character } = vscode.window.activeTextEditor?.selection.active ?? new vscode.Position(0, 0);
  return `${line + 1}:${character + 1}`;
};

describe('the complexity at functions', () => {
  afterEach(async () => {
    await choose(undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is off until a person wants it', async () => {
    const { document } = await openFile(metrics);
    assert.deepEqual(await lenses(document), []);
    assert.deepEqual(await hints(document), []);
  });

  it('is the number alone without a task, also of text that is not saved', async () => {
    await choose('codeLens');
    const editor = await openFile(metrics);
    await typeAtEnd(editor, rank(6));
    await shown(editor.document, lenses, 'def rank(value): ← complexity 7');
    assert.deepEqual(await hints(editor.document), []);
    await revert();
  });

  it('stands at the end of the line where a person wants that', async () => {
    await choose('inlayHint');
    const editor = await openFile(metrics);
    await typeAtEnd(editor, rank(6));
    await shown(editor.document, hints, 'def rank(value): ← CC 7');
    assert.deepEqual(await lenses(editor.document), []);
    await revert();
  });

  it('falls back to nothing where the setting says what it cannot', async () => {
    await choose('everywhere');
    const { document } = await openFile(metrics);
    assert.deepEqual(await lenses(document), []);
  });

  it('tells no numbers of a language that is not read', async () => {
    await choose('codeLens');
    const { document } = await openFile('README.md');
    assert.deepEqual(await lenses(document), []);
  });
});

describe('the complexity at functions during a task', () => {
  before(async () => {
    startTask();
    await choose('codeLens');
  });
  after(async () => {
    runCommandLine('task', 'abandon');
    await choose(undefined);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('tells the limit, and what is new or grew since the base, as it is typed', async () => {
    const editor = await openFile(metrics);
    await shown(
      editor.document,
      lenses,
      'def max_drawdown(values: Sequence[Decimal]) -> Decimal: ← complexity 3 (limit 10)',
    );
    await typeAtEnd(editor, rank(3));
    await shown(editor.document, lenses, 'def rank(value): ← complexity 4 (limit 10), new');
    const start = editor.document.getText().indexOf('def max_drawdown');
    const first = editor.document.positionAt(editor.document.getText().indexOf('\n', start) + 1);
    await editor.edit((edit) => edit.insert(first, '    if values:\n        pass\n'));
    await shown(
      editor.document,
      lenses,
      'def max_drawdown(values: Sequence[Decimal]) -> Decimal: ← complexity 4 (limit 10), +1 since the base',
    );
    await revert();
  });

  it('is explained by a quick fix on the finding', async () => {
    const editor = await openFile(metrics);
    await typeAtEnd(editor, rank(10));
    const found = await finding(sampleFile(metrics), 'rank has complexity 11, 10 allowed');
    const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      sampleFile(metrics),
      found.range,
    );
    const why = actions.find(({ title }) => title === 'Show why');
    assert.deepEqual(why?.command?.arguments, [
      { uri: sampleFile(metrics).toString(), line: found.range.start.line + 1, column: 1 },
    ]);
    await revert();
  });
});

const isInView = (line: number): boolean =>
  (vscode.window.activeTextEditor?.visibleRanges ?? []).some(
    ({ start, end }) => start.line < line && line <= end.line + 1,
  );

describe('Show Why', () => {
  const made: vscode.Uri[] = [];
  after(() => made.forEach(({ fsPath }) => rmSync(fsPath)));
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  // What counts stands so far apart that the editor has to go there to show it.
  const gap = '\n'.repeat(100);

  /** Asks why at a line, moves down the list through what stands in these lines, and accepts; where the cursor is then. */
  const goTo = async (path: string, text: string, line: number, seen: readonly number[]): Promise<string> => {
    const file = sampleFile(path);
    made.push(file);
    writeFileSync(file.fsPath, text);
    const editor = await openFile(path);
    editor.selection = new vscode.Selection(line - 1, 0, line - 1, 0);
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.AtTop);
    await settled(`line ${line} in view`, () => isInView(line) || undefined);
    const asked = vscode.commands.executeCommand('codexGovernor.showWhy');
    for (const [index, each] of seen.entries()) {
      if (index > 0) await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
      await settled(`line ${each} in view`, () => isInView(each) || undefined);
    }
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await asked;
    return cursor();
  };

  it('goes to what counted in a Python function', async () => {
    const text = `class A:\n    def parse(self, text):\n        for word in text:${gap}            if word:${gap}                return 1\n`;
    assert.equal(await goTo('why.py', text, 203, [2, 3, 103]), '103:15');
  });

  it('goes to what counted in the innermost TypeScript function', async () => {
    const text = `const outer = (a: number) => {\n  const inner = (b: number) => {${gap}    const c = b && a;${gap}    return c;\n  };\n  return a || inner(a);\n};\n`;
    assert.equal(await goTo('why.ts', text, 202, [2, 102]), '102:19');
  });

  it('goes to what counted in a Go function', async () => {
    const text = `package why\n\nfunc Parse(a, b bool) int {${gap}\tif a || b {\n\t\treturn 1\n\t}${gap}\treturn 2\n}\n`;
    assert.equal(await goTo('why.go', text, 205, [3, 103]), '103:4');
  });

  it('goes back to where the person was when the list is left', async () => {
    const editor = await openFile('why.py');
    editor.selection = new vscode.Selection(202, 0, 202, 0);
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.AtTop);
    await settled('line 203 in view', () => isInView(203) || undefined);
    const asked = vscode.commands.executeCommand('codexGovernor.showWhy');
    await settled('the function in view', () => isInView(2) || undefined);
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await asked;
    await settled('line 203 in view again', () => isInView(203) || undefined);
    assert.equal(cursor(), '203:1');
  });
});
