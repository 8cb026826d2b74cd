/*
 * How much of a text is in another one, as git tells whether a file was moved (diffcore-delta.c): in bytes of pieces, which
 * end with a line or after 64 bytes. Re-made from git's behaviour; no line of git's code is in here.
 */

/** The share of a text that has to be in another for git to call it moved, with `-M` as we ask it. */
export const leastSimilar = 0.5;

const longestPiece = 64;

/** A text as bytes, a carriage return before a line feed left out. */
function* bytesOf(text: string): Generator<number> {
  for (const sign of text.replaceAll('\r\n', '\n')) {
    const code = sign.codePointAt(0) ?? 0;
    if (code < 0x80) yield code;
    else if (code < 0x800) yield* [0xc0 | (code >> 6), 0x80 | (code & 63)];
    else if (code < 0x10000) yield* [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
    else yield* [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
  }
}

interface Pieces {
  readonly bytes: ReadonlyMap<string, number>;
  readonly size: number;
}

const piecesOf = (text: string): Pieces => {
  const bytes = new Map<string, number>();
  let size = 0;
  let piece = '';
  const close = (): void => {
    if (piece !== '') bytes.set(piece, (bytes.get(piece) ?? 0) + piece.length);
    piece = '';
  };
  for (const byte of bytesOf(text)) {
    size += 1;
    piece += String.fromCharCode(byte);
    if (byte === 10 || piece.length === longestPiece) close();
  }
  close();
  return { bytes, size };
};

/** How alike two texts are, from 0 to 1. */
export const similarityOf = (one: string, other: string): number => {
  if (one === other) return 1;
  // What differs so much in length need not be looked into: no sign takes more than three bytes for each unit.
  if (Math.min(one.length, other.length) * 3 < Math.max(one.length, other.length) * leastSimilar) return 0;
  const [before, after] = [piecesOf(one), piecesOf(other)];
  const larger = Math.max(before.size, after.size);
  if (larger === 0) return 1;
  let common = 0;
  for (const [piece, count] of before.bytes) common += Math.min(count, after.bytes.get(piece) ?? 0);
  return common / larger;
};
