import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { countDifference } from '#core';
import { handle, measure, open, personIn, type TestRepository } from '../repo/temporary-repository.ts';
import type { Release } from './releases.ts';

/** One file as `git diff --numstat` counts it; `from` where it was renamed. */
interface GitCount {
  readonly path: string;
  readonly from: string | undefined;
  /** `+added -deleted`, or `binary`. */
  readonly count: string;
}

const tell = (added: number, deleted: number): string => `+${added} -${deleted}`;

const parseCounts = (output: string): readonly GitCount[] => {
  const counts: GitCount[] = [];
  const records = output.split('\0');
  for (let at = 0; at < records.length - 1; at++) {
    const [added = '', deleted = '', path = ''] = records[at]?.split('\t') ?? [];
    const count = added === '-' ? 'binary' : tell(Number(added), Number(deleted));
    counts.push(
      path === '' ? { from: records[++at], path: records[++at] ?? '', count } : { from: undefined, path, count },
    );
  }
  return counts;
};

const replaceBy = (root: string, folder: string): void => {
  for (const name of readdirSync(root)) if (name !== '.git') rmSync(join(root, name), { recursive: true });
  cpSync(folder, root, { recursive: true, filter: (path) => !path.endsWith('.corpus.json') });
};

/** The later release as the uncommitted change of a repository that holds the earlier one. */
const changeBy = (release: Release, home: string): TestRepository => {
  const root = join(home, 'repository');
  cpSync(release.before, root, { recursive: true, filter: (path) => !path.endsWith('.corpus.json') });
  const repository = handle(root, personIn(home));
  repository.git('init', '--quiet', '--initial-branch=main', '--template=');
  repository.commit();
  replaceBy(root, release.after);
  return repository;
};

/** A file that is there before and after. */
export interface LiveCount {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly git: string;
  readonly ours: string;
  readonly exact: boolean;
}

export interface ReleaseCounts {
  /** Our counts of saved files that are not git's. */
  readonly wrong: readonly string[];
  readonly renamed: number;
  readonly live: readonly LiveCount[];
}

// Beyond it no text is read, and so none counted live.
const mostText = 5 * 1024 * 1024;

const countLive = (release: Release, { path, from, count }: GitCount): readonly LiveCount[] => {
  const before = readFileSync(join(release.before, from ?? path));
  const after = readFileSync(join(release.after, path));
  if (count === 'binary' || Math.max(before.length, after.length) > mostText) return [];
  const texts = { before: before.toString(), after: after.toString() };
  const { added, deleted, exact } = countDifference(texts.before, texts.after);
  return [{ path, ...texts, git: count, ours: tell(added, deleted), exact }];
};

/** Counts the lines of a release as they are saved, and live, in a folder for the moment. */
export const countRelease = async (release: Release, home: string): Promise<ReleaseCounts> => {
  const repository = changeBy(release, home);
  const { change } = await measure(await open(repository), { revision: 'HEAD' }, { wants: () => false });
  repository.git('add', '--all');
  // An attribute may keep a text from being shown; its lines count all the same.
  repository.write('.git/info/attributes', '* !diff\n');
  const words = ['diff', '--cached', '--numstat', '-z', '-M50%', '-l1000', '--diff-algorithm=myers', 'HEAD'];
  const git = parseCounts(repository.git(...words));
  const saved = new Map(
    change.files.map(({ path, from, added, deleted, binary }) => [
      path,
      `${from ?? ''} → ${binary ? 'binary' : tell(added, deleted)}`,
    ]),
  );
  const wrong = git.flatMap(({ path, from, count }) => {
    const ours = saved.get(path);
    return ours === `${from ?? ''} → ${count}`
      ? []
      : [`${release.name} ${path}: ${ours}, git ${from ?? ''} → ${count}`];
  });
  const missing = change.files.length === git.length ? [] : [`${release.name}: ${saved.size} files, git ${git.length}`];
  const stayed = new Set(
    repository.git('diff', '--cached', '--name-only', '-z', '--diff-filter=MR', '-M50%', 'HEAD').split('\0'),
  );
  return {
    wrong: [...wrong, ...missing],
    renamed: git.filter(({ from }) => from !== undefined).length,
    live: git.filter(({ path }) => stayed.has(path)).flatMap((count) => countLive(release, count)),
  };
};
