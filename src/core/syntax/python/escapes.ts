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

const escape = /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|\r\n|[\s\S])/g;

const resolve = (written: string): string => {
  const [, sign = '', ...digits] = written;
  if (/[xuU]/.test(sign) && digits.length > 0) return character(digits.join(''), 16, written);
  if (/[0-7]/.test(sign)) return character(sign + digits.join(''), 8, written);
  return simple[written.slice(1)] ?? written;
};

/** A piece of a string of Python as the program sees it. What is no escape, and a character by its name, stays as written. */
export const resolveEscapes = (text: string): string => (text.includes('\\') ? text.replace(escape, resolve) : text);
