import { present } from '../../present.ts';
import type { Facts, StringFact, UseFact } from '../../syntax/facts.ts';

/*
 * Settings that row-level security goes by are guards, too: `SET LOCAL app.user_id` in a text that a program runs. What the
 * parser of SQL tells of changed files nobody tells of all others, so that it is the texts that are looked at.
 */

const made: readonly RegExp[] = [/^\s*set\s+local\s+([\w.]+)/i, /\bset_config\(\s*'([\w.]+)'\s*,[^;]*,\s*true\s*\)/i];

const settingMade = ({ parts, documentation }: StringFact): string | undefined => {
  if (documentation === true) return undefined;
  const text = parts.filter((part) => typeof part === 'string').join('$1');
  return made.map((pattern) => pattern.exec(text)?.[1]).find((name) => name !== undefined);
};

/** What a text uses, and the settings that it makes for a transaction: these are written, by their names. */
export const usesIn = (facts: Facts): readonly UseFact[] => [
  ...facts.uses,
  ...facts.strings.flatMap((fact): readonly UseFact[] => {
    const written = settingMade(fact);
    if (written === undefined) return [];
    const { place, in: around, block } = fact;
    return [{ written, origin: 'unknown', how: 'write', place, ...present('in', around), ...present('block', block) }];
  }),
];
