import type { Meter } from './budget.ts';
import type { JournalEntry } from './journal/journal.ts';

/** How much of its budgets a task had used at a moment. */
export interface MetersAt {
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly meters: readonly Pick<Meter, 'id' | 'used' | 'limit'>[];
}

const metersIn = ({ event }: JournalEntry): MetersAt['meters'] | undefined => {
  if (event.kind === 'change-judged' || event.kind === 'change-measured') return event.meters;
  // What a patch would come to is not used yet; what stood without it is.
  return event.kind === 'action-judged' ? event.stood : undefined;
};

/** True where meters say the same, in the same order. */
export const sayTheSame = (one: MetersAt['meters'], other: MetersAt['meters']): boolean =>
  one.length === other.length &&
  one.every(({ id, used, limit }, index) => {
    const there = other[index];
    return there?.id === id && there.used === used && there.limit === limit;
  });

/** The most moments that are told of; more nobody can tell apart. */
const mostMoments = 200;

/** Every so-many-eth, the last among them. */
const thin = (moments: readonly MetersAt[]): readonly MetersAt[] => {
  const step = Math.ceil(moments.length / mostMoments);
  return moments.filter((_, index) => (moments.length - 1 - index) % step === 0);
};

/** What the journal tells of the budgets of a task over time, oldest first: the moments at which they came to something else. */
export const metersOverTime = (entries: readonly JournalEntry[], task: string): readonly MetersAt[] => {
  const moments: MetersAt[] = [];
  for (const entry of entries) {
    const meters = entry.event.kind !== 'foreign' && entry.event.task === task ? metersIn(entry) : undefined;
    if (meters === undefined || meters.length === 0) continue;
    const last = moments.at(-1);
    if (last === undefined || !sayTheSame(last.meters, meters)) moments.push({ at: entry.at, meters });
  }
  return thin(moments);
};
