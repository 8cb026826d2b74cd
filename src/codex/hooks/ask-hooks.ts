import { fail, type Failure, type KnownHooks } from '#app';
import { failure, success, type Result } from '#core';
import type { CodexOptions } from '../agent.ts';
import { greet, listHooks } from '../greet.ts';
import { startProgram } from '../program.ts';
import { openWire } from '../wire.ts';

const nobody = (): void => undefined;

const usualPatience = 30_000;

const tooLate = fail(
  'agent-failed',
  'Codex did not answer when it was asked for its hooks.',
  'See whether it starts in a terminal, then try again.',
);

/**
 * Asks Codex which hooks it knows in a folder, and whether it runs them. No thread is started, so nothing is written to the
 * person's configuration. Fails with `agent-unknown` for a version that is not known, and with `agent-failed`.
 */
export const askCodexForHooks = async (
  { program, environment, version, patience = usualPatience }: CodexOptions,
  cwd: string,
): Promise<Result<KnownHooks, Failure>> => {
  const running = startProgram(program, cwd, environment);
  const wire = openWire(running.child.stdout, running.child.stdin, {
    request: (id) => wire.refuse(id, 'Nothing can be asked of this client.'),
    notification: nobody,
    garbage: nobody,
  });
  const onEnd = async (): Promise<void> => {
    await running.ended;
    wire.end();
  };
  void onEnd();
  const ask = async (): Promise<Result<KnownHooks, Failure>> => {
    const greeted = await greet(wire, version);
    if (!greeted.ok) return greeted;
    const hooks = await listHooks(wire, { cwds: [cwd] });
    if (!hooks.ok) return hooks;
    return success({
      version: greeted.value.version,
      hooks: hooks.value.map(({ command = '', enabled, trustStatus }) => ({
        command,
        isEnabled: enabled,
        trust: trustStatus,
      })),
    });
  };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Result<never, Failure>>((resolve) => {
    timer = setTimeout(() => resolve(failure(tooLate)), patience);
  });
  const asked = await Promise.race([ask(), late]);
  clearTimeout(timer);
  await running.end();
  return asked;
};
