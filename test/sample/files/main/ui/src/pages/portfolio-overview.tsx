import { useEffect, useState } from 'react';
import { execute, RequestFailed } from '../api/execute';
import type { CurrencyAttribution } from '../api/schema.generated';
import { Provenance } from '../components/provenance';
import { percent } from '../format';

/** Return of a portfolio, split by currency. */
export function PortfolioOverview({ portfolioId }: { readonly portfolioId: string }) {
  const [result, setResult] = useState<CurrencyAttribution>();
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    const stop = new AbortController();
    execute('portfolio_overview', { portfolioId }, stop.signal).then(setResult, (error: unknown) => {
      if (stop.signal.aborted) return;
      setProblem(error instanceof RequestFailed ? error.problem.code : 'unreachable');
    });
    return () => stop.abort();
  }, [portfolioId]);

  if (problem === 'stale_pack') return <p role="alert">Prices are too old. New ones are on their way.</p>;
  if (problem !== undefined) return <p role="alert">The overview cannot be shown ({problem}).</p>;
  if (result === undefined) return <p aria-busy="true">Loading</p>;
  return (
    <section>
      <h1>Return in {result.base_currency}: {percent(result.total)}</h1>
      <ul>
        {result.slices.map((slice) => (
          <li key={slice.currency}>
            {slice.currency}: {percent(slice.local)} local, {percent(slice.fx)} currency
          </li>
        ))}
      </ul>
      <Provenance pricingPackId={result.pricing_pack_id} ledgerCommitHash={result.ledger_commit_hash} />
    </section>
  );
}
