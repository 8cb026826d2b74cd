// A command line on a pseudo terminal, with a person who answers what it asks.
import { spawn } from 'node:child_process';
import { bundle } from '../cli/command-line.ts';
import { nativeCodex, type Lab } from './lab.ts';

/** What is asked at the end of what was said, and what is typed then. */
export type Typed = readonly [question: RegExp, answer: string];

const quote = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** Runs `run` with the real Codex; `said` is all that the terminal showed, what was typed included. */
export const runOnTerminal = async (
  lab: Lab,
  typed: readonly Typed[],
  ...words: readonly string[]
): Promise<{ readonly code: number | null; readonly said: string; readonly left: readonly Typed[] }> => {
  const line = [process.execPath, bundle, 'run', '--codex', await nativeCodex(), ...words].map(quote).join(' ');
  const child = spawn('script', ['-q', '-e', '-c', line, '/dev/null'], { cwd: lab.root, env: lab.environment });
  const left = [...typed];
  let [said, since] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    since += text;
    const [next] = left;
    if (next === undefined || !next[0].test(since)) return;
    left.shift();
    since = '';
    child.stdin.write(`${next[1]}\n`);
  });
  const code = await new Promise<number | null>((resolve) => void child.once('close', resolve));
  return { code, said: said.replaceAll('\r\n', '\n'), left };
};
