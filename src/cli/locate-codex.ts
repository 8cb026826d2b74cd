import type { Failure } from '#app';
import { findCodex, type FoundCodex } from '#codex';
import type { Result } from '#core';
import { resolve } from 'node:path';
import type { Terminal } from './terminal.ts';

/** The Codex that was named, or the one on the PATH. */
export const locateCodex = (
  { folder, environment }: Terminal,
  root: string,
  codex: string | undefined,
): Promise<Result<FoundCodex, Failure>> =>
  findCodex({
    chosen: codex === undefined ? '' : resolve(folder, codex),
    path: environment['PATH'] ?? '',
    // Only who names a program of the workspace agrees that it may be run.
    workspace: { root, isAllowed: codex !== undefined },
    platform: process.platform,
  });
