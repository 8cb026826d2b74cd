/*
 * Every surface that judges what an agent does, with the kinds of action it can see. The whole corpus is put before each.
 */
import assert from 'node:assert/strict';
import { judgeOnce, takeStanding } from '#app';
import { answerHooks } from '#codex';
import {
  applyPatch,
  pathsOfSteps,
  readPatch,
  type Action,
  type Finding,
  type PatchAction,
  type PatchFault,
  type Result,
  type StandingFile,
} from '#core';
import { build, offerEngine, redactEvent, type AnswerQuestion, type OfferedEngine } from '#repo';
import type { Documents } from '../../src/cli/documents.ts';
import { documentOf, inRepository, runIn } from '../cli/command-line.ts';
import { openClient } from '../cli/mcp-client.ts';
import { demand } from '../repo/temporary-repository.ts';
import type { CorpusAction, World } from './actions.ts';
import { openRunSurface } from './run-surface.ts';

/** What a surface says of an action: `rule id` of all that it brings, sorted. */
export interface Told {
  readonly verdict: string;
  readonly findings: readonly string[];
}

export interface Surface {
  readonly sees: readonly Action['kind'][];
  /** Whether it can see this action, of those kinds. */
  readonly canSee?: (action: CorpusAction) => boolean;
  readonly tell: (world: World, action: CorpusAction) => Promise<Told>;
  /** Ends what it has started. */
  readonly close?: () => Promise<void>;
}

const without = <Value>(read: Result<Value, PatchFault>): Value => {
  assert.ok(read.ok, read.ok ? '' : read.error.message);
  return read.value;
};

const idsOf = (findings: readonly Pick<Finding, 'rule' | 'id'>[]): readonly string[] =>
  findings.map(({ rule, id }) => `${rule} ${id}`).sort();

/** The engine itself, asked in this process by somebody who keeps nothing. */
const judge: Surface = {
  sees: ['patch', 'command', 'prompt'],
  tell: async ({ machine }, { action, mode }) => {
    const standing = demand(await takeStanding(machine, { base: 'HEAD', mode }));
    const { ruling } = demand(await judgeOnce(machine, standing, action));
    return { verdict: ruling.verdict, findings: idsOf(ruling.findings) };
  },
};

/** Puts a patch on disk: Codex itself does where it can read it. */
const land = async ({ repository, machine, codex }: World, action: PatchAction): Promise<void> => {
  const { patch } = action;
  if ('text' in patch) {
    assert.ok(codex.applyIn(repository.root, patch.text), 'Codex applies it');
    return;
  }
  const steps = without(readPatch(action, repository.root));
  const standing = new Map<string, StandingFile>();
  for (const path of pathsOfSteps(steps)) standing.set(path, demand(await machine.lookAt(path)));
  for (const { path, from, after } of without(applyPatch(steps, standing))) {
    if (from !== undefined) repository.remove(from);
    if (after === undefined) repository.remove(path);
    else repository.write(path, after);
  }
};

/** The command line, which finds a patch once it has landed: what it says that it did not say before. */
const check: Surface = {
  sees: ['patch'],
  canSee: ({ lands, stood }) => lands !== false && stood !== true,
  tell: async (world, { action, mode, work }) => {
    const look = async () =>
      documentOf<Documents['check']>(world.repository, 'check', '--base', 'HEAD', '--mode', mode);
    // Where the task has changed nothing yet, nothing can be found.
    const before = new Set(work === undefined ? [] : (await look()).findings.map(({ id }) => id));
    assert.ok(action.kind === 'patch');
    await land(world, action);
    const brought = (await look()).findings.filter(({ id }) => !before.has(id));
    const levels = brought.map(({ level }) => level);
    const verdict = ['block', 'warn'].find((level) => levels.some((one) => one === level)) ?? 'pass';
    return { verdict, findings: idsOf(brought) };
  },
};

/** What Codex says to the hook of an action, and what it is told before where the action is no beginning. */
const questionOf = ({ action }: CorpusAction): { readonly name: string; readonly said: object } => {
  if (action.kind === 'prompt') return { name: 'UserPromptSubmit', said: { prompt: action.text } };
  assert.ok(action.kind === 'command' || action.kind === 'patch');
  const [tool_name, command] =
    action.kind === 'command'
      ? (['Bash', action.command] as const)
      : (['apply_patch', 'text' in action.patch ? action.patch.text : ''] as const);
  return { name: 'PreToolUse', said: { tool_name, tool_use_id: 'call', tool_input: { command } } };
};

/** A hook of Codex, which is a process of its own; here it runs in this one. What it decided stands in the journal. */
const hook: Surface = {
  sees: ['patch', 'command', 'prompt'],
  canSee: ({ action }) => action.kind !== 'patch' || 'text' in action.patch,
  tell: async ({ repository, machine }, { title, mode, ...one }) => {
    const { root, environment } = repository;
    const ask = async (name: string, said: object) => {
      const input = JSON.stringify({ session_id: title, cwd: root, hook_event_name: name, ...said });
      const { code, out, err } = await runIn({ folder: root, environment, input }, 'hook', name, '--mode', mode);
      assert.equal(code, 0, err);
      return out;
    };
    const { action } = one;
    if (action.kind === 'prompt' && action.follows === true)
      await ask('UserPromptSubmit', { prompt: 'Rename `one` in src/one.py so that tests/test_one.py passes.' });
    const { name, said } = questionOf({ title, mode, ...one });
    const out = await ask(name, said);
    const entries = demand(await machine.journal.read({ last: 4 }));
    const judged = entries.map(({ event }) => event).findLast((event) => event.kind === 'action-judged');
    assert.ok(judged?.kind === 'action-judged' && judged.run === title);
    assert.equal(/"deny"|"decision":"block"/.test(out), judged.verdict === 'block', 'it answers as it judged');
    return { verdict: judged.verdict, findings: idsOf(judged.findings) };
  },
};

/** The same hook beside an open window, which judges for it. One window for all: what it remembers must not show in the next. */
const openEngineSurface = (): Surface => {
  let answer: AnswerQuestion | undefined;
  let offered: OfferedEngine | undefined;
  let answered = 0;
  return {
    ...hook,
    tell: async (world, action) => {
      const { repository, machine } = world;
      const answerOf = (answer ??= answerHooks({ ...machine, redactEvent }));
      const noting: AnswerQuestion = async (question, signal) => {
        const told = await answerOf(question, signal);
        answered += told === undefined ? 0 : 1;
        return told;
      };
      const place = { root: repository.root, ownFolder: machine.ownFolder };
      offered ??= await offerEngine(place, { build, answer: noting });
      const before = answered;
      const told = await hook.tell(world, action);
      assert.ok(answered > before, 'the window has judged');
      return told;
    },
    close: async () => offered?.dispose(),
  };
};
const engine = openEngineSurface();

const asked = ({ action }: CorpusAction): readonly [tool: string, given: Record<string, unknown>] => {
  if (action.kind === 'command') return ['check_command', { command: action.command }];
  if (action.kind === 'prompt') return ['check_prompt', { text: action.text, follows: action.follows === true }];
  assert.ok(action.kind === 'patch');
  return ['check_patch', 'text' in action.patch ? { patch: action.patch.text } : { ...action.patch }];
};

/** The server of the Model Context Protocol, asked by a client of the official library. */
const mcp: Surface = {
  sees: ['patch', 'command', 'prompt'],
  tell: async ({ repository }, corpusAction) => {
    const { call, close } = await openClient(inRepository(repository));
    const [tool, given] = asked(corpusAction);
    const { document, words, isError } = await call(tool, { ...given, mode: corpusAction.mode });
    assert.equal(isError, false, words);
    await close();
    const { verdict, findings } = document as { verdict: string; findings: readonly Finding[] };
    return { verdict, findings: idsOf(findings) };
  },
};

const opened = openRunSurface();

/**
 * A governed run, with the real Codex. It is asked about patches, also those that a command is nothing but, about what it
 * is told, and by a hook about commands; a patch that cannot be applied Codex refuses by itself.
 */
const run: Surface = {
  sees: ['patch', 'command', 'prompt'],
  canSee: ({ action, lands }) => lands !== false && (action.kind !== 'patch' || 'text' in action.patch),
  tell: async (world, action) => {
    const { verdict, findings } = await opened.tell(world, action);
    return { verdict, findings: idsOf(findings) };
  },
  close: opened.close,
};

export type SurfaceName = 'judge' | 'check' | 'hook' | 'engine' | 'mcp' | 'run';

/** The surfaces that there are. */
export const surfaces: Readonly<Record<SurfaceName, Surface>> = { judge, check, hook, engine, mcp, run };
