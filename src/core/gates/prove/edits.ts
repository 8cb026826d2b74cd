import type { BreakEdit } from './breakage.ts';

/** A text made worse, and where. */
export interface Broken {
  readonly text: string;
  readonly edits: readonly Omit<BreakEdit, 'path'>[];
}

const nonsense = ')]} broken by codex-governor {[(';

// In these, that line is no program and no document whatever stands around it.
const strict =
  /\.(?:py|[cm]?[jt]sx?|vue|svelte|go|rs|java|kts?|cs|c|cc|cpp|h|hpp|rb|swift|scala|sh|sql|json|ya?ml|toml)$/;

/** A line that no language knows, first thing in the file; undefined where the language is not known to be strict. */
export const breakSyntax = (path: string, text: string): Broken | undefined =>
  strict.test(path)
    ? { text: `${nonsense}\n${text}`, edits: [{ line: 1, what: 'a line that is no code was added' }] }
    : undefined;

const endOf = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

/** The use of a name that nothing defines, at the end of a file of Python or TypeScript. */
export const breakNames = (path: string, text: string): Broken => {
  const name = path.endsWith('.py') ? 'undefined_by_codex_governor' : 'undefinedByCodexGovernor;';
  const whole = endOf(text);
  return {
    text: `${whole}${name}\n`,
    edits: [{ line: whole.split('\n').length, what: 'a name was used that nothing defines' }],
  };
};

type Edit = Omit<BreakEdit, 'path'>;

/** Rewrites lines one by one: the new line, or nothing for one that stays. A line may become two. */
const editLines = (
  text: string,
  what: string,
  rewrite: (line: string, next: string) => string | undefined,
): Broken | undefined => {
  const edits: Edit[] = [];
  const lines = text.split('\n');
  const written = lines.map((line, index) => {
    const better = rewrite(line, lines[index + 1] ?? '');
    if (better === undefined) return line;
    edits.push({ line: index + 1, what });
    return better;
  });
  return edits.length === 0 ? undefined : { text: written.join('\n'), edits };
};

const indentOf = (line: string): string => /^[ \t]*/.exec(line)?.[0] ?? '';

const pythonHead = /^[ \t]*(?:async[ \t]+)?def[ \t]+(?!__)\w+[ \t]*\(.*\).*:[ \t]*(?:#.*)?$/;

// Its body begins on the next line, deeper than itself: what it is indented by is what the language goes by.
const gutPython = (line: string, next: string): string | undefined =>
  pythonHead.test(line) && next.trim() !== '' && indentOf(next).length > indentOf(line).length
    ? `${line}\n${indentOf(next)}return True`
    : undefined;

const scriptHead =
  /^[ \t]*(?:export[ \t]+)?(?:default[ \t]+)?(?:async[ \t]+)?function\b.*\)[^)]*\{[ \t]*$|^[ \t]*(?:export[ \t]+)?const[ \t].*=>[ \t]*\{[ \t]*$/;

const gutScript = (line: string): string | undefined =>
  scriptHead.test(line) ? `${line}\n${indentOf(line)}  return true;` : undefined;

const isScript = (path: string): boolean => /\.[cm]?[jt]sx?$/.test(path);

/** Every function whose head stands on one line gives back true at once; undefined where there is none we can read. */
export const breakFunctions = (path: string, text: string): Broken | undefined => {
  const what = 'the function gives back true, whatever it is asked';
  if (path.endsWith('.py')) return editLines(text, what, gutPython);
  return isScript(path) ? editLines(text, what, gutScript) : undefined;
};

const opposites: readonly (readonly [string, string])[] = [
  ['Equal', 'NotEqual'],
  ['True', 'False'],
  ['False', 'True'],
  ['In', 'NotIn'],
  ['IsNone', 'IsNotNone'],
  ['Is', 'IsNot'],
];
const pythonOpposites = new Map(opposites);

const isBalanced = (text: string): boolean =>
  text.split(/[([{]/).length === text.split(/[)\]}]/).length && !text.endsWith('\\');

const invertPython = (line: string): string | undefined => {
  const [, head, claim] = /^([ \t]*assert[ \t]+)(.+)$/.exec(line) ?? [];
  if (head !== undefined && claim !== undefined)
    return isBalanced(claim) && !claim.includes('#') ? `${head}not (${claim})` : undefined;
  const [, start, name, rest] = /^([ \t]*self\.assert)(\w+)(\(.*)$/.exec(line) ?? [];
  const opposite = pythonOpposites.get(name ?? '');
  return opposite === undefined ? undefined : `${start}${opposite}${rest}`;
};

const scriptInversions: readonly (readonly [RegExp, string])[] = [
  [/\bassert\.(equal|strictEqual|deepEqual|deepStrictEqual)\(/, 'assert.not$1('],
  [/\bassert(\.ok)?\((?!\.)/, 'assert$1(!'],
  [/(?<!\.not|\.rejects|\.resolves)\.(to[A-Z]\w*)\(/, '.not.$1('],
];

const invertScript = (line: string): string | undefined => {
  for (const [claim, opposite] of scriptInversions)
    if (claim.test(line))
      return line
        .replace(claim, opposite)
        .replace(/assert\.not([a-z])/, (_, first: string) => `assert.not${first.toUpperCase()}`);
  return undefined;
};

const invertGo = (line: string): string | undefined =>
  /^[ \t]*if .* != .*\{[ \t]*$/.test(line) ? line.replace(' != ', ' == ') : undefined;

/** Every claim of a test that stands on one line, turned into its opposite; undefined where there is none we can read. */
export const breakAssertions = (path: string, text: string): Broken | undefined => {
  const what = 'the assertion claims the opposite';
  if (path.endsWith('.py')) return editLines(text, what, invertPython);
  if (path.endsWith('.go')) return editLines(text, what, invertGo);
  return isScript(path) ? editLines(text, what, invertScript) : undefined;
};
