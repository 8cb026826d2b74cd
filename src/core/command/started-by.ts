import type { Call, Word } from './command-line.ts';

/* Programs that only start another one, which is the one that counts: `env X=1 git push` is `git push`. */

/** What stands before the program that is started. */
interface Starter {
  /** Options that take the next word as their value. */
  readonly valued: readonly string[];
  /** Words of its own before the program, such as how long. */
  readonly own?: number;
  /** Options with which it starts nothing. */
  readonly asks?: readonly string[];
  /** Options that hold what is started in a way that is not read. */
  readonly hides?: readonly string[];
  readonly more?: true;
}

const starters: Readonly<Record<string, Starter>> = {
  env: { valued: ['-u', '--unset', '-C', '--chdir'], hides: ['-S', '--split-string'] },
  command: { valued: [], asks: ['-v', '-V'] },
  builtin: { valued: [] },
  exec: { valued: ['-a'] },
  coproc: { valued: [] },
  nohup: { valued: [] },
  setsid: { valued: [] },
  time: { valued: ['-f', '--format', '-o', '--output'] },
  nice: { valued: ['-n', '--adjustment'] },
  ionice: { valued: ['-c', '-n', '--class', '--classdata'] },
  timeout: { valued: ['-k', '-s', '--kill-after', '--signal'], own: 1 },
  stdbuf: { valued: ['-i', '-o', '-e'] },
  unbuffer: { valued: [] },
  chronic: { valued: [] },
  sudo: { valued: ['-u', '-g', '-h', '-p', '-C', '-r', '-t', '-U', '-D', '-R', '-T'], asks: ['-l', '-v', '-k', '-K'] },
  doas: { valued: ['-u', '-C', '-a'] },
  watch: { valued: ['-n', '--interval'], hides: ['-x'] },
  xargs: {
    valued: [
      '-I',
      '-i',
      '-n',
      '-P',
      '-L',
      '-d',
      '-E',
      '-s',
      '-a',
      '--replace',
      '--max-args',
      '--max-procs',
      '--delimiter',
      '--arg-file',
    ],
    more: true,
  },
  parallel: { valued: ['-j', '--jobs', '-n', '-N', '--max-args'], more: true },
};

/** The program that words name, without its folder. */
export const programOf = (words: readonly Word[]): Word => words[0]?.replace(/^.*[/\\]/, '').replace(/\.exe$/i, '');

const isAssignment = (word: Word): boolean => word !== undefined && /^[A-Za-z_]\w*=/.test(word);

export type Started = { readonly call: Call } | { readonly doubt: string } | undefined;

/** Where the words of the program begin that is started, and the options before it. */
const skipOptions = (words: readonly Word[], valued: readonly string[]) => {
  const options: string[] = [];
  let at = 1;
  for (let word = words[at]; isAssignment(word) || word?.startsWith('-') === true; word = words[at]) {
    at += 1;
    if (word === undefined || word === '--') break;
    if (isAssignment(word)) continue;
    options.push(word);
    if (valued.includes(word)) at += 1;
  }
  // `env -- X=1 git push` sets, too.
  while (isAssignment(words[at])) at += 1;
  return { at, options };
};

const startedBy = ({ valued, own = 0, asks = [], hides = [], more }: Starter, words: readonly Word[]): Started => {
  const { at, options } = skipOptions(words, valued);
  if (options.some((option) => asks.includes(option))) return undefined;
  const hiding = options.find((option) => hides.some((one) => option.startsWith(one)));
  if (hiding !== undefined) return { doubt: `what \`${programOf(words) ?? ''} ${hiding}\` starts` };
  const rest = words.slice(at + own);
  return rest.length === 0 ? undefined : { call: { words: rest, ...(more === true ? { more } : {}) } };
};

/** What stands behind each `-exec` of `find`. */
const startedByFind = (words: readonly Word[]): readonly Call[] =>
  words.flatMap((word, at) => {
    if (word === undefined || !/^-(?:exec|execdir|ok|okdir)$/.test(word)) return [];
    const end = words.findIndex((other, index) => index > at && (other === ';' || other === '+'));
    const call = words.slice(at + 1, end < 0 ? undefined : end);
    return call.length === 0 ? [] : [{ words: call, more: true } as const];
  });

/** What a program does for another: it only starts it, so that the other counts alone, or it starts some beside its own work. */
export const startsFor = (
  words: readonly Word[],
): { readonly only: Started } | { readonly beside: readonly Call[] } => {
  const program = programOf(words) ?? '';
  if (program === 'find') return { beside: startedByFind(words) };
  const starter = Object.hasOwn(starters, program) ? starters[program] : undefined;
  return starter === undefined ? { beside: [] } : { only: startedBy(starter, words) };
};
