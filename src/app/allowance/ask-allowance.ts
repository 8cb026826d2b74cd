import {
  checkAllowance,
  failure,
  present,
  readAllowance,
  success,
  type AllowanceKind,
  type Policy,
  type Result,
  type WrittenAllowance,
} from '#core';
import { fail, type Failure } from '../failure.ts';
import type { StandingPorts } from '../ground.ts';
import type { Identity } from '../ports.ts';
import type { JournalPorts } from '../journal.ts';
import type { ReviewPorts } from '../review/review.ts';
import { need, story } from '../story.ts';
import { tellUnknown } from '../tell-unknown.ts';

export interface GrantRequest {
  readonly reason: string;
  /** The role it is asked in; left out: the only one that may. */
  readonly role?: string;
}

/** What was asked for, and by whom. */
export interface AskedAllowance {
  readonly kind: AllowanceKind;
  /** The file, from the root of the repository. */
  readonly path: string;
  /** All that was written there. */
  readonly text: string;
  readonly who: string;
  readonly role: string;
}

export type AskPorts = ReviewPorts & StandingPorts & JournalPorts;

export const refuse = (message: string, remedy?: string): Result<never, Failure> =>
  failure(fail('may-not', message, remedy));
export const object = (message: string, remedy?: string): Result<never, Failure> =>
  failure(fail('bad-option', message, remedy));

/** The role it is asked in: one that may, by the policy. */
export const chooseRole = (
  { roles }: Policy,
  may: readonly Policy['roles'][number][],
  named: string | undefined,
  what: string,
): Result<string, Failure> => {
  const who = may.map(({ id }) => id);
  const others = who.length === 0 ? 'By the policy nobody may.' : `By the policy these may: ${who.join(', ')}.`;
  if (named !== undefined && !roles.some(({ id }) => id === named)) return object(tellUnknown('role', named), others);
  if (named !== undefined && !who.includes(named)) return refuse(`The role ${named} may not ${what}.`, others);
  if (named !== undefined) return success(named);
  const [only, another] = who;
  if (only === undefined) return refuse(`By the policy nobody may ${what}.`);
  return another === undefined ? success(only) : object(`Several roles may ${what}: ${who.join(', ')}. Name yours.`);
};

export const tellPerson = ({ name, email }: Identity): string => `${name} <${email}>`;

// What is written has to be what is read: the same reader finds what is wrong with an answer.
export const demandValid = (
  kind: AllowanceKind,
  { path, text }: WrittenAllowance,
  { policy, today }: { readonly policy: Policy; readonly today: string },
): Result<void, Failure> => {
  const file = readAllowance(kind, path, text);
  const problem = checkAllowance(file, { policy }).find(({ severity }) => severity === 'error');
  if (problem !== undefined) return object(problem.message.replaceAll('`', ''));
  const { until = '' } = file.allowance ?? {};
  return until < today ? object(`${until} is over: today is ${today}.`, 'Name a day to come.') : success(undefined);
};

/** Writes the file for review, never over another, and journals who asked for it. */
export const keepAllowance = (
  ports: Pick<AskPorts, 'repository' | 'journal'>,
  { path, text }: WrittenAllowance,
  asked: Omit<AskedAllowance, 'path' | 'text'> & Pick<GrantRequest, 'reason'> & { readonly task?: string },
): Promise<Result<AskedAllowance, Failure>> =>
  story(async function* () {
    const { kind, who, role, reason, task } = asked;
    yield* need(ports.repository.create(path, text));
    const written = await ports.journal.append({
      kind: `${kind}-written`,
      ...present('task', task),
      path,
      who,
      role,
      reason,
    });
    if (!written.ok)
      yield* need(failure({ ...written.error, message: `${path} was written. ${written.error.message}` }));
    return { kind, path, text, who, role };
  });
