import { basename, delimiter } from 'node:path';
import { sha256 } from '../digest.ts';
import { isGitVariable, isRedirecting } from '../git/environment.ts';

/*
 * What a ruling can depend on beside the repository: which git is found, what it reads of its person, and what filters find. An
 * engine that stays gets this and nothing else, and answers those alone who have the same.
 */

const deciding: ReadonlySet<string> = new Set(['DEVELOPER_DIR', 'HOME', 'PATH', 'TZ', 'XDG_CONFIG_HOME']);

// A program needs them to run at all; nothing is judged by them.
const running: ReadonlySet<string> = new Set(['ELECTRON_RUN_AS_NODE', 'TMPDIR']);

const isDeciding = (name: string): boolean => deciding.has(name) || (isGitVariable(name) && !isRedirecting(name));

/** Codex puts a folder of its own for each session before the PATH; what it holds is for itself alone. */
const withoutSessions = (path: string): string =>
  path
    .split(delimiter)
    .filter((folder) => !basename(folder).startsWith('codex-arg0'))
    .join(delimiter);

const pick = (environment: NodeJS.ProcessEnv, isWanted: (name: string) => boolean): Record<string, string> => {
  const found = Object.entries(environment).flatMap(([name, value]): readonly (readonly [string, string])[] => {
    if (value === undefined || !isWanted(name)) return [];
    return [[name, name === 'PATH' ? withoutSessions(value) : value]];
  });
  return Object.fromEntries(found.sort(([one], [other]) => (one < other ? -1 : 1)));
};

/** The environment of an engine that stays: of that of who starts it, what rulings depend on and what it needs to run. */
export const residentEnvironment = (environment: NodeJS.ProcessEnv): Record<string, string> =>
  pick(environment, (name) => isDeciding(name) || running.has(name));

/** The digest of what rulings depend on; the same for an engine and for who started it. */
export const tellSurroundings = (environment: NodeJS.ProcessEnv): string =>
  sha256(JSON.stringify(pick(environment, isDeciding)));
