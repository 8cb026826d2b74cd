import { present, type Action, type JournalEvent, type Judgement, type Result } from '#core';
import { entryOfAction } from '../action/action-entry.ts';
import type { Failure } from '../failure.ts';
import type { ActionJudge, RuledAction } from '../action/judge-action.ts';
import type { PromptOptions } from '../task/prompt-log.ts';
import type { Reading } from '../review/review.ts';
import type { Standing } from '../law/standing.ts';
import { need, story } from '../story.ts';
import type { HookAnswer, HookCall, HookPorts, SessionMemory } from './hook-call.ts';

/** What a session is held to at the moment, and what is remembered of it. */
export interface Hearing {
  readonly ports: HookPorts;
  readonly call: HookCall;
  readonly standing: Standing;
  readonly judge: ActionJudge;
  readonly memory: SessionMemory | undefined;
  /** It is a governed run that asks. */
  readonly ofRun: boolean;
  readonly signal: AbortSignal | undefined;
}

/** What is answered, and what has to be written down before that. Nothing is, until somebody keeps it. */
export interface HookRuling {
  readonly answer: HookAnswer;
  readonly events: readonly JournalEvent[];
  readonly memory?: SessionMemory;
  /** A prompt to log. */
  readonly prompt?: PromptOptions;
}

export const nameOf = ({ call, standing }: Hearing) => ({ ...present('task', standing.task), run: call.session });

/** The change as it stands now. */
export interface Looked {
  readonly judgement: Judgement;
  /** The digest of what has changed, and how much. */
  readonly change: string;
}

const digestOf = (hash: (text: string) => string, { change }: Reading): string =>
  hash(
    JSON.stringify(
      change.files.map(({ path, from, status, added, deleted, addedLines }) => [
        path,
        from,
        status,
        added,
        deleted,
        addedLines,
      ]),
    ),
  );

/** Judges the change as it stands now. */
export const lookAtChange = ({ ports, judge, signal }: Hearing): Promise<Result<Looked, Failure>> =>
  story(async function* () {
    const { reading, judgement } = yield* need(judge.look(signal));
    return { judgement, change: digestOf(ports.hash, reading) };
  });

const nothing: SessionMemory = {
  prompts: 0,
  corrections: 0,
  acted: false,
  judgement: { findings: [], meters: [] },
  change: '',
};

/** What is remembered from now on: what was, with some of it new. */
export const remember = ({ memory }: Hearing, parts: Partial<SessionMemory>): SessionMemory => ({
  ...(memory ?? nothing),
  ...parts,
});

/** What is remembered of a look. */
export const seen = ({
  judgement: { findings, meters },
  change,
}: Looked): Pick<SessionMemory, 'judgement' | 'change'> => ({
  judgement: { findings, meters },
  change,
});

/** The entry of an action that was judged; `name` is what Codex calls it. */
export const entryOf = (hearing: Hearing, action: Action, ruled: RuledAction, name?: string): JournalEvent =>
  entryOfAction(
    { ...nameOf(hearing), surface: 'hook', ...present('action', name) },
    action,
    hearing.ports.repository.root,
    ruled,
  );

/** The entry of a look at the change. */
export const entryOfLook = (
  hearing: Hearing,
  after: 'prompt' | 'tool' | 'stop',
  { judgement: { verdict, findings, meters } }: Looked,
  refused: boolean,
): JournalEvent => ({
  kind: 'change-judged',
  ...nameOf(hearing),
  after,
  refused,
  verdict,
  findings: findings.map(({ id, rule, level }) => ({ id, rule, level })),
  meters: meters.map(({ id, used, limit }) => ({ id, used, limit })),
});
