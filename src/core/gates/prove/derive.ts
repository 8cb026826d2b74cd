import type { FileClass } from '../../change.ts';
import { compareText } from '../../order.ts';
import { placeOf } from '../../rule-kind.ts';
import { splitCommand } from '../command-words.ts';
import { testFormats, type Gate } from '../gate.ts';
import type { Breakage, BreakEdit, BreakWay } from './breakage.ts';
import { breakAssertions, breakFunctions, breakNames, breakSyntax, type Broken } from './edits.ts';

/** What may be broken to see whether a gate notices: paths, sorted. */
export interface Breakable {
  readonly code: readonly string[];
  readonly tests: readonly string[];
}

const programs: Readonly<Record<'tests' | 'python' | 'typescript', ReadonlySet<string>>> = {
  tests: new Set(['pytest', 'unittest', 'tox', 'nox', 'jest', 'vitest', 'mocha', 'ava', 'tap', 'test', '--test']),
  python: new Set(['ruff', 'flake8', 'pyflakes', 'pylint', 'mypy', 'pyright']),
  typescript: new Set(['tsc', 'vue-tsc']),
};

const wordsOf = ({ commands }: Gate): readonly string[] =>
  commands.flatMap(({ run }) => {
    const split = splitCommand(run);
    return split.ok ? split.value : [];
  });

const names = (gate: Gate, which: keyof typeof programs): boolean =>
  wordsOf(gate).some((word) => programs[which].has(word.slice(word.lastIndexOf('/') + 1)));

const runsTests = (gate: Gate): boolean =>
  gate.reads.some(({ format }) => testFormats.has(format)) || names(gate, 'tests');

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

const withoutDot = (word: string): string => word.replace(/^\.\//, '');

/** The files that commands name are what looks, and not what is looked at: broken, they would be red by themselves. */
const tellTools = (gate: Gate, paths: readonly string[]): ((path: string) => boolean) => {
  const known = new Set(paths);
  const named = gate.commands.flatMap(({ run, folder }) => {
    const split = splitCommand(run);
    const words = split.ok ? split.value.map(withoutDot) : [];
    return words.flatMap((word) => [word, `${folder}/${word}`].filter((path) => known.has(path)));
  });
  const files = new Set(named);
  const folders = [...new Set(named.map(folderOf))].filter((folder) => folder !== '');
  return (path) => files.has(path) || folders.some((folder) => path.startsWith(folder));
};

// A tool that reads its own settings is red for a reason of its own.
const isSetting = (path: string): boolean =>
  /(?:^|\/)(?:conftest|setup|noxfile|manage)\.py$|\.config\.\w+$|(?:^|\/)\.[^/]+$/.test(path);

/** The files that ways to break the tree can be made of, where the policy lists none for a gate. */
export const findBreakable = (
  gate: Gate,
  paths: readonly string[],
  classify: (path: string) => FileClass,
): Breakable => {
  const inPlace = placeOf(gate);
  const isTool = tellTools(gate, paths);
  const code = paths.filter((path) => classify(path) === 'code' && inPlace(path) && !isTool(path) && !isSetting(path));
  const tests = runsTests(gate) ? paths.filter((path) => classify(path) === 'test' && !isSetting(path)) : [];
  return { code: code.toSorted(compareText), tests: tests.toSorted(compareText) };
};

type Texts = ReadonlyMap<string, string>;

const breakAll = (
  way: BreakWay,
  paths: readonly string[],
  texts: Texts,
  edit: (path: string, text: string) => Broken | undefined,
): readonly Breakage[] => {
  const edits: BreakEdit[] = [];
  const broken = new Map<string, string>();
  for (const path of paths) {
    const text = texts.get(path);
    const found = text === undefined ? undefined : edit(path, text);
    if (found === undefined) continue;
    edits.push(...found.edits.map((one) => ({ path, ...one })));
    broken.set(path, found.text);
  }
  return edits.length === 0 ? [] : [{ way, edits, texts: broken }];
};

const ofTests = ({ code, tests }: Breakable, texts: Texts): readonly Breakage[] => [
  ...breakAll('assertion', tests, texts, breakAssertions),
  ...breakAll('constant', code, texts, breakFunctions),
];

const ofCode = (gate: Gate, { code }: Breakable, texts: Texts): readonly Breakage[] => {
  const linted = code.filter(
    (path) =>
      (path.endsWith('.py') && names(gate, 'python')) || (/\.[cm]?tsx?$/.test(path) && names(gate, 'typescript')),
  );
  return [...breakAll('syntax', code, texts, breakSyntax), ...breakAll('undefined-name', linted, texts, breakNames)];
};

/**
 * Ways to break the tree that a gate with no list of its own has to notice. Each breaks every file it can at once: which of them a gate
 * looks at is not known, and one that notices none of it looks at nothing. Empty: nothing here can be broken.
 */
export const deriveBreakages = (gate: Gate, breakable: Breakable, texts: Texts): readonly Breakage[] => {
  const tested = runsTests(gate) ? ofTests(breakable, texts) : [];
  return tested.length > 0 ? tested : ofCode(gate, breakable, texts);
};
