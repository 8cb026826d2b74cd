import { answerHook, logPrompt, openActionJudge, policyPath, type Failure, type PromptOptions } from '#app';
import { readHookCall, writeHookAnswer } from '#codex';
import { failure, present, success, type Result } from '#core';
import { build, openKeepingMachine, startResident, type KeepingMachine, type OpeningWorktree } from '#repo';
import type { Terminal } from '../terminal.ts';
import type { HookQuestion } from './warm-hook.ts';

export { engine } from './engine.ts';

/** The machine of the worktree that a session works in, for one question alone. */
const openFor = (
  { policies, environment, folder }: Terminal,
  place: string,
  signal: AbortSignal,
  opening?: OpeningWorktree,
): Promise<Result<KeepingMachine, Failure>> =>
  openKeepingMachine(
    place,
    { policies },
    { environment, startedIn: folder, signal, isBrief: true, ...present('opening', opening) },
  );

/**
 * Starts an engine for the hooks that come next, as no window has answered this one. Not for a governed run, which asks but for
 * commands and leaves no process behind, and not where there is no policy.
 */
const startFor = async (
  { again, environment }: Terminal,
  { place, mode, ofRun = false }: HookQuestion,
  { machine }: KeepingMachine,
): Promise<void> => {
  if (again === undefined || ofRun) return;
  const policy = await machine.repository.read(policyPath);
  if (!policy.ok || policy.value === undefined) return;
  const words = ['engine', ...(mode === undefined ? [] : ['--mode', mode])];
  await startResident({ folder: place, build, environment, program: again, words });
};

/** What was found out helps the next hook; whoever waits for this one need not wait for that. */
const keepFor = async (terminal: Terminal, asked: HookQuestion, opened: KeepingMachine): Promise<void> => {
  const keep = async (): Promise<void> => {
    await opened.save();
    await startFor(terminal, asked, opened);
  };
  if (terminal.afterwards === undefined) await keep();
  else terminal.afterwards(keep);
};

/** Judges by itself. */
export const answerCold = async (
  terminal: Terminal,
  asked: HookQuestion & { readonly opening?: OpeningWorktree },
  signal: AbortSignal,
): Promise<Result<string, Failure>> => {
  const { event, input, place, mode, ofRun, opening } = asked;
  const call = readHookCall(event, input);
  if (!call.ok) return call;
  const opened = await openFor(terminal, place, signal, opening);
  // Outside of a repository there is no policy, and nothing to say.
  if (!opened.ok) return opened.error.reason === 'no-repository' ? success('') : opened;
  const ports = opened.value.machine;
  const judging = {
    ...ports,
    judgeBy: (standing: Parameters<typeof openActionJudge>[1]) => openActionJudge(ports, standing),
  };
  const answered = await answerHook(judging, call.value, {
    ...present('mode', mode),
    ...present('ofRun', ofRun),
    signal,
  });
  await keepFor(terminal, asked, opened.value);
  return answered.ok ? success(writeHookAnswer(event, answered.value)) : answered;
};

/** Logs a prompt that was ruled elsewhere. */
export const logPromptHere = async (
  terminal: Terminal,
  place: string,
  prompt: PromptOptions,
  signal: AbortSignal,
): Promise<Result<unknown, Failure>> => {
  const opened = await openFor(terminal, place, signal);
  return opened.ok ? logPrompt(opened.value.machine, prompt) : failure(opened.error);
};
