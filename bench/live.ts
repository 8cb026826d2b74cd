// From a keystroke in a file of some 5,000 lines to the judgement by every rule of the `dawsos` policy, the way the editor
// asks, and how long the thread of who asks is held up meanwhile: `npm run bench -- keystroke`.
import { openMachine, readAside } from '#repo';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../scripts/temporary-folder.ts';
import { openEye, type Eye } from '../src/editor/sight.ts';
import { makeSample, shippedPolicy } from '../test/sample/make-sample.ts';
import { longestTurn, quantile, take, typedInto } from './strokes.ts';

// Where the policy has most of its rules.
const files = [
  {
    corpus: '.corpora/python/debian-python3.11/Lib/test/test_ssl.py',
    path: 'backend/app/services/handshakes.py',
    mark: '#',
  },
  {
    corpus: '.corpora/javascript/debian-node-typescript/src/harness/fourslashImpl.ts',
    path: 'ui/src/components/harness.ts',
    mark: '//',
  },
] as const;

const strokes = 20;

type Tell = (...cells: readonly string[]) => void;

interface Timed {
  readonly took: number;
  readonly held: number;
}

const timed = async (work: () => Promise<unknown>): Promise<Timed> => {
  let held = 0;
  const took = await take(async () => {
    held = await longestTurn(work);
  });
  return { took, held };
};

const milliseconds = (times: readonly number[], share: number): string => `${quantile(times, share).toFixed(1)} ms`;

const tellOf = (what: string, all: readonly Timed[], tell: Tell): void => {
  const [took, held] = [all.map((one) => one.took), all.map((one) => one.held)];
  tell(
    what,
    all.length === 1
      ? milliseconds(took, 1)
      : `${milliseconds(took, 0.5)}, at the 95th percentile ${milliseconds(took, 0.95)}`,
    'promised 16 ms',
    all.length === 1
      ? `held up ${milliseconds(held, 1)}`
      : `held up ${milliseconds(held, 0.5)}, at the 95th percentile ${milliseconds(held, 0.95)}`,
  );
};

/** A repository with a task under way, and files of thousands of lines in it. */
const lay = (root: string): void => {
  makeSample(root, { policy: shippedPolicy(), lastDay: 'today' });
  for (const { corpus, path } of files) writeFileSync(join(root, path), readFileSync(corpus));
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.invalid', ...words], { cwd: root });
  git('add', '--all');
  git('commit', '--quiet', '--message', 'all');
  const words = ['start', '--mode', 'linter-refactor', '--goal', 'Tidy backend/app/services/metrics.py'];
  const pick = ['--pick', 'agent-spec=.claude/agents/business/RATINGS_ARCHITECT.md'];
  execFileSync(process.execPath, [join(process.cwd(), 'dist', 'cli.cjs'), ...words, ...pick], { cwd: root });
};

const benchTyping = async (
  eye: Eye,
  texts: Map<string, string>,
  { corpus, path, mark }: (typeof files)[number],
  tell: Tell,
): Promise<void> => {
  const { signal } = new AbortController();
  const lines = readFileSync(corpus, 'utf8').split('\n');
  const all: Timed[] = [];
  for (let stroke = 0; stroke <= strokes; stroke += 1) {
    texts.set(path, typedInto(lines, { at: (stroke + 0.5) / (strokes + 1), line: `${mark} ${stroke}` }));
    all.push(await timed(() => eye.judgeTyped(signal)));
  }
  texts.delete(path);
  const sight = eye.sight();
  if (sight.state !== 'active') throw new Error(`nothing was judged: ${JSON.stringify(sight)}`);
  if (!sight.review.files.some((file) => file.path === path)) throw new Error(`${path} was not judged`);
  const count = `${lines.length} lines, under ${sight.standard.policy.rules.length} rules`;
  tellOf(`the first keystroke in ${path}, ${count}`, all.slice(0, 1), tell);
  tellOf(`each later one`, all.slice(1), tell);
};

/** Lines of a table: the first look, and for each file the first keystroke and the later ones. */
export const benchLive = async (tell: Tell): Promise<void> => {
  const missing = files.filter(({ corpus }) => !existsSync(corpus));
  if (missing.length > 0) {
    tell(`${missing.map(({ corpus }) => corpus).join(', ')} missing; get it with \`npm run corpora\``, '', '', '');
    return;
  }
  const folder = makeTemporaryFolder('codex-governor-live');
  const reading = readAside();
  try {
    lay(folder.path);
    const machine = await openMachine(folder.path, { policies: 'policies', court: reading.court });
    if (!machine.ok) throw new Error(machine.error.message);
    const texts = new Map<string, string>();
    const eye = openEye(machine.value, { readTexts: () => texts, changed: () => undefined });
    const { signal } = new AbortController();
    tellOf('the first look at a task', [await timed(() => eye.look(signal))], tell);
    for (const file of files) await benchTyping(eye, texts, file, tell);
  } finally {
    reading.dispose();
    folder.dispose();
  }
};
