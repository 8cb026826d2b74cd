import { createHash } from 'node:crypto';

// The ending tells the dialect: `a < b > (c)` is one thing in `.ts` and another in `.js`, and in `.d.ts` everything is declared.
// A file without one, such as a Gemfile, is known by its whole name.
const ending = /(?:(?:\.d)?\.[^./]*|[^./]+)$/;

/**
 * What a text is remembered by: its language and its content, not its place. `wanted` names what is read of it, in any order,
 * where not all of it is.
 */
export const contentKey = (path: string, text: string, wanted: readonly string[] = []): string =>
  [
    ending.exec(path)?.[0].toLowerCase() ?? '',
    ...[...wanted].sort(),
    createHash('sha256').update(text).digest('base64'),
  ].join(' ');
