import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, parseJson, success, type Finding, type Meter } from '#core';
import type { Failure, SessionMemories, SessionMemory } from '#app';
import { sha256 } from './digest.ts';
import { listPaths, readText, replaceFile } from './durable-file.ts';
import { explainRefusal } from './system-refusal.ts';

// A session that nobody went on with for so long is not gone on with, and if it is, it begins anew.
const oldest = 30 * 24 * 60 * 60 * 1000;

const isMemory = (value: unknown): value is SessionMemory & { readonly version: 1 } => {
  if (typeof value !== 'object' || value === null) return false;
  const { version, prompts, corrections, acted, judgement, change } = value as Record<string, unknown>;
  const { findings, meters } = (judgement ?? {}) as { readonly findings?: Finding[]; readonly meters?: Meter[] };
  const counts = [prompts, corrections].every((count) => typeof count === 'number');
  return (
    version === 1 &&
    counts &&
    typeof acted === 'boolean' &&
    typeof change === 'string' &&
    Array.isArray(findings) &&
    Array.isArray(meters)
  );
};

const dropOld = async (folder: string): Promise<void> => {
  for (const path of await listPaths(folder)) {
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > oldest) await rm(path, { force: true }).catch(() => undefined);
  }
};

/** What is remembered of the sessions of a worktree, each in a file of a folder that need not be there. */
export const openSessionMemories = (folder: string): SessionMemories => {
  const fileOf = (session: string): string => join(folder, `${sha256(session).slice(0, 32)}.json`);
  return {
    read: async (session) => {
      const text = await readText(fileOf(session)).catch(() => undefined);
      const memory = parseJson(text ?? '');
      return isMemory(memory) ? memory : undefined;
    },
    keep: async (session, memory) => {
      try {
        if (memory.prompts < 2) await dropOld(folder);
        return success(await replaceFile(fileOf(session), `${JSON.stringify({ ...memory, version: 1 })}\n`));
      } catch (error) {
        const problem: Failure = {
          reason: 'cannot-keep',
          message: `What is remembered of this session of Codex cannot be kept in ${folder}: ${explainRefusal(error)}.`,
          remedy: 'Make sure that the disk has room and that you may write there, then try again.',
        };
        return failure(problem);
      }
    },
  };
};
