import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readlink } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Hash } from '#core';
import { isSettled, stampOf } from './stamp.ts';
import { systemCode } from './system-refusal.ts';

/** SHA-256 of a text in UTF-8, in lower-case hexadecimal digits. */
export const sha256: Hash = (text) => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * Digests of files as they are on disk: SHA-256 of the bytes, or of where a link leads. Undefined where there is no
 * file. A large file that has not been touched since is not read again.
 */
export type DigestFile = (path: string | Buffer) => Promise<string | undefined>;

interface Remembered {
  readonly stamp: string;
  readonly digest: string;
}

export const createDigestFile = (): DigestFile => {
  const remembered = new Map<string, Remembered>();
  return async (path) => {
    try {
      const found = await lstat(path);
      if (found.isSymbolicLink())
        return createHash('sha256')
          .update(await readlink(path, 'buffer'))
          .digest('hex');
      if (!found.isFile()) return undefined;
      const key = path.toString('latin1');
      const stamp = stampOf(found);
      const known = remembered.get(key);
      if (known?.stamp === stamp) return known.digest;
      const digest = await digestBytes(path);
      if (isSettled(found)) remembered.set(key, { stamp, digest });
      return digest;
    } catch (error) {
      if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return undefined;
      throw error;
    }
  };
};

const digestBytes = async (path: string | Buffer): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
};
