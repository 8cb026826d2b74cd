import { answerHook, logPrompt, openActionJudge, type Failure, type PromptOptions } from '#app';
import { readHookCall, writeHookAnswer } from '#codex';
import { failure, present, success, type Result } from '#core';
import { openKeepingMachine, type KeepingMachine } from '#repo';
import type { Terminal } from '../terminal.ts';
import type { HookQuestion } from './warm-hook.ts';

/** The machine of the worktree that a session works in, for one question alone. */
const openFor = (
  { policies, environment, folder }: Terminal,
  place: string,
  signal: AbortSignal,
): Promise<Result<KeepingMachine, Failure>> =>
  openKeepingMachine(place, { policies }, { environment, startedIn: folder, signal, isBrief: true });

/** What was found out helps the next hook; whoever waits for this one need not wait for that. */
const keepFor = async ({ afterwards }: Terminal, { save }: KeepingMachine): Promise<void> => {
  if (afterwards === undefined) await save();
  else afterwards(save);
};

/** Judges by itself. */
export const answerCold = async (
  terminal: Terminal,
  { event, input, place, mode, ofRun }: HookQuestion,
  signal: AbortSignal,
): Promise<Result<string, Failure>> => {
  const call = readHookCall(event, input);
  if (!call.ok) return call;
  const opened = await openFor(terminal, place, signal);
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
  await keepFor(terminal, opened.value);
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
