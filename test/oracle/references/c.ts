import { debian } from '../corpora.ts';
import type { Reference } from '../reference.ts';
import { askPmccabe, pmccabeVersion } from './pmccabe.ts';

/** pmccabe, its first number: the modified complexity. */
export const c: Reference = {
  language: 'c',
  endings: ['c', 'h'],
  corpora: ['git', 'zlib', 'sqlite3', 'curl', 'lua5.4', 'redis'].map((name) => debian(name, '*.c', '*.h')),
  packages: ['pmccabe'],
  promised: 25_000,
  tool: pmccabeVersion,
  run: askPmccabe,
  inItsWords: ({ name, line, complexity }) => ({ name, line, column: 0, complexity }),
};
