import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { parse } from 'yaml';
import { removeFolders } from '../repo/temporary-repository.ts';
import { govern, governed, makeGoverned, policyPath, readIn, startFix } from './command-line.ts';
import {
  law,
  lintWorkflows,
  makeProject,
  openPullRequest,
  packProgram,
  startRunner,
  type Step,
} from './continuous-integration.ts';

const path = '.github/workflows/codex-governor.yml';

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[]; readonly permissions?: unknown }>>;
}

const written = async (): Promise<{ readonly text: string; readonly workflow: Workflow }> => {
  const repository = makeGoverned();
  await governed(repository, 'install', 'ci');
  const text = readIn(repository, path);
  return { text, workflow: parse(text) as Workflow };
};

const stepsOf = ({ jobs }: Workflow): readonly Step[] => Object.values(jobs).flatMap(({ steps }) => steps);
const stepNamed = (workflow: Workflow, name: string): Step => {
  const step = stepsOf(workflow).find((step) => step.name === name);
  assert.ok(step !== undefined);
  return step;
};

describe('install ci', () => {
  afterEach(removeFolders);

  it('writes a workflow once, and says what it takes', async () => {
    const repository = makeGoverned();
    const { code, out, err } = await govern(repository, 'install', 'ci');
    assert.deepEqual([code, out], [0, `${path}\n`]);
    assert.match(err, /^Wrote \.github\/workflows\/codex-governor\.yml\. Commit it: /);
    assert.match(err, /note: That branch has to have the policy, and codex-governor in package\.json/);
    const text = readIn(repository, path);
    const again = await govern(repository, 'install', 'ci');
    assert.deepEqual([again.code, again.out], [0, `${path}\n`]);
    assert.match(again.err, /is there already; nothing was changed/);
    assert.equal(readIn(repository, path), text);
  });

  it('overwrites no other file', async () => {
    const repository = makeGoverned();
    repository.write(path, 'name: mine\n');
    const { code, out, err } = await govern(repository, 'install', 'ci');
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /There is a \.github\/workflows\/codex-governor\.yml already; it was left as it is/);
    assert.equal(readIn(repository, path), 'name: mine\n');
  });

  it('shows it with --dry-run, and writes nothing', async () => {
    const repository = makeGoverned();
    const { code, out, err } = await govern(repository, 'install', 'ci', '--dry-run');
    assert.equal(code, 0);
    assert.match(err, /^Nothing was written\./);
    assert.match(
      out,
      /^--- \/dev\/null\n\+\+\+ \.github\/workflows\/codex-governor\.yml\n@@ -0,0 \+1,\d+ @@\n\+# Judges/,
    );
    assert.ok(!existsSync(join(repository.root, '.github')));
    const { text } = await written();
    const shown = out.split('\n').slice(3, -1);
    assert.equal(`${shown.map((line) => line.slice(1)).join('\n')}\n`, text);
  });

  it('writes what actionlint has nothing against', async () => {
    const { text } = await written();
    const said = lintWorkflows(text, text.replace('runs-on', 'run-on'));
    assert.match(said, /2\.yml:\d+:\d+ .*run-on/, 'it would say so');
    assert.doesNotMatch(said, /1\.yml/);
  });

  it('writes a workflow that may do little, names versions, and gives no script anything but by its environment', async () => {
    const { workflow } = await written();
    assert.deepEqual(Object.keys(workflow.on), ['pull_request', 'merge_group']);
    assert.deepEqual(workflow.permissions, { contents: 'read', 'security-events': 'write' });
    for (const { permissions } of Object.values(workflow.jobs)) assert.equal(permissions, undefined);
    for (const { uses, run } of stepsOf(workflow)) {
      if (uses !== undefined) assert.match(uses, /^[\w-]+\/[\w-]+(?:\/[\w-]+)?@v\d+$/);
      assert.doesNotMatch(run ?? '', /\$\{\{/);
    }
    const checkout = stepsOf(workflow)[0]?.with;
    assert.deepEqual([checkout?.['fetch-depth'], checkout?.['persist-credentials']], [0, false]);
  });

  it('judges what the pull request would bring, by the law and the command line of where it goes', async () => {
    const { workflow } = await written();
    const project = makeProject();
    const commit = openPullRequest(project, () => {
      project.write('src/b.py', 'x = 1\n'.repeat(60));
      // What a change might try: a law of its own, and a judge of its own.
      project.write(policyPath, law.replace('limit: 10', 'limit: 10000'));
      project.write('vendor/codex-governor.tgz', packProgram('process.exit(0);'));
    });
    const runner = startRunner(project, commit);
    const [take, judge] = [stepNamed(workflow, 'Take the version that the base names'), stepNamed(workflow, 'Judge')];
    const sarif = join(runner.temporary, 'codex-governor.sarif');
    assert.deepEqual(runner.run(take, { MERGE_GROUP_BASE: '' }).code, 0);
    const judged = runner.run(judge, { MODE: '', SARIF: sarif });
    assert.equal(judged.code, 1, judged.log);
    assert.match(judged.log, /^::error file=src\/b\.py,line=\d+,title=budget\.lines /m);
    assert.doesNotMatch(judged.log, /upstream\.py/);
    assert.match(judged.summary, /^## Codex Governor: Blocked$/m);
    assert.deepEqual(judged.outputs, { sarif });
    assert.match(readFileSync(sarif, 'utf8'), /"ruleId": "budget\.lines"/);
  });

  it('lets a change within the law pass, in the mode the repository names, and of a merge group as well', async () => {
    const { workflow } = await written();
    const project = makeProject();
    const commit = openPullRequest(project, () => project.write('src/b.py', 'x = 1\n'));
    const runner = startRunner(project, commit);
    const take = stepNamed(workflow, 'Take the version that the base names');
    const base = project.git('rev-parse', 'main').trim();
    assert.equal(runner.run(take, { MERGE_GROUP_BASE: base }).code, 0);
    const judge = stepNamed(workflow, 'Judge');
    const judged = runner.run(judge, { MODE: 'fix', SARIF: join(runner.temporary, 'x.sarif') });
    assert.equal(judged.code, 0, judged.log);
    assert.match(judged.summary, /## Codex Governor: Pass\n\nMode Fix \(`fix`\)/);
    const unknown = runner.run(judge, { MODE: 'nope', SARIF: join(runner.temporary, 'y.sarif') });
    assert.deepEqual([unknown.code, unknown.outputs], [2, {}], 'nothing was told, so nothing is shown');
  });

  it('ends with failure where the base does not name the command line, or has no policy', async () => {
    const { workflow } = await written();
    const take = stepNamed(workflow, 'Take the version that the base names');
    const bare = makeGoverned();
    const commit = openPullRequest(bare, () => bare.write('src/b.py', 'x = 1\n'));
    assert.notEqual(startRunner(bare, commit).run(take, { MERGE_GROUP_BASE: '' }).code, 0);

    const lawless = makeProject();
    lawless.remove(policyPath);
    lawless.commit('no law');
    const merged = openPullRequest(lawless, () => lawless.write(policyPath, law));
    const runner = startRunner(lawless, merged);
    assert.equal(runner.run(take, { MERGE_GROUP_BASE: '' }).code, 0);
    const judged = runner.run(stepNamed(workflow, 'Judge'), { MODE: '', SARIF: join(runner.temporary, 'x.sarif') });
    assert.equal(judged.code, 2);
    assert.match(judged.log, /in CI only the base makes the law/);
  });

  it('verifies the text of the pull request, counted from where it goes', async () => {
    const { workflow } = await written();
    const project = makeProject();
    project.git('switch', '--quiet', '--create', 'change', 'main');
    await governed(project, ...startFix);
    project.write('src/b.py', 'x = 1\n');
    project.commit('change');
    const text = await governed(project, 'pr');
    project.git('switch', '--quiet', '--detach', 'main');
    project.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'change');
    const runner = startRunner(project, project.git('rev-parse', 'HEAD').trim());
    assert.equal(
      runner.run(stepNamed(workflow, 'Take the version that the base names'), { MERGE_GROUP_BASE: '' }).code,
      0,
    );
    const verify = stepNamed(workflow, 'Verify the text of the pull request');
    const told = runner.run(verify, { TEXT: text.replaceAll('\n', '\r\n') });
    assert.equal(told.code, 0, told.log);
    const lie = runner.run(verify, { TEXT: text.replace('Files changed: 1', 'Files changed: 0') });
    assert.equal(lie.code, 1);
    assert.match(lie.log, /^the text:\d+: It says “- Files changed: 0/m);
    assert.equal(runner.run(verify, { TEXT: '' }).code, 1, 'required, and not there');
  });
});
