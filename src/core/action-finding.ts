import { explainActionRule } from './action-rules.ts';
import type { Finding } from './finding.ts';
import type { Hash } from './hash.ts';
import type { Level } from './level.ts';
import type { PatchFault } from './patch/step.ts';

/** What was seen of an action. */
export interface ActionSighting {
  readonly rule: string;
  readonly message: string;
  /** What tells it from others of its rule. */
  readonly identity: string;
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
  readonly level?: Level;
  readonly because?: string;
}

/** A finding about an action itself. Throws for a rule that is none of those of actions. */
export const findingOfAction = (sighting: ActionSighting, hash: Hash): Finding => {
  const { rule, message, identity, path = '', line = 1, column } = sighting;
  const meaning = explainActionRule(rule);
  if (meaning === undefined) throw new Error(`There is no rule ${rule} for actions.`);
  return {
    id: hash(JSON.stringify([rule, path, identity])).slice(0, 12),
    rule,
    kind: rule.replace(/\..*$/, ''),
    level: sighting.level ?? meaning.level,
    path,
    line,
    ...(column === undefined ? {} : { column }),
    message,
    because: sighting.because ?? meaning.because,
  };
};

/** The finding of a patch that can be neither judged nor applied. */
export const findingOfFault = ({ rule, path, line, message }: PatchFault, hash: Hash): Finding =>
  findingOfAction({ rule, path, line, message, identity: message }, hash);
