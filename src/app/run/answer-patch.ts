import { approvalsFor, present, tellRuling, type ProposedFile, type RunEvent, type Ruling } from '#core';
import type { AgentAsk, AgentThread } from '../agent.ts';
import type { ActionJudge } from '../action/judge-action.ts';
import type { Raised, RunLaw } from './run-law.ts';
import type { PatchAnswer, PatchQuestion, RunWatcher } from './run-ports.ts';

type PatchAsk = Extract<AgentAsk, { readonly kind: 'asks-patch' }>;

export interface AnswerPorts {
  readonly thread: Pick<AgentThread, 'answer'>;
  readonly judge: ActionJudge;
  readonly law: RunLaw;
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

type Decider = 'engine' | 'person';
type Final = Exclude<PatchAnswer, { readonly decision: 'approve' }>;
type Decision = Final & { readonly by: Decider };

/** What is asked of a person; `by`: whose word it would be to let it through now. */
interface Question extends PatchQuestion {
  readonly by: Decider;
}

const decideOn = async (
  { watcher, signal }: AnswerPorts,
  { by, ...question }: Question,
): Promise<PatchAnswer & { readonly by: Decider }> => {
  const { ruling, files } = question;
  // A patch that cannot be applied to the files as they are cannot be accepted by anybody.
  if (files.length > 0) await watcher.see?.(question);
  if (ruling.verdict !== 'block') return { decision: 'accept', by };
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

/** Judges a patch and holds it; undefined where it could not be judged, and was declined. */
const judgeAsked = async (ports: AnswerPorts, ask: PatchAsk, by: Decider): Promise<Question | undefined> => {
  const { judge, thread, tell, law, signal, cwd } = ports;
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
  const { standard } = law.now();
  return { id, files: proposed, ruling, by, roles: standard.policy.roles, raisable: approvalsFor(ruling, standard) };
};

/** Raises what the change needs with the patch that is held. */
const raise = async (
  { judge, law, signal }: AnswerPorts,
  approvals: Parameters<RunLaw['raise']>[0],
): Promise<Raised> => {
  const looked = await judge.look(signal);
  return looked.ok ? law.raise(approvals, looked.value.reading.files) : { given: [], failed: looked.error };
};

/** Asks until a patch is accepted or declined; each budget that is approved meanwhile has it judged again. */
const settleOn = async (
  ports: AnswerPorts,
  ask: PatchAsk,
  question: Question,
): Promise<{ readonly decided: Decision; readonly question: Question } | undefined> => {
  const { judge, law, tell, signal } = ports;
  const { id } = question;
  const decided = await decideOn(ports, question);
  if (decided.decision !== 'approve') return { decided, question };
  if (signal.aborted) return { decided: { decision: 'decline', by: 'person' }, question };
  const { given, failed } = await raise(ports, decided.approvals);
  for (const approval of given) await tell({ kind: 'budget-approved', id, approval });
  if (given.length === 0) return settleOn(ports, ask, { ...question, ...present('failed', failed) });
  // It is judged on top of all that is held, and would find itself there.
  judge.settle(id, 'declined');
  judge.moved();
  await judge.holdTo(law.now());
  const again = await judgeAsked(ports, ask, 'person');
  return again && settleOn(ports, ask, { ...again, ...present('failed', failed) });
};

/** Judges a patch before it is written, and answers whether it may be: its files where it was accepted. */
export const answerPatch = async (ports: AnswerPorts, ask: PatchAsk): Promise<readonly ProposedFile[] | undefined> => {
  const { judge, thread, tell, signal } = ports;
  const { item: id } = ask;
  const judged = await judgeAsked(ports, ask, 'engine');
  const settled = judged && (await settleOn(ports, ask, judged));
  if (settled === undefined) return undefined;
  const { decided, question } = settled;
  const isAccepted = decided.decision === 'accept' && !signal.aborted;
  judge.settle(id, isAccepted ? 'accepted' : 'declined');
  const decision = isAccepted ? 'accepted' : 'declined';
  await tell({ kind: 'patch-decided', id, decision, by: decided.by, ...present('reason', reasonOf(decided)) });
  // What could not be written down ended the run meanwhile: nothing goes on unrecorded.
  if (!isAccepted || signal.aborted) {
    if (isAccepted) judge.settle(id, 'declined');
    await thread.answer(ask.ask, 'decline', tellDecline(decided, question.ruling));
    return undefined;
  }
  ports.offer(question.files);
  await thread.answer(ask.ask, 'accept');
  return question.files;
};
