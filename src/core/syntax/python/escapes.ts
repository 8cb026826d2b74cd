const simple: Readonly<Record<string, string>> = {
  '\n': '',
  '\r\n': '',
  '\r': '',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

const highest = 0x10_ff_ff;

const character = (digits: string, base: number, written: string): string => {
  const code = Number.parseInt(digits, base);
  return code <= highest ? String.fromCodePoint(code) : written;
};

const escape = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(\r\n|[\s\S]))/g;

/** A piece of a string of Python as the program sees it. What is no escape, and a character by its name, stays as written. */
export const resolveEscapes = (text: string): string =>
  !text.includes('\\')
    ? text
    : text.replace(escape, (written, x?: string, u?: string, long?: string, octal?: string, other?: string) => {
        const hex = x ?? u ?? long;
        if (hex !== undefined) return character(hex, 16, written);
        if (octal !== undefined) return character(octal, 8, written);
        return simple[other ?? ''] ?? written;
      });
