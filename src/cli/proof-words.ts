import type { Proof } from '#app';
import {
  counted,
  printable,
  tellBreakage,
  type GateProof,
  type ProofVerdict,
  type RuleProof,
  type TriedBreak,
} from '#core';

const words: Readonly<Record<ProofVerdict, string>> = { alive: 'alive', hollow: 'HOLLOW', unknown: 'could not tell' };
const triedWords: Readonly<Record<ProofVerdict, string>> = {
  alive: 'red',
  hollow: 'STAYS GREEN',
  unknown: 'could not tell',
};

const tellTried = ({ verdict, way, why, ...breakage }: TriedBreak): string => {
  const remedy =
    verdict === 'hollow' && way !== 'listed'
      ? ' If it is there to notice something else, list that under `breaks` of the gate.'
      : '';
  const reason = verdict === 'unknown' ? ` ${why.join(' ')}` : '';
  return `  ${triedWords[verdict]}: ${tellBreakage(breakage)}.${reason}${remedy}`;
};

const tellGate = ({ gate, verdict, why, tried }: GateProof): readonly string[] => [
  `gate ${gate.id}: ${words[verdict]}${why === undefined ? '' : `. ${why}`}`,
  ...tried.map(tellTried),
];

const tellRule = ({ rule, verdict, example, why }: RuleProof): readonly string[] =>
  verdict === 'alive'
    ? []
    : [`rule ${rule}: ${words[verdict]}. ${why ?? ''}${example === undefined ? '' : ` The example: ${example}.`}`];

const sumUp = (what: string, verdicts: readonly ProofVerdict[]): string => {
  const count = (verdict: ProofVerdict): number => verdicts.filter((one) => one === verdict).length;
  return `${counted(verdicts.length, what)}: ${count('alive')} alive, ${count('hollow')} hollow, ${count('unknown')} could not be told.`;
};

/** What notices what it is there for: each gate with the ways it was tried in, and the rules that are not alive. */
export const tellProof = ({ gates, rules }: Proof): string =>
  [
    ...gates.flatMap(tellGate),
    ...rules.flatMap(tellRule),
    ...(gates.length === 0
      ? []
      : [
          sumUp(
            'gate',
            gates.map(({ verdict }) => verdict),
          ),
        ]),
    ...(rules.length === 0
      ? []
      : [
          sumUp(
            'rule',
            rules.map(({ verdict }) => verdict),
          ),
        ]),
    ...(gates.length + rules.length === 0 ? ['The policy has no gates and no rules.'] : []),
  ]
    .map((line) => `${printable(line)}\n`)
    .join('');
