import { isAscii } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

// A pipe would wait for whoever writes into it. Windows has none of that name, and no such flag.
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

// One for nearly all files, as the text is copied out of it: thousands of buffers would keep the garbage collector busy.
const room = Buffer.allocUnsafe(1024 * 1024);

const readBytes = (place: number, size: number): Buffer => {
  const bytes = size <= room.length ? room : Buffer.allocUnsafe(size);
  let read = 0;
  for (;;) {
    const more = readSync(place, bytes, read, size - read, null);
    read += more;
    // The file may have shrunk since.
    if (more === 0 || read === size) return bytes.subarray(0, read);
  }
};

/**
 * The text of a file, UTF-8; undefined when it is gone, no regular file or may not be read. Waits, as the thread has nothing
 * else to do: for thousands of small files that takes a fifth of the time that promises take.
 */
export const readFileText = (path: string): string | undefined => {
  let place: number | undefined;
  try {
    place = openSync(path, withoutWaiting);
    const found = fstatSync(place);
    if (!found.isFile()) return undefined;
    const bytes = readBytes(place, found.size);
    // Most code is ASCII, which takes half the memory and needs no decoding.
    return isAscii(bytes) ? bytes.toString('latin1') : bytes.toString('utf8');
  } catch {
    return undefined;
  } finally {
    if (place !== undefined) closeSync(place);
  }
};
