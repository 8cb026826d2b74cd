import type { Emptiness } from '../contributed-views.ts';
import type { Sight } from '../sight.ts';
import type { PolicyStanding } from '../status-words.ts';

const withoutTask: Record<NonNullable<PolicyStanding>, Emptiness> = {
  sound: 'idle',
  none: 'lawless',
  broken: 'broken',
  frozen: 'frozen',
  audited: 'audited',
};

const ofSight: Record<Exclude<Sight['state'], 'none'>, Emptiness> = {
  waiting: 'waiting',
  parked: 'parked',
  active: 'unchanged',
  // The reason is told in its own words.
  failed: 'waiting',
};

/** Why the view of complexity lists nothing, where it lists nothing. `sight` is left out where no repository is open. */
export const tellEmptiness = (given: {
  readonly isTrusted: boolean;
  readonly isOpening: boolean;
  readonly sight?: Sight | undefined;
  readonly policy?: PolicyStanding;
}): Emptiness => {
  const { isTrusted, isOpening, sight, policy } = given;
  if (!isTrusted) return 'restricted';
  if (sight === undefined) return isOpening ? 'waiting' : 'absent';
  return sight.state === 'none' ? withoutTask[policy ?? 'sound'] : ofSight[sight.state];
};
