import { tellNumber } from './conclude.ts';
import { isGreen, type Evidence } from './evidence.ts';
import { unitOf, type Gate } from './gate.ts';
import type { GateStanding, GateState } from './gate-state.ts';

/** How a state is called. */
export const stateWords: Readonly<Record<GateState, string>> = {
  green: 'green',
  red: 'red',
  stale: 'stale',
  'not-run': 'not run',
};

const tellTests = ({ tests }: Evidence): readonly string[] => {
  if (tests === undefined) return [];
  const { passed, failed, skipped } = tests;
  return [
    `${tellNumber(passed)} passed`,
    ...(failed === 0 ? [] : [`${tellNumber(failed)} failed`]),
    ...(skipped === 0 ? [] : [`${tellNumber(skipped)} skipped`]),
  ];
};

const ofTests: ReadonlySet<string> = new Set(['tests', 'skipped']);

const numbersIn = ({ measures }: Evidence): readonly (readonly [string, number])[] =>
  Object.entries(measures)
    .filter(([measure]) => !ofTests.has(measure))
    .sort(([one], [other]) => (one < other ? -1 : 1));

/** What a run has measured: `12 passed, 1 skipped, line-coverage 84.5 %`; empty where it measured nothing. */
export const tellMeasured = (gate: Gate, evidence: Evidence): string => {
  const numbers = numbersIn(evidence).map(
    ([measure, value]) => `${measure} ${tellNumber(value)}${unitOf(gate, measure)}`,
  );
  return [...tellTests(evidence), ...numbers].join(', ');
};

/** The one number a run has measured, without its name: `950 ms`; undefined where it measured something else, too. */
export const tellNumberAlone = (gate: Gate, evidence: Evidence): string | undefined => {
  const [first, second] = numbersIn(evidence);
  if (first === undefined || second !== undefined || evidence.tests !== undefined) return undefined;
  const [measure, value] = first;
  return `${tellNumber(value)}${unitOf(gate, measure)}`;
};

/** A run in one line: what it measured, or that it was green, then why it is red. */
export const tellEvidence = (gate: Gate, evidence: Evidence): string => {
  const measured = tellMeasured(gate, evidence);
  if (isGreen(evidence)) return measured === '' ? 'every command ended well' : measured;
  return [...(measured === '' ? [] : [`${measured}.`]), ...evidence.problems].join(' ');
};

/** How a gate stands, in one line behind its state. */
export const tellStanding = ({ gate, state, why, evidence }: GateStanding): string => {
  if (state === 'not-run' || evidence === undefined) return '';
  if (state === 'stale') return `${why.join(' ')} It was ${isGreen(evidence) ? 'green' : 'red'} then.`;
  return tellEvidence(gate, evidence);
};
