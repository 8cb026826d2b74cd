// The action at the root of the project: its script is run as a runner does.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { parse, stringify } from 'yaml';
import { makeFolder, removeFolders } from '../repo/temporary-repository.ts';
import { makeGoverned, projectRoot } from './command-line.ts';
import { law, lintWorkflow, openPullRequest, ours, startRunner, type Step } from './continuous-integration.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action = parse(readFileSync(join(projectRoot, 'action.yml'), 'utf8')) as Action;
const [step, ...others] = action.runs.steps;

/** What its inputs are where nobody says otherwise, but for the version: the package is made from this checkout. */
const inputs = (more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => {
  const file = join(makeFolder(), 'codex-governor.tgz');
  writeFileSync(file, ours());
  const given = { INPUT_BASE: '', INPUT_MODE: '', INPUT_FORMAT: 'github', INPUT_VERSION: file };
  return { ...given, ACTION_FOLDER: projectRoot, MERGE_GROUP_BASE: '', PUSH_BASE: '', ...more };
};

describe('the action', () => {
  afterEach(removeFolders);

  it('has the inputs and outputs that are promised', () => {
    assert.deepEqual(Object.keys(action.inputs), ['base', 'mode', 'format', 'version']);
    assert.deepEqual(Object.keys(action.outputs), ['verdict', 'sarif']);
    assert.deepEqual([action.runs.using, others.length], ['composite', 0]);
    for (const [name, { value }] of Object.entries(action.outputs))
      assert.equal(value, `\${{ steps.judge.outputs.${name} }}`);
  });

  it('gives its script nothing but by the environment, and actionlint has nothing against it', () => {
    assert.doesNotMatch(step?.run ?? '', /\$\{\{/);
    const types = Object.fromEntries(Object.keys(action.inputs).map((name) => [name, { type: 'string' }]));
    const workflow = {
      on: { workflow_call: { inputs: types } },
      jobs: { it: { 'runs-on': 'ubuntu-latest', steps: action.runs.steps } },
    };
    assert.equal(lintWorkflow(stringify(workflow, { lineWidth: 0 })), '');
  });

  it('judges a pull request from the parent of its merge, and tells the verdict', () => {
    const project = makeGoverned(law);
    const commit = openPullRequest(project, () => {
      project.write('src/b.py', 'x = 1\n'.repeat(60));
      // A registry of the change's own is not asked.
      project.write('.npmrc', 'registry=http://127.0.0.1:9/\n');
    });
    const judged = startRunner(project, commit).run(step, inputs());
    assert.equal(judged.code, 1, judged.log);
    assert.equal(judged.outputs['verdict'], 'block');
    assert.match(readFileSync(judged.outputs['sarif'] ?? '', 'utf8'), /"ruleId": "budget\.lines"/);
    assert.match(judged.log, /^::error file=src\/b\.py/m);
    assert.match(judged.summary, /## Codex Governor: Blocked/);
  });

  it('takes base, mode and format that it is given', () => {
    const project = makeGoverned(law);
    const commit = openPullRequest(project, () => project.write('src/b.py', 'x = 1\n'));
    const runner = startRunner(project, commit);
    const base = project.git('rev-parse', 'main').trim();
    for (const given of [{ INPUT_BASE: base }, { MERGE_GROUP_BASE: base }, { PUSH_BASE: base }]) {
      const judged = runner.run(step, inputs({ ...given, INPUT_MODE: 'fix', INPUT_FORMAT: 'text' }));
      assert.equal(judged.code, 0, judged.log);
      assert.equal(judged.outputs['verdict'], 'pass');
      assert.match(judged.log, /^Pass: 0 findings\. Mode fix, /m);
    }
  });

  it('tells no verdict where there is none, and runs nothing that an input says', () => {
    const project = makeGoverned(law);
    const commit = openPullRequest(project, () => project.write('src/b.py', 'x = 1\n'));
    const runner = startRunner(project, commit);
    for (const given of [
      { INPUT_BASE: '$(touch owned)' },
      { INPUT_BASE: '; touch owned' },
      { INPUT_MODE: '"; touch owned; "' },
      { INPUT_FORMAT: '`touch owned`' },
      { INPUT_VERSION: '$(touch owned).tgz' },
    ]) {
      const judged = runner.run(step, inputs(given));
      assert.deepEqual([judged.code, judged.outputs], [2, {}], judged.log);
    }
    assert.equal(project.git('status', '--porcelain'), '');
    const shallow = startRunner(project, '0'.repeat(40)).run(step, inputs());
    assert.deepEqual([shallow.code, shallow.outputs], [2, {}]);
    assert.match(shallow.log, /::error title=Codex Governor::The base cannot be told: check out with fetch-depth: 0/);
  });
});
