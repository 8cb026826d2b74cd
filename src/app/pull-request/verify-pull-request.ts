import {
  blocking,
  failure,
  findDiscrepancies,
  matchesAny,
  present,
  readRecord,
  success,
  toleratesOwn,
  writePullRequest,
  writeScopes,
  type Discrepancy,
  type PullRequestFacts,
  type PullRequestRecord,
  type Result,
} from '#core';
import type { SliceAtBase } from '../chain/slice-at-base.ts';
import type { Failure } from '../failure.ts';
import { recountGates } from '../gates/claim-gates.ts';
import { noBase } from '../ground.ts';
import { findingOfFreeze } from '../law/kill-switch.ts';
import { standardBy } from '../law/law.ts';
import {
  digestOfLaw,
  notesOnLaw,
  reviewBy,
  surroundingsOf,
  tellCi,
  type PullRequestPorts,
  type Reviewed,
} from './review-pull-request.ts';
import type { ReadOptions } from '../review/review.ts';
import { takeStanding, type Standing } from '../law/standing.ts';
import { need, story } from '../story.ts';

export interface VerifyOptions {
  /** The text of the pull request, as it stands there. */
  readonly text: string;
  /** A revision; left out: where the branch left the default branch. */
  readonly base?: string;
}

/** What the text of a pull request is worth. */
export interface VerifiedPullRequest {
  /** Where it does not say what is so, in the order of its lines; empty: it does. */
  readonly discrepancies: readonly Discrepancy[];
  /** Undefined where the text has no record to go by: nothing was counted then. */
  readonly counted?: {
    readonly base: string;
    readonly head: string | null;
    readonly mode: string;
    /** Whether what was counted since the task began was counted again. */
    readonly since: boolean;
    /** Whether the change may merge: a text may be true of one that may not. */
    readonly blocked: boolean;
    readonly policyPath: string;
    readonly policyRevision: string | null;
  };
  /** The gates that it tells of and this machine knows nothing of: whether that is so cannot be told. */
  readonly unproven: readonly string[];
  /** What the reader should know of how this was decided. */
  readonly notes: readonly string[];
}

type Watch = Pick<ReadOptions, 'signal'>;

const notCountedAgain =
  'What was counted since the task began was not counted again: it takes the machine of the author. What CI counts was.';

const findBase = async (ports: PullRequestPorts, named: string | undefined): Promise<Result<string, Failure>> => {
  if (named !== undefined) return success(named);
  const base = await ports.repository.mergeBase();
  if (!base.ok) return base;
  return base.value === null ? failure(noBase) : success(base.value);
};

/** The change since the task began, by the law it began under; undefined where nobody but its author can count it. */
const countSince = async (
  ports: PullRequestPorts,
  { since, mode, scope, specs, head }: PullRequestRecord,
  { slice, now }: { readonly slice: SliceAtBase | undefined; readonly now: string | null },
  watch: Watch,
): Promise<Result<Reviewed | undefined, Failure>> => {
  const { base } = since;
  // On a commit of a merge, what others did since then would count as well.
  if (base === null || !since.clean || head === null || head !== now) return success(undefined);
  const told = await story<Reviewed | undefined>(async function* () {
    const standing = yield* need(takeStanding(ports, { base, ci: true, mode }));
    if (digestOfLaw(ports.hash, standing.law) !== since.law) return undefined;
    const { allowances, policy, mode: lane } = standing.standard;
    const standard = {
      ...standardBy(policy, lane, { scope, specs, ...present('closed', slice?.excluded) }),
      ...present('allowances', allowances),
    };
    return yield* need(reviewBy(ports, { ...standing, standard }, { ...watch, committed: true }));
  });
  return told.ok || told.error.reason === 'cancelled' ? told : success(undefined);
};

interface Counted {
  readonly standing: Standing;
  readonly ci: Reviewed;
  readonly since: Reviewed | undefined;
}

const factsOf = (
  ports: Pick<PullRequestPorts, 'hash'>,
  record: PullRequestRecord,
  { standing, ci, since }: Counted,
): Omit<PullRequestFacts, 'specs' | 'isThere'> => {
  const own = { ...ci, change: { ...ci.change, base: record.since.base ?? 'empty' } };
  return {
    task: record,
    since: since ?? own,
    ...(since === undefined ? { sinceFigures: record.since.figures } : {}),
    // Upstream may have moved on since the text was filled; what is counted from there is the same.
    ci: { ...ci, change: { ...ci.change, base: record.ci?.base ?? ci.change.base } },
    notes: notesOnLaw(record.since.law, digestOfLaw(ports.hash, standing.law)),
    ...present('freeze', standing.freeze && findingOfFreeze(standing.freeze, ports.hash)),
    ...present('override', record.override),
  };
};

/** What the record says CI counts, where CI counts something else. */
const recordMiscounts = ({ ci: told }: PullRequestRecord, ci: Reviewed, line: number): readonly Discrepancy[] => {
  const counted = { ...tellCi(ci), ...present('base', told?.base) };
  if (JSON.stringify(told) === JSON.stringify(counted)) return [];
  const message = 'What the hidden record says that CI counts is not so: files, lines or findings are others.';
  return [{ line: line + 1, kind: 'record', message }];
};

/** Files that the slice keeps out of by the chain at the base, and nobody let in. */
const outsideSlice = ({ slice }: Standing, { judgement, change }: Reviewed, line: number): readonly Discrepancy[] => {
  if (slice === undefined) return [];
  const { chain, id, excluded } = slice;
  const isOut = matchesAny(excluded);
  // A rename writes in two places, and is told at one.
  const out = new Set(
    change.files.filter(({ path, from = path }) => isOut(path) || isOut(from)).map(({ path }) => path),
  );
  return blocking(judgement.findings)
    .filter(({ rule, path }) => rule === writeScopes.ofMode && out.has(path))
    .map(({ path }) => ({
      line: line + 1,
      kind: 'slice',
      message: `It is of the slice ${id} of the chain ${chain}, which keeps out of ${excluded.join(', ')}, and the change writes ${path}.`,
    }));
};

const claimsOf = ({ mode, slice }: PullRequestRecord) => ({ mode, ...present('slice', slice) });

const tellCounted = ({ standing: { law }, ci: { change, judgement }, since }: Counted) => ({
  base: change.base,
  since: since !== undefined,
  blocked: judgement.verdict === 'block',
  policyPath: law.path,
  policyRevision: law.revision ?? null,
});

const tellMoved = (then: string | null, now: string | null): readonly string[] =>
  then === now
    ? []
    : [
        `The text was filled at ${then?.slice(0, 12) ?? 'no commit'}, and ${now?.slice(0, 12) ?? 'none'} is checked out.`,
      ];

/**
 * Fills the text of a pull request again, from its record and from the commits, by the law of the base, and tells where it
 * says something else. What is not committed does not count.
 */
export const verifyPullRequest = (
  ports: PullRequestPorts,
  { text, base: named }: VerifyOptions,
  signal?: AbortSignal,
): Promise<Result<VerifiedPullRequest, Failure>> =>
  story(async function* () {
    const found = readRecord(text, ports.hash);
    if (!found.ok) {
      const { line = 1, message } = found.error;
      return { discrepancies: [{ line, kind: 'record', message }], unproven: [], notes: [] };
    }
    const { record, line, touched } = found.value;
    const watch = present('signal', signal);
    const base = yield* need(findBase(ports, named));
    const standing = yield* need(takeStanding(ports, { base, ci: true, ...claimsOf(record) }));
    const ci = yield* need(reviewBy(ports, standing, { ...watch, committed: true }));
    const { commit: head } = yield* need(ports.repository.head());
    const since = yield* need(countSince(ports, record, { slice: standing.slice, now: head }, watch));
    const { policy, mode } = standing.standard;
    const bases = [ci.change.base, record.since.base ?? 'empty'];
    const gates = yield* need(recountGates(ports, { policy, mode, change: ci.change, bases }, record, signal));
    const facts = {
      ...factsOf(ports, record, { standing, ci, since }),
      ...gates.facts,
      ...(yield* need(surroundingsOf(ports, record.specs))),
    };
    const tolerance = since === undefined ? toleratesOwn : undefined;
    const discrepancies = [
      ...findDiscrepancies(text, writePullRequest(facts), tolerance),
      ...outsideSlice(standing, ci, line),
      ...(touched === undefined ? recordMiscounts(record, ci, line) : [{ line, kind: 'record' as const, ...touched }]),
    ];
    return {
      discrepancies,
      counted: { ...tellCounted({ standing, ci, since }), head, mode: record.mode },
      unproven: gates.unproven,
      notes: [
        ...standing.notes,
        ...(discrepancies.length === 0 ? [] : tellMoved(record.head, head)),
        ...(since === undefined ? [notCountedAgain] : []),
      ],
    };
  });
