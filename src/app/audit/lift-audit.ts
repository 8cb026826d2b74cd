import { failure, success, writeLift, type AuditSwitch, type Lift, type Policy, type Result } from '#core';
import { chooseRole, refuse, tellPerson, type AskPorts, type GrantRequest } from '../allowance/ask-allowance.ts';
import { fail, type Failure } from '../failure.ts';
import { findFreeze } from '../law/kill-switch.ts';
import { workingTree } from '../law/law-place.ts';
import { readLaw } from '../law/law.ts';
import { need, story } from '../story.ts';
import { readAuditsThere, type AuditSwitchPorts } from './audit-switch.ts';

/** A freeze that audits brought about, and who may lift it. */
export interface AuditFreeze {
  readonly policy: Policy;
  readonly frozen: NonNullable<AuditSwitch['frozen']>;
  /** The id of the audit that tripped the kill switch. */
  readonly audit: string;
}

/** What was written for review. */
export interface AskedLift extends Lift {
  /** The file, from the root of the repository. */
  readonly path: string;
}

type LiftPorts = AuditSwitchPorts & Pick<AskPorts, 'shelf' | 'repository'>;

const notFrozen = (policy: Policy): Result<never, Failure> =>
  findFreeze(policy) === undefined
    ? failure(fail('no-change', 'No audit has frozen Codex here, so there is nothing to lift.'))
    : refuse(
        'The policy itself says `codex: frozen`, and that no audit lifts.',
        'Set `codex: active` in the policy in a reviewed change.',
      );

/** The freeze that may be lifted here. Fails where there is none, or where what is kept of audits cannot be gone by. */
export const findAuditFreeze = (ports: LiftPorts): Promise<Result<AuditFreeze, Failure>> =>
  story(async function* () {
    const { policy } = yield* need(readLaw(ports.shelf, workingTree(ports.repository)));
    const { audit: law } = policy;
    if (law === undefined) return yield* need(notFrozen(policy));
    const { kept, switch: turned } = yield* need(readAuditsThere(ports, law, undefined));
    if (kept.damage !== undefined) {
      const { path, why } = kept.damage;
      return yield* need(
        refuse(`What is kept of audits cannot be gone by (${path}: ${why}).`, 'Put it back as it was committed first.'),
      );
    }
    const { frozen, next } = turned;
    if (frozen === undefined || next === undefined) return yield* need(notFrozen(policy));
    return yield* need(success({ policy, frozen, audit: next.follows }));
  });

/** Writes the file that lifts a freeze, for review; never over another. It lifts nothing before it is committed. */
export const askForLift = (
  ports: LiftPorts & Pick<AskPorts, 'journal'>,
  { reason, role: named }: GrantRequest,
): Promise<Result<AskedLift, Failure>> =>
  story(async function* () {
    const { policy, audit } = yield* need(findAuditFreeze(ports));
    const may = policy.roles.filter(({ id }) => id === policy.audit?.liftedBy);
    const role = yield* need(chooseRole(policy, may, named, 'lift what audits froze'));
    if (reason.trim() === '') yield* need(refuse('A freeze is not lifted without a reason.'));
    const who = tellPerson(yield* need(ports.repository.identity()));
    const lift: Lift = { audit, role, who, reason: reason.trim() };
    const { path, text } = writeLift(lift);
    yield* need(ports.repository.create(path, text));
    yield* need(ports.journal.append({ kind: 'lift-written', path, who, role, reason: lift.reason }));
    return { ...lift, path };
  });
