import {
  allowanceRules,
  brokenPolicy,
  counted,
  killSwitch,
  measureOf,
  nearestWord,
  present,
  success,
  waivableRules,
  waivingRoles,
  writeWaiver,
  type Finding,
  type Policy,
  type Result,
} from '#core';
import {
  chooseRole,
  demandValid,
  keepAllowance,
  object,
  refuse,
  tellPerson,
  type AskedAllowance,
  type AskPorts,
  type GrantRequest,
} from './ask-allowance.ts';
import { checkChange, type CheckOptions } from '../review/check-change.ts';
import type { Failure } from '../failure.ts';
import { takeStanding } from '../law/standing.ts';
import { need, story } from '../story.ts';
import { tellUnknown } from '../tell-unknown.ts';

export interface WaiverRequest extends GrantRequest {
  /** The id of a finding of the change, or of a rule. */
  readonly of: string;
  /** Where the rule's findings shall be allowed; empty for a finding. */
  readonly in: readonly string[];
  /** The last day, `2026-12-31`. */
  readonly until: string;
  readonly adr?: string;
}

const notWaived: Readonly<Record<string, string>> = {
  [killSwitch]: 'The kill switch is switched back in the policy, by a reviewed change.',
  [brokenPolicy]: 'Correct the policy in this change, or put back what was removed.',
};

const objectToRule = (rule: string, { rules }: Policy): Result<void, Failure> => {
  if (measureOf(rule) !== undefined)
    return refuse(
      `${rule} is a budget, and a budget is not waived: it is raised by an approval.`,
      'Ask for an approval.',
    );
  if (allowanceRules.includes(rule))
    return refuse(`${rule} tells of a waiver or an approval itself.`, 'Correct its file, or remove it.');
  const why = notWaived[rule];
  if (why !== undefined) return refuse(`${rule} cannot be waived.`, why);
  const known = waivableRules(rules);
  if (known.includes(rule)) return success(undefined);
  const nearest = nearestWord(rule, known);
  return object(tellUnknown('rule', rule), nearest === undefined ? undefined : `Did you mean ${nearest}?`);
};

interface Waived {
  readonly finding?: Finding;
  readonly rule: string;
  readonly in: readonly string[];
  readonly policy: Policy;
  /** The id of the task whose work it is for. */
  readonly task: string | undefined;
}

/** What a waiver is asked for: a finding of the change, or a rule in places. */
const findWaived = (
  ports: AskPorts,
  request: WaiverRequest,
  options: CheckOptions,
  signal: AbortSignal | undefined,
): Promise<Result<Waived, Failure>> =>
  story(async function* () {
    if (request.in.length > 0) {
      const { law, task } = yield* need(takeStanding(ports, options));
      return { rule: request.of, in: request.in, policy: law.policy, task };
    }
    const { judgement, standing } = yield* need(checkChange(ports, options, signal));
    const finding = judgement.findings.find(({ id }) => id === request.of);
    const { task } = standing;
    const { policy } = standing.law;
    if (finding !== undefined)
      return { finding, rule: finding.rule, in: finding.path === '' ? [] : [finding.path], policy, task };
    const isRule = policy.rules.some(({ id }) => id === request.of);
    const there = counted(judgement.findings.length, 'finding');
    return yield* need(
      isRule
        ? object(
            `${request.of} is a rule.`,
            'Name the places where its findings shall be allowed, or one finding by its id.',
          )
        : object(
            tellUnknown('finding', request.of, `This change has no finding ${request.of}; it has ${there}.`),
            'Take the id from the check of the same change.',
          ),
    );
  });

/** Writes a waiver for review; never overwrites. It allows nothing before it is merged. */
export const askForWaiver = (
  ports: AskPorts,
  request: WaiverRequest,
  options: CheckOptions = {},
  signal?: AbortSignal,
): Promise<Result<AskedAllowance, Failure>> =>
  story(async function* () {
    const waived = yield* need(findWaived(ports, request, options, signal));
    const { finding, rule, policy } = waived;
    yield* need(objectToRule(rule, policy));
    const role = yield* need(chooseRole(policy, waivingRoles(policy, rule), request.role, `waive ${rule}`));
    const who = tellPerson(yield* need(ports.repository.identity()));
    const { reason, until, adr } = request;
    const document = {
      ...present('finding', finding?.id),
      rule,
      ...(waived.in.length === 0 ? {} : { in: [...waived.in] }),
      who,
      role,
      reason,
      until,
      ...present('adr', adr),
    };
    const about = finding === undefined ? [] : [`${finding.path}:${finding.line}: ${finding.message}`];
    const written = writeWaiver(document, about);
    yield* need(demandValid('waiver', written, { policy, today: ports.clock.now().slice(0, 10) }));
    return yield* need(
      keepAllowance(ports, written, { kind: 'waiver', who, role, reason, ...present('task', waived.task) }),
    );
  });
