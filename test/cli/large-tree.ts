// Changes that are larger than their budgets, made anew from a seed: every kind of file that git knows, in random numbers.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { TestRepository } from '../repo/temporary-repository.ts';
import { randomNumbers } from '../sample/random.ts';

type Chance = (limit: number) => number;

const chanceFrom = (seed: number): Chance => {
  const next = randomNumbers(seed);
  return (limit) => Math.floor(next() * limit);
};

const functionIn = (name: string, lines: number): string =>
  [`def ${name}():`, ...Array.from({ length: lines }, (_, at) => `    ${name}_${at} = ${at}`), '', ''].join('\n');

/** A module of some functions; each has a paragraph of its own. */
const moduleOf = (name: string, functions: number, lines: number): string =>
  Array.from({ length: functions }, (_, at) => functionIn(`${name}_${at}`, lines)).join('\n');

/** What stands at the base: modules, and files that a change will do all kinds of things to. */
export const filesAtBase = (): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`src/m${at}.py`, moduleOf(`m${at}`, 5, 4)] as const)),
  'src/windows.py': moduleOf('windows', 4, 3).replaceAll('\n', '\r\n'),
  'src/place': 'a file where a folder is to be\n',
  'src/unended.py': 'one = 1\ntwo = 2',
  'data/old.bin': 'a\0b',
  'docs/guide.md': '# Guide\n\nFirst.\n',
});

type Edit = (repository: TestRepository, chance: Chance, name: string) => void;

/** Edits many places of a module, each small. */
const editAll: Edit = ({ write }, chance, name) => {
  const functions = Array.from({ length: 5 }, (_, at) => functionIn(`m0_${at}`, 4 + chance(9)));
  write('src/m0.py', `import src.${name}\n\n\n${functions.join('\n')}`);
};

const edits: readonly Edit[] = [
  editAll,
  // A new module that is too large for one slice.
  ({ write }, chance, name) => write(`src/${name}.py`, moduleOf(name, 4 + chance(8), 6)),
  ({ write }, chance, name) => {
    const many = 3 + chance(6);
    for (let at = 0; at < many; at += 1) write(`src/${name}/part${at}.py`, moduleOf(`${name}_${at}`, 2, 4));
  },
  ({ git, write }, chance, name) => {
    git('mv', 'src/m1.py', `src/moved_${name}.py`);
    write(`src/moved_${name}.py`, moduleOf('m1', 5, 4).replace('m1_2_1 = 1', `m1_2_1 = ${chance(99)}`));
  },
  // It loses more lines than one slice may.
  ({ remove }) => remove('src/m2.py'),
  ({ write }) => write('src/m3.py', moduleOf('m3', 5, 4), 0o755),
  ({ write }, chance, name) => write(`data/${name}.bin`, Buffer.from([0, chance(255), 0, 255])),
  ({ write }) => write('data/old.bin', 'a\0c'),
  ({ write }, chance) => write('src/windows.py', moduleOf('windows', 4 + chance(3), 4).replaceAll('\n', '\r\n')),
  ({ remove, write }, _, name) => {
    remove('src/place');
    write(`src/place/${name}.py`, moduleOf(name, 1, 3));
  },
  ({ write }) => write('src/unended.py', 'one = 1\ntwo = 2\nthree = 3'),
  // Bytes that are no UTF-8.
  ({ write }, chance, name) => write(`docs/${name}.txt`, Buffer.from([0xe4, 0xf6, 10, 10, 0xfc, 10, 48 + chance(9)])),
  ({ root }, _, name) => symlinkSync('guide.md', join(root, 'docs', `link_${name}`)),
  ({ write }, _, name) => write(`docs/with blank & “sign” ${name}.md`, '# Here\n\nText.\n'),
];

/** Makes a change that is larger than its budget allows, another one for every seed. */
export const makeLarge = (repository: TestRepository, seed: number): void => {
  const chance = chanceFrom(seed);
  const name = `n${seed}`;
  for (const edit of edits) if (chance(3) > 0) edit(repository, chance, name);
  // Whatever came of that: it is too much.
  const many = 6 + chance(5);
  for (let at = 0; at < many; at += 1) repository.write(`src/more/${name}_${at}.py`, moduleOf(`more_${at}`, 2, 4));
};
