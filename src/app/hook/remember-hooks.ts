import type { PatchAction, Result } from '#core';
import type { Failure } from '../failure.ts';
import { openActionJudge, type ActionJudge } from '../action/judge-action.ts';
import type { Standing } from '../law/standing.ts';
import { ruleOnHook, type HookOptions } from './answer-hook.ts';
import type { HookCall, HookPorts } from './hook-call.ts';
import type { HookRuling } from './session.ts';

/** Rules on questions one after the other. Keeps nothing of what it rules: that is for whoever asked. */
export type RuleOnHooks = (call: HookCall, options?: HookOptions) => Promise<Result<HookRuling, Failure>>;

export interface RememberingPorts extends Omit<HookPorts, 'judgeBy'> {
  /** The repository as it is when it is asked for; a question is answered of one state. */
  readonly forOneQuestion: () => HookPorts['repository'];
}

/** All that a standing is made of: where it is the same, the same is said of the same change. */
const keyOf = ({ standard, from, law, task, freeze, breach }: Standing): string => {
  const { mode, scope, linked, allowances } = standard;
  const { texts, path, readFrom, revision } = law;
  return JSON.stringify([
    mode?.id,
    scope,
    linked,
    allowances,
    from,
    texts,
    path,
    readFrom,
    revision,
    task,
    freeze,
    breach,
  ]);
};

/** Has it measured what stands, and judged ahead what may come of a patch; waits until that is under way. */
const beginToLook = (judge: ActionJudge, patch: PatchAction, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((begun) => {
    void judge
      .lookBefore(patch, { begun, signal })
      .catch(() => undefined)
      .finally(begun);
  });

/**
 * Rules on hooks of Codex for whoever stays between two questions. The law is read anew for each, and the change is measured
 * anew; kept is what cannot change the answer: the judge of a standing as long as the very same one is taken again, with
 * what it has measured, as long as git finds the same trees.
 */
export const rememberHooks = (ports: RememberingPorts): RuleOnHooks => {
  const lasting: HookPorts['repository'] = {
    ...ports.repository,
    measure: (from, options) => ports.forOneQuestion().measure(from, options),
  };
  let last: { readonly key: string; readonly judge: ActionJudge } | undefined;
  const judgeBy = (standing: Standing): ActionJudge => {
    const key = keyOf(standing);
    if (last?.key !== key) last = { key, judge: openActionJudge({ ...ports, repository: lasting }, standing) };
    return last.judge;
  };
  return async (call, options = {}) => {
    const patch = call.event === 'pre-tool-use' && call.action.kind === 'patch' ? call.action : undefined;
    // Most often the standing is what it was: so it is measured while the law is read. What comes of it is asked for again.
    if (patch === undefined) last?.judge.moved();
    else if (last !== undefined) await beginToLook(last.judge, patch, options.signal);
    const ruled = await ruleOnHook({ ...ports, repository: ports.forOneQuestion(), judgeBy }, call, options);
    // For the next one, which need not wait for it then; under no signal, as who asked has gone by that time.
    if (patch !== undefined || call.event === 'session-start') void last?.judge.warmUp().catch(() => undefined);
    return ruled;
  };
};
