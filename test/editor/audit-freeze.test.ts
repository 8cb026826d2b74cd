import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathOfAudit, sealAudit, writeAudit } from '#core';
import { courtHere } from '#repo';
import * as vscode from 'vscode';
import { watchPolicies } from '../../src/editor/policy/policy-problems.ts';
import { openRepositories } from '../../src/editor/repositories.ts';
import { answeringBox, picking, refused } from './hands.ts';
import { sampleFile, sampleRoot, settled } from './settled.ts';

const auditFile = sampleFile('.codex/governance/audits/0001-aaaaaaaaaaaa.json');

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

const failedAudit = (number: number) =>
  sealAudit(
    {
      version: 1,
      number,
      head: 'c'.repeat(40),
      at: '2026-11-20T10:00:00Z',
      seed: `s${number}`,
      follows: null,
      commits: 9,
      sample: [{ commit: 'd'.repeat(40), score: 40, findings: 1 }],
      score: 40,
      threshold: 90,
      passed: false,
      rules: ['budget.lines'],
    },
    digest,
  );

const start = () => vscode.commands.executeCommand('codexGovernor.startTask');
const menu = () => vscode.commands.executeCommand('codexGovernor.showTask');

describe('a freeze by audits', () => {
  after(async () => {
    await vscode.workspace.fs.delete(sampleFile('.codex/governance/audits'), { recursive: true });
  });

  it('is told of a repository as soon as its file is there, and no longer than that', async () => {
    const extension = vscode.extensions.getExtension('codex-governor.codex-governor');
    assert.ok(extension);
    const policies = join(extension.extensionPath, 'policies');
    const failed: unknown[] = [];
    const log = (error: unknown): void => void failed.push(error);
    const repositories = openRepositories({ parts: { policies, court: courtHere }, log });
    const problems = watchPolicies({ policies, repositories, log });
    const stands = (wanted: string): Promise<true> =>
      settled(
        () => `${wanted}: it is ${problems.standingOf(sampleRoot())}`,
        () => problems.standingOf(sampleRoot()) === wanted || undefined,
      );
    try {
      await stands('sound');
      // Not as it was written, so nobody can tell what it said.
      await vscode.workspace.fs.writeFile(auditFile, Buffer.from('{}'));
      await stands('audited');
      await vscode.workspace.fs.delete(auditFile);
      await stands('sound');
      assert.deepEqual(failed, []);
    } finally {
      problems.dispose();
      repositories.dispose();
    }
  });

  it('offers what lifts it in the place of a task, and writes that for review', async () => {
    const records = [failedAudit(1), failedAudit(2)];
    for (const record of records)
      await vscode.workspace.fs.writeFile(sampleFile(pathOfAudit(record)), Buffer.from(writeAudit(record)));
    assert.match(await refused(undefined, start), /2 audits in a row failed.* \| Lift Freeze…$/s);
    const [rows = ''] = await picking([undefined], menu);
    assert.match(rows, /^2 audits in a row failed, the last with 40 of 100\n.*Lift Freeze…/);
    assert.doesNotMatch(rows, /Start Codex Task/);
    const lift = sampleFile(`.codex/governance/audits/lift-${records[1]?.id ?? ''}.yaml`);
    await answeringBox('The modules were split.', () => picking(['Lift Freeze…'], menu), /once it is reviewed/);
    const { document } = await settled('the file is open', () => vscode.window.activeTextEditor);
    assert.equal(document.uri.toString(), lift.toString());
    assert.match(document.getText(), /role: orchestrator\n.*reason: The modules were split\./s);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    const told = await refused(undefined, start);
    assert.match(told, /is frozen/, 'what is not committed lifts nothing');
  });
});
