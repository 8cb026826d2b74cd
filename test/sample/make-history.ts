// Makes a repository with a long history: modules of Python and TypeScript with tests and documents, edited, moved, deleted
// and merged over the years. The same call gives the same commit ids on every machine.
//   node --import tsx test/sample/make-history.ts FOLDER [COMMITS]
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { randomWords } from './random.ts';

export interface HistoryWishes {
  /** Commits that are no merges. */
  readonly commits: number;
  /** The text of the policy that the first of them brings. */
  readonly policy: string;
  /** Every so many of them says that it is of a Codex task; left out: none does. */
  readonly codexEvery?: number;
}

/** A whole number below a limit, as far from chance as its seed. */
type Draw = (limit: number) => number;

function drawFrom(seed: number): Draw {
  const next = randomWords(seed);
  return (limit) => next() % limit;
}

type Language = 'py' | 'ts';

interface Module {
  readonly language: Language;
  readonly folder: string;
  readonly name: string;
  /** For each function: how many branches it has, and how often it was written anew. */
  functions: { branches: number; edition: number }[];
}

const writers: Record<Language, (name: string, at: number, branches: number, edition: number) => string> = {
  py: (name, at, branches, edition) =>
    [
      `def ${name}_${at}(value, other):`,
      `    """What ${name} makes of a value, in edition ${edition}."""`,
      ...Array.from({ length: branches }, (_, n) => `    if value > ${n * 7 + edition}:\n        other += ${n}`),
      `    return other * ${edition + 1}`,
    ].join('\n'),
  ts: (name, at, branches, edition) =>
    [
      `/** What ${name} makes of a value, in edition ${edition}. */`,
      `export const ${name}${at} = (value: number, other: number): number => {`,
      '  let sum = other;',
      ...Array.from({ length: branches }, (_, n) => `  if (value > ${n * 7 + edition}) sum += ${n};`),
      `  return sum * ${edition + 1};`,
      '};',
    ].join('\n'),
};

const pathOf = ({ folder, name, language }: Module): string => `${folder}/${name}.${language}`;

const testOf = ({ name, language }: Module): string =>
  language === 'py' ? `tests/test_${name}.py` : `tests/${name}.test.ts`;

function textOf({ name, language, functions }: Module): string {
  const head = language === 'py' ? 'import math\n\n\n' : "import { sum } from './sum.ts';\n\n";
  const between = language === 'py' ? '\n\n\n' : '\n\n';
  const write = writers[language];
  return `${head}${functions.map(({ branches, edition }, at) => write(name, at, branches, edition)).join(between)}\n`;
}

function testText({ name, language, functions }: Module): string {
  const cases = functions.map(({ edition }, at) =>
    language === 'py'
      ? `def test_${name}_${at}():\n    assert ${name}_${at}(1, ${edition}) is not None`
      : `it('gives ${at}', () => assert.notEqual(${name}${at}(1, ${edition}), undefined));`,
  );
  return `${cases.join('\n\n')}\n`;
}

/** What a commit does: a text for each path, undefined where the file goes. */
type Work = ReadonlyMap<string, string | undefined>;

interface State {
  readonly draw: Draw;
  readonly modules: Module[];
  made: number;
}

const folders = ['src/core', 'src/app', 'backend/services', 'backend/api'];

function addModule(state: State): Work {
  const { draw, modules } = state;
  const module: Module = {
    language: draw(2) === 0 ? 'py' : 'ts',
    folder: folders[draw(folders.length)] ?? 'src',
    name: `part${state.made}`,
    functions: Array.from({ length: 3 + draw(12) }, () => ({ branches: draw(6), edition: 0 })),
  };
  state.made += 1;
  modules.push(module);
  return new Map([
    [pathOf(module), textOf(module)],
    [testOf(module), testText(module)],
  ]);
}

function editModules({ draw, modules }: State): Work {
  const work = new Map<string, string>();
  for (let count = 1 + draw(4); count > 0; count -= 1) {
    const module = modules[draw(modules.length)];
    const edited = module?.functions[draw(module.functions.length)];
    if (module === undefined || edited === undefined) continue;
    edited.edition += 1;
    // Code grows more branches than it loses.
    edited.branches = Math.max(0, edited.branches + draw(4) - 1);
    work.set(pathOf(module), textOf(module));
    if (draw(3) > 0) work.set(testOf(module), testText(module));
  }
  return work;
}

function moveModule({ draw, modules }: State): Work {
  const at = draw(modules.length);
  const module = modules[at];
  if (module === undefined) return new Map();
  const moved = { ...module, folder: folders[draw(folders.length)] ?? 'src' };
  modules[at] = moved;
  return new Map([
    [pathOf(module), undefined],
    [pathOf(moved), textOf(moved)],
  ]);
}

function deleteModule({ draw, modules }: State): Work {
  const [module] = modules.splice(draw(modules.length), 1);
  return module === undefined
    ? new Map()
    : new Map([
        [pathOf(module), undefined],
        [testOf(module), undefined],
      ]);
}

function writeDown({ draw, made }: State): Work {
  const lines = Array.from({ length: 5 + draw(60) }, (_, at) => `- ${at}: what holds since part ${made}.`);
  return new Map([[`docs/note${draw(20)}.md`, `# Note\n\n${lines.join('\n')}\n`]]);
}

function renewLock({ draw }: State): Work {
  const packages = Array.from({ length: 200 + draw(400) }, (_, at) => [`node_modules/p${at}`, { version: draw(99) }]);
  return new Map([['package-lock.json', `${JSON.stringify({ packages: Object.fromEntries(packages) }, null, 2)}\n`]]);
}

function markFiles({ draw }: State): Work {
  return new Map([['.gitattributes', `docs/note${draw(20)}.md linguist-generated\n`]]);
}

// Of a hundred commits, so many: edits are what people do most.
const deeds: readonly (readonly [upTo: number, (state: State) => Work])[] = [
  [66, editModules],
  [80, addModule],
  [84, moveModule],
  [87, deleteModule],
  [96, writeDown],
  [99, renewLock],
  [100, markFiles],
];

function workOf(state: State): Work {
  if (state.modules.length < 40) return addModule(state);
  const drawn = state.draw(100);
  return (deeds.find(([upTo]) => drawn < upTo)?.[1] ?? editModules)(state);
}

const block = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;

// An hour apart, from a day in 2020 on.
const start = 1_600_000_000;

interface Commit {
  readonly branch: string;
  readonly number: number;
  readonly message: string;
  readonly work: Work;
  /** The mark of the commit before, and of the one that is merged. */
  readonly from?: number | undefined;
  readonly merge?: number;
}

/** A commit as `git fast-import` reads it; its mark is its number. */
function tellCommit({ branch, number, message, work, from, merge }: Commit): string {
  const files = [...work].map(([path, text]) =>
    text === undefined ? `D ${path}\n` : `M 100644 inline ${path}\n${block(text)}`,
  );
  return [
    `commit refs/heads/${branch}\nmark :${number}\n`,
    `committer Mara Lindqvist <mara@meridian.example> ${start + number * 3_600} +0000\n`,
    block(message),
    ...(from === undefined ? [] : [`from :${from}\n`]),
    ...(merge === undefined ? [] : [`merge :${merge}\n`]),
    ...files,
    '\n',
  ].join('');
}

// Every so many commits a branch comes in.
const betweenMerges = 25;

function tellHistory({ commits, policy, codexEvery = Infinity }: HistoryWishes): string {
  const state: State = { draw: drawFrom(20_261_122), modules: [], made: 0 };
  const told: string[] = [];
  let last: number | undefined;
  let number = 0;
  const tell = (commit: Omit<Commit, 'number'>): number => {
    number += 1;
    told.push(tellCommit({ ...commit, number }));
    return number;
  };
  for (let made = 0; made < commits; made += 1) {
    const work = made === 0 ? new Map([['.codex/governance.yaml', policy]]) : workOf(state);
    const trailer = (made + 1) % codexEvery === 0 ? `\n\nCodex-Task: step-${made + 1}\n` : '';
    last = tell({ branch: 'main', message: `work: step ${made + 1}${trailer}`, work, from: last });
    if (made % betweenMerges !== betweenMerges - 1) continue;
    const work2 = writeDown(state);
    const side = tell({ branch: 'side', message: `docs: on the side of ${made + 1}`, work: work2, from: last });
    last = tell({ branch: 'main', message: 'Merge branch side', work: work2, from: last, merge: side });
  }
  return told.join('');
}

/** Makes the repository in a folder that does not exist yet or is empty. */
export function makeHistory(folder: string, wishes: HistoryWishes): void {
  mkdirSync(folder, { recursive: true });
  const git = (words: readonly string[], input?: string): void => {
    const stdio: 'pipe'[] = ['pipe', 'pipe', 'pipe'];
    execFileSync('git', words, { cwd: folder, stdio, ...(input === undefined ? {} : { input }) });
  };
  git(['init', '--quiet', '--template=', '--initial-branch=main']);
  git(['fast-import', '--quiet', '--date-format=raw'], tellHistory(wishes));
  git(['reset', '--quiet', '--hard']);
}

const [, script, folder, commits] = process.argv;
if (script !== undefined && import.meta.url === pathToFileURL(script).href) {
  if (folder === undefined) throw new Error('usage: node --import tsx test/sample/make-history.ts FOLDER [COMMITS]');
  const { shippedPolicy } = await import('./make-sample.ts');
  makeHistory(resolve(folder), { commits: Number(commits ?? 1_000), policy: shippedPolicy() });
}
