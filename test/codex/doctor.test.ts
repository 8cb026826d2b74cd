// `doctor` claims no more of the hooks than the real Codex says.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Documents } from '../../src/cli/documents.ts';
import { runIn } from '../cli/command-line.ts';
import type { GovernedLab } from './governed.ts';
import { mine, openHooked } from './hooked.ts';
import { nativeCodex, ownFiles, trustFolder, trustHooks } from './lab.ts';

type Check = Documents['doctor']['checks'][number];

const examine = async (lab: GovernedLab, ...words: readonly string[]) => {
  const before = ownFiles(lab, Object.keys(mine));
  const { code, out, err } = await runIn(
    { folder: lab.root, environment: { ...lab.environment } },
    'doctor',
    '--format',
    'json',
    '--codex',
    await nativeCodex(),
    ...words,
  );
  ok(out !== '', err);
  deepEqual(ownFiles(lab, Object.keys(mine)), before, 'the home of Codex is what it was');
  const { checks } = JSON.parse(out) as Documents['doctor'];
  const find = (id: Check['id']): Check => checks.find((check) => check.id === id) ?? ({} as Check);
  return { code, hooks: find('hooks'), codex: find('codex') };
};

const stateOf = ({ installed, trusted, live, proven }: Check) => ({ installed, trusted, live, proven });

describe('doctor', () => {
  let lab: GovernedLab;
  beforeEach(async () => {
    lab = await openHooked();
  });
  afterEach(async () => lab.dispose());

  it('says that hooks are not live while nobody has trusted the folder, nor the hooks', async () => {
    const first = await examine(lab);
    deepEqual(stateOf(first.hooks), { installed: true, trusted: false, live: false, proven: null });
    equal(first.code, 1);
    match(first.codex.message, /^Codex 0\.\d+\.\d+ answers/);
    await trustFolder(lab);
    const second = await examine(lab, '--probe');
    deepEqual(stateOf(second.hooks), { installed: true, trusted: false, live: false, proven: null });
    equal(second.code, 1);
  });

  it('says that they are live once they are trusted, and proven once they were tried; not where they are switched off', async () => {
    await trustFolder(lab);
    await trustHooks(lab);
    const trusted = await examine(lab);
    deepEqual(stateOf(trusted.hooks), { installed: true, trusted: true, live: true, proven: null });
    const tried = await examine(lab, '--probe');
    deepEqual(stateOf(tried.hooks), { installed: true, trusted: true, live: true, proven: true }, tried.hooks.message);
    const key = `${join(lab.root, '.codex/hooks.json')}:pre_tool_use:0:0`;
    const config = ownFiles(lab, [])['config.toml'] ?? '';
    ok(config.includes(`[hooks.state."${key}"]`), config);
    appendFileSync(join(lab.home, 'config.toml'), 'enabled = false\n');
    const off = await examine(lab, '--probe');
    deepEqual(stateOf(off.hooks), { installed: true, trusted: true, live: false, proven: null }, off.hooks.message);
    match(off.hooks.message, /switched off/);
    equal(off.code, 1);
  });

  it('proves them in a mode where the policy asks for one and nobody has started a task, and says so', async () => {
    await lab.dispose();
    lab = await openHooked({ more: ['mode-required: true'] });
    await trustFolder(lab);
    await trustHooks(lab);
    await runIn({ folder: lab.root, environment: { ...lab.environment } }, 'task', 'abandon');
    const { hooks, code } = await examine(lab, '--probe');
    deepEqual(stateOf(hooks), { installed: true, trusted: true, live: true, proven: true }, hooks.message);
    match(hooks.message, /Without a task they refuse everything, as the policy asks for a mode/);
    equal(code, 0);
    appendFileSync(join(lab.root, '.codex/governance.yaml'), 'modes: [');
    const broken = await examine(lab, '--probe');
    deepEqual(stateOf(broken.hooks), { installed: true, trusted: true, live: false, proven: false });
    equal(broken.code, 1);
  });

  it('says that they are not live where what they run is gone', async () => {
    await trustFolder(lab);
    await trustHooks(lab);
    rmSync(join(lab.root, 'node_modules'), { recursive: true });
    const { hooks, code } = await examine(lab, '--probe');
    deepEqual(stateOf(hooks), { installed: true, trusted: true, live: false, proven: null });
    match(hooks.message, /What they run is gone/);
    equal(code, 1);
  });
});
