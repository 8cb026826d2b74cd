import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isSettled, stampOf } from '../stamp.ts';
import { systemCode } from '../system-refusal.ts';

/** How a place was found. */
export interface Stamp {
  /** Empty where nothing was there. */
  readonly seen: string;
  /** What it held, of one that was touched just now: it may be written to once more and leave the same stamp. */
  readonly held?: string;
  readonly kind: 'none' | 'file' | 'folder' | 'other';
  /** When anything of it changed last, in milliseconds since 1970. */
  readonly since: number;
}

/** How places were found, by path. */
export type Stamps = Map<string, Stamp>;

/** How to look: at what a link leads to, or at the link. */
export type Look = 'through-links' | 'at-links';

const noStamp: Stamp = { seen: '', kind: 'none', since: 0 };

// What was touched just now is read, and that is a moment's work only for what is small: of a window, which must not stop.
const mostRead = 128 * 1024;

const statOf = (path: string, look: Look): Stats | undefined => {
  try {
    return (look === 'at-links' ? lstatSync : statSync)(path, { throwIfNoEntry: false });
  } catch (error) {
    if (systemCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
};

const kindOf = (found: Stats): Stamp['kind'] => {
  if (found.isFile()) return 'file';
  return found.isDirectory() ? 'folder' : 'other';
};

const digest = (bytes: string | Buffer): string => createHash('sha1').update(bytes).digest('hex');

/** What a place holds, as far as git would see it; undefined where that is more than can be read in a moment. */
const holdingOf = (path: string, found: Stats): string | undefined => {
  if (found.isDirectory()) return digest(readdirSync(path).sort().join('\0'));
  if (found.isSymbolicLink()) return readlinkSync(path);
  if (!found.isFile()) return '';
  return found.size > mostRead ? undefined : digest(readFileSync(path));
};

/** How a place is found now; undefined where it cannot be told. */
const takeStamp = (path: string, look: Look): Stamp | undefined => {
  try {
    const found = statOf(path, look);
    if (found === undefined) return noStamp;
    const stamp = { seen: stampOf(found), kind: kindOf(found), since: found.ctimeMs };
    if (isSettled(found)) return stamp;
    const held = holdingOf(path, found);
    return held === undefined ? undefined : { ...stamp, held };
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return undefined;
  }
};

/** Stamps of places; undefined where one cannot be told. */
export const stampPlaces = (paths: readonly string[], look: Look): Stamps | undefined => {
  const stamps: Stamps = new Map();
  for (const path of paths) {
    const stamp = takeStamp(path, look);
    if (stamp === undefined) return undefined;
    stamps.set(path, stamp);
  }
  return stamps;
};

/** Whether a place is what it was. */
const isSame = (was: Stamp, is: Stamp, path: string, look: Look): boolean => {
  if (was.seen !== is.seen) return false;
  if (was.held === undefined || was.held === is.held) return true;
  // It has settled since, so nobody has told what it holds now.
  const found = is.held === undefined ? statOf(path, look) : undefined;
  return found !== undefined && stampOf(found) === was.seen && holdingOf(path, found) === was.held;
};

// So many are looked at before others get their turn: that takes a few milliseconds.
const atOnce = 500;

/** What moved since stamps were taken, with how it is found now; undefined where that cannot be told. */
export const findMoved = async (stamps: Stamps, look: Look): Promise<Stamps | undefined> => {
  const moved: Stamps = new Map();
  let count = 0;
  for (const [path, was] of stamps) {
    if ((count += 1) % atOnce === 0) await setImmediate();
    const is = takeStamp(path, look);
    if (is === undefined) return undefined;
    if (!isSame(was, is, path, look)) moved.set(path, is);
    else if (was.held !== is.held) stamps.set(path, is);
  }
  return moved;
};

export interface FolderWalk {
  readonly look: Look;
  /** Tells a path, relative to the top folder and empty for itself, that is passed over. */
  readonly isLeftOut?: (path: string, kind: Stamp['kind']) => boolean;
  /** Tells a path, as well, with which nothing can be told of all. */
  readonly isHopeless?: (path: string) => boolean;
  /** So many places are too many to look at them again and again. */
  readonly most: number;
}

const never = (): boolean => false;

// A name that is no text comes out as this sign, and no file is found by it.
const noText = '\uFFFD';

/** The paths of what is in a folder; undefined where nothing can be told of one. */
const listFolder = (
  full: string,
  path: string,
  isHopeless: (path: string) => boolean,
): readonly string[] | undefined => {
  try {
    const paths = readdirSync(full).map((name) => (path === '' ? name : `${path}/${name}`));
    return paths.some((one) => one.includes(noText) || isHopeless(one)) ? undefined : paths;
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return undefined;
  }
};

/**
 * Stamps of all that is in a folder, and of itself; none where it is not there. Undefined where it cannot be told, or is too
 * much. A folder is looked at before it is listed: what comes meanwhile moves it.
 */
export const stampFolder = async (
  top: string,
  { look, isLeftOut = never, isHopeless = never, most }: FolderWalk,
): Promise<Stamps | undefined> => {
  const stamps: Stamps = new Map();
  const left = [''];
  const goInto = (full: string, path: string): boolean => {
    const inside = listFolder(full, path, isHopeless);
    left.push(...(inside ?? []));
    return inside !== undefined;
  };
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    if (stamps.size % atOnce === atOnce - 1) await setImmediate();
    const full = join(top, path);
    const stamp = takeStamp(full, look);
    if (stamp === undefined || stamps.size >= most) return undefined;
    if (isLeftOut(path, stamp.kind)) continue;
    stamps.set(full, stamp);
    if (stamp.kind === 'folder' && !goInto(full, path)) return undefined;
  }
  return stamps;
};
