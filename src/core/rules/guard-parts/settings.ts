import { present } from '../../present.ts';
import type { Facts, UseFact } from '../../syntax/facts.ts';
import { settingsMade } from '../../syntax/sql/settings-made.ts';

/**
 * What a text reads and calls: to give a guard something else is no use of it. Settings that row-level security goes by are
 * guards, too: they are written, by their names.
 */
export const usesIn = (facts: Facts): readonly UseFact[] => [
  ...facts.uses.filter(({ how }) => how !== 'write'),
  ...facts.strings.flatMap((fact) => {
    const { place, in: around, block } = fact;
    const standing = { place, ...present('in', around), ...present('block', block) };
    return settingsMade(fact).map((written): UseFact => ({ written, origin: 'unknown', how: 'write', ...standing }));
  }),
];
