import {
  budgetsFor,
  failure,
  measureNamed,
  present,
  raisingRole,
  success,
  writeApproval,
  type Budget,
  type Mode,
  type Policy,
  type Result,
  type WrittenAllowance,
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
import { fail, type Failure } from '../failure.ts';
import type { StandingOptions } from '../ground.ts';
import { takeStanding } from '../law/standing.ts';
import { need, story } from '../story.ts';
import { tellUnknown } from '../tell-unknown.ts';

export interface ApprovalRequest extends GrantRequest {
  /** `lines`, or `budget.lines`. */
  readonly budget: string;
  readonly limit: number;
  /** Globs the work keeps to; left out: the scope of the task. */
  readonly scope?: readonly string[];
  /** The last day; left out: in thirty days. */
  readonly until?: string;
  /** True where one that was asked for today already may have another beside it. */
  readonly again?: boolean;
}

const day = 86_400_000;

/** The day that many days after a moment. */
export const daysLater = (moment: string, days: number): string =>
  new Date(Date.parse(moment) + days * day).toISOString().slice(0, 10);

/** How long an approval holds that names no day: long enough for a review and the work. */
export const usualDays = 30;

const tellWhere = (mode: Mode | undefined): string => (mode === undefined ? 'work without a mode' : `mode ${mode.id}`);

/** The budget that is asked for, where it can be raised to the limit. */
const findBudget = (
  { budget: named, limit }: ApprovalRequest,
  policy: Policy,
  mode: Mode | undefined,
): Result<Budget, Failure> => {
  const budgets = budgetsFor(policy, mode);
  const measure = measureNamed(named);
  const budget = budgets.find((known) => known.measure === measure);
  if (budget === undefined) {
    const known = budgets.map(({ measure: name }) => name).join(', ');
    const message = tellUnknown('budget', named, `There is no budget ${named} in ${tellWhere(mode)}.`);
    return object(`${message} There are: ${known || 'none'}.`);
  }
  return limit > budget.limit
    ? success(budget)
    : object(`The policy allows ${budget.limit} already, so ${limit} would raise nothing.`);
};

/** Refuses what nobody may raise in work without a mode, and says in which modes somebody may. */
const demandMode = ({ measure }: Budget, policy: Policy): Result<void, Failure> => {
  const modes = policy.modes.filter(({ budgets }) =>
    budgets.some((budget) => budget.measure === measure && raisingRole(policy, budget) !== undefined),
  );
  if (modes.length === 0) return success(undefined);
  return refuse(
    `By the policy nobody may raise the budget ${measure} in ${tellWhere(undefined)}.`,
    `In these modes somebody may: ${modes.map(({ id }) => id).join(', ')}. Name the mode of the work.`,
  );
};

/** The approval under a name that no file has yet, where it may stand beside another. */
const writeBeside = (
  { repository }: Pick<AskPorts, 'repository'>,
  document: Parameters<typeof writeApproval>[0],
  today: string,
  again: boolean,
): Promise<Result<WrittenAllowance, Failure>> =>
  story(async function* () {
    for (let nth = 1; ; nth += 1) {
      const written = writeApproval(document, today, nth);
      if (!again || (yield* need(repository.read(written.path))) === undefined) return written;
    }
  });

/** Writes an approval for review; never overwrites. It raises nothing before it is merged. */
export const askForApproval = (
  ports: AskPorts,
  request: ApprovalRequest,
  options: StandingOptions = {},
): Promise<Result<AskedAllowance, Failure>> =>
  story(async function* () {
    const { standard, task } = yield* need(takeStanding(ports, options));
    const { policy, mode } = standard;
    const budget = yield* need(findBudget(request, policy, mode));
    const raising = raisingRole(policy, budget);
    if (mode === undefined && raising === undefined) yield* need(demandMode(budget, policy));
    const may = raising === undefined ? [] : [raising];
    const role = yield* need(
      chooseRole(policy, may, request.role, `raise the budget ${budget.measure} in ${tellWhere(mode)}`),
    );
    const who = tellPerson(yield* need(ports.repository.identity()));
    const now = ports.clock.now();
    const scope = request.scope ?? standard.scope;
    if (mode === undefined && scope.length === 0)
      yield* need(failure(fail('place-required', 'An approval has to say for what it holds.')));
    const document = {
      budget: budget.measure,
      limit: request.limit,
      ...present('mode', mode?.id),
      ...(scope.length === 0 ? {} : { scope: [...scope] }),
      who,
      role,
      reason: request.reason,
      until: request.until ?? daysLater(now, usualDays),
    };
    const today = now.slice(0, 10);
    const written = yield* need(writeBeside(ports, document, today, request.again === true));
    yield* need(demandValid('approval', written, { policy, today }));
    const { reason } = request;
    return yield* need(
      keepAllowance(ports, written, { kind: 'approval', who, role, reason, ...present('task', task) }),
    );
  });
