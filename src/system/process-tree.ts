import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** Ended, and not yet fetched by its parent. */
  readonly isZombie: boolean;
}

const run = promisify(execFile);

// `PID (NAME) STATE PARENT GROUP …`, where a name may hold brackets and spaces.
const readStat = (stat: string): Running | undefined => {
  const [state = '', parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const pid = Number.parseInt(stat, 10);
  return Number.isNaN(pid) ? undefined : { pid, parent: Number(parent), group: Number(group), isZombie: state === 'Z' };
};

const listOfLinux = async (): Promise<readonly Running[]> => {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  // One that ended meanwhile is no longer there to be read.
  const stats = await Promise.all(names.map(async (name) => readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')));
  return stats.flatMap((stat) => readStat(stat) ?? []);
};

const listOfUnix = async (): Promise<readonly Running[]> => {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,pgid=,state=']);
  return stdout.split('\n').flatMap((line): readonly Running[] => {
    const [pid = '', parent, group, state = ''] = line.trim().split(/\s+/);
    return pid === ''
      ? []
      : [{ pid: Number(pid), parent: Number(parent), group: Number(group), isZombie: state.startsWith('Z') }];
  });
};

const listRunning = process.platform === 'linux' ? listOfLinux : listOfUnix;

/** A process, what is in its group, and all that they have started. */
const treeOf = (root: number, running: readonly Running[]): ReadonlySet<number> => {
  const tree = new Set([root]);
  for (let size = 0; size < tree.size;) {
    size = tree.size;
    for (const { pid, parent, group } of running) if (group === root || tree.has(parent)) tree.add(pid);
  }
  return tree;
};

// One that is gone is what is wanted; one that is not ours to end cannot be in the tree.
const signal = (pid: number, name: 'SIGSTOP' | 'SIGKILL'): void => {
  try {
    process.kill(pid, name);
  } catch {
    /* empty */
  }
};

/** Halts a tree while it may still grow: what is halted starts nothing, so that in the end all of it is known. */
const halt = async (root: number): Promise<ReadonlySet<number>> => {
  const halted = new Set<number>();
  for (;;) {
    const fresh = [...treeOf(root, await listRunning())].filter((pid) => !halted.has(pid));
    if (fresh.length === 0) return halted;
    for (const pid of fresh) {
      signal(pid, 'SIGSTOP');
      halted.add(pid);
    }
  }
};

const isAnyRunning = async (pids: ReadonlySet<number>): Promise<boolean> =>
  (await listRunning()).some(({ pid, isZombie }) => !isZombie && pids.has(pid));

const longestWait = 5_000;

/**
 * Ends a process that leads a group of its own, and all that it has started, at once and without asking: what sits in a
 * sandbox or a terminal of its own is in another group. Resolves when all are gone.
 */
export const endTree = async (root: number): Promise<void> => {
  if (process.platform === 'win32') {
    await run('taskkill', ['/pid', String(root), '/t', '/f']).catch(() => undefined);
    return;
  }
  const tree = await halt(root);
  for (const pid of tree) signal(pid, 'SIGKILL');
  for (let waited = 0; waited < longestWait && (await isAnyRunning(tree)); waited += 20) await pause(20);
};
