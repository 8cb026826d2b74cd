/** How much a finding weighs: `block` stops a merge, `warn` asks for a look, `info` only tells. */
export const levels = ['info', 'warn', 'block'] as const;
export type Level = (typeof levels)[number];

/** What a judgement says of a change. Not being able to judge is a Failure, never a verdict. */
export type Verdict = 'pass' | 'warn' | 'block';

/** What findings of these levels come to. */
export const verdictOf = (levels: readonly Level[]): Verdict => {
  if (levels.includes('block')) return 'block';
  return levels.includes('warn') ? 'warn' : 'pass';
};
