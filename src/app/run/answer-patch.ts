import { tellRuling, type ProposedFile, type RunEvent, type Ruling } from '#core';
import type { AgentAsk, AgentThread } from '../agent.ts';
import type { ActionJudge } from '../judge-action.ts';
import type { RunWatcher } from './run-ports.ts';

type PatchAsk = Extract<AgentAsk, { readonly kind: 'asks-patch' }>;

export interface AnswerPorts {
  readonly thread: Pick<AgentThread, 'answer'>;
  readonly judge: ActionJudge;
  readonly tell: (event: RunEvent) => Promise<void>;
  readonly decide: RunWatcher['decide'];
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

const decideOn = async (
  ports: AnswerPorts,
  question: { readonly id: string; readonly files: readonly ProposedFile[]; readonly ruling: Ruling },
): Promise<{ readonly decision: 'accept' | 'decline'; readonly by: 'engine' | 'person' }> => {
  if (question.ruling.verdict !== 'block') return { decision: 'accept', by: 'engine' };
  // A patch that cannot be applied to the files as they are cannot be accepted by anybody.
  if (ports.decide === undefined || question.files.length === 0) return { decision: 'decline', by: 'engine' };
  return { decision: await ports.decide(question, ports.signal), by: 'person' };
};

const reasonFor = (by: 'engine' | 'person', ruling: Ruling): string =>
  by === 'person' ? `A person declined this patch. ${tellRuling(ruling)}` : tellRuling(ruling);

/** Judges a patch before it is written, and answers whether it may be: its files where it was accepted. */
export const answerPatch = async (ports: AnswerPorts, ask: PatchAsk): Promise<readonly ProposedFile[] | undefined> => {
  const { judge, thread, tell, signal, cwd } = ports;
  const { item: id, changes } = ask;
  const files = pathsOf(ask);
  const judged = await judge.judge({ kind: 'patch', patch: { changes }, cwd }, { hold: id, signal });
  if (!judged.ok) {
    // Not being able to judge is never a pass.
    const fault = judged.error.message;
    await tell({ kind: 'patch-judged', patch: { id, files, verdict: 'block', findings: [], fault }, meters: [] });
    await tell({ kind: 'patch-decided', id, decision: 'declined', by: 'engine' });
    await thread.answer(ask.ask, 'decline', `Nothing can be written now: the patch could not be judged. ${fault}`);
    return undefined;
  }
  const { ruling, files: proposed } = judged.value;
  const { verdict, findings, meters } = ruling;
  await tell({ kind: 'patch-judged', patch: { id, files, verdict, findings }, meters });
  const { decision, by } = await decideOn(ports, { id, files: proposed, ruling });
  const isAccepted = decision === 'accept' && !signal.aborted;
  judge.settle(id, isAccepted ? 'accepted' : 'declined');
  await tell({ kind: 'patch-decided', id, decision: isAccepted ? 'accepted' : 'declined', by });
  if (!isAccepted) {
    await thread.answer(ask.ask, 'decline', reasonFor(by, ruling));
    return undefined;
  }
  ports.offer(proposed);
  await thread.answer(ask.ask, 'accept');
  return proposed;
};
