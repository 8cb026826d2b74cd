import { randomBytes } from 'node:crypto';
import type { AgentPermissions } from '#app';
import type { ThreadStartParams } from './protocol/messages.ts';

type Config = NonNullable<ThreadStartParams['config']>;

/** What a thread is kept within: sent with every start and every resume, as Codex keeps none of it. */
export type InForce = Pick<
  ThreadStartParams,
  'approvalPolicy' | 'approvalsReviewer' | 'permissions' | 'sandbox' | 'config'
>;

// Whatever would be written is asked for, and asked of us.
const asking = { approvalPolicy: 'on-request', approvalsReviewer: 'user' } as const;

// How deep Codex looks for files that a glob with `**` closes, where the system needs them by name.
const deepest = 32;

const closed = (globs: readonly string[]): Config => Object.fromEntries(globs.map((glob) => [glob, 'deny']));

/**
 * A permission profile that grants no write, for one thread. It has a name of its own each time, as Codex would put what
 * the person's configuration says of a profile of that name into it.
 */
export const profileFor = ({ denyReads }: AgentPermissions): InForce & { readonly permissions: string } => {
  const name = `codex-governor-${randomBytes(6).toString('hex')}`;
  const filesystem =
    denyReads.length === 0 ? {} : { glob_scan_max_depth: deepest, ':workspace_roots': closed(denyReads) };
  return {
    ...asking,
    permissions: name,
    config: { permissions: { [name]: { extends: ':read-only', filesystem } } },
  };
};

/** The plain sandbox, for where profiles may not be used. It cannot close anything to reading. */
export const readOnly: InForce & { readonly sandbox: 'read-only' } = { ...asking, sandbox: 'read-only' };
