import { realpath } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { readAddress, removeAddress, type EngineAddress } from './address.ts';
import { findOwnFolder } from './find-own-folder.ts';
import { readLines, writeLine } from './lines.ts';
import { clearSocketFolder } from './socket-folder.ts';
import { tellSurroundings } from './surroundings.ts';

/** How long to wait for an engine, in milliseconds. */
export interface EnginePatience {
  /** Until it is reached. */
  readonly reach: number;
  /** Until it says that it has heard: a window that is held up does not. */
  readonly hear: number;
  /** Until it answers. */
  readonly answer: number;
}

const usualPatience: EnginePatience = { reach: 250, hear: 1_000, answer: 10_000 };

export interface AskOptions {
  /** What whoever asks was built of. */
  readonly build: string;
  readonly environment: NodeJS.ProcessEnv;
  /** It is no matter of ruling: one of another build, or in another environment, will do as well. */
  readonly whoever?: boolean;
  readonly patience?: EnginePatience;
  readonly signal?: AbortSignal;
}

/** What comes of something within so many milliseconds; else undefined. */
const within = async <Value>(time: number, work: Promise<Value>): Promise<Value | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), time);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

const reach = async ({ socket }: EngineAddress): Promise<Socket | undefined> =>
  new Promise((resolve) => {
    const made = connect(socket);
    made.once('connect', () => resolve(made));
    made.on('error', () => resolve(undefined));
  });

const isHeard = (said: unknown): boolean => typeof said === 'object' && said !== null && 'heard' in said;

const talk = async (
  socket: Socket,
  said: { readonly token: string; readonly question: unknown },
  patience: EnginePatience,
): Promise<unknown> => {
  const lines = readLines(socket);
  writeLine(socket, said);
  if (!isHeard(await within(patience.hear, lines.next()))) return undefined;
  const answer = await within(patience.answer, lines.next());
  return typeof answer === 'object' && answer !== null && 'told' in answer ? answer.told : undefined;
};

interface FoundEngine {
  readonly address: EngineAddress;
  readonly ownFolder: string;
}

/** Whether an engine would rule by the same as who asks. */
const isAlike = ({ build, surroundings }: EngineAddress, asking: AskOptions): boolean =>
  asking.whoever === true ||
  (build === asking.build && (surroundings === undefined || surroundings === tellSurroundings(asking.environment)));

/**
 * The engine of the worktree that a folder is in: one of this person, built of the same, for the very same root, and where it
 * stays without a window, in the same environment.
 */
const findEngine = async (folder: string, options: AskOptions): Promise<FoundEngine | undefined> => {
  const place = await findOwnFolder(folder, options.environment);
  const address = place === undefined ? undefined : await readAddress(place.ownFolder);
  if (place === undefined || address === undefined || !isAlike(address, options)) return undefined;
  const [here, there] = await Promise.all([place.root, address.root].map((root) => realpath(root)));
  return here === there ? { address, ownFolder: place.ownFolder } : undefined;
};

/** What an engine told, whatever that is, and where what comes of it is kept. */
export interface EngineAnswer {
  readonly told: unknown;
  readonly ownFolder: string;
}

/** Reaches an engine; whoever is told of the socket ends it. */
const reachIn = async (address: EngineAddress, time: number): Promise<Socket | undefined> => {
  const reaching = reach(address);
  const socket = await within(time, reaching);
  // One that is reached too late is let go.
  if (socket === undefined) void reaching.then((late) => late?.destroy());
  return socket;
};

/** Whether somebody listens at an address. */
export const isReached = async (address: EngineAddress): Promise<boolean> => {
  const socket = await reachIn(address, usualPatience.reach);
  socket?.destroy();
  return socket !== undefined;
};

/** What an engine that was killed has left is removed: the next one to ask need not knock there. */
const forget = async ({ address, ownFolder }: FoundEngine): Promise<undefined> => {
  if (await clearSocketFolder(dirname(address.socket))) await removeAddress(ownFolder, address);
};

/**
 * Asks the warm engine of the worktree that a folder is in. Undefined where there is none, it is of another build, and where
 * it answers too late or nothing: then whoever asks sees for themselves. Nothing has come of the question then. Never throws.
 */
export const askEngine = async (
  folder: string,
  question: unknown,
  options: AskOptions,
): Promise<EngineAnswer | undefined> => {
  const { patience = usualPatience, signal } = options;
  try {
    const found = await findEngine(folder, options);
    if (found === undefined) return undefined;
    const { address, ownFolder } = found;
    const socket = await reachIn(address, patience.reach);
    if (socket === undefined) return await forget(found);
    const hangUp = (): void => void socket.destroy();
    if (signal?.aborted === true) hangUp();
    signal?.addEventListener('abort', hangUp, { once: true });
    try {
      const told = await talk(socket, { token: address.token, question }, patience);
      return told === undefined ? undefined : { told, ownFolder };
    } finally {
      signal?.removeEventListener('abort', hangUp);
      hangUp();
    }
  } catch {
    return undefined;
  }
};
