// The real Codex, as the program that applies patches: `apply_patch` is the name it goes by then.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeTemporaryFolder } from '../../../scripts/temporary-folder.ts';

const scope = fileURLToPath(new URL('../../../node_modules/@openai/', import.meta.url));

/** The program itself: what `node_modules/.bin/codex` starts is a Node of its own. */
const findProgram = (): string => {
  const found = readdirSync(scope)
    .filter((name) => name.startsWith('codex-'))
    .flatMap((name) => {
      const vendor = join(scope, name, 'vendor');
      return readdirSync(vendor).map((target) => join(vendor, target, 'bin', 'codex'));
    });
  const [program] = found;
  if (program === undefined) throw new Error('There is no program of @openai/codex for this machine.');
  return program;
};

export type Files = ReadonlyMap<string, string>;

export interface CodexProgram {
  /** What a patch makes of files; undefined where Codex refuses it. */
  readonly apply: (files: Files, patch: string) => Files | undefined;
  /** Applies a patch in a folder; false where Codex refuses it. */
  readonly applyIn: (folder: string, patch: string) => boolean;
  readonly dispose: () => void;
}

const readAll = (folder: string): Files =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [relative(folder, file), readFileSync(file, 'utf8')]),
  );

/** Opens it with a home and a folder of its own: nothing of the person's is read or written. */
export const openCodexProgram = (): CodexProgram => {
  const temporary = makeTemporaryFolder('codex-governor-apply-patch');
  const home = join(temporary.path, 'home');
  const program = join(temporary.path, 'apply_patch');
  const work = join(temporary.path, 'work');
  mkdirSync(home);
  symlinkSync(findProgram(), program);
  const environment = { HOME: home, CODEX_HOME: home, PATH: process.env['PATH'] };
  const applyIn = (folder: string, patch: string): boolean => {
    const { status, error } = spawnSync(program, [patch], { cwd: folder, env: environment });
    if (error !== undefined) throw error;
    return status === 0;
  };
  return {
    apply: (files, patch) => {
      rmSync(work, { recursive: true, force: true });
      mkdirSync(work);
      for (const [path, text] of files) {
        mkdirSync(dirname(join(work, path)), { recursive: true });
        writeFileSync(join(work, path), text);
      }
      return applyIn(work, patch) ? readAll(work) : undefined;
    },
    applyIn,
    dispose: () => temporary.dispose(),
  };
};
