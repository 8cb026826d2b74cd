import { byKind, type ByKind, type OfKind } from '../by-kind.ts';
import { counted, grouped } from '../markdown/write.ts';
import { tellLimit, type RunMeasure } from './limits.ts';
import { commandsAreTold, type RunEvent, type RunPatch } from './record.ts';

type Told<Kind extends RunEvent['kind']> = OfKind<RunEvent, Kind>;

/** `a.py → b.py, c.py`. */
export const tellPatchFiles = ({ files }: Pick<RunPatch, 'files'>): string =>
  files.map(({ path, to }) => (to === undefined ? path : `${path} → ${to}`)).join(', ');

/** What was said in several lines, behind its head; those after the first stand below it. */
const inLines = (head: string, text: string): readonly string[] => {
  const [first = '', ...more] = text.split('\n').filter((line) => line.trim() !== '');
  return [`${head.padEnd(8)}${first}`, ...more.map((line) => `        ${line}`)];
};

const judged = ({ patch }: Told<'patch-judged'>): readonly string[] => {
  const head = `patch   ${patch.verdict.padEnd(5)}  ${tellPatchFiles(patch)}`;
  const why = patch.fault === undefined ? [] : inLines('', patch.fault);
  return [head, ...why, ...patch.findings.map(({ rule, message }) => `        ${rule}: ${message}`)];
};

const command = ({ command: { command, state, exitCode } }: Told<'command'>): readonly string[] => {
  if (state === 'running') return [];
  return [`command ${exitCode === undefined ? state : `exit ${exitCode}`}  ${command}`];
};

const started = ({ version, thread, commands, limits }: Told<'started'>): readonly string[] => {
  const most = Object.entries(limits).map(([measure, limit]) => tellLimit({ measure: measure as RunMeasure, limit }));
  const head = `Codex ${version} works in thread ${thread}, at most ${most.join(', ')}.`;
  return commands === 'told' ? [head, `note    ${commandsAreTold}`] : [head];
};

// What is not here says nothing to a person while it happens.
const words: ByKind<RunEvent, [], readonly string[]> = {
  started,
  handed: ({ items, sent }) => [`Handed over ${counted(items.length, 'document')}, ${grouped(sent)} bytes.`],
  said: ({ why }) =>
    why === 'correction' ? ['Codex says that it is done; it was told what the policy still blocks.'] : [],
  message: ({ text }) => text.split('\n').map((line) => `codex   ${line}`),
  'patch-judged': judged,
  'budget-approved': ({ approval: { budget, limit, who, role, reason } }) => [
    `        ${who} (${role}) approves ${budget} up to ${grouped(limit)}: ${reason.trim().replaceAll(/\s+/g, ' ')}`,
  ],
  'patch-ended': ({ state }) => (state === 'failed' ? ['        It could not be written.'] : []),
  command,
  refused: ({ what, why }) => inLines('refused', `${what} ${why}`),
  note: ({ text }) => inLines('note', text),
};

/** The lines that a person reads of an event while a run goes on; some say nothing. */
export const tellRunEvent = (event: RunEvent): readonly string[] => byKind(words, event) ?? [];
