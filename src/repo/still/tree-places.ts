import { basename, dirname, join } from 'node:path';
import type { Git } from '../git/git.ts';
import { listIgnoredBy } from '../git/ignored.ts';
import { splitRecords } from '../git/working-files.ts';
import { stampFolder, stampPlaces, type Stamps } from './stamps.ts';

// To look at so many takes some thirty milliseconds, which is about what git takes for it.
const mostPlaces = 5_000;

const rules: readonly string[] = ['.gitignore', '.gitattributes'];

/** True for a file by which git tells what it ignores. */
export const saysWhatIsIgnored = (path: string): boolean => basename(path) === '.gitignore';

/** True for a file by which git tells what a file is for, and how it is stored. */
export const saysAttributes = (path: string): boolean => basename(path) === '.gitattributes';

/**
 * The folders of a listing that are ignored themselves, so that nothing in them can be anything else; others are listed as
 * all that is in them at the moment is ignored.
 */
const findWhollyIgnored = async (git: Git, ignored: readonly string[]): Promise<ReadonlySet<string> | undefined> => {
  const folders = ignored.filter((path) => path.endsWith('/')).map((path) => path.slice(0, -1));
  if (folders.length === 0) return new Set();
  const answer = await git.run(['check-ignore', '-z', '--stdin'], {
    input: `${folders.join('\0')}\0`,
    answers: [0, 1],
  });
  return answer.ok ? new Set(splitRecords(answer.value.output)) : undefined;
};

/** Files that are tracked although they are ignored, and what says something of them on the way there. */
const findTrackedIgnored = async (git: Git): Promise<readonly string[] | undefined> => {
  const answer = await git.run(['ls-files', '-z', '--cached', '--ignored', '--exclude-standard']);
  if (!answer.ok) return undefined;
  const places = new Set<string>();
  for (const path of splitRecords(answer.value.output)) {
    places.add(path);
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder))
      for (const name of rules) places.add(`${folder}/${name}`);
  }
  return [...places];
};

/**
 * Stamps of all in a working tree by which git tells what differs in it: what it ignores is left out. Undefined where that
 * cannot be told, is too much, or where a repository stands in it. `git` is the one that measures.
 */
export const stampTree = async (git: Git, root: string): Promise<Stamps | undefined> => {
  const [ignored, tracked] = await Promise.all([listIgnoredBy(git), findTrackedIgnored(git)]);
  if (!ignored.ok || tracked === undefined) return undefined;
  const folders = await findWhollyIgnored(git, ignored.value);
  if (folders === undefined) return undefined;
  const files = new Set(ignored.value);
  const stamps = await stampFolder(root, {
    look: 'at-links',
    most: mostPlaces,
    isHopeless: (path) => path.endsWith('/.git'),
    isLeftOut: (path, kind) => {
      if (path === '.git') return true;
      return kind === 'folder' ? folders.has(path) : files.has(path) && !rules.includes(basename(path));
    },
  });
  const beside = stampPlaces(
    tracked.map((path) => join(root, path)),
    'at-links',
  );
  return stamps && beside && new Map([...stamps, ...beside]);
};
