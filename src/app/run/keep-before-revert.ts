import { failure, type Hash, type Result } from '#core';
import { fail, type Failure } from '../failure.ts';
import type { JournalPorts } from '../journal.ts';
import type { Clock, Repository, Snapshot } from '../ports.ts';
import { need, story } from '../story.ts';

export interface RevertPorts extends JournalPorts {
  readonly repository: Pick<Repository, 'takeSnapshot' | 'dropSnapshot'>;
  readonly clock: Clock;
  readonly hash: Hash;
}

/** A file that is about to be put back, and the run that it was unaccounted in. */
interface Reverted {
  readonly task: string;
  readonly run: string;
  readonly path: string;
}

const notKept = (path: string): Failure =>
  fail(
    'may-not',
    `${path} was left as it is: a snapshot has no copy of it, as it looks like a secret or is large.`,
    'Put it back by hand, with git.',
  );

/**
 * Keeps the working tree as it is and journals it, before an unaccounted file is put back: it may be the person's own work. The
 * snapshot outlives the task, and goes when a later one finds it old. Fails where it has no copy of the file.
 */
export const keepBeforeRevert = (
  { repository, journal, clock, hash }: RevertPorts,
  { task, run, path }: Reverted,
): Promise<Result<Snapshot, Failure>> =>
  story(async function* () {
    const name = `${task}-revert-${hash(`${clock.now()} ${path}`).slice(0, 8)}`;
    const snapshot = yield* need(repository.takeSnapshot(name));
    if (snapshot.digestOnly.some((apart) => apart.path === path)) {
      await repository.dropSnapshot(name);
      yield* need(failure(notKept(path)));
    }
    yield* need(journal.append({ kind: 'reverted', task, run, paths: [path], snapshot: snapshot.tree }));
    return snapshot;
  });
