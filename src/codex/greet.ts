import type { Failure } from '#app';
import { failure, success, type Result } from '#core';
import { hooksListed, initialized, type SentHook } from './inbound.ts';
import { refusedBy } from './thread.ts';
import { isGovernable, unknownVersion, versionOf } from './versions.ts';
import type { Wire } from './wire.ts';

interface Greeted {
  readonly version: string;
  readonly home: string;
}

/** Begins to speak with a Codex that was started; only one whose version is known is spoken with. */
export const greet = async (wire: Wire, version: string): Promise<Result<Greeted, Failure>> => {
  const answer = await wire.request('initialize', {
    clientInfo: { name: 'codex_governor', title: 'Codex Governor', version },
    capabilities: { experimentalApi: true, requestAttestation: false },
  });
  if (!answer.ok) return failure(refusedBy(answer.error, 'start'));
  const read = initialized.safeParse(answer.value);
  const running = read.success ? versionOf(read.data.userAgent) : undefined;
  if (!read.success || running === undefined || !isGovernable(running)) return failure(unknownVersion(running));
  wire.notify('initialized');
  return success({ version: running, home: read.data.codexHome });
};

/** The hooks that Codex knows in a folder or for a thread, those of the person and of the organisation too. */
export const listHooks = async (
  wire: Wire,
  where: { readonly cwds: string[] } | { readonly threadId: string },
): Promise<Result<readonly SentHook[], Failure>> => {
  const listed = await wire.request('hooks/list', where);
  if (!listed.ok) return failure(refusedBy(listed.error, 'list its hooks'));
  const read = hooksListed.safeParse(listed.value);
  if (!read.success)
    return failure({ reason: 'agent-failed', message: 'Codex listed its hooks in a way that cannot be read.' });
  return success(read.data.data.flatMap((entry) => entry.hooks));
};
