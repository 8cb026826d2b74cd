import { applyEdits, modify, parse, type ParseError } from 'jsonc-parser';
import { failure, success, type Result } from '../result.ts';

/** Where Codex reads the hooks of a project. */
export const codexHooksPath = '.codex/hooks.json';

/** How long Codex waits for an answer, in seconds. What answers gives up sooner, as Codex takes silence for a yes. */
const hookTimeout = 60;

/** The events that Codex asks at, as it spells them, with what it tells a person meanwhile. */
const moments = {
  SessionStart: 'session-start',
  UserPromptSubmit: 'user-prompt-submit',
  PreToolUse: 'pre-tool-use',
  PostToolUse: 'post-tool-use',
  Stop: 'stop',
} as const;
export type CodexHookName = keyof typeof moments;

export const codexHookNames = Object.keys(moments) as readonly CodexHookName[];

// Other tools of Codex change nothing of the repository.
const matcher = 'apply_patch|Bash|mcp__.*';
const ofTools: ReadonlySet<string> = new Set(['PreToolUse', 'PostToolUse']);

const program = 'node_modules/.bin/codex-governor';
const missing =
  'codex-governor or Node is not installed here, so nothing can be judged and all is refused. Run npm install; without a package.json, put codex-governor on the PATH.';

/**
 * What Codex runs at an event: the npm package of the repository, or where it has none, the one on the PATH. Codex takes every
 * exit code but 2 for a yes, that of a program which is missing or was killed too: whatever is no answer ends with 2.
 */
export const codexHookCommand = (name: CodexHookName): string =>
  `sh -c 'cd "$(git rev-parse --show-toplevel)" || exit 2; governor=${program}; ` +
  `[ -f "$governor" ] && command -v node >/dev/null || governor=codex-governor; ` +
  `command -v "$governor" >/dev/null || { echo "${missing}" >&2; exit 2; }; "$governor" hook ${moments[name]} || exit 2'`;

/** The entry of an event. */
const entryOf = (name: CodexHookName): object => ({
  ...(ofTools.has(name) ? { matcher } : {}),
  hooks: [{ type: 'command', command: codexHookCommand(name), timeout: hookTimeout }],
});

type Said = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Said =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listIn = (said: Said, name: string): readonly unknown[] | undefined => {
  const value = said[name];
  if (value === undefined) return [];
  return Array.isArray(value) ? value : undefined;
};

const commandsIn = (entry: unknown): readonly string[] => {
  const hooks = isObject(entry) ? listIn(entry, 'hooks') : undefined;
  return (hooks ?? []).flatMap((hook) =>
    isObject(hook) && typeof hook['command'] === 'string' ? [hook['command']] : [],
  );
};

const isOurs = (entry: unknown): boolean =>
  commandsIn(entry).some((command) => /codex-governor\b[^]*\shook [a-z]/.test(command));

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const readHooks = (text: string): Said | undefined => {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors);
  if (errors.length > 0 || !isObject(value)) return undefined;
  const hooks = value['hooks'] ?? {};
  return isObject(hooks) ? hooks : undefined;
};

/** What of our hooks stands in a file of hooks. */
export type CodexHookState = 'whole' | 'missing' | 'edited';

const stateIn = (hooks: Said, name: CodexHookName): CodexHookState => {
  const entries = listIn(hooks, name);
  if (entries === undefined) return 'edited';
  const own = entries.filter(isOurs);
  if (own.length === 0) return 'missing';
  return own.length === 1 && isSame(own[0], entryOf(name)) ? 'whole' : 'edited';
};

/** What stands there of each of our hooks; undefined where the file cannot be read as one of hooks. */
export const findCodexHooks = (text: string): Readonly<Record<CodexHookName, CodexHookState>> | undefined => {
  const hooks = readHooks(text);
  if (hooks === undefined) return undefined;
  return Object.fromEntries(codexHookNames.map((name) => [name, stateIn(hooks, name)])) as Record<
    CodexHookName,
    CodexHookState
  >;
};

const written = `${JSON.stringify({ hooks: Object.fromEntries(codexHookNames.map((name) => [name, [entryOf(name)]])) }, null, 2)}\n`;

const formattingOptions = { insertSpaces: true, tabSize: 2 };

/** Behind those of others: a person trusts a hook by its place in the list. */
const addOne = (text: string, hooks: Said, name: CodexHookName): string =>
  applyEdits(
    text,
    hooks[name] === undefined
      ? modify(text, ['hooks', name], [entryOf(name)], { formattingOptions })
      : modify(text, ['hooks', name, -1], entryOf(name), { formattingOptions, isArrayInsertion: true }),
  );

/** A file of hooks with ours in it; those of others stay as they are. Fails with why there is no adding to it. */
export const addCodexHooks = (text: string | undefined): Result<string, string> => {
  if (text === undefined) return success(written);
  const states = findCodexHooks(text);
  if (states === undefined) return failure('it is no valid JSON of hooks');
  const edited = codexHookNames.filter((name) => states[name] === 'edited');
  if (edited.length > 0)
    return failure(
      `our entry for ${edited.join(' and ')} was edited by hand, or is of another version; remove it first`,
    );
  let next = text;
  for (const name of codexHookNames.filter((one) => states[one] === 'missing')) {
    next = addOne(next, readHooks(next) ?? {}, name);
  }
  const after = findCodexHooks(next);
  return after !== undefined && codexHookNames.every((name) => after[name] === 'whole')
    ? success(next)
    : failure('something else stands where it would be added');
};
