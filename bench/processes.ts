// Whole processes on whole repositories, beside the tools whose numbers ours equal: `npm run bench -- processes`.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { makeTemporaryFolder } from '../scripts/temporary-folder.ts';

type Tell = (...cells: readonly string[]) => void;

/** A program that is measured: its words, and how to get it where it is missing. */
interface Program {
  readonly name: string;
  readonly words: readonly string[];
  /** Words that end with 0 where it is installed. */
  readonly probe?: readonly string[];
  readonly missing?: string;
  /** The codes it ends with where all is well; 0 alone when left out. */
  readonly answers?: readonly number[];
  /** A program that takes a minute is run once. */
  readonly rounds: number;
  /** Done before each round. */
  readonly before?: () => void;
}

interface Section {
  readonly title: string;
  readonly folder: string;
  readonly ending: RegExp;
  /** What reads the same folder. */
  readonly references: (folder: string) => readonly Program[];
}

const ours = (folder: string): Program => ({
  name: '`functions --over 10`',
  words: [process.execPath, 'dist/cli.cjs', 'functions', folder, '--over', '10'],
  // TypeScript's own tests hold files that are no text.
  answers: [0, 2],
  rounds: 7,
});

/** The first run on a repository, which reads everything and keeps it, and each later one while nothing changes. */
const runsOn = (folder: string) => [
  {
    when: 'the first run',
    before: () => rmSync(join(folder, '.git', 'codex-governor', 'functions'), { force: true }),
  },
  { when: 'each later run', before: () => undefined },
];

const python = '/usr/bin/python3';

const lizard = (folder: string, language: string): Program => ({
  name: '`lizard -C 10`, whose numbers differ',
  words: ['lizard', '-l', language, '-C', '10', '-w', folder],
  probe: ['lizard', '--version'],
  missing: 'pip install lizard',
  answers: [0, 1],
  rounds: 1,
});

const sections: readonly Section[] = [
  {
    title: 'Django',
    folder: '.corpora/python/debian-python-django',
    ending: /\.py$/,
    references: (folder) => [
      {
        name: 'mccabe, all files in one process',
        words: [python, 'bench/references/mccabe_folder.py', folder],
        probe: [python, '-c', 'import mccabe'],
        missing: 'apt-get install python3-mccabe',
        rounds: 3,
      },
      {
        name: '`flake8 --isolated --select C901 --max-complexity 10 -j1`',
        words: ['flake8', '--isolated', '--select', 'C901', '--max-complexity', '10', '-j1', folder],
        probe: ['flake8', '--version'],
        missing: 'apt-get install flake8',
        answers: [0, 1],
        rounds: 1,
      },
      lizard(folder, 'python'),
    ],
  },
  {
    title: 'TypeScript',
    folder: '.corpora/javascript/debian-node-typescript',
    ending: /\.[mc]?ts$/,
    references: (folder) => [
      lizard(folder, 'typescript'),
      {
        name: 'ESLint, `complexity` alone',
        words: [process.execPath, '--max-old-space-size=8192', 'bench/references/eslint-folder.mjs', folder],
        rounds: 1,
      },
    ],
  },
];

// Where it is set, Node reads the certificates it names at each start, some 40 ms, though nothing here talks with anyone.
const environment = { ...process.env, NODE_EXTRA_CA_CERTS: undefined };

const run = ([program = '', ...words]: readonly string[], answers: readonly number[] = [0]): number | undefined => {
  const start = performance.now();
  // What is written counts as well.
  const { error, status } = spawnSync(program, words, { stdio: ['ignore', 'ignore', 'ignore'], env: environment });
  return error === undefined && status !== null && answers.includes(status) ? performance.now() - start : undefined;
};

const medianOf = ({ words, probe = [], rounds, answers = [0], before }: Program): number | undefined => {
  if (probe.length > 0 && run(probe) === undefined) return undefined;
  const times = Array.from({ length: rounds }, () => {
    before?.();
    return run(words, answers);
  }).filter((time) => time !== undefined);
  return times.sort((one, other) => one - other)[times.length >> 1];
};

const sizeOf = (folder: string, ending: RegExp) => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
  const start = performance.now();
  const bytes = files.reduce((sum, file) => sum + readFileSync(file).length, 0);
  return { files: files.length, bytes, reading: performance.now() - start };
};

const milliseconds = (time: number): string => `${time.toFixed(0)} ms`;

// A file that was written in the last two seconds may be written again without anyone noticing.
const untilSettled = 2_500;

/** Makes a repository of the files in a folder, as whoever works on them has it. */
const makeRepository = async (from: string, to: string): Promise<void> => {
  cpSync(from, to, { recursive: true });
  const person = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
  for (const words of [
    ['init', '--quiet'],
    ['add', '--all', '--force'],
    [...person, 'commit', '--quiet', '-m', 'all'],
  ])
    if (spawnSync('git', ['-C', to, ...words]).status !== 0) throw new Error(`git ${words.join(' ')} failed`);
  await setTimeout(untilSettled);
};

const benchSection = async (section: Section, tell: Tell): Promise<void> => {
  if (!existsSync(section.folder)) {
    tell(`${section.title}: ${section.folder} is missing; get it with \`npm run corpora\``, '', '', '');
    return;
  }
  const repository = makeTemporaryFolder('codex-governor-processes');
  try {
    await makeRepository(section.folder, repository.path);
    benchFolder(section, repository.path, tell);
  } finally {
    repository.dispose();
  }
};

const benchFolder = ({ title, ending, references }: Section, folder: string, tell: Tell): void => {
  const { files, bytes, reading } = sizeOf(folder, ending);
  const own = ours(folder);
  const took = runsOn(folder).map(({ when, before }) => {
    const time = medianOf({ ...own, before });
    if (time === undefined) throw new Error(`${own.words.join(' ')} failed`);
    return { time, what: `${own.name} on ${title}, ${files} files, ${(bytes / 1e6).toFixed(1)} MB, ${when}` };
  });
  for (const { time, what } of took)
    tell(
      what,
      milliseconds(time),
      `reading the files ${milliseconds(reading)}`,
      `${(time / reading).toFixed(1)} times it`,
    );
  for (const reference of references(folder)) {
    const theirs = medianOf(reference);
    const missing = `${reference.name} is missing or failed: ${reference.missing ?? 'see what it says'}`;
    const told = theirs === undefined ? missing : `${reference.name} ${milliseconds(theirs)}`;
    for (const { time, what } of took)
      tell(what, milliseconds(time), told, theirs === undefined ? '' : `${(theirs / time).toFixed(1)} times as fast`);
  }
};

const oneFiles = [
  { name: 'one.py', text: 'def f(a):\n    if a: pass\n', promised: 150 },
  { name: 'one.ts', text: 'const f = (a?: B) => a?.b;\n', promised: 900 },
];

/** How long it takes from nothing to the functions of one file. */
const benchStarts = (tell: Tell): void => {
  const folder = makeTemporaryFolder('codex-governor-start');
  try {
    const empty = medianOf({ name: 'an empty Node', words: [process.execPath, '-e', '0'], rounds: 7 });
    for (const { name, text, promised } of oneFiles) {
      const file = join(folder.path, name);
      writeFileSync(file, text);
      const took = medianOf({ ...ours(file), rounds: 7 });
      if (took === undefined || empty === undefined) throw new Error(`functions ${file} failed`);
      const what = `\`functions\` of one file, ${name}, from a cold start`;
      tell(what, milliseconds(took), `promised ${promised} ms; an empty Node ${milliseconds(empty)}`, '');
    }
  } finally {
    folder.dispose();
  }
};

/** One line of a table for each start, and for each reference, all on the same files. */
export const benchProcesses = async (tell: Tell): Promise<void> => {
  benchStarts(tell);
  for (const section of sections) await benchSection(section, tell);
};
