import type { StringFact } from '../facts.ts';
import type { Hole } from './placeholders.ts';
import { firstSign, splitSql } from './split.ts';
import type { SqlText } from './texts.ts';

/*
 * The settings that SQL makes for its transaction alone: `SET LOCAL app.user_id = …`, `set_config('app.user_id', …, true)`.
 * Row-level security goes by them. The parser of Postgres tells of changed files; of all others only their words do.
 */

const mayMake = /\bset(?:\s+local\b|_config\b)/i;

const made: readonly RegExp[] = [
  /^set\s+local\s+([\w.]+)\s*(?:=|to\b)(?!\s*default\b)/gi,
  /\bset_config\(\s*'([\w.]+)'\s*,(?:(?!set_config)[^;])*,\s*true\s*\)/gi,
];

const madeByWords = (parts: readonly (string | Hole)[]): readonly string[] => {
  const text = parts.map((part) => (typeof part === 'string' ? part : '$1')).join('');
  if (!mayMake.test(text)) return [];
  return splitSql(text).flatMap((span) => {
    const statement = text.slice(firstSign(text, span), span.end);
    return made.flatMap((pattern) => [...statement.matchAll(pattern)].flatMap(([, name]) => name ?? []));
  });
};

/** The settings that a text makes for its transaction alone, as they are written. What documents makes none. */
export const settingsMade = ({
  parts,
  statements,
  documentation,
}: Pick<SqlText, 'parts' | 'statements'> & Pick<StringFact, 'documentation'>): readonly string[] => {
  if (documentation === true) return [];
  if (statements === undefined) return madeByWords(parts);
  return statements.flatMap(({ settings }) => settings.flatMap(({ name, local }) => (local ? [name] : [])));
};
