import { code, fenced, plain } from '../markdown-write.ts';
import { tellNumber } from './conclude.ts';
import { isGreen, type Evidence } from './evidence.ts';
import { tellEvidence } from './gate-words.ts';
import type { Gate } from './gate.ts';

type Ran = Evidence['commands'][number];

const tellEnd = ({ how, exit, milliseconds }: Ran): string =>
  how === 'not-run' ? 'not run' : `${exit === null ? how : `exit ${exit}`}, ${tellNumber(milliseconds / 1_000)} s`;

const commandRow = (ran: Ran): string =>
  `- ${code(ran.run)}${ran.folder === '' ? '' : ` in ${code(ran.folder)}`}: ${plain(tellEnd(ran))}`;

const tellProblems = ({ problems }: Evidence): readonly string[] =>
  problems.length === 0 ? [] : ['## Why It Is Red', '', ...problems.map((problem) => `- ${plain(problem)}`), ''];

const tellOutput = (output: string | undefined): readonly string[] => {
  if (output === undefined) return ['What the commands wrote is not kept any more.'];
  return output.trim() === '' ? ['The commands wrote nothing.'] : fenced(output.trimEnd());
};

/**
 * One run of a gate as a Markdown page: what it found, on which tree, and what its commands wrote. `gate` as the policy has it now, where it still
 * has it; `output` without secrets, undefined where it is gone.
 */
export const writeEvidencePage = (evidence: Evidence, gate: Gate | undefined, output: string | undefined): string => {
  const { id, tree, base, at, commands } = evidence;
  return [
    `# ${plain(gate?.title ?? evidence.gate)}: ${isGreen(evidence) ? 'green' : 'red'}`,
    '',
    ...(gate === undefined ? [] : [plain(tellEvidence(gate, evidence)), '']),
    `- Evidence: ${code(id)}`,
    `- Begun: ${plain(at)}`,
    `- Tree: ${code(tree)}`,
    `- Measured from: ${code(base)}`,
    '',
    ...tellProblems(evidence),
    '## Commands',
    '',
    ...commands.map(commandRow),
    '',
    '## What They Wrote',
    '',
    ...tellOutput(output),
    '',
  ].join('\n');
};
