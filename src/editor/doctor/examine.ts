import { diagnose, type Diagnosis, type Failure } from '#app';
import { askCodexForHooks } from '#codex';
import type { Result } from '#core';
import { build, findExecutable, lookForEngine, runHooksIn, type Machine } from '#repo';
import { locateAgent, type AgentPlace } from '../run/find-agent.ts';

/**
 * Looks at the wiring of a repository. Codex itself is asked which hooks it runs, where there is one that may be run; nothing
 * is written. `tries`: a person wants its hooks tried out, which starts a program of the working tree.
 */
export const examine = async (
  machine: Machine,
  place: AgentPlace,
  tries: boolean,
): Promise<Result<readonly Diagnosis[], Failure>> => {
  const { root, version } = place;
  const environment = process.env;
  const onPath = await findExecutable({ names: ['codex-governor'], path: environment['PATH'] ?? '' });
  const askForHooks = async () => {
    const found = await locateAgent(place);
    return found.ok ? askCodexForHooks({ program: found.value.program, environment, version }, root) : found;
  };
  const tryHook = runHooksIn(root, environment);
  const ports = {
    ...machine,
    askForHooks,
    isOnPath: onPath !== undefined,
    lookForEngine: () => lookForEngine({ root, ownFolder: machine.ownFolder }, { build, environment }),
  };
  return diagnose({ ...ports, ...(tries ? { tryHook } : {}) }, root);
};
