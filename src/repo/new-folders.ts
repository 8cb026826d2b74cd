import { watch, type FSWatcher } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';

/**
 * Watches folders that appear, each by itself. The watcher of VS Code listens to a folder from the moment it is told of it,
 * and of a folder that was made in it before that it tells nothing, ever: of nothing that `mkdir -p` and a patch of Codex
 * write below the first new folder.
 */
export interface NewFolders {
  /** Watches what has just appeared at an absolute path, and all folders in it; nothing where that is no folder. */
  readonly follow: (path: string) => void;
  readonly dispose: () => void;
}

export interface NewFolderOptions {
  /** Told of an absolute path that appeared, changed or went, maybe more than once. */
  readonly tell: (path: string) => void;
  /** Tells an absolute path that nobody wants to hear of. */
  readonly isIgnored: (path: string) => boolean;
  /** How many folders may lie in one that appeared; one with more is a program's, and not watched. */
  readonly most?: number;
}

const usualMost = 500;

const isFolder = async (path: string): Promise<boolean> =>
  lstat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** A folder that appeared, with all folders in it. */
interface Tree {
  readonly follow: (path: string) => void;
  readonly close: () => void;
}

/** Watchers of folders; `appeared` is called with what may be a folder that is new, or is gone. */
const holdWatchers = ({ tell, isIgnored }: NewFolderOptions, appeared: (path: string) => void) => {
  const watchers = new Map<string, FSWatcher>();
  const leave = (path: string): void => {
    watchers.get(path)?.close();
    watchers.delete(path);
  };
  const listen = (path: string): void => {
    // One that was removed and made again is another folder.
    leave(path);
    const watcher = watch(path, { persistent: false }, (event, name) => {
      // Without a name nobody can say what it was; something was.
      const file = name === null ? path : join(path, name);
      if (isIgnored(file)) return;
      tell(file);
      // A folder that goes is told of by its own name.
      if (event === 'rename') appeared(name === basename(path) ? path : file);
    });
    // It is gone, or the system watches no more of them.
    watcher.on('error', () => leave(path));
    watchers.set(path, watcher);
  };
  const leaveAll = (): void => {
    for (const path of watchers.keys()) leave(path);
  };
  return { listen, leave, leaveAll, count: () => watchers.size };
};

const openTree = (options: NewFolderOptions, ended: () => void): Tree => {
  const { tell, isIgnored, most = usualMost } = options;
  let isClosed = false;
  const close = (): void => {
    isClosed = true;
    held.leaveAll();
  };
  const read = async (path: string): Promise<void> => {
    const isThere = await isFolder(path);
    if (isClosed) return;
    if (!isThere) return held.leave(path);
    // First listened to, then read: what comes in between is heard of.
    held.listen(path);
    if (held.count() > most) return close();
    for (const name of await readdir(path)) {
      const inside = join(path, name);
      if (isClosed) return;
      if (isIgnored(inside)) continue;
      tell(inside);
      await read(inside);
    }
  };
  const follow = (path: string): void => {
    read(path)
      // What cannot be listened to or read any more is told of by nobody, as without this.
      .catch(() => held.leave(path))
      .finally(() => {
        if (held.count() === 0 && !isClosed) ended();
      });
  };
  const held = holdWatchers(options, follow);
  return { follow, close };
};

export const openNewFolders = (options: NewFolderOptions): NewFolders => {
  const trees = new Map<string, Tree>();
  const plant = (top: string): Tree => {
    trees.get(top)?.close();
    const tree = openTree(options, () => {
      if (trees.get(top) === tree) trees.delete(top);
    });
    trees.set(top, tree);
    return tree;
  };
  return {
    follow: (path) => {
      if (options.isIgnored(path)) return;
      const around = [...trees].find(([top]) => path.startsWith(`${top}${sep}`));
      (around?.[1] ?? plant(path)).follow(path);
    },
    dispose: () => {
      for (const tree of trees.values()) tree.close();
      trees.clear();
    },
  };
};
