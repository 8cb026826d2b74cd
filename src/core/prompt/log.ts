import { grouped } from '../markdown/write.ts';
import { namesIn } from './lint-names.ts';

/*
 * The log of prompts of the permanent instructions (master, introduction): one entry for each prompt, with its time, running
 * number, branch and the files it is about. It goes on where a team's own log ends:
 *
 *     - 2026-01-04 18:30:22: delete and recreate .txt files
 *     - 2026-01-05T09:12:40Z: [prompt_id: 2] [branch: main] [targets: src/parse.py] Mend the empty line.
 *       The lines that follow the first stand in, so that nothing in a prompt looks like an entry.
 */

/** A prompt as it is logged, without secrets. */
export interface PromptEntry {
  /** ISO 8601. */
  readonly at: string;
  /** Null where HEAD was detached. */
  readonly branch: string | null;
  /** The files, folders and tests that it is about; empty where it names none. */
  readonly targets: readonly string[];
  readonly text: string;
}

const head = '# Dev Prompts Log\n';

/** The longest text, in UTF-16 code units. */
const longest = 65_536;

const entry = /^[-*] +\[?\d{4}-\d{2}-\d{2}[T ]/;
// As it stands in an entry of ours, and as people and agents write it: `**prompt_id**: 7` on the line of the entry or its own.
const numberWords = /\bprompt_id\b["'`*_]*\s*[:=#]?\s*["'`*_#]*(\d{1,9})\b/i;
const ownLine = /^\s*(?:[-*#]+\s*)?["'`*_]*prompt_id\b/i;

const numberIn = (line: string): number => Number(numberWords.exec(line)?.[1] ?? 0);

/** The number of the next prompt: one more than the highest there is, and than the entries there are. */
export const nextPromptNumber = (log: string): number => {
  let [entries, highest] = [0, 0];
  for (const line of log.split('\n')) {
    const isEntry = entry.test(line);
    if (isEntry) entries += 1;
    if (isEntry || ownLine.test(line)) highest = Math.max(highest, numberIn(line));
  }
  return Math.max(entries, highest) + 1;
};

// What a terminal would obey stays out; a line end is one whatever it was.
const clean = (text: string): string =>
  text.replaceAll(/\r\n?/g, '\n').replaceAll(/\p{Cc}/gu, (sign) => (/[\n\t]/.test(sign) ? sign : '\ufffd'));

const cut = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest)} … [${grouped(text.length - longest)} more characters]`;

const bodyOf = (text: string): string =>
  cut(clean(text).trim())
    .split('\n')
    .map((line, index) => (index === 0 || line.trim() === '' ? line.trimEnd() : `  ${line.trimEnd()}`))
    .join('\n');

const oneLine = (text: string): string => clean(text).replaceAll(/\s+/g, ' ').trim();

const mostTargets = 20;

const tellTargets = (targets: readonly string[]): readonly string[] => {
  if (targets.length === 0) return [];
  const told = targets.slice(0, mostTargets).map(oneLine);
  const more = targets.length - told.length;
  return [`[targets: ${[...told, ...(more === 0 ? [] : [`${more} more`])].join(', ')}]`];
};

const secondsOf = (moment: string): string => moment.replace(/\.\d+(?=Z$)/, '');

/** What to write at the end of a log for a prompt; the line ends are those of the log. */
export const writePromptEntry = (log: string, number: number, { at, branch, targets, text }: PromptEntry): string => {
  const facts = [`[prompt_id: ${number}]`, `[branch: ${oneLine(branch ?? 'detached HEAD')}]`, ...tellTargets(targets)];
  const written = `- ${secondsOf(at)}: ${facts.join(' ')} ${bodyOf(text)}\n`;
  // A log that somebody was stopped in writing ends in the middle of a line.
  const before = log === '' ? `${head}\n` : log.endsWith('\n') ? '' : '\n';
  const all = `${before}${written}`;
  return /^[^\n]*\r\n/.test(log) ? all.replaceAll('\n', '\r\n') : all;
};

/** True where the last entry of a log is this text: its own, with nothing after it. */
export const endsWithPrompt = (log: string, text: string): boolean =>
  log.replaceAll('\r\n', '\n').endsWith(`] ${bodyOf(text)}\n`);

/** The files, folders and globs that a text names, in its order, each once. */
export const targetsNamed = (text: string): readonly string[] => [
  ...new Set(namesIn(text).flatMap(({ kind, text: name }) => (kind === 'path' ? [name.replaceAll('`', '')] : []))),
];
