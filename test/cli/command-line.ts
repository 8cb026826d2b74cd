// Runs command lines on real git repositories: in this process, and as a person would, with the bundle that ships.
import assert from 'node:assert/strict';
import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runCommandLine } from '../../src/cli/run.ts';
import { makeRepository, type TestRepository } from '../repo/temporary-repository.ts';

export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const bundle = join(projectRoot, 'dist', 'cli.cjs');
export const policyPath = '.codex/governance.yaml';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Surroundings {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  /** What is said to it. */
  readonly input?: string;
}

/** Runs a command line in this process. */
export const runIn = async (surroundings: Surroundings, ...words: readonly string[]): Promise<Outcome> => {
  let out = '';
  let err = '';
  const code = await runCommandLine(words, {
    folder: surroundings.folder,
    environment: surroundings.environment,
    input: () => Readable.from(surroundings.input === undefined ? [] : [surroundings.input]),
    out: (text) => {
      out += text;
    },
    say: (text) => {
      err += text;
    },
    signal: surroundings.signal ?? new AbortController().signal,
    policies: join(projectRoot, 'policies'),
  });
  assert.doesNotMatch(err, /^\s+at .*:\d+:\d+\)?$/m, 'no stack trace');
  return { code, out, err };
};

export const inRepository = ({ root, environment }: TestRepository): Surroundings => ({ folder: root, environment });

/** Runs a command line in a repository, in this process. */
export const govern = async (repository: TestRepository, ...words: readonly string[]): Promise<Outcome> =>
  runIn(inRepository(repository), ...words);

/** Runs a command line that has to end with 0; its result. */
export const governed = async (repository: TestRepository, ...words: readonly string[]): Promise<string> => {
  const { code, out, err } = await govern(repository, ...words);
  assert.equal(code, 0, `${words.join(' ')}: ${err}`);
  return out;
};

/** The document of a command line, whatever it decided. */
export const documentOf = async <Document = unknown>(
  repository: TestRepository,
  ...words: readonly string[]
): Promise<Document> => {
  const { out, err } = await govern(repository, ...words, '--format', 'json');
  assert.notEqual(out, '', err);
  return JSON.parse(out) as Document;
};

const demandBundle = (): void => assert.ok(existsSync(bundle), 'build first: npm run build');

const runNode = async ({ folder, environment }: Surroundings, words: readonly string[]): Promise<Outcome> => {
  try {
    const options = { cwd: folder, env: environment, maxBuffer: 64 * 1024 * 1024 };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, words, options);
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
};

/** Runs the bundle as a process. */
export const runProcess = async (surroundings: Surroundings, ...words: readonly string[]): Promise<Outcome> => {
  demandBundle();
  return runNode(surroundings, [bundle, ...words]);
};

/** Runs the sources as a process. */
export const runSources = async (surroundings: Surroundings, ...words: readonly string[]): Promise<Outcome> =>
  runNode(surroundings, ['--import', import.meta.resolve('tsx'), join(projectRoot, 'src/cli/main.ts'), ...words]);

/** Runs a line of shell in which `cg` is the bundle. */
export const runShell = async ({ folder, environment }: Surroundings, line: string): Promise<Outcome> => {
  demandBundle();
  const script = `cg() { "${process.execPath}" "${bundle}" "$@"; }\n${line}`;
  try {
    const options = { cwd: folder, env: environment };
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', script], options);
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
};

/** Starts the bundle as a process, to do something to it while it runs. */
export const startProcess = (
  { folder, environment }: Surroundings,
  ...words: readonly string[]
): ChildProcessWithoutNullStreams => {
  demandBundle();
  return spawn(process.execPath, [bundle, ...words], { cwd: folder, env: environment });
};

/** How a process that was started ends. */
export const endOf = async (
  child: ChildProcessWithoutNullStreams,
): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }> =>
  new Promise((resolve) => {
    child.stdout.resume();
    child.stderr.resume();
    child.once('close', (code, signal) => resolve({ code, signal }));
  });

/** Everything we keep for the tasks of a worktree, by its path below the folder, and every private ref; not the journal. */
export const keptIn = ({ root, git }: TestRepository): readonly string[] => {
  const folder = join(root, '.git', 'codex-governor');
  const files = statSync(folder, { throwIfNoEntry: false })?.isDirectory()
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .filter((name) => !name.startsWith('journal/'))
    : [];
  const references = git('for-each-ref', '--format=%(refname)', 'refs/codex-governor').split('\n').filter(Boolean);
  return [...files, ...references].sort();
};

export const readIn = ({ root }: TestRepository, path: string): string => readFileSync(join(root, path), 'utf8');

/** A policy with a mode `fix` of 20 lines and complexity 3, and a mode `docs` that may write Markdown only. */
export const smallPolicy = (...more: readonly string[]): string =>
  [
    'version: 1',
    'title: Small',
    'codex: active',
    'mode-required: false',
    'budgets:',
    '  lines: { limit: 10, level: warn, because: Small changes are read. }',
    'modes:',
    '  fix:',
    '    title: Fix',
    '    label: Fix',
    '    goal: Mend one fault.',
    '    budgets:',
    '      lines: { limit: 20, level: block, because: A fix is small. }',
    '      complexity: { limit: 3, level: block, because: A fix is simple. }',
    '    because: One thing at a time.',
    '  docs:',
    '    title: Docs',
    '    label: Docs',
    '    goal: Write things down.',
    "    writes: { allow: ['**/*.md'] }",
    '    because: One thing at a time.',
    ...more,
    '',
  ].join('\n');

/** A repository on `main` with a policy and some code committed. */
export const makeGoverned = (
  policy: string = smallPolicy(),
  files: Readonly<Record<string, string>> = {},
): TestRepository =>
  makeRepository({ [policyPath]: policy, 'src/parse.py': 'def parse(line):\n    return line\n', ...files });

export const goal = 'Mend the empty line in `src/parse.py`, with a test in `tests/test_parse.py`.';
export const startFix = ['start', '--mode', 'fix', '--goal', goal] as const;
