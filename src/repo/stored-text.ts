import type { Setting } from './git/environment.ts';

/** What decides how git stores the text of a path. */
export interface Storing {
  /** The values of its attributes by name, as `git check-attr` tells them. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Whether the index has it with carriage returns, which `text=auto` then keeps. */
  readonly keepsReturns: boolean;
  readonly settings: readonly Setting[];
}

/** The attributes that count for it. */
export const storingAttributes = ['text', 'crlf', 'eol', 'filter', 'ident', 'working-tree-encoding'] as const;

type LineEnds = 'kept' | 'converted' | 'guessed';

const isTrue = (value: string): boolean => value === '' || /^(?:true|yes|on|[1-9][0-9]*)$/i.test(value);

const decideBySettings = (settings: readonly Setting[]): LineEnds => {
  const automatic = settings.findLast(([key]) => key === 'core.autocrlf')?.[1] ?? 'false';
  return automatic === 'input' || isTrue(automatic) ? 'guessed' : 'kept';
};

const byAttribute: Readonly<Record<string, LineEnds>> = {
  unset: 'kept',
  auto: 'guessed',
  set: 'converted',
  input: 'converted',
};

// `crlf` is how `text` was called before git 1.7.
const decideLineEnds = ({ attributes, settings }: Omit<Storing, 'keepsReturns'>): LineEnds => {
  const told = ['text', 'crlf'].map((name) => attributes.get(name)).find((value) => value !== 'unspecified');
  const decided = byAttribute[told ?? ''];
  if (decided !== undefined) return decided;
  return /^(?:lf|crlf)$/.test(attributes.get('eol') ?? '') ? 'converted' : decideBySettings(settings);
};

/** Whether git decides by what the index has which line ends it stores. */
export const guessesLineEnds = (storing: Omit<Storing, 'keepsReturns'>): boolean =>
  decideLineEnds(storing) === 'guessed';

const rubout = 0x7f;
const space = 0x20;
// Backspace, tab, line feed, form feed, carriage return, escape.
const usual = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

/** True for a byte that git finds in no text. */
export const isOdd = (byte: number): boolean => byte === rubout || (byte < space && !usual.has(byte));

// As git tells text from other bytes: a NUL, a lone carriage return, or more than one odd sign in 128.
const seemsBinary = (text: string): boolean => {
  if (text.includes('\0') || /\r(?!\n)/.test(text)) return true;
  const bytes = Buffer.from(text.replaceAll(/[\r\n]/g, ''));
  const odd = bytes.reduce((sum, byte) => sum + (isOdd(byte) ? 1 : 0), 0);
  return Math.floor((bytes.length - odd) / 128) < odd;
};

const hasFilter = ({ attributes, settings }: Storing): boolean => {
  const name = attributes.get('filter') ?? 'unspecified';
  return settings.some(([key]) => key === `filter.${name}.clean` || key === `filter.${name}.process`);
};

const isUtf8 = (encoding: string | undefined): boolean =>
  encoding === undefined || /^(?:unspecified|unset|set|utf-?8)$/i.test(encoding);

/**
 * A text as `git add` would store it; undefined where git would ask a program, or another encoding is in force.
 */
export const storeText = (storing: Storing, text: string): string | undefined => {
  const { attributes, keepsReturns } = storing;
  if (hasFilter(storing) || !isUtf8(attributes.get('working-tree-encoding'))) return undefined;
  const lineEnds = decideLineEnds(storing);
  // Whether a text seems to be binary takes a look at each of its bytes.
  const isGuessed = (): boolean => lineEnds === 'guessed' && !keepsReturns && !seemsBinary(text);
  const converts = text.includes('\r\n') && (lineEnds === 'converted' || isGuessed());
  const stored = converts ? text.replaceAll('\r\n', '\n') : text;
  return attributes.get('ident') === 'set' ? stored.replaceAll(/\$Id:[^$\n]*\$/g, '$Id$') : stored;
};
