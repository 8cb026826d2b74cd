// What a window with the real Codex needs: a home of Codex, the program on the PATH, and a model on loopback.
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../../scripts/temporary-folder.ts';
import { openFakeModel } from '../codex/fake-model.ts';
import type { FakeModel } from '../codex/fake-model.ts';
import { configuration, nativeCodex, place, writeFiles } from '../codex/lab.ts';
import type { Files } from '../codex/lab.ts';

export interface CodexHome {
  /** The home of Codex. */
  readonly home: string;
  readonly model: FakeModel;
  /** Of the window, so that it finds all of that. */
  readonly environment: Readonly<Record<string, string>>;
  dispose(): Promise<void>;
}

/** Makes a home of Codex, with files of a person in it. */
export async function makeCodexHome(own: Files = {}): Promise<CodexHome> {
  const lab = makeTemporaryFolder('codex-window', place);
  const model = await openFakeModel();
  const inLab = (name: string): string => join(lab.path, name);
  const [home, programs, temporary] = [inLab('home'), inLab('bin'), inLab('tmp')];
  writeFiles(home, { ...own, 'config.toml': configuration(model.url) });
  for (const folder of [programs, temporary]) mkdirSync(folder);
  symlinkSync(await nativeCodex(), join(programs, 'codex'));
  return {
    home,
    model,
    environment: {
      PATH: `${programs}:${process.env['PATH'] ?? ''}`,
      CODEX_HOME: home,
      FAKE_API_KEY: 'none',
      TMPDIR: temporary,
    },
    dispose: async () => {
      await model.dispose();
      lab.dispose();
    },
  };
}
