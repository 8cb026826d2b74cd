import { runMeasures, type RunLaw, type RunLimits } from '../run/limits.ts';
import { correctionsByDefault, minutesByDefault } from './document-run.ts';
import { lowest, recordOrigins, sayings, settle, type Ledger, type Ruling } from './merge-ledger.ts';

const settleOr = (ledger: Ledger, name: string, value: number | undefined, fallback: number): number => {
  if (value === undefined) recordOrigins(ledger, name, [], fallback);
  return value ?? fallback;
};

const mergeLimits = (ledger: Ledger, layers: readonly Ruling[]): RunLimits => {
  const limits = runMeasures.flatMap((measure) => {
    const said = sayings(layers, ['run', 'limits', measure], ({ run }) => run?.limits?.[measure]);
    const limit = settle(ledger, `run.limits.${measure}`, said, lowest);
    return limit === undefined ? [] : [[measure, limit] as const];
  });
  return Object.fromEntries(limits);
};

/** How far a governed run may go: the lowest of every number. */
export const mergeRun = (ledger: Ledger, layers: readonly Ruling[]): RunLaw => {
  const { minutes, ...limits } = mergeLimits(ledger, layers);
  const corrections = settle(
    ledger,
    'run.corrections',
    sayings(layers, ['run', 'corrections'], ({ run }) => run?.corrections),
    lowest,
  );
  return {
    limits: { ...limits, minutes: settleOr(ledger, 'run.limits.minutes', minutes, minutesByDefault) },
    corrections: settleOr(ledger, 'run.corrections', corrections, correctionsByDefault),
  };
};
