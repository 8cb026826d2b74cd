import { firstNotBefore } from './order.ts';
import { rememberWeakly } from './remember.ts';

/** What a file is for, as far as a budget cares. `vendored` is other people's code kept in the tree. */
export const fileClasses = ['code', 'test', 'docs', 'data', 'generated', 'lock', 'vendored'] as const;
export type FileClass = (typeof fileClasses)[number];

/** How a file differs from the base, named as `git diff --name-status` does. */
export type FileStatus = 'added' | 'modified' | 'deleted' | 'renamed' | 'type-changed';

/** Lines of the file as it is now, 1-based, both ends included. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** One file of a change. Paths are posix and relative to the repository. */
export interface FileChange {
  readonly path: string;
  /** The path at the base, for a renamed file. */
  readonly from?: string;
  readonly status: FileStatus;
  /** Lines as `git diff --numstat` counts them where no attribute keeps it from that; 0 for a binary file. */
  readonly added: number;
  readonly deleted: number;
  /** A NUL among its first bytes, at the base or now; whatever attributes say. */
  readonly binary: boolean;
  /** Of a binary file: its bytes are no text that somebody hid, and were none at the base. */
  readonly textless?: true;
  readonly class: FileClass;
  /** The class of a renamed file at the base, where it was in another one. */
  readonly classBefore?: FileClass;
  /** What it is in place of a regular file; such a thing has no text of its own. */
  readonly special?: 'link' | 'submodule';
  /** Where the added lines stand now, in order; empty for a binary or deleted file. */
  readonly addedLines: readonly LineRange[];
  /** True where git could not count it: the text is unsaved, or earlier work and upstream conflict in it. */
  readonly estimated?: true;
  /** True where it is what somebody is typing: half done most of the time. */
  readonly unsaved?: true;
}

/** Everything that differs from a base, sorted by path. */
export interface Change {
  /** The revision it was measured from: a commit id, or `empty` before the first commit. */
  readonly base: string;
  readonly files: readonly FileChange[];
}

export interface LineCount {
  readonly added: number;
  readonly deleted: number;
}

/** The lines of these files together. */
export const countLines = (files: readonly LineCount[]): LineCount => ({
  added: files.reduce((sum, file) => sum + file.added, 0),
  deleted: files.reduce((sum, file) => sum + file.deleted, 0),
});

/** The path a file had at the base: findings keep their id through a rename. */
export const pathAtBase = (file: Pick<FileChange, 'path' | 'from'>): string => file.from ?? file.path;

/** Path → path at the base, of all files of a change; once for the same list. */
export const pathsAtBase = rememberWeakly(
  (files: readonly FileChange[]) => new Map(files.map((file) => [file.path, pathAtBase(file)])),
);

/** What a file was for at the base. */
export const classAtBase = (file: Pick<FileChange, 'class' | 'classBefore'>): FileClass =>
  file.classBefore ?? file.class;

/** True for a file that is in one of the classes, or was: what it loses does not count less under another name. */
export const isInClass = (file: Pick<FileChange, 'class' | 'classBefore'>, classes: readonly FileClass[]): boolean =>
  classes.includes(file.class) || classes.includes(classAtBase(file));

/** True where the change wrote one of these lines. */
export const touches = ({ addedLines }: Pick<FileChange, 'addedLines'>, first: number, last: number): boolean => {
  // They stand in order, and a file may have thousands, each asked about for every line that is objected to.
  const at = firstNotBefore(addedLines, ({ end }) => end < first);
  return (addedLines[at]?.start ?? Infinity) <= last;
};

/** True when no regular file is there after the change. */
export const isGone = ({ status, special }: Pick<FileChange, 'status' | 'special'>): boolean =>
  status === 'deleted' || special !== undefined;

/** True when the file is there after the change. */
export const remains = (file: FileChange): boolean => file.status !== 'deleted';
