import type { Setting } from './git-environment.ts';

/** What decides how git stores the text of a path. */
export interface Storing {
  /** The values of its attributes by name, as `git check-attr` tells them. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Whether the index has it with carriage returns, which `text=auto` then keeps. */
  readonly keepsReturns: boolean;
  readonly settings: readonly Setting[];
}

/** The attributes that count for it. */
export const storingAttributes = ['text', 'crlf', 'eol', 'filter', 'ident', 'working-tree-encoding', 'diff'] as const;

type LineEnds = 'kept' | 'converted' | 'guessed';

const isTrue = (value: string): boolean => value === '' || /^(?:true|yes|on|[1-9][0-9]*)$/i.test(value);

// `crlf` is how `text` was called before git 1.7.
const decideLineEnds = ({ attributes, settings }: Storing): LineEnds => {
  const told = ['text', 'crlf'].map((name) => attributes.get(name)).find((value) => value !== 'unspecified');
  if (told === 'unset') return 'kept';
  if (told === 'auto') return 'guessed';
  if (told === 'set' || told === 'input' || /^(?:lf|crlf)$/.test(attributes.get('eol') ?? '')) return 'converted';
  const automatic = settings.findLast(([key]) => key === 'core.autocrlf')?.[1] ?? 'false';
  return automatic === 'input' || isTrue(automatic) ? 'guessed' : 'kept';
};

// As git tells text from other bytes: a NUL, a lone carriage return, or more than one odd sign in 128.
const seemsBinary = (text: string): boolean => {
  if (text.includes('\0') || /\r(?!\n)/.test(text)) return true;
  const odd = text.match(/[\u0001-\u0007\u000B\u000E-\u001A\u001C-\u001F\u007F]/g)?.length ?? 0;
  const rest = Buffer.byteLength(text) - odd - (text.match(/[\r\n]/g)?.length ?? 0);
  return Math.floor(rest / 128) < odd;
};

const hasFilter = ({ attributes, settings }: Storing): boolean => {
  const name = attributes.get('filter') ?? 'unspecified';
  return settings.some(([key]) => key === `filter.${name}.clean` || key === `filter.${name}.process`);
};

const isUtf8 = (encoding: string | undefined): boolean =>
  encoding === undefined || /^(?:unspecified|unset|set|utf-?8)$/i.test(encoding);

/**
 * A text as `git add` would store it; undefined where git would ask a program, another encoding is in force, or git
 * compares no lines of the path.
 */
export const storeText = (storing: Storing, text: string): string | undefined => {
  const { attributes, keepsReturns } = storing;
  if (hasFilter(storing) || !isUtf8(attributes.get('working-tree-encoding'))) return undefined;
  if (attributes.get('diff') === 'unset') return undefined;
  const lineEnds = decideLineEnds(storing);
  const converts = lineEnds === 'converted' || (lineEnds === 'guessed' && !keepsReturns && !seemsBinary(text));
  const stored = converts ? text.replaceAll('\r\n', '\n') : text;
  return attributes.get('ident') === 'set' ? stored.replaceAll(/\$Id:[^$\n]*\$/g, '$Id$') : stored;
};
