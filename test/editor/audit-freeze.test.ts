import assert from 'node:assert/strict';
import { join } from 'node:path';
import { courtHere } from '#repo';
import * as vscode from 'vscode';
import { watchPolicies } from '../../src/editor/policy-problems.ts';
import { openRepositories } from '../../src/editor/repositories.ts';
import { sampleFile, sampleRoot, settled } from './settled.ts';

const auditFile = sampleFile('.codex/governance/audits/0001-aaaaaaaaaaaa.json');

describe('a freeze by audits', () => {
  after(async () => vscode.workspace.fs.delete(sampleFile('.codex/governance/audits'), { recursive: true }));

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
});
