import { fail, type TaskHistory } from '#app';
import { failure, success, type AlteredFunction, type AuditRecord, type Meter } from '#core';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { drawChart } from '../../src/editor/report/charts.ts';
import { writeReportPage } from '../../src/editor/report/page.ts';
import {
  sectionsOf,
  type ReportedTask,
  type ReportFacts,
  type ReportSection,
} from '../../src/editor/report/sections.ts';
import { loadedHere } from './loaded.ts';
import { runCommandLine, settled, startTask } from './settled.ts';

const audit = (number: number, score: number): AuditRecord => ({
  version: 1,
  number,
  id: `a${number}`,
  head: 'c'.repeat(40),
  at: `2026-11-0${number}T10:00:00Z`,
  seed: 's',
  follows: null,
  commits: 9,
  sample: [{ commit: 'd'.repeat(40), score, findings: 0 }],
  score,
  threshold: 90,
  passed: score >= 90,
  rules: [],
});

const meter = (id: string, used: number, limit: number): Meter => ({
  id,
  used,
  limit,
  byClass: {},
  counts: [],
  estimated: false,
});

const altered = (name: string, base: number | 'new', complexity: number): AlteredFunction => ({
  path: 'src/a.py',
  identity: name,
  entity: { name, kind: 'function', line: 3, column: 1, endLine: 9, complexity },
  base,
  added: base === 'new' ? complexity : complexity - base,
  limits: [],
});

const sight = {
  task: { goal: 'Mend <it>.', startedAt: '2026-11-21T12:00:00.000Z' },
  review: {
    judgement: {
      meters: [meter('budget.lines', 150, 200), meter('budget.deleted-files', 1, 0), meter('untouched', 0, 1)],
    },
  },
} satisfies ReportedTask;

const history = (records: readonly AuditRecord[] = []): TaskHistory => ({
  audits: success({ records, lifts: [] }),
  meters: success([{ at: '2026-11-21T12:10:00.000Z', meters: [{ id: 'budget.lines', used: 250, limit: 200 }] }]),
});

const nothing: ReportFacts = { history: history(), functions: [], now: '2026-11-21T12:20:00.000Z' };

const at = (moment: string): string => moment.slice(11, 16);

const section = (facts: ReportFacts, id: ReportSection['id']): ReportSection =>
  sectionsOf(facts, at).find((one) => one.id === id) ?? assert.fail(id);

const pageOf = (facts: ReportFacts): string => {
  const sections = sectionsOf(facts, at);
  const charts = new Map(
    sections.flatMap(({ id, chart }) => (chart === undefined ? [] : [[id, drawChart(chart, id)]])),
  );
  return writeReportPage({ title: 'Codex Report', about: 'Mend <it>.', sections, charts }, 'abc');
};

const full: ReportFacts = {
  ...nothing,
  sight,
  history: history([audit(1, 82), audit(2, 95)]),
  functions: [altered('rank', 'new', 12), altered('weigh & "sum"', 8, 3)],
};

describe('the report', () => {
  it('says in words what there is nothing to draw of', () => {
    assert.deepEqual(
      sectionsOf(nothing, at).map(({ chart, table, notes }) => [chart, table, ...notes]),
      [
        [
          undefined,
          undefined,
          'No audit is kept in this repository yet. In a terminal, codex-governor audit makes the first one.',
        ],
        [
          undefined,
          undefined,
          'No Codex task is under way here, so there is no change to tell of. Start Codex Task begins one.',
        ],
        [
          undefined,
          undefined,
          'No Codex task is under way here, so there is no change to tell of. Start Codex Task begins one.',
        ],
      ],
    );
    assert.deepEqual(section({ ...nothing, sight }, 'complexity').notes, [
      'The change has written or altered no function yet.',
    ]);
  });

  it('says why where something cannot be read, and that what is kept is damaged', () => {
    const unread = failure(fail('unreadable', 'The journal cannot be read.'));
    const facts = { ...full, history: { ...history(), meters: unread } };
    assert.deepEqual(section(facts, 'budgets').notes, ['The journal cannot be read.']);
    const damage = { path: 'a.json', why: 'it is not as it was written' };
    const audits = success({ records: [audit(1, 82)], lifts: [], damage });
    assert.deepEqual(section({ ...full, history: { ...history(), audits } }, 'score').notes, [
      'What is kept of audits is damaged: a.json, it is not as it was written.',
    ]);
  });

  it('says beside the scores that Codex is frozen by them, and what lifts that', () => {
    const path = '.codex/governance/audits/0002-abc.json';
    const freeze = { source: path, line: 1, value: '2 audits in a row failed' };
    const [note = '', ...others] = section({ ...full, freeze }, 'score').notes;
    assert.match(
      note,
      /^Codex is frozen in this repository: 2 audits in a row failed, \S+0002-abc\.json\. It lifts when/,
    );
    assert.deepEqual(others, []);
    assert.match(section({ ...nothing, freeze }, 'score').notes.join(' '), /frozen.*No audit is kept/);
  });

  it('goes from the start of the task over what the journal tells to now; of a budget of nothing it draws no share', () => {
    const { chart, table } = section(full, 'budgets');
    assert.deepEqual(table?.head, ['Moment', 'Lines changed', 'Deleted files']);
    assert.deepEqual(table.rows, [
      ['12:20', '150 of 200', '1 of 0'],
      ['12:10', '250 of 200', 'not known'],
      ['12:00', '0 of 200', '0 of 0'],
    ]);
    assert.ok(chart?.kind === 'lines');
    assert.deepEqual(
      chart.series.map(({ name, points }) => [name, ...points.map(([, share]) => share)]),
      [['Lines changed', 0, 125, 75]],
    );
  });

  it('tells of every function what it was and is, and draws the worst', () => {
    const many = Array.from({ length: 60 }, (_, index) => altered(`f${index}`, 1, 60 - index));
    const { chart, table, notes } = section({ ...full, functions: many }, 'complexity');
    assert.ok(chart?.kind === 'bars');
    assert.equal(chart.names.length, 15);
    assert.equal(table?.rows.length, 50);
    assert.deepEqual(table.rows[0], ['f0', 'src/a.py:3', '1', '60', '+59', 'none']);
    assert.deepEqual(notes, [
      'The chart shows the 15 of 60 that count most.',
      'The table has the 50 of 60 that count most.',
    ]);
  });

  it('is a page that runs nothing, loads nothing and takes its colours from the theme', () => {
    const page = pageOf(full);
    assert.match(page, /content="default-src 'none'; style-src 'nonce-abc'"/);
    assert.doesNotMatch(page, /<script|<link|<img|@import|url\((?!#)| style=| on\w+=/);
    assert.doesNotMatch(page.replaceAll('http://www.w3.org/', ''), /https?:/);
    for (const svg of page.match(/<svg .*?<\/svg>/gs) ?? assert.fail('there is no chart'))
      assert.doesNotMatch(svg, /(?:fill|stroke)="(?!none|var\(--|#000)/, 'a colour of its own');
  });

  it('names and describes each chart, and has its figures in a table', () => {
    const page = pageOf(full);
    for (const id of ['score', 'budgets', 'complexity']) {
      assert.ok(
        page.includes(`<svg role="img" aria-labelledby="${id}-chart-title" aria-describedby="${id}-chart-about"`),
      );
      assert.ok(page.includes(`<title id="${id}-chart-title">`) && page.includes(`<desc id="${id}-chart-about">`));
    }
    assert.equal(
      page.match(/<div class="wide"[^>]*tabindex="0">\n<svg /g)?.length,
      3,
      'where there is no room, it is moved',
    );
    assert.equal(page.match(/<table>/g)?.length, 3);
    assert.match(
      page,
      /<tr><th scope="row">weigh &amp; &quot;sum&quot;<\/th><td>src\/a\.py:3<\/td><td>8<\/td><td>3<\/td>/,
    );
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length, 'ids are there once');
  });

  it('draws a single audit at its number', () => {
    const facts = { ...full, history: history([audit(1, 82)]) };
    const { chart } = section(facts, 'score');
    assert.ok(chart);
    const numbers = [...drawChart(chart, 'score').matchAll(/>([\d.]+)<\/text>/g)].map(([, number]) => number);
    assert.deepEqual(
      numbers.filter((number) => !(Number(number) % 20 === 0)),
      ['1'],
    );
  });

  it('quotes what others wrote', () => {
    const page = pageOf({ ...full, functions: [altered('<b>&', 1, 2)] });
    assert.match(page, /Mend &lt;it&gt;\./);
    assert.doesNotMatch(page, /<b>/);
  });
});

const tabs = () =>
  vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(({ label }) => label === 'Codex Report');

describe('Show Report', () => {
  after(async () => {
    runCommandLine('task', 'abandon');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('opens one page, and loads what draws it only then', async () => {
    await vscode.extensions.getExtension('codex-governor.codex-governor')?.activate();
    assert.ok(!loadedHere().includes('charts.cjs'), 'nobody has asked for a report');
    startTask();
    await vscode.commands.executeCommand('codexGovernor.showReport');
    await settled('the report', () => tabs()[0]);
    assert.ok(loadedHere().includes('charts.cjs'));
    await vscode.commands.executeCommand('codexGovernor.showReport');
    assert.equal(tabs().length, 1);
  });
});
