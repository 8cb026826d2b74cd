// The one way from a page to data.
import type { CurrencyAttribution, Problem } from './schema.generated';

export interface Patterns {
  portfolio_overview: { arguments: { portfolioId: string }; result: CurrencyAttribution };
}

export class RequestFailed extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.name = 'RequestFailed';
    this.problem = problem;
  }
}

/** Runs a pattern and gives its result; rejects with RequestFailed when the server refuses. */
export async function execute<Id extends keyof Patterns>(
  patternId: Id,
  values: Patterns[Id]['arguments'],
  signal?: AbortSignal,
): Promise<Patterns[Id]['result']> {
  const response = await fetch('/execute', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ pattern_id: patternId, arguments: values }),
    signal,
  });
  const body: unknown = await response.json();
  if (!response.ok) throw new RequestFailed((body as { detail: Problem }).detail);
  return body as Patterns[Id]['result'];
}
