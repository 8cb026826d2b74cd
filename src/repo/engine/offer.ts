import { randomBytes } from 'node:crypto';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { present } from '#core';
import { isAddressOf, isToken, readAddress, removeAddress, writeAddress, type EngineAddress } from './address.ts';
import { readLines, writeLine } from './lines.ts';
import { clearSocketFolders, makeSocketFolder, socketIn } from './socket-folder.ts';

/** What answers a question; undefined: whoever asks has to see for themselves. The signal: they are gone. */
export type AnswerQuestion = (question: unknown, signal: AbortSignal) => Promise<unknown>;

export interface EnginePlace {
  readonly root: string;
  /** What we keep for this worktree. */
  readonly ownFolder: string;
}

export interface OfferOptions {
  readonly build: string;
  readonly answer: AnswerQuestion;
  /** The digest of the environment that it judges in, where it answers those alone who ask in the same. */
  readonly surroundings?: string;
}

/** An engine that is reached over a socket that is its owner's alone. */
export interface OfferedEngine {
  /** Says again where it is, where nobody else does by now: of two windows, the other one may have been closed. */
  readonly renew: () => Promise<void>;
  /** Whether it is still the one that is asked: a later one takes its place. */
  readonly isAsked: () => Promise<boolean>;
  /** Ends it, with what is being asked at the moment; nothing is left of it. */
  readonly dispose: () => Promise<void>;
}

const hear = async (socket: Socket, token: string, answer: AnswerQuestion): Promise<void> => {
  const gone = new AbortController();
  socket.once('close', () => gone.abort());
  // Who goes away in the middle of a word is gone, and no more.
  socket.on('error', () => undefined);
  const said = (await readLines(socket).next()) as
    { readonly token?: unknown; readonly question?: unknown } | undefined;
  if (typeof said !== 'object' || said === null || !isToken(said.token, token)) return void socket.destroy();
  writeLine(socket, { heard: true });
  const told = await answer(said.question, gone.signal);
  if (told !== undefined) writeLine(socket, { told });
  socket.end();
};

const listen = async (server: Server, socket: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, () => resolve());
  });

/**
 * Has an engine answer who asks over a socket of its own, in a folder that nobody else may look into, and says where in the
 * folder that is kept for the worktree. What is left of engines of this person that were killed is removed. Undefined where
 * the system has no such sockets. Throws what the system refuses.
 */
export const offerEngine = async (
  { root, ownFolder }: EnginePlace,
  { build, answer, surroundings }: OfferOptions,
): Promise<OfferedEngine | undefined> => {
  if (process.getuid === undefined) return undefined;
  await clearSocketFolders();
  const folder = await makeSocketFolder();
  const token = randomBytes(32).toString('hex');
  const own = { build, pid: process.pid, root, socket: socketIn(folder), token };
  const address: EngineAddress = { ...own, ...present('surroundings', surroundings) };
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    void hear(socket, token, answer).catch(() => socket.destroy());
  });
  const dispose = async (): Promise<void> => {
    await removeAddress(ownFolder, address);
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await listen(server, address.socket);
    await chmod(address.socket, 0o600);
    // Nothing of an engine keeps a process alive.
    server.unref();
    await mkdir(ownFolder, { recursive: true });
    await writeAddress(ownFolder, address);
  } catch (error) {
    await dispose();
    throw error;
  }
  const renew = async (): Promise<void> => {
    if ((await readAddress(ownFolder)) === undefined) await writeAddress(ownFolder, address);
  };
  return { renew, isAsked: async () => isAddressOf(ownFolder, address), dispose };
};
