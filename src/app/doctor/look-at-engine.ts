import type { Diagnosis, DoctorPorts, KnownEngine } from './diagnosis.ts';

const nothing = { id: 'engine', installed: false, trusted: null, live: null, proven: null } as const;

const toEnd = 'To end it: codex-governor engine --stop';

const tellState = ({ since, memory, answered }: NonNullable<KnownEngine['state']>): string =>
  `since ${since}, takes ${Math.round(memory / 1_000_000)} MB, and has answered ${answered} ${answered === 1 ? 'hook' : 'hooks'}`;

const tell = ({ pid, isWindow, isOfBuild, state }: KnownEngine): Pick<Diagnosis, 'says' | 'remedy'> => {
  if (!isOfBuild)
    return {
      says: `The one of process ${pid} is of another build, so hooks judge by themselves.`,
      remedy: isWindow ? 'Install the same version of the extension and of the npm package.' : toEnd,
    };
  if (isWindow) return { says: `An open window, process ${pid}, answers the hooks.` };
  const doing = state === undefined ? 'and is at work' : tellState(state);
  return { says: `Process ${pid} stays to answer the hooks, ${doing}.`, remedy: toEnd };
};

/** Looks who answers the hooks of Codex here at the moment. */
export const lookAtEngine = async ({ lookForEngine }: Pick<DoctorPorts, 'lookForEngine'>): Promise<Diagnosis> => {
  const known = await lookForEngine();
  return known === undefined
    ? {
        ...nothing,
        says: 'None answers here now. A hook judges by itself then, and starts one, unless CODEX_GOVERNOR_ENGINE is off.',
      }
    : { ...nothing, installed: true, live: known.isOfBuild ? true : null, ...tell(known) };
};
