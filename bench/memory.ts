// The memory that `functions` takes for a repository of 25,000 files: `npm run bench -- memory`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../scripts/temporary-folder.ts';

const wanted = 25_000;
const promised = 1_000;
const sources = [
  { folder: '.corpora/python/debian-python-django', ending: '.py', mark: '#' },
  { folder: '.corpora/javascript/debian-node-typescript/src', ending: '.ts', mark: '//' },
] as const;

const filesOf = ({ folder, ending, mark }: (typeof sources)[number]) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => ({ text: readFileSync(join(folder, name), 'utf8'), ending, mark }));

/** Copies of real files, each with a line of its own; its bytes. */
const fill = (root: string): number => {
  const real = sources.flatMap(filesOf);
  let bytes = 0;
  for (let index = 0; index < wanted; index += 1) {
    const { text, ending, mark } = real[index % real.length] ?? { text: '', ending: '', mark: '' };
    const folder = join(root, `package${index % 250}`);
    mkdirSync(folder, { recursive: true });
    const copy = `${mark} copy ${index}\n${text}`;
    writeFileSync(join(folder, `file${index}${ending}`), copy);
    bytes += copy.length;
  }
  return bytes;
};

// What the system counts of a process it tells the process itself, in kilobytes.
const tellPeak = `data:text/javascript,process.on('exit',()=>process._rawDebug(process.resourceUsage().maxRSS))`;

/** One line of a table. */
export const benchMemory = (tell: (...cells: readonly string[]) => void): void => {
  const missing = sources.filter(({ folder }) => !existsSync(folder));
  if (missing.length > 0) {
    tell(`${missing.map(({ folder }) => folder).join(', ')} missing; get it with \`npm run corpora\``, '', '', '');
    return;
  }
  const folder = makeTemporaryFolder('codex-governor-memory');
  try {
    const bytes = fill(folder.path);
    // In a repository, what was read is kept: that takes memory as well.
    spawnSync('git', ['init', '--quiet', folder.path]);
    const start = performance.now();
    const { stderr, status } = spawnSync(
      process.execPath,
      ['--import', tellPeak, 'dist/cli.cjs', 'functions', folder.path, '--over', '10'],
      { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' },
    );
    const took = performance.now() - start;
    const peak = Number(stderr.trim().split('\n').at(-1)) / 1024;
    if (status !== 0 || !Number.isFinite(peak)) throw new Error(`functions failed: ${stderr}`);
    tell(
      `\`functions --over 10\` on ${wanted} files, ${(bytes / 1e6).toFixed(0)} MB`,
      `${peak.toFixed(0)} MB at its peak`,
      `promised ${promised} MB`,
      `${(took / 1000).toFixed(1)} s`,
    );
  } finally {
    folder.dispose();
  }
};
