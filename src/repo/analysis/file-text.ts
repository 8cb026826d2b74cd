import { isAscii } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

// A pipe would wait for whoever writes into it. Windows has none of that name, and no such flag.
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

// One for nearly all files, as the text is copied out of it: thousands of buffers would keep the garbage collector busy.
const room = Buffer.allocUnsafe(1024 * 1024);

const fill = (place: number, bytes: Buffer, from: number): number => {
  for (let filled = from; ;) {
    const more = readSync(place, bytes, filled, bytes.length - filled, null);
    filled += more;
    // The file may have shrunk since it was looked at.
    if (more === 0 || filled === bytes.length) return filled;
  }
};

const readOpen = (place: number): Buffer | undefined => {
  const read = readSync(place, room, 0, room.length, null);
  if (read > 0 && read < room.length) return room.subarray(0, read);
  // What gives nothing may be a pipe, and what has no end a device. To look at every file would take longer than to read it.
  const found = fstatSync(place);
  if (!found.isFile()) return undefined;
  const bytes = Buffer.allocUnsafe(Math.max(read, found.size));
  room.copy(bytes, 0, 0, read);
  return bytes.subarray(0, fill(place, bytes, read));
};

/**
 * The bytes of a file, until the next one is read; undefined when it is gone, no regular file or may not be read. Waits, as
 * the thread has nothing else to do: for thousands of small files that takes a fifth of the time that promises take.
 *
 * @param look Is shown the open file before it is read.
 */
export const readFileBytes = (path: string, look?: (place: number) => void): Buffer | undefined => {
  let place: number | undefined;
  try {
    place = openSync(path, withoutWaiting);
    look?.(place);
    return readOpen(place);
  } catch {
    return undefined;
  } finally {
    if (place !== undefined) closeSync(place);
  }
};

/** The text that bytes are in UTF-8, or in the UTF-16 that a mark announces; the mark stays. May turn the bytes around. */
export const textOf = (bytes: Buffer): string => {
  // Text of one byte for each character is made in a fraction of the time.
  if (isAscii(bytes)) return bytes.toString('latin1');
  const mark = bytes.length < 2 ? 0 : bytes.readUInt16BE(0);
  if (mark === 0xfffe) return bytes.toString('utf16le');
  if (mark === 0xfeff)
    return bytes
      .subarray(0, bytes.length - (bytes.length % 2))
      .swap16()
      .toString('utf16le');
  return bytes.toString('utf8');
};
