import { constants } from 'node:fs';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { endsWithPrompt, failure, nextPromptNumber, success, writePromptEntry, type Result } from '#core';
import type { Clock, Failure, FindSecrets, LoggedPrompt, PromptLog, PromptToLog } from '#app';
import { LockBusy, underLock, type Held, type LockOptions } from './file-lock.ts';
import { once } from './once.ts';
import { redactText } from './secrets/redact-text.ts';
import { loadSecretFinder } from './secrets/secrets.ts';
import { explainRefusal } from './system-refusal.ts';
import { staysInside } from './git/working-files.ts';

export interface PromptLogOptions extends LockOptions {
  readonly clock: Clock;
  /** Loads the scanner of secrets; the one there is when left out. */
  readonly loadSecretFinder?: () => Promise<FindSecrets>;
}

/** The places of a worktree: its root, and the folder that we keep for it, where the lock is. */
export interface LogPlace {
  readonly root: string;
  readonly ownFolder: string;
}

/** The log of prompts of a worktree. */
export const openPromptLog = ({ root, ownFolder }: LogPlace, options: PromptLogOptions): PromptLog => {
  const load = once(options.loadSecretFinder ?? loadSecretFinder);
  return {
    add: async (path, prompt, { unlessLast = false } = {}) => {
      const target = join(root, path);
      try {
        if (!(await staysInside(root, target))) return failure(cannotLog(target, 'it is outside the repository'));
        const scrubbed = await scrub(prompt, await load());
        return await underLock(
          join(ownFolder, 'prompt-log.lock'),
          async (held) => addUnder(held, { target, path, prompt: scrubbed, unlessLast, clock: options.clock }),
          options,
        );
      } catch (error) {
        return failure(cannotLog(target, error instanceof LockBusy ? error.message : explainRefusal(error)));
      }
    },
  };
};

const cannotLog = (path: string, why: string): Failure => ({
  reason: 'cannot-keep',
  message: `The prompt cannot be logged in ${path}: ${why}.`,
  remedy: 'The policy wants every prompt in that file: make sure that you may write there, then try again.',
});

const scrub = async ({ branch, targets, text }: PromptToLog, findSecrets: FindSecrets): Promise<PromptToLog> => {
  const redact = async (one: string): Promise<string> => redactText(one, findSecrets);
  return {
    branch: branch === null ? null : await redact(branch),
    targets: await Promise.all(targets.map(redact)),
    text: await redact(text),
  };
};

interface Adding {
  readonly target: string;
  readonly path: string;
  readonly prompt: PromptToLog;
  readonly unlessLast: boolean;
  readonly clock: Clock;
}

const openLog = async (target: string): Promise<FileHandle> => {
  await mkdir(dirname(target), { recursive: true });
  // A link could lead anywhere.
  const flags = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
  return open(target, flags, 0o666);
};

const addUnder = async (held: Held, adding: Adding): Promise<Result<LoggedPrompt | undefined, Failure>> => {
  const { target, path, prompt, unlessLast, clock } = adding;
  const file = await openLog(target);
  try {
    const bytes = await file.readFile();
    const log = bytes.toString('utf8');
    if (unlessLast && endsWithPrompt(log, prompt.text)) return success(undefined);
    const number = nextPromptNumber(log);
    const text = writePromptEntry(log, number, { ...prompt, at: clock.now() });
    if (!(await held.isMine())) return failure(cannotLog(target, 'another process took over'));
    await appendWhole(file, text, bytes.length);
    return success({ path, number });
  } finally {
    await file.close();
  }
};

/** Writes at the end, down to the disk; what was written in part only is taken away again. */
const appendWhole = async (file: FileHandle, text: string, size: number): Promise<void> => {
  try {
    await file.appendFile(text);
    await file.datasync();
  } catch (error) {
    await file.truncate(size).catch(() => undefined);
    throw error;
  }
};
