// A window beside a Codex that asks by the hooks of the repository: it tries them out, answers them, and leaves nothing.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { addCodexHooks, codexHooksPath } from '#core';
import { engineVariable } from '#repo';
import { bundle } from '../cli/command-line.ts';
import { codexesOf, place, readFiles, trustFolder, trustHooks, writeFiles } from '../codex/lab.ts';
import type { Locator } from '../host/browser.ts';
import { makeCodexHome } from './codex-home.ts';
import type { CodexHome } from './codex-home.ts';
import { openWorkbench, pictureFailures, tellAsStory } from './open.ts';
import type { OpenWorkbench } from './open.ts';
import type { Workbench } from './workbench.ts';

interface Address {
  readonly pid: number;
  readonly socket: string;
  readonly token: string;
}

/** What Codex says of a patch that is over the budget. */
const inputOf = (session: string, cwd: string): string => {
  const lines = Array.from({ length: 400 }, (_, at) => `+V${at} = ${at}\n`).join('');
  const command = `*** Begin Patch\n*** Add File: backend/app/services/hooked.py\n${lines}*** End Patch`;
  const use = { tool_name: 'apply_patch', tool_use_id: 'call', tool_input: { command } };
  return JSON.stringify({ session_id: session, cwd, hook_event_name: 'PreToolUse', ...use });
};

/** What `install hooks` writes, and the command line as npm would put it there. */
const install = (folder: string): void => {
  const hooks = addCodexHooks(undefined);
  assert.ok(hooks.ok);
  const program = 'node_modules/.bin/codex-governor';
  writeFiles(folder, {
    [codexHooksPath]: hooks.value,
    [program]: `#!/bin/sh\nexec "${process.execPath}" "${bundle}" "$@"\n`,
  });
  chmodSync(join(folder, program), 0o755);
};
/** Waits for something that no window shows, for as long as a busy machine may take. */
const awaitThat = async <Value>(what: string, look: () => Value | undefined): Promise<Value> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const value = look();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return assert.fail(`it did not come about: ${what}`);
};

const isRunning = (pid: number): boolean => existsSync(`/proc/${pid}/status`);

describe('a window beside the hooks of Codex', () => {
  let opened: OpenWorkbench;
  let codex: CodexHome;
  const workbench = (): Workbench => opened.workbench;
  const home = (): string => codex.home;
  const inRepository = (path: string): string => join(opened.folder, path);
  const addressFile = (): string => inRepository('.git/codex-governor/engine.json');
  const readAddress = (): Address | undefined =>
    existsSync(addressFile()) ? (JSON.parse(readFileSync(addressFile(), 'utf8')) as Address) : undefined;
  const journal = (): string => {
    const file = inRepository('.git/codex-governor/journal/000001.jsonl');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  const rowOf = (text: string | RegExp): Locator =>
    workbench().page.locator('.pane-body .monaco-list-row', { hasText: text }).first();
  /** Asks the hook about a patch, as Codex does. */
  const askHook = async (session: string): Promise<{ readonly code: number | null; readonly out: string }> => {
    const child = spawn(process.execPath, [bundle, 'hook', 'PreToolUse', '--mode', 'linter-refactor'], {
      cwd: opened.folder,
      // While the window is loaded anew a hook would start an engine that stays, and outlives the window.
      env: { ...process.env, [engineVariable]: 'off' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.on('data', (piece: Buffer) => (out += piece.toString()));
    child.stdin.end(inputOf(session, opened.folder));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, out };
  };

  /** Says of what program the address is that is still there. */
  const tellLeft = (error: unknown): never => {
    const { pid = 0 } = readAddress() ?? {};
    const program = isRunning(pid) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') : 'no process';
    throw new Error(`${String(error)}: it is of ${program}`);
  };

  before(async () => {
    codex = await makeCodexHome();
    opened = await openWorkbench({ place, change: install, environment: codex.environment });
  });
  after(async () => {
    await opened?.dispose();
    await codex?.dispose();
  });
  pictureFailures(workbench);
  tellAsStory();

  it('says that they are not live while nobody has trusted them, and tries nothing out', async () => {
    await workbench().statusItem('No Codex task');
    await workbench().run('Codex Governor: Try Out Hooks of Codex');
    await rowOf(/Hooks of Codex.*installed, not trusted, not live$/s).waitFor();
  });

  it('tries them out once they are trusted, and has them proven', async () => {
    const person = { root: opened.folder, home: home(), environment: { ...process.env, ...codex.environment } };
    await trustFolder(person);
    await trustHooks(person);
    const before = readFiles(home())['config.toml'];
    await workbench().run('Codex Governor: Try Out Hooks of Codex');
    await rowOf(/Hooks of Codex.*installed, trusted, live, proven$/s).waitFor();
    await workbench().screenshot('hooks-01-proven');
    assert.equal(readFiles(home())['config.toml'], before, 'the home of Codex is as it was');
    assert.ok(!existsSync(inRepository('.git/codex-governor-probe')));
    assert.equal(codex.model.requests.length, 0, 'no model was asked');
  });

  it('leaves a question to the hook where it is loaded anew meanwhile: it is answered, and written down once', async () => {
    let isUntold = false;
    for (let round = 0; round < 5 && !isUntold; round += 1) {
      const address = await awaitThat('an engine is offered', readAddress);
      const asking = askHook(`reload ${round}`);
      // The same question beside it: it says when the window is at it, and whether it ended without an answer.
      const beside = connect(address.socket);
      let told = '';
      beside.on('data', (piece: Buffer) => (told += piece.toString()));
      beside.on('error', () => undefined);
      const question = { event: 'pre-tool-use', input: inputOf('beside', opened.folder), mode: 'linter-refactor' };
      const ended = new Promise((resolve) => beside.once('close', resolve));
      beside.write(`${JSON.stringify({ token: address.token, question })}\n`);
      await awaitThat('the window has heard', () => (told.includes('heard') ? true : undefined));
      await workbench().page.reload();
      await ended;
      isUntold = !told.includes('told');
      const { code, out } = await asking;
      assert.equal(code, 0, out);
      assert.match(out, /"permissionDecision":"deny".*budget\.lines/s);
      assert.equal(journal().split(`"reload ${round}"`).length, 2, 'written down once');
      await workbench().statusItem('No Codex task');
    }
    assert.ok(isUntold, 'the window was never at it when it was loaded anew');
    assert.ok(!journal().includes('"beside"'), 'a window writes nothing');
  });

  it('leaves nothing when it is closed: no address, no socket, no process', async () => {
    const { pid, socket } = await awaitThat('an engine is offered', readAddress);
    assert.ok(existsSync(socket));
    assert.ok(isRunning(pid));
    await workbench().page.goto('about:blank');
    await awaitThat('the address is gone', () => (existsSync(addressFile()) ? undefined : true)).catch(tellLeft);
    await awaitThat('the folder of the socket is gone', () => (existsSync(dirname(socket)) ? undefined : true));
    await awaitThat('the process has ended', () => (isRunning(pid) ? undefined : true));
    assert.deepEqual(codexesOf(home()), []);
  });
});
