import { execFileSync } from 'node:child_process';

// No user of any machine has it.
const stranger = 54_321;

const isRoot = (): boolean => process.getuid?.() === 0;

/** Gives a folder to another user; only root can. */
export const giveAway = (folder: string): void => {
  execFileSync('chown', ['--recursive', '--no-dereference', `${stranger}:${stranger}`, folder]);
};

/**
 * Runs something as a user whom permissions bind: root, whom they do not, becomes another for that while, and the
 * folder becomes that user's.
 */
export const asOrdinaryPerson = async <T>(folder: string, run: () => Promise<T>): Promise<T> => {
  if (!isRoot()) return run();
  giveAway(folder);
  process.seteuid?.(stranger);
  try {
    return await run();
  } finally {
    process.seteuid?.(0);
  }
};
