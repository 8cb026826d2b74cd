// From a keystroke in a file of some 5,000 lines to the numbers of all its functions, the way the editor asks:
// `npm run bench -- keystroke`.
import { readAside, readFunctions } from '#repo';
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readText } from '../src/repo/analysis/read-text.ts';
import { longestTurn, quantile, take, typedInto } from './strokes.ts';

const files = [
  { file: '.corpora/python/debian-python3.11/Lib/test/test_ssl.py', promised: 5 },
  { file: '.corpora/javascript/debian-node-typescript/src/harness/fourslashImpl.ts', promised: 25 },
] as const;

const strokes = 200;
// Until then the compiler is still at work.
const warmUp = 30;

type Tell = (...cells: readonly string[]) => void;

/** One more letter, each time at another place, in a comment, so that the text can still be parsed. */
const typed = (lines: readonly string[], stroke: number, mark: string): string =>
  typedInto(lines, { at: (stroke + 0.5) / (strokes + warmUp), line: `${mark} ${stroke}` });

const benchFile = async ({ file, promised }: (typeof files)[number], tell: Tell): Promise<void> => {
  if (!existsSync(file)) {
    tell(`${file} is missing; get it with \`npm run corpora\``, '', '', '');
    return;
  }
  const lines = readFileSync(file, 'utf8').split('\n');
  const [once, again] = file.endsWith('.py') ? ['#', '# again'] : ['//', '// again'];
  const source = (stroke: number, mark: string) => ({ path: file, text: typed(lines, stroke, mark) });
  const [there, here, turns]: [number[], number[], number[]] = [[], [], []];
  for (let stroke = 0; stroke < strokes + warmUp; stroke += 1) {
    // Beside each other, as whoever else uses the machine slows both.
    const text = source(stroke, once);
    const took = [await take(() => readFunctions([text])), await take(() => readText(text))] as const;
    if (stroke < warmUp) continue;
    there.push(took[0]);
    here.push(took[1]);
  }
  for (let stroke = 0; stroke < 50; stroke += 1)
    turns.push(await longestTurn(() => readFunctions([source(stroke, again)])));
  tell(
    `a keystroke in ${basename(file)}, ${lines.length} lines; promised ${promised} ms at the 95th percentile`,
    `${quantile(there, 0.5).toFixed(1)} ms, at the 95th percentile ${quantile(there, 0.95).toFixed(1)} ms`,
    `the reader alone ${quantile(here, 0.5).toFixed(1)} ms, ${quantile(here, 0.95).toFixed(1)} ms`,
    `the thread of who asks is held up ${quantile(turns, 0.95).toFixed(1)} ms`,
  );
};

/** One line of a table for each file. */
export const benchKeystrokes = async (tell: Tell): Promise<void> => {
  const reading = readAside();
  try {
    for (const file of files) await benchFile(file, tell);
  } finally {
    reading.dispose();
  }
};
