import { compareText } from '#core';

/*
 * The plain tar of POSIX (ustar), with nothing of the machine in it: no times, no owners, one mode. The same files are the same bytes,
 * which the libraries for archives do not promise; what is read here was written here.
 */

const block = 512;
/** How long a path may be; packs have short ones. */
const longestPath = 100;

const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`;

const headerOf = (path: string, size: number): Buffer => {
  const header = Buffer.alloc(block);
  const put = (text: string, at: number): void => {
    header.write(text, at, 'utf8');
  };
  put(path, 0);
  put(octal(0o644, 8), 100);
  put(octal(0, 8), 108);
  put(octal(0, 8), 116);
  put(octal(size, 12), 124);
  put(octal(0, 12), 136);
  put(' '.repeat(8), 148);
  put('0', 156);
  put('ustar\u000000', 257);
  put(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  return header;
};

const padded = (bytes: Buffer): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((block - (bytes.length % block)) % block)]);

const isTooLong = (path: string): boolean => Buffer.byteLength(path) > longestPath;

/** Files as one archive, sorted by path. Throws for a path that is too long for it. */
export const writeTar = (files: ReadonlyMap<string, Buffer>): Buffer =>
  Buffer.concat([
    ...[...files]
      .sort(([one], [other]) => compareText(one, other))
      .flatMap(([path, bytes]) => {
        if (isTooLong(path)) throw new Error(`${path} is too long a path for the archive.`);
        return [headerOf(path, bytes.length), padded(bytes)];
      }),
    Buffer.alloc(2 * block),
  ]);

/** A number as we write it: parsing would take a sign as well, and a size below nothing leads back to where it was. */
const numberOf = (digits: string): number => (/^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN);

const textAt = (header: Buffer, from: number, to: number): string =>
  header.subarray(from, to).toString('utf8').replace(/\0.*$/s, '');

/**
 * The files of an archive, by path, and whether every other byte of it is as we write it: headers, sums and filling. What cannot be read
 * ends it there.
 */
export const readTar = (bytes: Buffer): { readonly files: ReadonlyMap<string, Buffer>; readonly isOurs: boolean } => {
  const files = new Map<string, Buffer>();
  for (let at = 0; at + block <= bytes.length;) {
    const header = bytes.subarray(at, at + block);
    const path = textAt(header, 0, longestPath);
    const size = numberOf(textAt(header, 124, 136));
    if (path === '' || Number.isNaN(size) || at + block + size > bytes.length) break;
    files.set(path, bytes.subarray(at + block, at + block + size));
    at += block + Math.ceil(size / block) * block;
  }
  // Bytes that are no text are read as longer ones: such a path was never written here.
  return { files, isOurs: ![...files.keys()].some(isTooLong) && writeTar(files).equals(bytes) };
};
