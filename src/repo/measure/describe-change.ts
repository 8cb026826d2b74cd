import { success, type FileChange, type FileClass } from '#core';
import type { MeasureOptions } from '#app';
import { classOf, type Attributes } from '../attributes.ts';
import type { MeasuredFile } from './compare-trees.ts';
import { leaveOut } from './current-tree.ts';
import type { TextReaders } from './text-readers.ts';

// What we keep in the reviewed tree ourselves, and the log of prompts, are nobody's change. The policy itself is.
const outside = ['dev_prompts.md', '.codex/governance/'];

/** Pathspecs for all that can be part of a change, without those paths. */
export const pathspecsWithout = (untouched: readonly string[]): readonly string[] => [
  ':(top)',
  ...[...outside, ...untouched].map((path) => leaveOut(path).toString()),
];

const isOutside = (path: string): boolean =>
  outside.some((place) => path === place || (place.endsWith('/') && path.startsWith(place)));

/** What is nobody's change has no text to compare with either, and nobody is told that it is there. */
export const leaveOutside = ({ readBefore, listBefore, ...others }: TextReaders): TextReaders => ({
  ...others,
  listBefore: async () => {
    const all = await listBefore();
    return all.ok ? success(all.value.filter((path) => !isOutside(path))) : all;
  },
  readBefore: async (path) => (isOutside(path) ? undefined : readBefore(path)),
});

const classesOf = (
  { path, from }: MeasuredFile,
  { classify, attributes }: Pick<Telling, 'classify' | 'attributes'>,
): Pick<FileChange, 'class' | 'classBefore'> => {
  const nameClass = (of: string): FileClass => classify(of, classOf(attributes.get(of)));
  const [now, before] = [nameClass(path), from === undefined ? undefined : nameClass(from)];
  return before === undefined || before === now ? { class: now } : { class: now, classBefore: before };
};

const specials: Readonly<Record<string, FileChange['special']>> = { '120000': 'link', '160000': 'submodule' };

const specialOf = ({ status, modeBefore, modeAfter }: MeasuredFile): Pick<FileChange, 'special'> => {
  const special = specials[status === 'deleted' ? modeBefore : modeAfter];
  return special === undefined ? {} : { special };
};

interface Telling {
  readonly classify: MeasureOptions['classify'];
  readonly attributes: ReadonlyMap<string, Attributes>;
  /** Paths whose text at the base is not certain. */
  readonly unsure: ReadonlySet<string>;
  /** Binary files in which there is no text. */
  readonly textless: ReadonlySet<MeasuredFile>;
}

/** Compared files as the files of a change, sorted by path. */
export const describeFiles = (
  files: readonly MeasuredFile[],
  { classify, attributes, unsure, textless }: Telling,
): readonly FileChange[] =>
  files
    .map((file): FileChange => {
      const { path, from, status, added, deleted, binary, addedLines } = file;
      return {
        path,
        ...(from === undefined ? {} : { from }),
        status,
        added,
        deleted,
        binary,
        ...(textless.has(file) ? { textless: true } : {}),
        ...classesOf(file, { classify, attributes }),
        ...specialOf(file),
        addedLines,
        ...(unsure.has(from ?? path) || unsure.has(path) ? { estimated: true } : {}),
      };
    })
    .sort((one, other) => (one.path < other.path ? -1 : 1));
