import { present, tellRuling, type ProposedFile, type RunEvent, type Ruling } from '#core';
import type { AgentAsk, AgentThread } from '../agent.ts';
import type { ActionJudge } from '../judge-action.ts';
import type { PatchAnswer, PatchQuestion, RunWatcher } from './run-ports.ts';

type PatchAsk = Extract<AgentAsk, { readonly kind: 'asks-patch' }>;

export interface AnswerPorts {
  readonly thread: Pick<AgentThread, 'answer'>;
  readonly judge: ActionJudge;
  readonly tell: (event: RunEvent) => Promise<void>;
  readonly watcher: Pick<RunWatcher, 'see' | 'decide'>;
  readonly cwd: string;
  /** Hears of a patch that is about to be accepted. */
  readonly offer: (files: readonly ProposedFile[]) => void;
  /** Ends when the run does. */
  readonly signal: AbortSignal;
}

const pathsOf = ({ changes }: PatchAsk) =>
  changes.map(({ path, kind }) => {
    const to = kind.type === 'update' ? (kind.move_path ?? undefined) : undefined;
    return to === undefined ? { path } : { path, to };
  });

type Decision = PatchAnswer & { readonly by: 'engine' | 'person' };

const decideOn = async ({ watcher, signal }: AnswerPorts, question: PatchQuestion): Promise<Decision> => {
  const { ruling, files } = question;
  // A patch that cannot be applied to the files as they are cannot be accepted by anybody.
  if (files.length > 0) await watcher.see?.(question);
  if (ruling.verdict !== 'block') return { decision: 'accept', by: 'engine' };
  if (watcher.decide === undefined || files.length === 0) return { decision: 'decline', by: 'engine' };
  return { ...(await watcher.decide(question, signal)), by: 'person' };
};

const reasonOf = (decided: Decision): string | undefined =>
  decided.decision === 'decline' ? decided.reason : undefined;

const tellDecline = (decided: Decision, ruling: Ruling): string => {
  if (decided.by === 'engine') return tellRuling(ruling);
  const reason = reasonOf(decided);
  const said = reason === undefined ? '' : ` They say: ${reason}`;
  return `A person declined this patch.${said}\n${tellRuling(ruling)}`;
};

/** Judges a patch before it is written, and answers whether it may be: its files where it was accepted. */
export const answerPatch = async (ports: AnswerPorts, ask: PatchAsk): Promise<readonly ProposedFile[] | undefined> => {
  const { judge, thread, tell, signal, cwd } = ports;
  const { item: id, changes } = ask;
  const files = pathsOf(ask);
  const judged = await judge.judge({ kind: 'patch', patch: { changes }, cwd }, { hold: id, signal });
  if (!judged.ok) {
    // Not being able to judge is never a pass.
    const fault = judged.error.message;
    const patch = { id, files, verdict: 'block', findings: [], fault } as const;
    await tell({ kind: 'patch-judged', patch, meters: [], stood: [] });
    await tell({ kind: 'patch-decided', id, decision: 'declined', by: 'engine' });
    await thread.answer(ask.ask, 'decline', `Nothing can be written now: the patch could not be judged. ${fault}`);
    return undefined;
  }
  const { ruling, files: proposed } = judged.value;
  const { verdict, findings, meters, stood } = ruling;
  await tell({ kind: 'patch-judged', patch: { id, files, verdict, findings }, meters, stood });
  const decided = await decideOn(ports, { id, files: proposed, ruling });
  const isAccepted = decided.decision === 'accept' && !signal.aborted;
  judge.settle(id, isAccepted ? 'accepted' : 'declined');
  const decision = isAccepted ? 'accepted' : 'declined';
  await tell({ kind: 'patch-decided', id, decision, by: decided.by, ...present('reason', reasonOf(decided)) });
  if (!isAccepted) {
    await thread.answer(ask.ask, 'decline', tellDecline(decided, ruling));
    return undefined;
  }
  ports.offer(proposed);
  await thread.answer(ask.ask, 'accept');
  return proposed;
};
