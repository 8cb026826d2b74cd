/*
 * Every surface that judges what an agent does, with the kinds of action it can see. One that is built gets its adapter here,
 * and leaves `toCome`; then the whole corpus is put before it.
 */
import assert from 'node:assert/strict';
import { judgeOnce, takeStanding } from '#app';
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
import type { Documents } from '../../src/cli/documents.ts';
import { documentOf, inRepository } from '../cli/command-line.ts';
import { openClient } from '../cli/mcp-client.ts';
import { demand } from '../repo/temporary-repository.ts';
import type { CorpusAction, World } from './actions.ts';

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

const asked = ({ action }: CorpusAction): readonly [tool: string, given: Record<string, unknown>] => {
  if (action.kind === 'command') return ['check_command', { command: action.command }];
  if (action.kind === 'prompt') return ['check_prompt', { text: action.text, follows: action.follows === true }];
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

const all = ['judge', 'check', 'run', 'hook', 'mcp'] as const;
export type SurfaceName = (typeof all)[number];

/** The surfaces that there are. */
export const surfaces: Readonly<Partial<Record<SurfaceName, Surface>>> = { judge, check, mcp };

/** Those that are not built yet: a governed run, a hook of Codex. */
export const toCome: readonly SurfaceName[] = ['run', 'hook'];

export const surfaceNames: readonly SurfaceName[] = all;
