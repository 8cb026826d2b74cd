import type { ListedGates, RanGate, RanGates } from '#app';
import { isGreen, stateWords, tellEvidence, tellStanding } from '#core';
import { table } from './table.ts';

const tellNeed = ({ needed, gate }: ListedGates['gates'][number]): string => {
  if (needed) return 'needed';
  return gate.moment === 'nightly' ? 'nightly' : 'not needed';
};

/** How gates stand, one a line: those that the change needs first. */
export const tellGateList = ({ gates }: ListedGates): string => {
  if (gates.length === 0) return 'The policy has no gates.\n';
  const rows = gates.map((standing) => [
    standing.gate.id,
    tellNeed(standing),
    stateWords[standing.state],
    [tellStanding(standing), ...(standing.evidence === undefined ? [] : [`(${standing.evidence.id})`])]
      .join(' ')
      .trim(),
  ]);
  return table([...rows.filter(([, need]) => need === 'needed'), ...rows.filter(([, need]) => need !== 'needed')]);
};

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

const mostNamed = 3;

const tellMoved = (moved: readonly string[]): string => {
  const named = moved.slice(0, mostNamed).join(', ');
  const more = moved.length > mostNamed ? ` and ${moved.length - mostNamed} more` : '';
  return `Nothing was kept: ${named}${more} changed while it ran. If the gate writes there, have git ignore it; if somebody worked, run it again.`;
};

const tellRan = ({ gate, verdict, evidence, moved, took }: RanGate): readonly string[] => [
  gate.id,
  moved.length > 0 && verdict === 'green' ? 'unknown' : verdict,
  seconds(took),
  moved.length > 0
    ? [...(verdict === 'red' ? [tellEvidence(gate, evidence)] : []), tellMoved(moved)].join(' ')
    : `${tellEvidence(gate, evidence)} (${evidence.id})`,
];

const tellBudget = ({ took, longest }: RanGates): string =>
  longest !== undefined && took > longest
    ? `The gates of this change took ${seconds(took)}, and the policy allows ${seconds(longest)} (gate-minutes): make what takes long nightly, or have it do less.\n`
    : '';

/** What gates came to, one a line. */
export const tellGateRun = (ran: RanGates): string =>
  ran.gates.length === 0 ? 'No gate had to be run.\n' : `${table(ran.gates.map(tellRan))}${tellBudget(ran)}`;

const mostLines = 20;

/** What a red gate wrote last, for who has to mend it; nothing of a green one. */
export const lastWordsOf = ({ evidence, shown, output }: RanGate): readonly string[] => {
  if (isGreen(evidence)) return [];
  const lines = shown.trimEnd().split('\n');
  return [
    ...(lines.length > mostLines ? ['…'] : []),
    ...lines.slice(-mostLines),
    ...(output === undefined ? [] : [`All of it: ${output}`]),
  ];
};
