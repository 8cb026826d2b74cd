import { classifyBy, failure, present, wantsText, type FileChange, type Judgement, type Result } from '#core';
import { fail, type Failure } from '../failure.ts';
import type { MeasuredCommit, PastCommit } from './past.ts';
import type { Repository } from '../ports.ts';
import { demandsOf, judgeReading, readMeasured, type ReviewPorts, type Standard } from '../review/review.ts';
import { need, story } from '../story.ts';

type Measuring = { readonly repository: Pick<Repository, 'measureCommits'> };

/** Compares a commit with its parent; texts of the files that are wanted can be read, of all where that is left out. */
export const measureOneCommit = async (
  { repository }: Measuring,
  commit: PastCommit,
  { policy }: Pick<Standard, 'policy'>,
  { wants, signal }: { readonly wants?: (file: FileChange) => boolean; readonly signal?: AbortSignal | undefined } = {},
): Promise<Result<MeasuredCommit, Failure>> => {
  const measuring = repository.measureCommits([commit], {
    classify: classifyBy(policy.classes),
    ...present('wants', wants),
    ...present('signal', signal),
  });
  for await (const measured of measuring) return measured;
  return failure(fail('git-failed', `Git told nothing of the commit ${commit.id.slice(0, 12)}.`));
};

/** What a standard says of one commit, as `check` would have said it there. */
export const judgeOneCommit = (
  ports: Omit<ReviewPorts, 'repository'> & Measuring,
  commit: PastCommit,
  standard: Standard,
  signal?: AbortSignal,
): Promise<Result<Judgement, Failure>> =>
  story(async function* () {
    const { needs } = demandsOf(standard);
    const wants = (file: FileChange): boolean => wantsText(needs, file);
    const measured = yield* need(measureOneCommit(ports, commit, standard, { wants, signal }));
    const reading = yield* need(readMeasured(ports, measured, { standard, needs, signal }));
    return (yield* need(judgeReading(ports, standard, reading, signal))).judgement;
  });
