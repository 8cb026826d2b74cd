import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import { systemCode } from './system-refusal.ts';

const isOwn = (found: Stats, most: number): boolean =>
  found.isFile() && found.uid === process.getuid?.() && (found.mode & 0o077) === 0 && found.size <= most;

/**
 * The bytes of a file that is the person's own, and that nobody else may look into, as it was made here; undefined where it is
 * not, has more bytes than that, or is not there. No link is followed, and no pipe waited for: what is opened is what is looked at.
 */
export const readOwnFile = (file: string, most: number): Buffer | undefined => {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    return isOwn(fstatSync(descriptor), most) ? readFileSync(descriptor) : undefined;
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
};
