import { code, counted, plain, prose } from '../../markdown/write.ts';
import { tellBreakage } from './breakage.ts';
import type { GateProof, ProofVerdict, RuleProof } from './proof.ts';

/** What noticed what it is there for, as a page for a person. */
export interface ProofPage {
  readonly gates: readonly GateProof[];
  readonly rules: readonly RuleProof[];
  readonly notes: readonly string[];
}

const words: Readonly<Record<ProofVerdict, string>> = { alive: 'alive', hollow: 'hollow', unknown: 'could not tell' };
const ranWords: Readonly<Record<ProofVerdict, string>> = {
  alive: 'red',
  hollow: 'stays green',
  unknown: 'could not tell',
};

const writeGate = ({ gate, verdict, why, tried }: GateProof): readonly string[] => [
  `- **${plain(gate.title)}** (${code(gate.id)}): **${words[verdict]}**${why === undefined ? '' : `. ${prose(why)}`}`,
  ...tried.map(
    (one) =>
      `  - ${ranWords[one.verdict]}: ${prose(tellBreakage(one))}.${one.verdict === 'unknown' ? ` ${prose(one.why.join(' '))}` : ''}`,
  ),
];

const writeRule = ({ rule, verdict, why }: RuleProof): string =>
  `- ${code(rule)}: **${words[verdict]}**${why === undefined ? '' : `. ${prose(why)}`}`;

const part = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines];

/** The page of `gate prove`: copies of the tree were broken, and this is what each gate and rule said. */
export const writeProofPage = ({ gates, rules, notes }: ProofPage): string => {
  const all = [...gates, ...rules].map(({ verdict }) => verdict);
  const count = (verdict: ProofVerdict): number => all.filter((one) => one === verdict).length;
  return [
    '# Codex Governor: what notices',
    '',
    `Copies of the tree were broken. Of ${counted(all.length, 'gate and rule', 'gates and rules')}, ${count('alive')} noticed, ${count('hollow')} did not, ${count('unknown')} could not be told.`,
    ...notes.map((note) => `\n> Note: ${plain(note)}`),
    ...part('Gates', gates.flatMap(writeGate)),
    ...part('Rules', rules.map(writeRule)),
    '',
  ].join('\n');
};
