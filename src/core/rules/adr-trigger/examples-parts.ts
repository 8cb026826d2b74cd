import type { Example } from '../../rule-kind.ts';

/** What every sighting says of its trigger, up to what the change lacks. */
export const taking = 'that takes an accepted decision in docs/adr/*.md which the change mentions, and';

/** The same where the change mentions no decision at all. */
export const demand = `${taking} it mentions none.`;

export type On = readonly Readonly<Record<string, unknown>>[];

/** A change and what of it takes a decision. */
export const trigger = (
  on: On,
  title: string,
  before: Example['before'],
  after: Example['after'],
  more: Partial<Example> = {},
): Example => ({
  title,
  with: { on },
  before,
  after,
  ...more,
});
