import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { debian } from '../corpora.ts';
import type { Entry, Reference } from '../reference.ts';
import { runTool } from '../run-tool.ts';

const configuration = `
AllCops: { DisabledByDefault: true, SuggestExtensions: false, NewCops: disable, TargetRubyVersion: 3.2, Exclude: [] }
Metrics/CyclomaticComplexity: { Enabled: true, Max: 0 }
`;
const words = ['--cache', 'false', '--only', 'Metrics/CyclomaticComplexity,Lint/Syntax', '--ignore-disable-comments'];

// As many as one process may read without taking too much memory.
const atOnce = 200;

/** What of rubocop's report we read. */
interface Report {
  readonly files: readonly {
    readonly path: string;
    readonly offenses: readonly {
      readonly cop_name: string;
      readonly message: string;
      readonly location: { readonly line: number; readonly column: number };
    }[];
  }[];
}
type Offenses = Report['files'][number]['offenses'];

const entryOf = ({ message, location }: Offenses[number]): Entry => {
  const [, name, complexity] = /^Cyclomatic complexity for (.*) is too high\. \[(\d+)\/0\]$/s.exec(message) ?? [];
  if (name === undefined) throw new Error(`rubocop said what we do not understand: ${message}`);
  return { line: location.line, column: location.column, name, complexity: Number(complexity) };
};

const isRefused = (offenses: Offenses): boolean => offenses.some(({ cop_name: cop }) => cop === 'Lint/Syntax');

type Inspected = Report['files'];

/** Asks about files by their absolute paths. On one whose bytes are not of its encoding rubocop ends, and with it the others. */
const askRubocop = async (aside: string, files: readonly string[]): Promise<Inspected> => {
  try {
    const all = ['--config', 'complexity.yml', '--format', 'json', ...words, ...files];
    return (JSON.parse(await runTool('rubocop', all, { cwd: aside, alsoGood: [1] })) as Report).files;
  } catch {
    if (files.length === 1) return [];
    const half = Math.ceil(files.length / 2);
    return [...(await askRubocop(aside, files.slice(0, half))), ...(await askRubocop(aside, files.slice(half)))];
  }
};

// Our names say of which class or object a method is; rubocop's do not.
const bareName = (name: string): string => name.replace(/^[\p{L}\p{N}_@$:?]*[#.](?=.)/u, '');

/** rubocop's Metrics/CyclomaticComplexity, with a limit that every method is over. */
export const ruby: Reference = {
  language: 'ruby',
  endings: ['rb', 'rake', 'gemspec', 'ru'],
  corpora: [
    debian('rails', '*.rb', '*.rake', '*.gemspec', '*.ru'),
    debian('rubocop', '*/lib/*.rb'),
    debian('ruby3.1', '*/lib/*.rb', '*/sample/*.rb', '*/test/ruby/*.rb'),
  ],
  packages: ['rubocop'],
  promised: 10_000,
  oneIn: 4,
  tool: async () => `rubocop ${(await runTool('rubocop', ['--version'], { cwd: tmpdir() })).trim()}`,
  run: async (folder, paths) => {
    const aside = mkdtempSync(join(tmpdir(), 'codex-governor-rubocop-'));
    try {
      writeFileSync(join(aside, 'complexity.yml'), configuration);
      const entries = new Map<string, readonly Entry[]>();
      const offenses = new Map<string, Offenses>();
      for (let first = 0; first < paths.length; first += atOnce) {
        const files = paths.slice(first, first + atOnce).map((path) => resolve(folder, path));
        for (const file of await askRubocop(aside, files)) offenses.set(resolve(aside, file.path), file.offenses);
      }
      for (const path of paths) {
        const found = offenses.get(resolve(folder, path));
        if (found !== undefined && !isRefused(found)) entries.set(path, found.map(entryOf));
      }
      return entries;
    } finally {
      rmSync(aside, { recursive: true, force: true });
    }
  },
  inItsWords: ({ name, line, column, complexity }) => ({ name: bareName(name), line, column, complexity }),
};
