// Where the kinds of rules are written, and how one of them is built with a file of it replaced.
import { context, type Plugin } from 'esbuild';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ruleKinds, type RuleKind } from '#core';

const rules = join(dirname(fileURLToPath(import.meta.url)), '../../src/core/rules');

const isExamples = (name: string): boolean => /(?:^|-)examples/.test(name);

/** The files of what has this name in the folder of the rules: a kind, or a part of kinds. Examples are none. */
export const filesOf = (name: string): readonly string[] => {
  const alone = join(rules, `${name}.ts`);
  if (existsSync(alone)) return [alone];
  const folder = join(rules, name);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !isExamples(file))
    .map((file) => join(folder, file));
};

/** What several kinds are made with, by name. */
export const partsOfKinds = (): readonly string[] =>
  readdirSync(rules)
    .map((file) => file.replace(/\.ts$/, ''))
    .filter((name) => name !== 'index' && !isExamples(name) && !ruleKinds.has(name));

/** The kinds whose branches stand in what has this name: itself, or those that are made with it. */
export const kindsOf = (name: string): readonly RuleKind[] => {
  const kind = ruleKinds.get(name);
  if (kind !== undefined) return [kind];
  const imports = new RegExp(`from '\\.\\./${name}[./]`);
  return [...ruleKinds.values()].filter((each) =>
    filesOf(each.kind).some((file) => imports.test(readFileSync(file, 'utf8'))),
  );
};

const entryOf = (kind: string): string => {
  const alone = join(rules, `${kind}.ts`);
  return existsSync(alone) ? alone : join(rules, kind, 'index.ts');
};

/** All that is not replaced is shared with whoever asks, as it is. */
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

/** Opens a build of a kind, with parts of kinds beside it, that reads their files once. */
export const openKind = async (kind: string, beside: readonly string[]): Promise<KindLoader> => {
  const files = new Map([...filesOf(kind), ...beside].map((file) => [file, readFileSync(file, 'utf8')]));
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
