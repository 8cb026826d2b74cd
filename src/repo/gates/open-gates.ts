import { homedir } from 'node:os';
import { join } from 'node:path';
import type { GateMachine } from '#app';
import { once } from '../once.ts';
import { redactText } from '../secrets/redact-text.ts';
import { takeGateTurn } from '../run-turn.ts';
import { loadSecretFinder } from '../secrets/secrets.ts';
import type { Worktree } from '../worktree.ts';
import { openEvidenceStore } from './evidence-store.ts';
import { openReports } from './reports.ts';
import { runCommand } from './run-command.ts';
import { watchTree } from './watch-tree.ts';

/** Where somebody has their repository and their home says nothing of the work, and differs on each machine. */
const withoutPlace = (text: string, root: string): string => {
  const [here = root, home] = [root, homedir()].map((path) => path.replaceAll('\\', '/'));
  const told = [root, here].reduce((so, path) => so.replaceAll(`${path}/`, '').replaceAll(path, '.'), text);
  return home === undefined || home.length < 2 ? told : told.replaceAll(`${home}/`, '~/');
};

/** What gates need of a worktree. `environment` is what their commands run in. */
export const openGates = (worktree: Worktree, environment: NodeJS.ProcessEnv): GateMachine => {
  const { root, ownFolder } = worktree.place;
  // The scanner is large: it is loaded with the first output.
  const loadFinder = once(loadSecretFinder);
  const redact = async (text: string): Promise<string> =>
    text === '' ? '' : redactText(withoutPlace(text, root), await loadFinder());
  return {
    run: async (call) => runCommand({ root, environment, redact }, call),
    reports: openReports(root),
    redact,
    evidence: openEvidenceStore(join(ownFolder, 'evidence')),
    watchTree: async (signal) => watchTree(worktree, signal),
    alone: takeGateTurn(ownFolder),
  };
};
