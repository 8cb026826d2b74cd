import {
  auditFolder,
  killSwitch,
  success,
  type Finding,
  type Hash,
  type JournalEvent,
  type Origin,
  type Policy,
  type Result,
} from '#core';
import { readAuditFreeze, type AuditSwitchPorts } from '../audit/audit-switch.ts';
import { fail, type Failure } from '../failure.ts';
import type { Journal } from '../journal.ts';
import { policyPath } from './law-place.ts';

/** Where the policy says `codex: frozen`; undefined while Codex may work. */
export const findFreeze = (policy: Policy): Origin | undefined =>
  policy.codex === 'active'
    ? undefined
    : (policy.origins.get('codex')?.[0] ?? { source: policyPath, line: 1, value: policy.codex });

/** What freezes Codex by a law: its own word, or the audits that are kept where it was read. */
export const readFreeze = async (
  ports: AuditSwitchPorts,
  { policy, revision }: { readonly policy: Policy; readonly revision?: string },
): Promise<Result<Origin | undefined, Failure>> => {
  const own = findFreeze(policy);
  if (own !== undefined) return success(own);
  const audited = await readAuditFreeze(ports, policy.audit, revision);
  if (!audited.ok || audited.value === undefined) return audited.ok ? success(undefined) : audited;
  return success({ source: audited.value.path, line: 1, value: audited.value.why });
};

/** True for a freeze that audits brought about, and not the word of the policy. */
export const isOfAudit = ({ source }: Origin): boolean => source.startsWith(auditFolder);

/** Where and by what Codex is frozen, in a few words. */
export const tellFreeze = (freeze: Origin): string =>
  isOfAudit(freeze) ? `${freeze.value}, ${freeze.source}` : `codex: frozen, ${freeze.source} line ${freeze.line}`;

/** What lifts it, in a sentence. */
export const tellThaw = (freeze: Origin): string =>
  isOfAudit(freeze)
    ? 'It lifts when `codex-governor audit` passes, which draws twice as many commits by a seed that follows, and what it keeps is committed; or by a reviewed file of the role that may, which `codex-governor audit lift` writes.'
    : 'To unfreeze, set `codex: active` in the policy in a reviewed change.';

type Stopped = Extract<JournalEvent, { readonly kind: 'law-frozen' }>['stopped'];

const consequences: Readonly<Record<Stopped, string>> = {
  start: 'no task starts',
  run: 'no run goes on',
  action: 'nothing that Codex does is let through',
  gate: 'what it has written is not run',
};

/** Journals what the kill switch stopped; why it is not done. */
export const refuseFrozen = async (journal: Journal, freeze: Origin, stopped: Stopped): Promise<Failure> => {
  const { source, line } = freeze;
  const written = await journal.append({ kind: 'law-frozen', source, line, stopped });
  const message = `Codex is frozen in this repository (${tellFreeze(freeze)}), so ${consequences[stopped]}.`;
  const told = fail('frozen', written.ok ? message : `${message} ${written.error.message}`, tellThaw(freeze));
  return { ...told, frozenBy: isOfAudit(freeze) ? 'audits' : 'policy' };
};

// A shipped policy is no file of the repository.
const isFile = (freeze: Origin): boolean => freeze.source === policyPath || isOfAudit(freeze);

/** The finding that stands for the kill switch in a change that declares a Codex task, or in what Codex is about to do. */
export const findingOfFreeze = (freeze: Origin, hash: Hash, of: 'change' | 'action' = 'change'): Finding => ({
  id: hash(JSON.stringify([killSwitch, freeze.source])).slice(0, 12),
  rule: killSwitch,
  kind: killSwitch,
  level: 'block',
  path: isFile(freeze) ? freeze.source : '',
  line: isFile(freeze) ? Math.max(1, freeze.line) : 1,
  message: `Codex is frozen in this repository (${tellFreeze(freeze)}), ${of === 'action' ? `so ${consequences.action}` : 'and this change declares a Codex task'}.`,
  because: `The kill switch of the policy is on. ${tellThaw(freeze)}`,
});
