import type { ListedChain, TaskOverview } from '#app';
import {
  firstUndone,
  plain,
  sliceStateNames,
  tellClass,
  tellNone,
  tellReached,
  type ChainStanding,
  type Hold,
  type ProcessState,
  type SliceStanding,
  type SliceState,
} from '#core';
import { colours, type Icon } from '../icons.ts';
import { paragraphs, section, unknownSection, type TaskRow } from './row.ts';

const { good, bad, look, news } = colours;

const sliceIcons: Readonly<Record<SliceState, Icon>> = {
  done: ['pass', good],
  active: ['circle-large-filled', news],
  ready: ['play'],
  waiting: ['circle-large-outline'],
  unverified: ['history', look],
  'decision-needed': ['question', look],
  'migration-blocked': ['error', bad],
  unready: ['warning', look],
  'open-variables': ['warning', look],
};

const holdRow = (of: string, { path, line, column, message }: Hold, index: number): TaskRow => ({
  id: `hold ${of} ${index}`,
  label: message.replaceAll('`', ''),
  description: `${path}:${line}`,
  tooltip: paragraphs(plain(message), plain(`${path}:${line}`)),
  kind: 'plain',
  at: { path, line, column },
});

const sliceRow = (chain: ChainStanding, slice: SliceStanding, next: SliceStanding | undefined): TaskRow => {
  const id = `${chain.id} ${slice.id}`;
  const name = sliceStateNames[slice.state];
  const isNext = slice === next && slice.state !== 'active';
  return {
    id: `slice ${id}`,
    label: slice.title,
    description: `${name}${isNext && slice.mayStart && slice.state !== 'ready' ? ', may start' : ''}`,
    tooltip: paragraphs(`**${plain(slice.title)}**: ${name}`, plain(slice.goal)),
    icon: sliceIcons[slice.state],
    kind: isNext ? 'nextSlice' : 'plain',
    rows: slice.state === 'waiting' ? [] : slice.holds.map((hold, index) => holdRow(id, hold, index)),
  };
};

const problemRow = (of: string, path: string, problem: ListedChain['problems'][number], index: number): TaskRow => ({
  id: `problem ${of} ${index}`,
  label: problem.message,
  description: `${path}:${problem.line}`,
  tooltip: plain(problem.message),
  icon: problem.severity === 'error' ? ['error', bad] : ['warning', look],
  kind: 'plain',
  at: { path, line: problem.line },
});

const chainRows = ({ found: { file }, problems, standing }: ListedChain): readonly TaskRow[] => {
  const flaws = problems.map((problem, index) => problemRow(file.id, file.path, problem, index));
  if (standing === undefined)
    return section({
      id: `chain ${file.id}`,
      label: 'Chain',
      description: `${file.chain?.title ?? file.id}: has mistakes, so nothing of it starts`,
      icon: ['error', bad],
      kind: 'plain',
      rows: flaws,
    });
  const next = firstUndone(standing);
  const done = standing.slices.filter(({ state }) => state === 'done').length;
  return section({
    id: `chain ${file.id}`,
    label: 'Chain',
    description: `${standing.title}: ${done} of ${standing.slices.length} done`,
    tooltip: paragraphs(`**${plain(standing.title)}**`, plain(standing.path)),
    kind: next === undefined ? 'plain' : 'chain',
    rows: [...flaws, ...standing.slices.map((slice) => sliceRow(standing, slice, next))],
  });
};

/** Each chain with its slices. */
export const chainSections = (chains: TaskOverview['chains']): readonly TaskRow[] =>
  chains.ok ? chains.value.flatMap(chainRows) : unknownSection('chains', 'Chain', chains.error);

type Subject = ProcessState['subjects'][number];
type Phase = Subject['phases'][number];
type Artefact = Phase['artefacts'][number];

const artefactIcons: Readonly<Record<Artefact['state'], Icon>> = {
  done: ['pass', good],
  missing: ['circle-large-outline'],
  broken: ['error', bad],
};

const artefactRow = (of: string, { artefact, state, path, line, why }: Artefact, index: number): TaskRow => ({
  id: `artefact ${of} ${index}`,
  label: artefact.title,
  description: `${state}, ${path}`,
  tooltip: paragraphs(`**${plain(artefact.title)}**: ${state}`, plain(path), plain(why)),
  icon: artefactIcons[state],
  kind: 'plain',
  // Where there is none, there is nothing to open.
  ...(state === 'missing' ? {} : { at: { path, line: line ?? 1 } }),
});

const phaseRow = (of: string, { phase, number, complete, artefacts }: Phase, reached: number): TaskRow => {
  const id = `${of} ${phase.id}`;
  return {
    id: `phase ${id}`,
    label: `${number}. ${phase.title}`,
    description: complete ? 'complete' : 'open',
    icon: complete ? ['pass', good] : ['circle-large-outline'],
    kind: 'plain',
    isOpen: number === reached + 1,
    rows: artefacts.map((artefact, index) => artefactRow(id, artefact, index)),
  };
};

const subjectRows = (process: string, subject: Subject): readonly TaskRow[] => {
  const id = `${process} ${subject.subject}`;
  const rows = subject.phases.map((phase) => phaseRow(id, phase, subject.reached));
  if (subject.subject === '') return rows;
  return section({
    id: `subject ${id}`,
    label: subject.subject,
    description: tellReached(subject),
    kind: 'plain',
    isOpen: subject.reached < subject.phases.length,
    rows,
  });
};

const processRows = ({ process, classed, subjects }: ProcessState): readonly TaskRow[] => {
  const [first, second] = subjects;
  const none: TaskRow = {
    id: `nothing ${process.id}`,
    label: 'Nothing here yet',
    tooltip: plain(tellNone(process)),
    kind: 'plain',
  };
  return section({
    id: `phases ${process.id}`,
    label: 'Phases',
    description: `${process.title}${first === undefined || second !== undefined ? '' : `: ${tellReached(first)}`}`,
    tooltip: paragraphs(`**${plain(process.title)}**`, plain(`This change: ${tellClass(classed)}`)),
    kind: 'phases',
    rows: first === undefined ? [none] : subjects.flatMap((subject) => subjectRows(process.id, subject)),
  });
};

/** Each order of work with what is there of its phases. */
export const phaseSections = (phases: TaskOverview['phases']): readonly TaskRow[] =>
  phases.ok ? phases.value.flatMap(processRows) : unknownSection('phases', 'Phases', phases.error);
