import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chainFiles, chainPath, chainText, decisionText, sliceFiles, undecidedText } from '../sample/chain.ts';
import { packageFiles, packagePath } from '../sample/package.ts';
import { openWorkbench, pictureFailures, tellAsStory } from './open.ts';
import type { OpenWorkbench } from './open.ts';
import { git } from './sample-state.ts';
import { runCommandLine } from './task-steps.ts';
import type { Workbench } from './workbench.ts';

const modes = ['registries', 'contracts', 'bundle'].flatMap((id) => [
  `  ${id}:`,
  `    title: ${id[0]?.toUpperCase()}${id.slice(1)}`,
  `    label: ${id[0]?.toUpperCase()}${id.slice(1)}`,
  '    goal: One slice of the chain.',
  '    because: A pull request holds one slice (Codex Execution Pack).',
]);

const policy = [
  'version: 1',
  'title: Evaluation',
  'codex: active',
  'modes:',
  ...modes,
  '  carry-out:',
  '    title: Carry out a package',
  '    label: Carry out',
  '    goal: Carry out one execution package.',
  '    commands:',
  "      allow: ['node tools/patch.cjs *', 'node tools/smoke.cjs *', 'git status *', 'git checkout -- *', 'git clean -fdq *']",
  '    because: A package is a playbook (Codex Execution Packages, Purpose).',
  'gates:',
  '  - id: schemas',
  '    title: Schemas',
  "    in: ['contracts/**']",
  `    commands: [{ run: ${process.execPath} tools/validate.cjs contracts/bundle.schema.json }]`,
  '    because: Contract artefacts are validated (Codex Execution Pack, PR-002).',
  '  - id: imports',
  '    title: Imports',
  '    commands: [{ run: node tools/smoke.cjs imports }]',
  '    because: Each step is proved before the next (Codex Execution Packages, Critical Rules 3).',
  '',
].join('\n');

const writeAll = (folder: string, files: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(files)) {
    if (path === '.codex/governance.yaml') continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};

const commit = (folder: string, message: string): void => {
  git(folder, 'add', '--all');
  git(folder, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', 'commit', '--quiet', '--message', message);
};

describe('the processes of a repository, from the palette', () => {
  let opened: OpenWorkbench;
  const workbench = (): Workbench => opened.workbench;
  const command = 'Codex Governor: Start Next Slice…';
  const [registries, contracts, bundle] = ['Add evaluation registries', 'Add contract gates', 'Deterministic bundle'];

  before(async () => {
    opened = await openWorkbench({
      policy,
      change: (folder) => {
        git(folder, 'switch', '--quiet', '--discard-changes', 'main');
        writeAll(folder, { ...packageFiles, ...chainFiles });
        writeFileSync(join(folder, '.codex/governance.yaml'), policy);
        commit(folder, 'chore: processes');
      },
    });
  });
  after(async () => {
    await opened?.dispose();
  });
  pictureFailures(workbench);
  tellAsStory();

  /** Answers the questions of the task as they are proposed, down to the prompt, which is copied. */
  const startAsProposed = async (mode: string): Promise<void> => {
    const { quickInput, page } = workbench();
    const box = page.locator('.quick-input-widget:visible .quick-input-box input');
    let asked = 'The slice to start';
    while (!asked.includes('This is the prompt')) {
      const before = asked;
      const found = `document.querySelector('.quick-input-widget .quick-input-box input')?.getAttribute('placeholder') ?? ''`;
      const isNext = `now !== '' && now !== ${JSON.stringify(before)} && !now.endsWith('…')`;
      await page.waitForFunction(`(() => { const now = ${found}; return ${isNext}; })()`);
      asked = (await box.getAttribute('placeholder')) ?? '';
      if (!asked.includes('This is the prompt')) await quickInput.accept();
    }
    await quickInput.choose('Copy Prompt');
    await workbench().statusItem(mode);
  };

  const finish = async (files: Readonly<Record<string, string>>, message: string): Promise<void> => {
    writeAll(opened.folder, files);
    commit(opened.folder, message);
    await workbench().run('Codex Governor: Finish Task');
    await workbench().awaitDialog('Finish this Codex task?');
    await workbench().press('Enter');
    await workbench().statusItem('No Codex task');
    await workbench().clearNotifications();
  };

  /** Mends what is there, as a commit. */
  const mend = (files: Readonly<Record<string, string>>): void => {
    writeAll(opened.folder, files);
    commit(opened.folder, 'fix: what stopped the chain');
  };

  const open = async (): Promise<void> => {
    await workbench().run(command);
    await workbench().quickInput.waitFor('The slice to start');
  };

  /** Picks a slice that may not start; why not, as it is told. */
  const refused = async (slice: string, why: string): Promise<string> => {
    await workbench().quickInput.choose(slice);
    return workbench().notification(why);
  };

  /** Has the slices verified whose files are there, as the command proposes. */
  const verify = async (slice: string): Promise<void> => {
    const { quickInput } = workbench();
    await open();
    assert.match(await quickInput.row(slice), /to be verified/);
    await quickInput.choose(slice);
    await quickInput.waitFor('is to be verified before another slice starts');
    await quickInput.accept();
  };

  it('let only the first slice of a chain start', async () => {
    await workbench().statusItem('No Codex task');
    await open();
    assert.deepEqual(await workbench().quickInput.rows(), [registries, contracts, bundle]);
    assert.match(await workbench().quickInput.row(contracts), /waiting/);
    await workbench().screenshot('processes-01-chain');
    const told = await refused(contracts, 'The slice pr-002 may not start');
    assert.match(told, /pr-001 comes first, and is not done\. .* No file docs\/eval_registry\.yaml is there yet\./);
    await workbench().screenshot('processes-02-refused');
    await workbench().clearNotifications();

    await open();
    await workbench().quickInput.choose(registries);
    await startAsProposed('Registries');
    assert.match(runCommandLine(opened.folder, 'task'), /Slice: pr-001 of the chain evaluation/);
  });

  it('keep the second back while a stop condition of the first holds', async () => {
    const report = 'docs/tier_a_coverage_report.md';
    const sound = sliceFiles['pr-001'];
    await finish({ ...sound, [report]: `${sound[report] ?? ''}| CTRL-2 | none |\n` }, 'feat: registries');
    await verify(registries);
    await workbench().quickInput.waitFor('The slice to start');
    assert.match(await workbench().quickInput.row(registries), /lacks an evaluation/);
    await workbench().screenshot('processes-03-stopped');
    assert.match(
      await refused(contracts, 'may not start'),
      /A control of tier A lacks an evaluation\. \(it is found in/,
    );
    await workbench().clearNotifications();
    mend({ [report]: sound[report] ?? '' });
  });

  it('start the second once that is mended and verified, and the third once its gate is green', async () => {
    await verify(registries);
    await workbench().quickInput.waitFor('The slice to start');
    assert.deepEqual(await workbench().quickInput.rows(), [contracts, bundle]);
    await workbench().quickInput.choose(contracts);
    await startAsProposed('Contracts');
    const schema = 'contracts/bundle.schema.json';
    await finish({ ...sliceFiles['pr-002'], [schema]: '{ "type": \n' }, 'feat: contract gates');
    await verify(registries);
    await workbench().quickInput.waitFor('The slice to start');
    const told = await refused(bundle, 'The slice pr-003 may not start');
    assert.match(told, /pr-002 comes first, .*The gate schemas is red on the files as they are/);
    await workbench().screenshot('processes-04-red');
    await workbench().clearNotifications();
    mend(sliceFiles['pr-002']);

    await verify(registries);
    await workbench().quickInput.waitFor('The slice to start');
    await workbench().quickInput.choose(bundle);
    await startAsProposed('Bundle');
    await finish(sliceFiles['pr-003'], 'feat: deterministic bundle');
  });

  it('wait for a decision of a person, and are done once that is committed', async () => {
    await verify(registries);
    await workbench().quickInput.waitFor('The slice to start');
    assert.match(await workbench().quickInput.row(bundle), /decision needed/);
    await workbench().screenshot('processes-05-decision');
    const told = await refused(bundle, 'It waits for a decision');
    assert.match(told, /The manifest is unstable between runs\. \(only a person can tell/);
    await workbench().clearNotifications();
    mend({ [chainPath]: chainText.replace(undecidedText, decisionText) });
    await verify(registries);
    await workbench().notification('Every slice of every chain is done.');
    await workbench().clearNotifications();
  });

  const runPackage = async (): Promise<void> => {
    await workbench().run('Codex Governor: Run Execution Package…');
    await workbench().quickInput.waitFor('The package to carry out');
    await workbench().quickInput.choose('OpenAI façade fast-track');
  };
  const step = async (title: string): Promise<void> => {
    await workbench().quickInput.waitFor(title);
    await workbench().screenshot(`processes-06-${title.replaceAll(/\W+/g, '-').toLowerCase()}`);
    await workbench().quickInput.choose('Do This Step');
  };

  it('roll a step of a package back that fails, and say so', async () => {
    writeAll(opened.folder, { 'tools/broken': '' });
    await runPackage();
    await step('Create the router');
    const page = await workbench().previewText('It is not done.');
    assert.match(page, /ended with exit code 1\. It was rolled back\./);
    await workbench().screenshot('processes-07-rolled-back');
    assert.equal(existsSync(join(opened.folder, 'serve/half.py')), false);
    assert.equal(existsSync(join(opened.folder, 'serve/openai_routes.py')), false);
    rmSync(join(opened.folder, 'tools/broken'));
  });

  it('carry a package out step by step, and show what it brought', async () => {
    await runPackage();
    await workbench().quickInput.waitFor('It was begun before: 0 of 3 steps done');
    await workbench().screenshot('processes-08-again');
    await workbench().quickInput.choose('Go On');
    await step('Create the router');
    await step('Mount it in serve/main.py');
    const page = await workbench().previewText('It is done.');
    assert.match(page, /Wave b needs .*quota_resolver\.py, and that is not there/);
    assert.match(page, /Smoke pass rate\s+50 %\s+100 %\s+reached/);
    await workbench().screenshot('processes-09-done');
    assert.ok(existsSync(join(opened.folder, 'serve/openai_routes.py')));
    assert.match(readFileSync(join(opened.folder, 'serve/main.py'), 'utf8'), /openai_routes/);
    assert.ok(existsSync(join(opened.folder, packagePath)), 'and stays where it was');
    assert.equal(existsSync(join(opened.folder, '.git/codex-governor/packages/facade-fast-track.json')), false);
  });
});
