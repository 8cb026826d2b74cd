import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, it } from 'mocha';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The files that the linter finds to enter a room past its door; each imports one file. */
const lint = async (imports: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'walls-'));
  try {
    copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    copyFileSync(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const [path, from] of Object.entries(imports)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `export { one } from '${from}';\n`);
    }
    const words = ['--format', 'unix', '.'];
    const told = await promisify(execFile)(join(folder, 'node_modules', '.bin', 'oxlint'), words, {
      cwd: folder,
    }).catch((error: unknown) => error as { readonly stdout: string });
    const lines = told.stdout.split('\n').filter((line) => line.includes('no-restricted-imports'));
    return lines.map((line) => line.replace(/:.*/s, '')).sort();
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const rooms = ['core', 'app', 'repo', 'codex', 'editor', 'cli', 'system'] as const;

/** Only what both need of the machine may be entered without a door, and by adapters alone. */
const mayEnter = (from: string, to: string): boolean => to === 'system' && /^(?:repo|codex)$/.test(from);

describe('the walls between the rooms', () => {
  it('hold at any depth, for whatever a room has in folders', async () => {
    // A room is never entered from within; what the linter says of that does not matter.
    const pairs = rooms.flatMap((from) => rooms.filter((to) => to !== from).map((to) => [from, to] as const));
    const imports = pairs.flatMap(([from, to]): readonly (readonly [path: string, from: string])[] => [
      [`src/${from}/to-${to}.ts`, `../${to}/one.ts`],
      [`src/${from}/inner/deep/to-${to}.ts`, `../../../${to}/inner/one.ts`],
    ]);
    const refused = imports.flatMap(([path]) => {
      const [, from = '', to = ''] = /^src\/(\w+)\/.*to-(\w+)/.exec(path) ?? [];
      return mayEnter(from, to) ? [] : [path];
    });
    assert.deepEqual(await lint(Object.fromEntries(imports)), refused.sort());
  }).timeout(60_000);
});
