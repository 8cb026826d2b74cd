/*
 * A text in UTF-8 in the memory of this module, and where a scan of it stands. Only ASCII means anything to the scan, and no
 * byte of any other character is ASCII, so that bytes do for characters.
 */

export const tab: u32 = 0x09;
export const newline: u32 = 0x0a;
export const formFeed: u32 = 0x0c;
export const carriageReturn: u32 = 0x0d;
export const space: u32 = 0x20;
export const hash: u32 = 0x23;
export const star: u32 = 0x2a;
export const colon: u32 = 0x3a;
export const backslash: u32 = 0x5c;
export const braceOpen: u32 = 0x7b;
export const braceClose: u32 = 0x7d;

/** How many bytes a text may have. */
export const longestText: i32 = 1 << 20;

/** The address of the text; behind it is room for the zeros that end it. */
export const textAt: usize = memory.data((1 << 20) + 16);

/** Where the scan stands. */
export abstract class Cursor {
  /** The address of the first byte that is text. */
  static start: usize = 0;
  static end: usize = 0;
  /** The address of the next byte. */
  static at: usize = 0;
  /** Its line, 1-based. */
  static line: i32 = 1;
  /** True once the text is found to be wrong, or too odd to be read here: then nothing is said of it. */
  static doubts: bool = false;
}

export function byteAt(address: usize): u32 {
  return load<u8>(address);
}

/** Makes newlines of carriage returns, alone or with one, in place; what gets free at the end becomes empty lines. */
function dropReturns(): void {
  let to = Cursor.at;
  for (let from = Cursor.at; from < Cursor.end; from++) {
    const byte = byteAt(from);
    store<u8>(to++, byte === carriageReturn ? newline : byte);
    if (byte === carriageReturn && byteAt(from + 1) === newline) from++;
  }
  while (to < Cursor.end) store<u8>(to++, newline);
}

/** Starts a scan of the text of so many bytes. It begins with doubts where a mark says that it is in UTF-16. */
export function startText(length: i32, hasReturns: bool): void {
  Cursor.end = textAt + length;
  // No byte that is looked at behind the end is of an earlier text.
  store<u64>(Cursor.end, 0);
  const hasMark = (load<u32>(textAt) & 0xffffff) === 0xbfbbef;
  Cursor.start = Cursor.at = hasMark ? textAt + 3 : textAt;
  Cursor.line = 1;
  // UTF-8 has no such byte.
  Cursor.doubts = byteAt(textAt) >= 0xfe;
  if (hasReturns) dropReturns();
}
