import type { Meter } from './budget.ts';
import { countLines, type FileChange } from './change.ts';
import { unwaived, type Judgement } from './finding.ts';
import { tellEvidence } from './gates/gate-words.ts';
import type { GateStanding } from './gates/gate-state.ts';
import { counted, grouped } from './markdown/write.ts';
import { measureOf, measurePages } from './measures.ts';
import type { ChangedFile } from './rule-kind.ts';
import { changedFunctions, type ChangedFunction } from './syntax/changed-functions.ts';
import type { Task } from './task.ts';

/** What the message of a commit is made of. */
export interface CommitFacts {
  readonly task: Task;
  /** The first line. */
  readonly title: string;
  /** The files that the commit will hold. */
  readonly committed: readonly FileChange[];
  /** The files of the whole task, with their functions. */
  readonly files: readonly ChangedFile[];
  readonly judgement: Judgement;
  readonly gates: readonly GateStanding[];
  /** True where Codex wrote a part of it, as far as the journal tells. */
  readonly isAgents: boolean;
}

const mostFunctions = 12;
const mostFiles = 30;

const tellMost = (lines: readonly string[], most: number): readonly string[] =>
  lines.length <= most ? lines : [...lines.slice(0, most), `- and ${grouped(lines.length - most)} more`];

const tellFunction = (path: string, { entity, value, before }: ChangedFunction): string => {
  const what =
    before === undefined
      ? `new, complexity ${value}`
      : before === value
        ? `complexity ${value}`
        : `complexity ${before} → ${value}`;
  return `- ${entity.name} in ${path} (${what})`;
};

/** What was done, as far as it can be read off the code: the functions that were written or altered. */
const tellSolution = (files: readonly ChangedFile[]): readonly string[] => {
  const functions = files.flatMap((file) => changedFunctions(file).map((changed) => tellFunction(file.path, changed)));
  return functions.length === 0 ? ['- No function was written or altered.'] : tellMost(functions, mostFunctions);
};

const tellMeter = ({ id, used, limit }: Meter): string => {
  const measure = measureOf(id);
  return `- ${grouped(used)} of ${grouped(limit)} ${measure === undefined ? id : measurePages[measure].unit}, the task so far`;
};

const tellVerdict = ({ findings }: Judgement): string => {
  const open = unwaived(findings).filter(({ level }) => level !== 'info');
  if (open.length === 0) return '- The policy finds nothing.';
  const rules = [...new Set(open.map(({ rule }) => rule))];
  return `- ${counted(open.length, 'finding')}: ${rules.join(', ')}`;
};

const tellFile = ({ path, from, added, deleted, binary, status }: FileChange): string => {
  const name = from === undefined ? path : `${from} → ${path}`;
  const size = binary ? 'binary' : `+${grouped(added)} −${grouped(deleted)}`;
  return `- ${name} (${status === 'modified' || status === 'renamed' ? size : `${status}, ${size}`})`;
};

const tellGate = (standing: GateStanding): readonly string[] =>
  standing.state === 'green' && standing.evidence !== undefined
    ? [`- ${standing.gate.id}: ${tellEvidence(standing.gate, standing.evidence)} (${standing.evidence.id})`]
    : [];

/** Lines of others that cannot be taken for a trailer, or for a comment that git leaves out. */
const asText = (text: string): readonly string[] =>
  text.split(/\r\n|\r|\n/).map((line) => line.replace(/^#/, ' #').trimEnd());

/**
 * A commit message in four parts: the problem is the goal of the task, solution, impact and artefacts are read off the change, so
 * that whoever commits corrects more than they type.
 */
export const writeCommitMessage = ({
  task,
  title,
  committed,
  files,
  judgement,
  gates,
  isAgents,
}: CommitFacts): string => {
  const { added, deleted } = countLines(committed);
  return [
    title,
    '',
    'Problem:',
    ...asText(task.goal),
    '',
    'Solution:',
    ...tellSolution(files),
    '',
    'Impact:',
    ...judgement.meters.map(tellMeter),
    tellVerdict(judgement),
    '',
    'Artifacts:',
    `- ${counted(committed.length, 'file')}, +${grouped(added)} −${grouped(deleted)}`,
    ...tellMost(committed.map(tellFile), mostFiles),
    ...gates.flatMap(tellGate),
    '',
    `Codex-Task: ${task.id}`,
    `Codex-Mode: ${task.mode}`,
    ...(isAgents ? ['Co-authored-by: Codex <noreply@openai.com>'] : []),
    '',
  ].join('\n');
};
