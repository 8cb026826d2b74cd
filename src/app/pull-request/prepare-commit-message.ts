import {
  failure,
  pullRequestNeeds,
  success,
  writeCommitMessage,
  type Change,
  type JournalEntry,
  type Result,
  type Task,
} from '#core';
import { fail, type Failure } from '../failure.ts';
import type { GatePorts } from '../gates/gate-ports.ts';
import { listGates } from '../gates/list-gates.ts';
import { judgeStanding } from '../review/check-change.ts';
import { countChange } from '../review/measure-change.ts';
import { titleOfPullRequest } from './prepare-pull-request.ts';
import { readChange, type ReviewPorts } from '../review/review.ts';
import { takeStanding, type Standing } from '../law/standing.ts';
import { need, story } from '../story.ts';
import { readActiveTask } from '../task/task-state.ts';

export type CommitMessagePorts = ReviewPorts & GatePorts;

/** What the next commit will hold: what is staged, or, where nothing is, all that differs from the last one. */
const measureCommit = (ports: CommitMessagePorts, { standard }: Standing, signal?: AbortSignal) =>
  story<Change>(async function* () {
    const { commit } = yield* need(ports.repository.head());
    const from = commit === null ? ({ empty: true } as const) : { revision: commit };
    const { classes } = standard.policy;
    const staged = yield* need(countChange(ports, from, { classes, staged: true, signal }));
    if (staged.files.length > 0) return staged;
    const change = yield* need(countChange(ports, from, { classes, signal }));
    if (change.files.length > 0) return change;
    return yield* need(
      failure(fail('no-change', 'Nothing differs from the last commit, so there is nothing to commit.')),
    );
  });

/** True where the journal tells that Codex worked on the task: a patch of it was accepted, or a session of it began. */
const isOfAgent = (entries: readonly JournalEntry[], { id }: Task): boolean =>
  entries.some(({ event }) => {
    if (event.kind === 'foreign' || event.task !== id) return false;
    return event.kind === 'session-started' || (event.kind === 'action-decided' && event.decision === 'accept');
  });

/** The message of the next commit of this worktree's task, filled from facts. */
export const prepareCommitMessage = (
  ports: CommitMessagePorts,
  signal?: AbortSignal,
): Promise<Result<string, Failure>> =>
  story(async function* () {
    const task = yield* need(readActiveTask(ports.repository, ports.store));
    const standing = yield* need(takeStanding(ports, {}));
    const { files: committed } = yield* need(measureCommit(ports, standing, signal));
    const options = { needs: pullRequestNeeds, ...(signal === undefined ? {} : { signal }) };
    const reading = yield* need(readChange(ports, standing.standard, standing.from, options));
    const judgement = yield* need(judgeStanding(ports, standing, reading, signal));
    const { gates } = yield* need(listGates(ports, {}, signal));
    const isAgents = isOfAgent(yield* need(ports.journal.read()), task);
    const title = titleOfPullRequest(task);
    return yield* need(
      success(writeCommitMessage({ task, title, committed, files: reading.files, judgement, gates, isAgents })),
    );
  });
