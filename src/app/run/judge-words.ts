import { blocking, failure, success, type Result } from '#core';
import { entryOfAction } from '../action/action-entry.ts';
import { fail, type Failure } from '../failure.ts';
import type { ActionJudge } from '../action/judge-action.ts';
import { need, story } from '../story.ts';
import type { RunName } from './journal-run.ts';
import type { RunPorts, RunRequest } from './run-ports.ts';

interface WordsFacts {
  readonly judge: Pick<ActionJudge, 'judge'>;
  readonly name: RunName;
  readonly request: Pick<RunRequest, 'resume'>;
  readonly signal: AbortSignal;
}

/**
 * Judges what a run says first, as a hook judges a prompt, and journals it. Fails with `bad-goal` where the policy blocks it:
 * then Codex is not started. What a run says after that is ours.
 */
export const judgeWords = (
  { journal, repository }: Pick<RunPorts, 'journal' | 'repository'>,
  text: string,
  { judge, name, request, signal }: WordsFacts,
): Promise<Result<void, Failure>> =>
  story(async function* () {
    // Where a thread goes on, what was said in it before stands.
    const follows = request.resume === undefined ? {} : ({ follows: true } as const);
    const action = { kind: 'prompt', text, ...follows } as const;
    const ruled = yield* need(judge.judge(action, { signal }));
    yield* need(journal.append(entryOfAction({ ...name, surface: 'run' }, action, repository.root, ruled)));
    const { verdict, findings } = ruled.ruling;
    if (verdict !== 'block') return yield* need(success(undefined));
    const words = blocking(findings).map(({ message }) => message);
    return yield* need(
      failure(fail('bad-goal', `The policy refuses this prompt, so Codex was not started. ${words.join(' ')}`)),
    );
  });
