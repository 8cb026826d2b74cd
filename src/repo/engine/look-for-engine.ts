import type { KnownEngine } from '#app';
import { readAddress } from './address.ts';
import { askEngine, isReached } from './ask.ts';
import type { EnginePlace } from './offer.ts';
import { isResidentState, stateQuestion } from './resident-state.ts';

/** The engine that answers hooks in a worktree, as it tells of itself; undefined where nobody listens. */
export const lookForEngine = async (
  { root, ownFolder }: EnginePlace,
  asking: { readonly build: string; readonly environment: NodeJS.ProcessEnv },
): Promise<KnownEngine | undefined> => {
  const address = await readAddress(ownFolder);
  if (address === undefined || !(await isReached(address))) return undefined;
  const { pid, build, surroundings } = address;
  if (surroundings === undefined) return { pid, isWindow: true, isOfBuild: build === asking.build };
  const told = (await askEngine(root, stateQuestion, { ...asking, whoever: true }))?.told;
  const known = { pid, isWindow: false, isOfBuild: build === asking.build } as const;
  return isResidentState(told) ? { ...known, state: told } : known;
};
