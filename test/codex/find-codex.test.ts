import { deepEqual, equal, match } from 'node:assert/strict';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { findCodex, type CodexPlaces } from '#codex';
import { makeTemporaryFolder, type TemporaryFolder } from '../../scripts/temporary-folder.ts';

describe('finding Codex', () => {
  let folder: TemporaryFolder;
  beforeEach(() => {
    folder = makeTemporaryFolder('find-codex');
  });
  afterEach(() => folder.dispose());

  const at = (path: string): string => join(folder.path, path);
  const program = (path: string): string => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), '#!/bin/sh\n');
    chmodSync(at(path), 0o755);
    return at(path);
  };
  /** As npm installs it below a folder: the wrapper, a link to it, and the native program of this platform. */
  const install = (below: string, link: string): string => {
    const wrapper = program(`${below}/node_modules/@openai/codex/bin/codex.js`);
    const name = `${below}/node_modules/@openai/codex-${process.platform}-${process.arch}`;
    const native = program(`${name}/vendor/some-target/bin/codex`);
    writeFileSync(at(`${name}/package.json`), '{}');
    mkdirSync(dirname(at(link)), { recursive: true });
    symlinkSync(wrapper, at(link));
    return native;
  };
  const find = async (places: Partial<CodexPlaces> & { readonly isAllowed?: boolean }) => {
    const { isAllowed = false, ...given } = places;
    const workspace = { root: at('work'), isAllowed };
    const found = await findCodex({ chosen: '', path: '', workspace, platform: 'linux', ...given });
    return found.ok ? found.value : found.error;
  };

  it('takes the one that is set, and no other when that is wrong', async () => {
    const own = program('own/codex');
    program('bin/codex');
    deepEqual(await find({ chosen: own, path: at('bin') }), { program: own, from: 'setting' });
    for (const chosen of [at('none/codex'), 'own/codex']) {
      const missing = await find({ chosen, path: at('bin') });
      equal('reason' in missing && missing.reason, 'no-agent');
    }
  });

  it('gives the native program behind the wrapper of npm', async () => {
    const native = install('lib', 'bin/codex');
    deepEqual(await find({ path: ['relative', at('empty'), at('bin')].join(delimiter) }), {
      program: native,
      from: 'path',
    });
  });

  it('gives the native program behind a script that npm or pnpm wrote', async () => {
    const native = install('global', 'elsewhere/codex');
    deepEqual(await find({ chosen: program('global/codex.cmd') }), { program: native, from: 'setting' });
    deepEqual(await find({ chosen: program('global/node_modules/.bin/codex') }), { program: native, from: 'setting' });
  });

  it('gives that of the working tree only to whom it was allowed, also where the PATH leads there', async () => {
    const native = install('work', 'work/node_modules/.bin/codex');
    symlinkSync(at('work/node_modules/.bin'), at('shortcut'));
    for (const path of ['', at('work/node_modules/.bin'), at('shortcut')]) {
      const refused = await find({ path });
      equal('reason' in refused && refused.reason, 'agent-consent', path);
      deepEqual(await find({ path, isAllowed: true }), { program: native, from: 'workspace' });
    }
    const outside = program('bin/codex');
    deepEqual(await find({ path: [at('work/node_modules/.bin'), at('bin')].join(delimiter) }), {
      program: outside,
      from: 'path',
    });
  });

  it('says what to do where there is none', async () => {
    const none = await find({ path: at('empty') });
    equal('reason' in none && none.reason, 'no-agent');
    match('remedy' in none ? (none.remedy ?? '') : '', /Install Codex/);
  });
});
