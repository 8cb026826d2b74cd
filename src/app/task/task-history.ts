import {
  auditFolder,
  measureOf,
  metersOverTime,
  readAudits,
  sayTheSame,
  success,
  type Hash,
  type KeptAudits,
  type Meter,
  type MetersAt,
  type Result,
} from '#core';
import type { Failure } from '../failure.ts';
import type { JournalPorts } from '../journal.ts';
import type { Clock, WorkingTree } from '../ports.ts';

/** What was over time: of a task its budgets, of the repository its audits. */
export interface TaskHistory {
  readonly meters: Result<readonly MetersAt[], Failure>;
  readonly audits: Result<KeptAudits, Failure>;
}

interface HistoryPorts extends JournalPorts {
  readonly repository: Pick<WorkingTree, 'readFolder'>;
  readonly hash: Hash;
}

/** Reads what was kept of both; of no task there are no budgets. */
export const readHistory = async (
  { journal, repository, hash }: HistoryPorts,
  task: string | undefined,
): Promise<TaskHistory> => {
  const [entries, files] = await Promise.all([
    task === undefined ? success([]) : journal.read({ task }),
    repository.readFolder(auditFolder),
  ]);
  return {
    meters: entries.ok ? success(metersOverTime(entries.value, task ?? '')) : entries,
    audits: files.ok ? success(readAudits(files.value, hash)) : files,
  };
};

// In milliseconds: a task of a day leaves a hundred entries at most.
const leastBetween = 5 * 60_000;

type Written = MetersAt & { readonly task: string };

interface NotingPorts extends JournalPorts {
  readonly clock: Clock;
}

const recall = async ({ journal }: NotingPorts, task: string): Promise<Written | undefined> => {
  const entries = await journal.read({ task });
  const found = entries.ok ? metersOverTime(entries.value, task).at(-1) : undefined;
  return found && { ...found, task };
};

/** Whether meters are to be told after what was told last. A task begins with nothing used, which nobody has to be told. */
const isNews = (last: Written | undefined, { at, meters }: MetersAt): boolean => {
  if (last === undefined) return meters.some(({ used }) => used > 0);
  return Date.parse(at) - Date.parse(last.at) >= leastBetween && !sayTheSame(last.meters, meters);
};

/**
 * Writes the budgets of a task's mode into the journal now and then: when they came to something else, five minutes after the last time at the
 * earliest, and never what counts unsaved text. Its own memory spares it the journal from the second time on.
 */
export const rememberMeters = () => {
  let last: Written | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const note = async (ports: NotingPorts, task: string, meters: readonly Meter[]): Promise<Result<void, Failure>> => {
    if (last?.task !== task) last = await recall(ports, task);
    const budgets = meters.filter(({ id }) => measureOf(id) !== undefined);
    const now = { at: ports.clock.now(), meters: budgets.map(({ id, used, limit }) => ({ id, used, limit })) };
    if (!isNews(last, now)) return success(undefined);
    last = { ...now, task };
    const written = await ports.journal.append({ kind: 'change-measured', task, meters: now.meters });
    return written.ok ? success(undefined) : written;
  };
  return async (ports: NotingPorts, task: string, meters: readonly Meter[]): Promise<Result<void, Failure>> => {
    if (meters.some(({ estimated }) => estimated)) return success(undefined);
    // One after the other, so that the same is not told twice.
    const noted = turn.then(async () => note(ports, task, meters));
    turn = noted.catch(() => undefined);
    return noted;
  };
};
