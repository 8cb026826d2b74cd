import { blocking, ruleOnPatch, tellBrought, tellRuling, type Action, type JournalEvent, type Result } from '#core';
import type { Failure } from '../failure.ts';
import { need, story } from '../story.ts';
import { entryOf, entryOfLook, lookAtChange, remember, seen, type Hearing, type HookRuling } from './session.ts';

/** What the journal is told where it is the kill switch that holds it. */
const tellFrozen = ({ standing: { freeze } }: Hearing): readonly JournalEvent[] =>
  freeze === undefined ? [] : [{ kind: 'law-frozen', source: freeze.source, line: freeze.line, stopped: 'action' }];

/** Judges what Codex is about to do. */
export const ruleBeforeTool = (hearing: Hearing, action: Action, use: string): Promise<Result<HookRuling, Failure>> =>
  story(async function* () {
    const { judge, ofRun, signal } = hearing;
    const ruled = yield* need(judge.judge(action, signal === undefined ? {} : { signal }));
    const { ruling } = ruled;
    const events = [entryOf(hearing, action, ruled, use)];
    if (ruling.verdict === 'block')
      return { answer: { refuse: tellRuling(ruling) }, events: [...events, ...tellFrozen(hearing)] };
    // A patch that Codex takes out of a line is put before the run next, which writes it down with what becomes of it.
    const isPutAgain = ofRun && action.kind === 'command' && ruled.files.length > 0;
    const acts = ruled.files.length > 0 && hearing.memory?.acted !== true;
    return {
      answer: ruling.verdict === 'warn' ? { tell: tellRuling(ruling) } : {},
      events: isPutAgain ? [] : events,
      ...(acts ? { memory: remember(hearing, { acted: true }) } : {}),
    };
  });

/**
 * Judges what stands after Codex has done something: a command may have written past every judgement. What stood there when
 * it was looked at before is not held against it.
 */
export const ruleAfterTool = (hearing: Hearing): Promise<Result<HookRuling, Failure>> =>
  story(async function* () {
    const looked = yield* need(lookAtChange(hearing));
    const { memory } = hearing;
    if (memory?.change === looked.change) return { answer: {}, events: [] };
    // Where nothing is remembered, nobody knows what stood before: then all of it is told.
    const before = { findings: [], meters: [], ...memory?.judgement, verdict: 'pass' as const };
    const ruling = ruleOnPatch(before, looked.judgement, new Set());
    const stops = blocking(ruling.findings).length > 0;
    return {
      answer: stops ? { refuse: tellBrought(ruling) } : {},
      events: [entryOfLook(hearing, 'tool', looked, stops)],
      memory: remember(hearing, { ...seen(looked), acted: true }),
    };
  });
