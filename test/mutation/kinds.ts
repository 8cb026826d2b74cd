// Where the kinds of rules are written, and how one of them is built with a file of it replaced.
import { context, type Plugin } from 'esbuild';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { RuleKind } from '#core';

const rules = join(dirname(fileURLToPath(import.meta.url)), '../../src/core/rules');

const isExamples = (name: string): boolean => /(?:^|-)examples/.test(name);

/** The files that a kind is decided in: its own, or those of its folder; its examples are none. */
export const filesOfKind = (kind: string): readonly string[] => {
  const alone = join(rules, `${kind}.ts`);
  if (existsSync(alone)) return [alone];
  const folder = join(rules, kind);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !isExamples(name))
    .map((name) => join(folder, name));
};

const entryOf = (kind: string): string => {
  const alone = join(rules, `${kind}.ts`);
  return existsSync(alone) ? alone : join(rules, kind, 'index.ts');
};

/** All that is not the kind's own is shared with whoever asks, as it is. */
const replacing = (own: ReadonlySet<string>, textOf: (file: string) => string): Plugin => ({
  name: 'replacing',
  setup: (build) => {
    build.onResolve({ filter: /.*/ }, ({ path, importer, resolveDir }) => {
      if (importer === '') return { path };
      const file = path.startsWith('.') ? resolve(resolveDir, path) : undefined;
      if (file !== undefined && own.has(file)) return { path: file };
      return { path: file === undefined ? import.meta.resolve(path) : pathToFileURL(file).href, external: true };
    });
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => ({ contents: textOf(path), loader: 'ts' }));
  },
});

const isKind = (value: unknown): value is RuleKind =>
  typeof value === 'object' && value !== null && 'kind' in value && 'see' in value;

/** Loads a kind with the text of one of its files replaced; undefined where it cannot even be loaded. */
export interface KindLoader {
  readonly load: (file: string, text: string) => Promise<RuleKind | undefined>;
  readonly close: () => Promise<void>;
}

/** Opens a build of a kind that reads its files once. */
export const openKind = async (kind: string): Promise<KindLoader> => {
  const files = new Map(filesOfKind(kind).map((file) => [file, readFileSync(file, 'utf8')]));
  let replaced = { file: '', text: '' };
  const textOf = (file: string): string =>
    file === replaced.file ? replaced.text : (files.get(file) ?? readFileSync(file, 'utf8'));
  const folder = await mkdtemp(join(tmpdir(), 'codex-governor-mutants-'));
  const building = await context({
    entryPoints: [entryOf(kind)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
    plugins: [replacing(new Set(files.keys()), textOf)],
  });
  let loads = 0;
  return {
    load: async (file, text) => {
      replaced = { file, text };
      try {
        const { outputFiles } = await building.rebuild();
        const output = join(folder, `${loads++}.mjs`);
        await writeFile(output, outputFiles[0]?.contents ?? '');
        const loaded: unknown = await import(pathToFileURL(output).href);
        return Object.values(loaded as object).find(isKind);
      } catch {
        return undefined;
      }
    },
    close: async () => {
      await building.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
