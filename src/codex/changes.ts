import { isAbsolute, relative, sep } from 'node:path';
import type { ToldChange } from '#core';
import type { SentChange } from './inbound.ts';

/** Writes a path of Codex as posix from the first folder that holds it; absolute where none does. */
export type WritePath = (path: string) => string;

/** `folders`: the working tree, as it was named and without links. */
export const pathsFrom = (folders: readonly string[]): WritePath => {
  const inside = (path: string): string | undefined =>
    folders
      .map((folder) => relative(folder, path))
      .find((from) => from !== '' && from !== '..' && !from.startsWith(`..${sep}`) && !isAbsolute(from));
  return (path) => (isAbsolute(path) ? (inside(path) ?? path) : path).replaceAll(sep, '/');
};

// Codex writes where a file goes below its diff, too.
const withoutMove = (diff: string, move: string): string => {
  const note = `\n\nMoved to: ${move}`;
  return diff.endsWith(note) ? diff.slice(0, -note.length) : diff;
};

export const writeChange = ({ path, kind, diff }: SentChange, writePath: WritePath): ToldChange => {
  if (kind.type !== 'update') return { path: writePath(path), kind, diff };
  const move = kind.move_path ?? undefined;
  return {
    path: writePath(path),
    kind: { type: 'update', ...(move === undefined ? {} : { move_path: writePath(move) }) },
    diff: move === undefined ? diff : withoutMove(diff, move),
  };
};
