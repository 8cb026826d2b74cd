// A hook of Codex beside this window: what it asks is judged here, for as long as the hooks are installed.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { addCodexHooks, codexHooksPath } from '#core';
import { askEngine } from '#repo';
import { extension, loadedHere, parsers } from './loaded.ts';
import { sampleRoot, settled } from './settled.ts';

const inSample = (path: string): string => join(sampleRoot().fsPath, path);
const engineFile = (): string => inSample('.git/codex-governor/engine.json');
const hooksFile = (): string => inSample(codexHooksPath);

interface Ended {
  readonly code: number;
  readonly out: string;
}

const mode = 'linter-refactor';

/** What Codex says of a patch with so many lines. */
const inputOf = (lines: number): string => {
  const added = Array.from({ length: lines }, (_, at) => `+V${at} = ${at}\n`).join('');
  const command = `*** Begin Patch\n*** Add File: backend/app/services/hooked.py\n${added}*** End Patch`;
  return JSON.stringify({
    session_id: 'window',
    cwd: sampleRoot().fsPath,
    hook_event_name: 'PreToolUse',
    tool_name: 'apply_patch',
    tool_use_id: 'call',
    tool_input: { command },
  });
};

/** Asks the hook as Codex does; without a git on its PATH it cannot judge by itself. */
const askHook = async (lines: number, path: string | undefined): Promise<Ended> => {
  const env = { ...process.env, PATH: path, ELECTRON_RUN_AS_NODE: '1' };
  const words = [join(extension().extensionPath, 'dist/cli.cjs'), 'hook', 'pre-tool-use', '--mode', mode];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, words, { cwd: sampleRoot().fsPath, env }, (error, out) =>
      resolve({ code: error === null ? 0 : Number(error.code), out }),
    );
    child.stdin?.end(inputOf(lines));
  });
};

const journal = (): string => readFileSync(inSample('.git/codex-governor/journal/000001.jsonl'), 'utf8');

describe('a window beside a Codex that asks by its hooks', () => {
  after(() => rmSync(hooksFile(), { force: true }));

  it('offers nothing while no hooks are installed', async () => {
    assert.ok(!existsSync(hooksFile()) && !existsSync(engineFile()));
    assert.equal((await askHook(1, '')).code, 2, 'without git the hook cannot tell');
  });

  it('judges for them once they are', async () => {
    const text = addCodexHooks(undefined);
    assert.ok(text.ok);
    mkdirSync(dirname(hooksFile()), { recursive: true });
    writeFileSync(hooksFile(), text.value);
    await settled('an engine is offered', () => existsSync(engineFile()) || undefined);
    const denied = await askHook(400, '');
    assert.equal(denied.code, 0, denied.out);
    assert.match(denied.out, /"permissionDecision":"deny".*budget\.lines/s);
    const count = journal().split('"action-judged"').length;
    assert.deepEqual(await askHook(400, ''), denied, 'and again when it is sent again');
    assert.equal(journal().split('"action-judged"').length, count + 1, 'each is journalled once');
    assert.equal((await askHook(400, process.env['PATH'])).out, denied.out);
  });

  it('judges on a thread of its own: the one that all extensions share loads nothing to read code with', async () => {
    const { build } = JSON.parse(readFileSync(engineFile(), 'utf8')) as { readonly build: string };
    const patience = { reach: 20_000, hear: 20_000, answer: 20_000 };
    const options = { build, environment: {}, patience };
    for (let round = 0; round < 20; round += 1) {
      const question = { event: 'pre-tool-use', input: inputOf(400 + round), mode };
      const answer = await askEngine(sampleRoot().fsPath, question, options);
      assert.match(JSON.stringify(answer?.told), /budget\.lines/);
    }
    assert.deepEqual(
      loadedHere().filter((file) => parsers.has(file)),
      [],
    );
  });

  it('offers nothing any more when they are gone, and leaves no socket', async () => {
    const { socket } = JSON.parse(readFileSync(engineFile(), 'utf8')) as { readonly socket: string };
    rmSync(hooksFile());
    await settled('the engine is gone', () => (existsSync(engineFile()) ? undefined : true));
    await settled('its socket is gone', () => (existsSync(dirname(socket)) ? undefined : true));
    assert.equal((await askHook(1, '')).code, 2);
  });
});
