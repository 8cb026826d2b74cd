import { answerHook, logPrompt, openActionJudge, type Failure, type PromptOptions } from '#app';
import { readHookCall, writeHookAnswer } from '#codex';
import { failure, present, success, type Result } from '#core';
import { courtHere, openMachine, type Machine } from '#repo';
import type { Terminal } from '../terminal.ts';
import type { HookQuestion } from './warm-hook.ts';

/** The machine of the worktree that a session works in, for one question alone. */
const openFor = (
  { policies, environment, folder }: Terminal,
  place: string,
  signal: AbortSignal,
): Promise<Result<Machine, Failure>> => {
  const parts = { policies, court: courtHere };
  return openMachine(place, parts, { environment, startedIn: folder, signal, isBrief: true });
};

/** Judges by itself. */
export const answerCold = async (
  terminal: Terminal,
  { event, input, place, mode, ofRun }: HookQuestion,
  signal: AbortSignal,
): Promise<Result<string, Failure>> => {
  const call = readHookCall(event, input);
  if (!call.ok) return call;
  const machine = await openFor(terminal, place, signal);
  // Outside of a repository there is no policy, and nothing to say.
  if (!machine.ok) return machine.error.reason === 'no-repository' ? success('') : machine;
  const ports = machine.value;
  const judging = {
    ...ports,
    judgeBy: (standing: Parameters<typeof openActionJudge>[1]) => openActionJudge(ports, standing),
  };
  const answered = await answerHook(judging, call.value, {
    ...present('mode', mode),
    ...present('ofRun', ofRun),
    signal,
  });
  return answered.ok ? success(writeHookAnswer(event, answered.value)) : answered;
};

/** Logs a prompt that was ruled elsewhere. */
export const logPromptHere = async (
  terminal: Terminal,
  place: string,
  prompt: PromptOptions,
  signal: AbortSignal,
): Promise<Result<unknown, Failure>> => {
  const machine = await openFor(terminal, place, signal);
  return machine.ok ? logPrompt(machine.value, prompt) : failure(machine.error);
};
