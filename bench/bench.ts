// Measures what people wait for, beside the reference it has to keep up with, in one run: `npm run bench`;
// some sections alone: `npm run bench -- lines processes`.
// Ratios are the promise; milliseconds are only for orientation, on the machine that is named.
import { classifyBy, judge, mergeLayers, readFunctions, readLayer } from '#core';
import { openRepository, sha256 } from '#repo';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import typescript from 'typescript';
import { benchKeystrokes } from './keystrokes.ts';
import { benchLive } from './live.ts';
import { benchMemory } from './memory.ts';
import { benchProcesses } from './processes.ts';
import { benchReplay } from './replay.ts';
import { benchRuling } from './ruling.ts';
import { benchHook } from './hook.ts';
import { measureActivation, type Activation } from './activation.ts';
import { benchLineDifferences } from './line-differences.ts';

// Node reads such certificates at each start, which takes longer than all the rest of an empty one: they are the machine's.
delete process.env['NODE_EXTRA_CA_CERTS'];

const rounds = 7;

const median = (times: readonly number[]): number =>
  [...times].sort((one, other) => one - other)[times.length >> 1] ?? 0;

const time = async (work: () => unknown): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return median(times);
};

const row = (what: string, ours: number, reference?: { readonly name: string; readonly took: number }): void => {
  const compared =
    reference === undefined
      ? ''
      : ` | ${reference.name} ${reference.took.toFixed(2)} ms | ${(ours / reference.took).toFixed(2)}`;
  process.stdout.write(`| ${what} | ${ours.toFixed(2)} ms${compared === '' ? ' | | ' : compared} |\n`);
};

const tell = (...cells: readonly string[]): void => void process.stdout.write(`| ${cells.join(' | ')} |\n`);

const pythonFile = (index: number): string =>
  Array.from(
    { length: 20 },
    (_, at) => `def f${index}_${at}(a, b):\n    if a and b:\n        return ${at}\n    return b\n\n`,
  ).join('\n');

const makeRepository = (files: number): string => {
  const root = mkdtempSync(join(tmpdir(), 'codex-governor-bench-'));
  const git = (...words: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.invalid', ...words], { cwd: root });
  };
  git('init', '-q', '-b', 'main');
  for (let index = 0; index < files; index += 1) {
    const folder = join(root, `package${index % 50}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `module${index}.py`), pythonFile(index));
  }
  git('add', '-A');
  git('commit', '-qm', 'all');
  for (let index = 0; index < 20; index += 1)
    writeFileSync(
      join(root, `package${index % 50}`, `module${index}.py`),
      `${pythonFile(index)}\n\ndef more():\n    pass\n`,
    );
  writeFileSync(join(root, 'new.py'), pythonFile(1));
  return root;
};

const benchMeasuring = async (): Promise<void> => {
  const files = 2_500;
  const root = makeRepository(files);
  try {
    const opened = await openRepository(root);
    if (!opened.ok) throw new Error(opened.error.message);
    const ours = await time(() => opened.value.measure({ revision: 'HEAD' }, { classify: classifyBy([]) }));
    // What a person would type for the same answer; it writes the index, so it gets one of its own.
    const index = join(root, '.git', 'bench-index');
    const environment = { ...process.env, GIT_INDEX_FILE: index };
    const git = await time(() => {
      writeFileSync(index, readFileSync(join(root, '.git', 'index')));
      execFileSync('git', ['add', '-A'], { cwd: root, env: environment });
      execFileSync('git', ['diff', '--cached', '--numstat', '-M', 'HEAD'], { cwd: root, env: environment });
    });
    row(`measure a change of 21 files in ${files}`, ours, { name: 'git add -A; git diff --numstat -M', took: git });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};

const benchEngine = async (): Promise<void> => {
  const text = Array.from({ length: 50 }, (_, index) => pythonFile(index)).join('\n');
  const functions = readFunctions({ typescript });
  row(`functions of a Python file of ${text.split('\n').length} lines`, await time(() => functions('a.py', text)));
  const layer = readLayer('starter', readFileSync('policies/starter/policy.yaml', 'utf8'));
  row(
    'read and merge the starter policy',
    await time(() => mergeLayers([readLayer('starter', readFileSync('policies/starter/policy.yaml', 'utf8'))])),
  );
  const { policy } = mergeLayers([layer]);
  const entities = functions('a.py', text)?.functions ?? [];
  const files = Array.from({ length: 200 }, (_, index) => ({
    path: `src/a${index}.py`,
    status: 'modified' as const,
    added: 10,
    deleted: 2,
    binary: false,
    class: 'code' as const,
    addedLines: [{ start: 5, end: 14 }],
    functions: entities,
    functionsBefore: entities,
  }));
  const [mode] = policy.modes;
  row(
    'judge 200 files with 1,000 functions each',
    await time(() =>
      judge({
        policy,
        ...(mode === undefined ? {} : { mode }),
        scope: [],
        change: { base: 'x', files },
        files,
        hash: sha256,
      }),
    ),
  );
};

const benchActivation = async (): Promise<void> => {
  const windows = 3;
  const measured: Activation[] = [];
  for (let window = 0; window < windows; window += 1) measured.push(await measureActivation());
  row('activate the extension (of 3 windows)', median(measured.map(({ ours }) => ours)), {
    name: 'Git, which comes with VS Code',
    took: median(measured.map(({ git }) => git)),
  });
};

const benchStart = async (): Promise<void> => {
  const node = await time(() => execFileSync(process.execPath, ['-e', '0']));
  const ours = await time(() => execFileSync(process.execPath, ['dist/cli.cjs', '--version']));
  row('start the command line', ours, { name: 'an empty Node', took: node });
};

process.stdout.write(
  `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}, median of ${rounds}\n\n`,
);
process.stdout.write('| What | Ours | Reference | Ratio |\n| --- | ---: | ---: | ---: |\n');
const sections: Readonly<Record<string, () => void | Promise<void>>> = {
  measure: benchMeasuring,
  engine: benchEngine,
  keystroke: async () => {
    // First, as its parsers must be cold.
    await benchLive(tell);
    await benchKeystrokes(tell);
  },
  lines: () => benchLineDifferences(row),
  start: benchStart,
  processes: () => benchProcesses(tell),
  replay: () => benchReplay(tell),
  ruling: () => benchRuling(tell),
  hook: () => benchHook(tell),
  memory: () => benchMemory(tell),
  activation: benchActivation,
};
const chosen = process.argv.slice(2);
for (const [name, bench] of Object.entries(sections)) if (chosen.length === 0 || chosen.includes(name)) await bench();
