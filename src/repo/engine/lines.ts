import type { Socket } from 'node:net';
import { parseJson } from '#core';

/** Bytes of a line: a question holds a patch, and an answer what was found of it. */
const longest = 64 * 1024 * 1024;

/** Lines of JSON as they come over a socket. */
export interface Lines {
  /** The next value; undefined once the other side is gone, says no JSON, or says too much. */
  readonly next: () => Promise<unknown>;
}

/** Reads a socket line by line, from now on. */
export const readLines = (socket: Socket): Lines => {
  const come: unknown[] = [];
  let waiting: ((value: unknown) => void) | undefined;
  let pieces: Buffer[] = [];
  let length = 0;
  let isOver = false;
  const give = (value: unknown): void => {
    if (waiting === undefined) return void come.push(value);
    const give = waiting;
    waiting = undefined;
    give(value);
  };
  socket.on('data', (piece: Buffer) => {
    let rest = piece;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      give(parseJson(Buffer.concat([...pieces, rest.subarray(0, end)]).toString('utf8')));
      [pieces, length, rest] = [[], 0, rest.subarray(end + 1)];
    }
    length += rest.length;
    if (length > longest) socket.destroy();
    else if (rest.length > 0) pieces.push(rest);
  });
  for (const event of ['end', 'close', 'error'])
    socket.once(event, () => {
      isOver = true;
      give(undefined);
    });
  return {
    next: async () => {
      if (come.length > 0) return come.shift();
      return isOver ? undefined : new Promise((resolve) => (waiting = resolve));
    },
  };
};

export const writeLine = (socket: Socket, value: unknown): void => void socket.write(`${JSON.stringify(value)}\n`);
