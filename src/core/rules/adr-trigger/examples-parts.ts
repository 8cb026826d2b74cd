import type { Example } from '../../rule-kind.ts';

export const demand =
  'that takes an accepted decision in docs/adr/*.md which the change mentions, and it mentions none.';

export type On = readonly Readonly<Record<string, unknown>>[];

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
