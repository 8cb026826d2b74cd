import { isBinaryFormat, pathAtBase, success, type Result } from '#core';
import type { Failure } from '#app';
import { looked, type BlobLook, type TextStore } from '../git/blobs.ts';
import type { MeasuredFile } from './compare-trees.ts';
import type { Git } from '../git/git.ts';
import { isOdd } from '../stored-text.ts';
import { isFile } from '../git/tree-entries.ts';

const marksOfUtf16: readonly (readonly number[])[] = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

// Of the bytes of pictures, programs and numbers far more are none of a text.
const mostOdd = 0.1;

/** What a blob seems to be by its first bytes. A NUL in a text hides it, and makes nothing else of it. */
const lookAt = (start: Buffer): BlobLook => {
  if (!start.includes(0)) return 'text';
  if (marksOfUtf16.some((mark) => mark.every((byte, index) => start[index] === byte))) return 'hidden-text';
  const bytes = start.filter((byte) => byte !== 0);
  // As part of a stream: what is cut off in the middle of a sign is not broken.
  const broken = new TextDecoder().decode(bytes, { stream: true }).split('\uFFFD').length - 1;
  const odd = bytes.filter(isOdd).length + broken;
  return bytes.length > 0 && odd <= mostOdd * bytes.length ? 'hidden-text' : 'bytes';
};

const readLook = async (git: Git, { looks }: TextStore, id: string): Promise<Result<BlobLook, Failure>> => {
  const known = looks.get(id);
  if (known !== undefined) return success(known);
  let start = Buffer.alloc(0);
  // Such a blob may be larger than anything we hold.
  const poured = await git.pour(['cat-file', 'blob', id], (piece) => {
    if (start.length < looked) start = Buffer.concat([start, piece.subarray(0, looked - start.length)]);
  });
  if (!poured.ok) return poured;
  const look = lookAt(start);
  looks.set(id, look);
  return success(look);
};

/** The names of a picture or an archive tell what it is; all else that git takes for binary is looked at. */
const isDoubtful = (file: MeasuredFile): boolean =>
  file.binary && isFile(file.modeAfter) && ![file.path, pathAtBase(file)].every(isBinaryFormat);

const isTextless = async (
  git: Git,
  store: TextStore,
  { modeBefore, blobBefore, blobAfter }: MeasuredFile,
): Promise<Result<boolean, Failure>> => {
  const after = await readLook(git, store, blobAfter);
  if (!after.ok) return after;
  if (after.value !== 'bytes') return success(false);
  if (!isFile(modeBefore)) return success(true);
  // What was a text is one that was made unreadable.
  const before = await readLook(git, store, blobBefore);
  return before.ok ? success(before.value !== 'text') : before;
};

/** Those of the files that git takes for binary and in which, by their bytes, there is no text and was none. */
export const findTextless = async (
  git: Git,
  store: TextStore,
  files: readonly MeasuredFile[],
): Promise<Result<ReadonlySet<MeasuredFile>, Failure>> => {
  const textless = new Set<MeasuredFile>();
  for (const file of files.filter(isDoubtful)) {
    const told = await isTextless(git, store, file);
    if (!told.ok) return told;
    if (told.value) textless.add(file);
  }
  return success(textless);
};
