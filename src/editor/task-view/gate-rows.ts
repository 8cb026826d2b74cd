import type { KeptEvidence, TaskOverview } from '#app';
import { isGreen, plain, stateWords, tellEvidence, tellStanding, type Gate, type GateStanding } from '#core';
import { colours, type Icon } from '../icons.ts';
import { paragraphs, section, unknownSection, type TaskRow } from './row.ts';
import type { TellTime } from './judged-rows.ts';

const { good, bad, look } = colours;

const stateIcons: Readonly<Record<GateStanding['state'], Icon>> = {
  green: ['pass', good],
  red: ['error', bad],
  stale: ['history', look],
  'not-run': ['circle-large-outline'],
};

const gateRow = (standing: GateStanding): TaskRow => {
  const { gate, state } = standing;
  const told = tellStanding(standing);
  return {
    id: `gate ${gate.id}`,
    label: gate.title,
    description: stateWords[state],
    tooltip: paragraphs(
      `**${plain(gate.title)}**: ${stateWords[state]}`,
      plain(told),
      plain(gate.commands.map(({ run }) => run).join(' · ')),
      plain(gate.because),
    ),
    icon: stateIcons[state],
    kind: 'gate',
    ...(standing.evidence === undefined ? {} : { does: 'codexGovernor.showEvidence' as const }),
    gives: { 'codexGovernor.runGates': [gate.id], 'codexGovernor.showEvidence': standing.evidence?.id },
  };
};

const tellNeeded = (needed: readonly GateStanding[]): string => {
  if (needed.length === 0) return 'this change needs none';
  const green = needed.filter(({ state }) => state === 'green').length;
  return `${green} of ${needed.length} green`;
};

/** The gates: those that the change needs, and apart from them the others. */
export const gateSection = (gates: TaskOverview['gates']): readonly TaskRow[] => {
  if (!gates.ok) return unknownSection('gates', 'Gates', gates.error);
  const needed = gates.value.filter((standing) => standing.needed);
  const others = gates.value.filter((standing) => !standing.needed);
  const apart = section({
    id: 'gates others',
    label: 'Not Needed by This Change',
    description: String(others.length),
    kind: 'plain',
    isOpen: false,
    rows: others.map(gateRow),
  });
  return section({
    id: 'gates',
    label: 'Gates',
    description: tellNeeded(needed),
    tooltip: 'What has to end well before this change merges, on the files as they are saved.',
    kind: 'gates',
    rows: [...needed.map(gateRow), ...apart],
  });
};

const recordRow = (titles: ReadonlyMap<string, Gate>, tellTime: TellTime, kept: KeptEvidence): TaskRow => {
  const { evidence, isOfNow } = kept;
  const { id, gate: of, tree, at } = evidence;
  const gate = titles.get(of);
  const verdict = isGreen(evidence) ? 'green' : 'red';
  const icon: Icon = isOfNow ? stateIcons[verdict] : stateIcons.stale;
  const where = isOfNow ? 'of the files as they are' : `of other files (tree ${tree.slice(0, 8)})`;
  return {
    id: `evidence ${id} ${at}`,
    label: gate?.title ?? of,
    description: `${verdict}, ${where}`,
    tooltip: paragraphs(
      `**${plain(id)}**, ${plain(tellTime(at))}`,
      `${verdict}, ${where}`,
      gate === undefined ? plain(evidence.problems.join(' ')) : plain(tellEvidence(gate, evidence)),
    ),
    icon,
    kind: 'proof',
    does: 'codexGovernor.showEvidence',
    gives: { 'codexGovernor.showEvidence': id },
  };
};

/** The evidence that may be believed, the newest first. */
export const evidenceSection = (
  evidence: TaskOverview['evidence'],
  gates: TaskOverview['gates'],
  tellTime: TellTime,
): readonly TaskRow[] => {
  // The same read tells of both: where it fails, the gates say why.
  if (!evidence.ok) return [];
  const titles = new Map(gates.ok ? gates.value.map(({ gate }) => [gate.id, gate]) : []);
  const ofNow = evidence.value.filter(({ isOfNow }) => isOfNow).length;
  return section({
    id: 'evidence',
    label: 'Evidence',
    description: `${ofNow} of ${evidence.value.length} of the files as they are`,
    kind: 'evidence',
    isOpen: false,
    rows: evidence.value.map((kept) => recordRow(titles, tellTime, kept)),
  });
};
