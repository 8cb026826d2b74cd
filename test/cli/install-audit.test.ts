import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { parse } from 'yaml';
import { lines, removeFolders } from '../repo/temporary-repository.ts';
import { audits } from './audited.ts';
import { govern, governed, makeGoverned, policyPath, readIn } from './command-line.ts';
import { law, lintWorkflows, makeProject, startRunner, type Step } from './continuous-integration.ts';

const path = '.github/workflows/codex-governor-audit.yml';

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[]; readonly permissions?: unknown }>>;
}

describe('install audit', () => {
  afterEach(removeFolders);

  it('writes a workflow once, of which actionlint has nothing to say, and which may read alone', async () => {
    const repository = makeGoverned();
    const { code, out, err } = await govern(repository, 'install', 'audit');
    assert.deepEqual([code, out], [0, `${path}\n`]);
    assert.match(err, /note: The policy does not say how to audit yet/);
    const text = readIn(repository, path);
    assert.match((await govern(repository, 'install', 'audit')).err, /is there already; nothing was changed/);
    assert.equal(lintWorkflows(text), '');
    const workflow = parse(text) as Workflow;
    assert.deepEqual(Object.keys(workflow.on), ['schedule', 'workflow_dispatch']);
    assert.deepEqual(workflow.permissions, { contents: 'read' });
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
    for (const { uses, run } of steps) {
      if (uses !== undefined) assert.match(uses, /^actions\/[\w-]+@v\d+$/);
      assert.doesNotMatch(run ?? '', /\$\{\{/);
    }
    assert.deepEqual([steps[0]?.with?.['fetch-depth'], steps[0]?.with?.['persist-credentials']], [0, false]);
    repository.write(path, 'name: mine\n');
    assert.equal((await govern(repository, 'install', 'audit')).code, 1);
    assert.equal(readIn(repository, path), 'name: mine\n');
  });

  it('audits the whole history, fails where the audit does, and hands over just what is to be kept', async () => {
    const project = makeProject();
    const section = "audit: { commits: { trailers: ['^Codex-Task:'] }, mode: fix, remediation: docs/remediation }";
    project.write(policyPath, `${law}${section}\n`);
    project.commit('law');
    project.write('src/b.py', lines(30, 'b'));
    project.commit('feat: b\n\nCodex-Task: 1');
    await governed(project, 'install', 'audit', '--dry-run');
    const head = project.git('rev-parse', 'HEAD').trim();
    await governed(project, 'install', 'audit');
    const workflow = parse(readIn(project, path)) as Workflow;
    project.git('clean', '--quiet', '-fd');
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
    const runner = startRunner(project, head);
    for (const name of ['Take the version that is named here', 'Audit']) {
      const done = runner.run(steps.find((step) => step.name === name));
      assert.equal(done.code, name === 'Audit' ? 1 : 0, done.log);
      if (name === 'Audit') assert.match(done.summary, /budget\.lines/);
    }
    const patch = readFileSync(join(runner.temporary, 'codex-governor-audit.patch'), 'utf8');
    project.git('reset', '--quiet', '--hard');
    writeFileSync(join(project.root, 'audit.patch'), patch);
    project.git('apply', 'audit.patch');
    project.remove('audit.patch');
    assert.equal(readdirSync(join(project.root, audits)).length, 1);
    assert.equal(readdirSync(join(project.root, 'docs/remediation')).length, 1);
    const there = project.git('status', '--porcelain', '--untracked-files=all').trim().split('\n');
    assert.equal(there.length, 2, there.join(', '));
  });
});
