import type { ContextPack, PackItem, Problem, ReplayReport, Task } from '#core';
import type { Documents } from './documents.ts';

type Item = Documents['pack']['items'][number];

const describeItem = ({ cutTokens, ...item }: PackItem): Item => ({
  ...item,
  ...(cutTokens === undefined ? {} : { cut_tokens: cutTokens }),
});

/** A context pack as it is printed. */
export const describePack = ({ items, tokenLimit, ...pack }: ContextPack): Documents['pack'] => ({
  ...pack,
  items: items.map(describeItem),
  token_limit: tokenLimit,
});

/** A task as it is printed: the law is long and kept for judging; who asks for the task wants the task. */
export const describeTask = (task: Task): NonNullable<Documents['task']['task']> => {
  const { law: _law, base, packDigest, startedAt, ...rest } = task;
  const { digestOnly, ...start } = base;
  return { ...rest, base: { ...start, digest_only: digestOnly }, pack_digest: packDigest, started_at: startedAt };
};

/** A problem of a policy as it is printed. */
export const describeProblem = ({
  endLine,
  endColumn,
  ...problem
}: Problem): Documents['policy-check']['problems'][number] => ({
  ...problem,
  end_line: endLine,
  end_column: endColumn,
});

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part / whole) * 1e4) / 1e4);

/** What a policy would have said of past commits, as it is printed. */
export const describeReplay = ({ summary, total, complete, mode, policy }: ReplayReport): Documents['replay'] => ({
  ...summary,
  complete,
  total,
  rules: summary.rules.map(({ samples, ...rule }) => ({
    ...rule,
    share: shareOf(rule.commits, summary.commits),
    samples: samples.map(({ commit: { id, subject, at }, finding }) => ({ ...finding, commit: id, subject, at })),
  })),
  budgets: summary.budgets.map((budget) => ({ ...budget, share: shareOf(budget.over, summary.commits) })),
  mode,
  policy,
});
