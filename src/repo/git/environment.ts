export type Variables = Readonly<Record<string, string>>;

/** A line of git configuration. */
export type Setting = readonly [key: string, value: string];

// Git itself reads this name as "no file", on Windows too.
const nothing = '/dev/null';

// What an outer git (a hook, `git rebase --exec`) sets for its own repository and would send ours elsewhere.
const redirecting = new Set([
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_DIR',
  'GIT_GRAFT_FILE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_LITERAL_PATHSPECS',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
  'GIT_NAMESPACE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_QUARANTINE_PATH',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
]);

/** Whether an environment sends git to another repository than the one around it. */
export const isRedirected = (environment: NodeJS.ProcessEnv): boolean =>
  Object.entries(environment).some(([name, value]) => value !== undefined && isRedirecting(name));

const always: Variables = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  // Messages are read by us, so they have to be in one language.
  LC_ALL: 'C',
};

/*
 * A repository's own configuration stays, but none of it may run a program of its own or change what we count.
 * Filters (`filter.*.clean`) are the exception: without them a file is not what git would store.
 */
const pinned: readonly Setting[] = [
  // Whoever opened the repository was asked by git whether its owner is to be trusted, under the person's own settings.
  ['safe.directory', '*'],
  ['core.attributesFile', nothing],
  ['core.bigFileThreshold', '512m'],
  ['core.fsmonitor', 'false'],
  ['core.hooksPath', nothing],
  ['core.quotePath', 'false'],
  ['core.safecrlf', 'false'],
  ['core.splitIndex', 'false'],
  ['add.ignoreErrors', 'false'],
  ['merge.conflictStyle', 'merge'],
];

// Programs git would start for a person; when it runs for us, nobody is there to answer them.
const dialogues = new Set(['EDITOR', 'PAGER', 'PREFIX', 'SSH_ASKPASS', 'VISUAL']);

/** True for a variable by which an outer git sends others to its own repository. */
export const isRedirecting = (name: string): boolean => redirecting.has(name.toUpperCase());

export const isGitVariable = (name: string): boolean => /^git_/i.test(name);

const pick = (environment: NodeJS.ProcessEnv, keeps: (name: string) => boolean): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value !== undefined && keeps(name) ? [[name, value]] : [])),
  );

/** The environment for asking git as the person runs it: their configuration counts, an outer git's repository does not. */
export const personalEnvironment = (environment: NodeJS.ProcessEnv): Variables => ({
  ...pick(environment, (name) => !isRedirecting(name)),
  ...always,
});

/** The environment for measuring: the same numbers whoever asks, whatever they or their system have configured. */
export const pinnedEnvironment = (environment: NodeJS.ProcessEnv, settings: readonly Setting[]): Variables => ({
  ...pick(environment, (name) => !isGitVariable(name) && !dialogues.has(name.toUpperCase())),
  ...always,
  GIT_ATTR_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: nothing,
  GIT_CONFIG_NOSYSTEM: '1',
  ...settingVariables([...settings, ...pinned]),
});

const settingVariables = (settings: readonly Setting[]): Variables => ({
  GIT_CONFIG_COUNT: String(settings.length),
  ...Object.fromEntries(
    settings.flatMap(([key, value], index) => [
      [`GIT_CONFIG_KEY_${index}`, key],
      [`GIT_CONFIG_VALUE_${index}`, value],
    ]),
  ),
});
