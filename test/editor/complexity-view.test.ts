import { countDifference, success, type FileChange, type Task } from '#core';
import { readFunctions } from '#repo';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { listAltered } from '../../src/editor/complexity/rows.ts';
import { itemOf, rowsOf, type Row } from '../../src/editor/complexity/tree.ts';
import { openEye, type EyePorts, type Sight } from '../../src/editor/sight.ts';
import { commitId, demand, makeWorld, policyPath, policyText, portsOf } from '../app/fakes.ts';

const root = vscode.Uri.file('/imagined');

const python = (name: string, branches: number): string =>
  `def ${name}(x):\n${'    if x:\n        x -= 1\n'.repeat(branches)}    return x\n`;

const ruled = policyText(
  'rules:',
  '  - id: short',
  '    kind: function-complexity',
  '    with: { limit: 5 }',
  '    level: warn',
  '    because: Short is clear.',
);

const aTask = (policy: string): Task => ({
  version: 1,
  id: 'task',
  goal: 'Mend it.',
  mode: 'fix',
  scope: [],
  specs: [],
  slots: {},
  base: { commit: commitId(1), branch: 'main', snapshot: commitId(2), digestOnly: [] },
  packDigest: '',
  law: [{ source: policyPath, text: policy }],
  startedAt: '2026-11-21T12:05:01.000Z',
});

/** Path → the text at the base, none for a new file, and the text now. */
type Edits = Readonly<Record<string, readonly [before: string | undefined, after: string]>>;

const fileOf = ([path, [before, after]]: readonly [string, Edits[string]]): FileChange => ({
  path,
  status: before === undefined ? 'added' : 'modified',
  binary: false,
  class: 'code',
  ...countDifference(before ?? '', after),
});

const portsFor = (policy: string, edits: Edits): EyePorts => {
  const world = makeWorld(Object.fromEntries(Object.entries(edits).map(([path, [, after]]) => [path, after])));
  world.task = aTask(policy);
  world.changed = Object.entries(edits).map(fileOf);
  const ports = portsOf(world);
  return {
    ...ports,
    readFunctions,
    repository: {
      ...ports.repository,
      measure: async (from, options) => {
        const measured = demand(await ports.repository.measure(from, options));
        return success({ ...measured, readBefore: async (path) => edits[path]?.[0] });
      },
    },
  };
};

const see = async (policy: string, edits: Edits): Promise<Sight> => {
  const eye = openEye(portsFor(policy, edits), { readTexts: () => new Map(), changed: () => undefined });
  return eye.look(new AbortController().signal);
};

const rowsFor = async (policy: string, edits: Edits): Promise<readonly Row[]> =>
  rowsOf(root, listAltered(await see(policy, edits)) ?? []);

const tell = (row: Row): string => {
  const { label, description, iconPath } = itemOf(row);
  const icon = iconPath instanceof vscode.ThemeIcon ? iconPath.id : 'none';
  assert.ok(typeof label === 'string');
  return `${icon}: ${label}  ${String(description)}`;
};

const edits: Edits = {
  'a.py': [python('alone', 9) + python('better', 4), python('alone', 9) + python('better', 2)],
  'b.py': [python('worse', 2), python('worse', 4)],
  'c.py': [undefined, python('long', 7) + python('plain', 0)],
};

describe('the view of complexity', () => {
  it('lists first what the change made worst, with a sign for what became of it', async () => {
    assert.deepEqual((await rowsFor(ruled, edits)).map(tell), [
      'warning: long  8, new  c.py:1',
      'arrow-up: worse  5 (+2)  b.py:1',
      'add: plain  1, new  c.py:17',
      'arrow-down: better  3 (−2)  a.py:21',
    ]);
  });

  it('lists functions also where no rule limits them', async () => {
    assert.deepEqual((await rowsFor(policyText(), { 'b.py': [python('worse', 2), python('worse', 9)] })).map(tell), [
      'arrow-up: worse  10 (+7)  b.py:1',
    ]);
  });

  it('lists nothing where there is no change to look at', () => {
    assert.equal(listAltered(undefined), undefined);
    assert.equal(listAltered({ state: 'none' }), undefined);
  });

  it('goes to the function with a click, and can be asked why', async () => {
    const [row] = await rowsFor(ruled, edits);
    assert.ok(row);
    const { command, contextValue, accessibilityInformation, tooltip } = itemOf(row);
    assert.equal(command?.command, 'vscode.open');
    assert.equal(String(command?.arguments?.[0]), 'file:///imagined/c.py');
    assert.equal(contextValue, 'function');
    assert.equal(
      accessibilityInformation?.label,
      'long, complexity 8, new, over the limit of 5, level warn, c.py, line 1',
    );
    assert.ok(typeof tooltip === 'string');
    assert.match(tooltip, /5 allowed \(short, warn\)\.\nShort is clear\./);
    assert.deepEqual(
      { uri: row.uri, line: row.line, column: row.column },
      {
        uri: 'file:///imagined/c.py',
        line: 1,
        column: 1,
      },
    );
  });

  it('tells rows apart that are alike', async () => {
    const twice = 'go((x) => x ? 1 : 2);\n'.repeat(3);
    const rows = await rowsFor(ruled, { 'a.ts': [undefined, twice] });
    assert.equal(rows.length, 3);
    assert.equal(new Set(rows.map(({ id }) => id)).size, 3);
  });

  it('knows a row again when lines move above it', async () => {
    const [before, after] = [python('worse', 2), python('worse', 4)];
    const [one] = await rowsFor(ruled, { 'b.py': [before, after] });
    const [other] = await rowsFor(ruled, { 'b.py': [before, `x = 1\n\n${after}`] });
    assert.equal(one?.line, 1);
    assert.equal(other?.line, 3);
    assert.equal(one?.id, other?.id);
  });
});
