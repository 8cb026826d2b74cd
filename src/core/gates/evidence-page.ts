import { code, fenced, plain } from '../markdown/write.ts';
import { tellNumber } from './conclude.ts';
import { isGreen, type Evidence } from './evidence.ts';
import { tellEvidence } from './gate-words.ts';
import type { Gate } from './gate.ts';

type Ran = Evidence['commands'][number];

const tellEnd = ({ how, exit, milliseconds }: Ran): string =>
  how === 'not-run' ? 'not run' : `${exit === null ? how : `exit ${exit}`}, ${tellNumber(milliseconds / 1_000)} s`;

const commandRow = (ran: Ran): string =>
  `- ${code(ran.run)}${ran.folder === '' ? '' : ` in ${code(ran.folder)}`}: ${plain(tellEnd(ran))}`;

// What commands wrote is among these words, so the marks of code in them are no markup here.
const unmarked = (text: string): string => plain(text.replaceAll('`', ''));

const tellProblems = ({ problems }: Evidence): readonly string[] =>
  problems.length === 0 ? [] : ['## Why It Is Red', '', ...problems.map((problem) => `- ${unmarked(problem)}`), ''];

const tellOutput = (output: string | undefined): readonly string[] => {
  if (output === undefined) return ['What the commands wrote is not kept any more.'];
  return output.trim() === '' ? ['The commands wrote nothing.'] : fenced(output.trimEnd());
};

/**
 * One run of a gate as a Markdown page: what it found, on which tree, and what its commands wrote. `gate` as the policy has it now, where it still
 * has it; `output` without secrets, undefined where it is gone; `begun`: when it began, as its reader tells the time.
 */
export const writeEvidencePage = (
  evidence: Evidence,
  { gate, output, begun }: { readonly gate?: Gate; readonly output?: string; readonly begun: string },
): string => {
  const { id, tree, base, commands, problems } = evidence;
  return [
    `# ${plain(gate?.title ?? evidence.gate)}: ${isGreen(evidence) ? 'green' : 'red'}`,
    '',
    // Why it is red is said below, all of it.
    ...(gate === undefined || problems.length > 0 ? [] : [unmarked(tellEvidence(gate, evidence)), '']),
    `- Evidence: ${code(id)}`,
    `- Begun: ${plain(begun)}`,
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
