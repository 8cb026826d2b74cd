import { deepEqual, notEqual } from 'node:assert/strict';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { patches, runs } from './fake-model.ts';
import { openLab, read, readFiles, speak, trustHooks, type Files, type Lab } from './lab.ts';

const hooks = JSON.stringify({
  hooks: {
    PreToolUse: [{ matcher: 'Bash', hooks: [{ type: 'command', command: 'cat > /dev/null' }] }],
    PermissionRequest: [{ hooks: [{ type: 'command', command: 'cat > /dev/null' }] }],
  },
});

const configured = `
# A remark that nobody but the person reads.
[projects."/somewhere/else"]
trust_level = "trusted"
[permissions.mine]
extends = ":workspace"
[profiles.quick]
model_reasoning_effort = "low"
[tui]
notifications = false
`;

const own = new Set([
  'AGENTS.md',
  'auth.json',
  'config.toml',
  'hooks.json',
  'prompts/mine.md',
  'quick.config.toml',
  'rules/mine.rules',
  'skills/mine/SKILL.md',
]);

/** What the person has in there; sessions, logs and caches are written by every Codex. */
const ownFiles = (lab: Lab): Files =>
  Object.fromEntries(Object.entries(readFiles(lab.home)).filter(([path]) => own.has(path)));

describe("the person's own home of Codex", () => {
  let lab: Lab;
  beforeEach(async () => {
    lab = await openLab({
      commands: 'shipped',
      home: {
        'AGENTS.md': '# Mine\n',
        'auth.json': '{}\n',
        'config.toml': configured,
        'hooks.json': hooks,
        'prompts/mine.md': 'Mine.\n',
        'quick.config.toml': 'model_reasoning_effort = "low"\n',
        'rules/mine.rules': 'prefix_rule(pattern=["git", "push"], decision="prompt")\n',
        'skills/mine/SKILL.md': '---\nname: mine\ndescription: Mine.\n---\nMine.\n',
      },
    });
    await trustHooks(lab);
    chmodSync(join(lab.home, 'auth.json'), 0o600);
  });
  afterEach(async () => lab.dispose());

  it('is byte for byte what it was after a run, a resumed one and a killed one', async () => {
    const before = ownFiles(lab);
    deepEqual(new Set(Object.keys(before)), own);
    const change = patches('*** Update File: a.txt\n@@\n-one\n+two');
    lab.model.script([change], [runs('git push; cat a.txt')]);
    const first = await lab.start({ permissions: { denyReads: ['**/.env'] } });
    await read(first, () => 'accept').turn('Change it.');
    await first.close();
    deepEqual(ownFiles(lab), before);
    const second = await lab.start({ resume: first.id });
    await read(second).turn('Go on.');
    await second.close();
    deepEqual(ownFiles(lab), before);
    const third = await lab.start();
    lab.kill();
    await third.close();
    deepEqual(ownFiles(lab), before);
  });

  it('would be changed by a thread that may write: Codex notes that the folder is trusted', async () => {
    const config = (): string => readFileSync(join(lab.home, 'config.toml'), 'utf8');
    const before = config();
    const { wire, end } = await speak(lab);
    await wire.request('thread/start', { cwd: lab.root, sandbox: 'workspace-write' });
    await end();
    notEqual(config(), before);
  });
});
