import { stat } from 'node:fs/promises';
import { failure, present, success, type Result } from '#core';
import type { Failure } from '#app';
import { isGitVariable, type Variables } from './environment.ts';
import { explainTrouble, type GitTrouble } from './failure.ts';
import { findGit } from './program.ts';
import { runProgram, type Call, type End as ProgramEnd } from '../run-program.ts';

/** What git said, with its exit code where more than one is an answer. */
export interface GitAnswer<T> {
  readonly code: number;
  readonly output: T;
  /** What it wrote to its error output all the same. */
  readonly complaint: string;
}

interface GitOptions {
  readonly input?: Uint8Array | string;
  /** The exit codes that are answers; 0 alone when left out. */
  readonly answers?: readonly number[];
  /** So many bytes of output, or a few more, are enough: then git is stopped, and that is its answer. */
  readonly enough?: number;
}

interface GitSurroundings {
  readonly folder?: string;
  readonly variables?: Variables;
  readonly signal?: AbortSignal | undefined;
}

/** Git in a folder, under an environment. The only place that starts git. */
export interface Git {
  readonly folder: string;
  /** The same git in another folder, with more variables, or under a signal that stops it. */
  readonly under: (more: GitSurroundings) => Git;
  /** For questions with a short answer in plain text. */
  readonly ask: (words: readonly string[], answers?: readonly number[]) => Promise<Result<GitAnswer<string>, Failure>>;
  /** For input, and for output that must not be touched. */
  readonly run: (words: readonly string[], options?: GitOptions) => Promise<Result<GitAnswer<Buffer>, Failure>>;
  /** For output that may be too large to hold: it is handed over in pieces. */
  readonly pour: (
    words: readonly string[],
    take: (piece: Buffer) => void,
    options?: Pick<GitOptions, 'input'>,
  ) => Promise<Result<void, Failure>>;
}

/** The value of a result that is there unless something is broken that no caller can fix: then it throws. */
export const valueOf = <T>(result: Result<T, Failure>): T => {
  if (result.ok) return result.value;
  throw new Error(result.error.message);
};

interface Scene {
  readonly folder: string;
  readonly environment: Variables;
  readonly signal?: AbortSignal | undefined;
}

// Long enough for the first look at a very large tree; a git that hangs must not hang us.
const patience = 300_000;
const mostOutput = 512 * 1024 * 1024;

export const createGit = (scene: Scene): Git => ({
  folder: scene.folder,
  under: ({ folder, variables, signal }) =>
    createGit({
      folder: folder ?? scene.folder,
      environment: { ...scene.environment, ...variables },
      signal: signal ?? scene.signal,
    }),
  ask: async (words, answers) => ask(scene, words, answers ?? [0]),
  run: async (words, options) => run(scene, words, options ?? {}),
  pour: async (words, take, options) => pour(scene, words, take, options ?? {}),
});

type End = Pick<GitTrouble, 'end' | 'complaint'>;

const failed = async ({ folder }: Scene, words: readonly string[], end: End): Promise<Result<never, Failure>> => {
  // A program that is started in a folder that is gone is reported as missing itself.
  const gone = end.end === 'missing' && !(await isFolder(folder));
  if (gone) return failure(noFolder(folder));
  return failure(explainTrouble({ folder, words, ...end }));
};

export const isFolder = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

export const noFolder = (folder: string): Failure => ({
  reason: 'no-repository',
  message: `There is no folder ${folder}.`,
  remedy: 'Check the path.',
});

/*
 * Its environment is ours, pin by pin, so what simple-git refuses in other people's environments is let through: here
 * these variables and settings switch such programs off.
 */
const allowed = {
  // It is the one that was found on the PATH; its folder may have a blank in its name.
  allowUnsafeCustomBinary: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeHooksPath: true,
};

const ask = async (
  scene: Scene,
  words: readonly string[],
  answers: readonly number[],
): Promise<Result<GitAnswer<string>, Failure>> => {
  const { folder, environment, signal } = scene;
  if (signal?.aborted === true) return failed(scene, words, { end: 'cancelled', complaint: '' });
  if (!(await isFolder(folder))) return failure(noFolder(folder));
  const binary = await findGit(environment);
  if (binary === undefined) return failed(scene, words, { end: 'missing', complaint: '' });
  // Whoever only walks a folder never asks.
  const { simpleGit } = await import('simple-git');
  let code: number | null = null;
  let complaint = '';
  const text = await simpleGit({
    baseDir: folder,
    binary,
    allowEnvironment: Object.keys(environment).filter(isGitVariable),
    unsafe: allowed,
    completion: { onClose: true, onExit: false },
    timeout: { block: patience },
    ...(signal === undefined ? {} : { abort: signal }),
    errors: (_, { exitCode, stdErr }) => {
      code = exitCode;
      complaint = Buffer.concat(stdErr).toString();
      return undefined;
    },
  })
    .env({ ...environment })
    .raw([...words]);
  if (code !== null && answers.includes(code)) return success({ code, output: text, complaint });
  return failed(scene, words, { end: endOfAsking(signal, code, complaint), complaint });
};

const endOfAsking = (signal: AbortSignal | undefined, code: number | null, complaint: string): GitTrouble['end'] => {
  if (signal?.aborted === true) return 'cancelled';
  if (complaint.includes('ENOENT')) return 'missing';
  // simple-git ends a program only for a signal or for silence, and then has no exit code to tell.
  return code === null ? 'timed-out' : 'exited';
};

/** Runs something under a signal that is given by the caller's own, or when patience ends. */
const underStop = async <T>({ signal }: Scene, start: (stop: AbortSignal) => Promise<T>): Promise<T> => {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  const timer = setTimeout(stop, patience);
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted === true) stop();
  try {
    return await start(controller.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
};

const endOf = ({ signal }: Scene, { how, complaint }: ProgramEnd): End => {
  if (how === 'stopped') return { end: signal?.aborted === true ? 'cancelled' : 'timed-out', complaint };
  if (how === 'too-much') return { end: 'exited', complaint: 'its answer is larger than 512 MB' };
  return { end: how, complaint };
};

/** Runs git; the exit code is told when it is one of the answers. */
const start = async (
  scene: Scene,
  words: readonly string[],
  given: Pick<Call, 'input' | 'take'> & Pick<GitOptions, 'enough'> & { readonly answers: readonly number[] },
): Promise<Result<{ readonly code: number; readonly complaint: string }, Failure>> => {
  const { folder, environment } = scene;
  const program = await findGit(environment);
  if (program === undefined) return failed(scene, words, { end: 'missing', complaint: '' });
  const ended = await underStop(scene, (stop) => runProgram({ program, words, folder, environment, ...given, stop }));
  const { how, code, complaint } = ended;
  if (how === 'too-much' && given.enough !== undefined) return success({ code: 0, complaint });
  return how === 'exited' && code !== undefined && given.answers.includes(code)
    ? success({ code, complaint })
    : failed(scene, words, endOf(scene, ended));
};

const run = async (
  scene: Scene,
  words: readonly string[],
  { input, answers = [0], enough }: GitOptions,
): Promise<Result<GitAnswer<Buffer>, Failure>> => {
  const pieces: Buffer[] = [];
  let size = 0;
  const take = (piece: Buffer): boolean => {
    size += piece.length;
    pieces.push(piece);
    return size <= (enough ?? mostOutput);
  };
  const ended = await start(scene, words, { input, answers, take, ...present('enough', enough) });
  return ended.ok ? success({ ...ended.value, output: Buffer.concat(pieces) }) : ended;
};

const pour = async (
  scene: Scene,
  words: readonly string[],
  take: (piece: Buffer) => void,
  { input }: Pick<GitOptions, 'input'>,
): Promise<Result<void, Failure>> => {
  const takeAll = (piece: Buffer): boolean => {
    take(piece);
    return true;
  };
  const ended = await start(scene, words, { input, answers: [0], take: takeAll });
  return ended.ok ? success(undefined) : ended;
};
