// What is true of the sample repository on disk, asked of git itself and never of the code under test.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';

export function git(folder: string, ...words: readonly string[]): string {
  return execFileSync('git', ['-C', folder, ...words], { encoding: 'utf8' }).trimEnd();
}

/** The id of the tree that holds every file as it is on disk now, ignored ones left out. Stages nothing. */
export function treeOnDisk(folder: string): string {
  const place = mkdtempSync(join(tmpdir(), 'codex-governor-tree-'));
  try {
    const env = { ...process.env, GIT_INDEX_FILE: join(place, 'index') };
    execFileSync('git', ['-C', folder, 'add', '-A'], { env });
    return execFileSync('git', ['-C', folder, 'write-tree'], { env, encoding: 'utf8' }).trim();
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

export interface Numbers {
  readonly files: number;
  readonly added: number;
  readonly deleted: number;
}

/** What `git diff --numstat` says between a tree and the files on disk. */
export function numstat(folder: string, from: string): Numbers {
  const lines = git(folder, 'diff', '--numstat', '-M', from, treeOnDisk(folder)).split('\n').filter(Boolean);
  const rows = lines.map((line) => line.split('\t').map(Number));
  const sum = (column: number): number => rows.reduce((total, row) => total + (row[column] ?? 0), 0);
  return { files: rows.length, added: sum(0), deleted: sum(1) };
}

// The journal holds what was refused, too; where a window answers hooks is said as long as it is open; hooks keep what they find.
const notOfTasks: ReadonlySet<string | undefined> = new Set(['journal', 'engine.json', 'known']);

/** Everything a task leaves in a repository: its refs, our folder without what is of no task, and the state of the files. */
export function traces(folder: string): string {
  const own = join(folder, '.git/codex-governor');
  const kept = existsSync(own) ? readdirSync(own, { recursive: true }).map(String).sort() : [];
  const left = kept.filter((path) => !notOfTasks.has(path.split(sep)[0]));
  return JSON.stringify([git(folder, 'for-each-ref'), left, git(folder, 'status', '--porcelain')], null, 2);
}
