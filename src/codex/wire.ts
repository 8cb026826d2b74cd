import type { Readable, Writable } from 'node:stream';
import * as z from 'zod';
import { failure, success, type Result } from '#core';
import { readJsonLines } from './json-lines.ts';
import type { ClientRequest, RequestId } from './protocol/messages.ts';

/** Why a request has no result: the other side said no, or is gone. */
export type Refusal = { readonly is: 'refused'; readonly message: string } | { readonly is: 'gone' };

type ParamsOf<Method extends ClientRequest['method']> = Extract<ClientRequest, { method: Method }>['params'];

/** JSON-RPC as Codex speaks it: a message a line, without the field `jsonrpc`. */
export interface Wire {
  request<Method extends ClientRequest['method']>(
    method: Method,
    params: ParamsOf<Method>,
  ): Promise<Result<unknown, Refusal>>;
  notify(method: 'initialized'): void;
  reply(id: RequestId, result: unknown): void;
  refuse(id: RequestId, message: string): void;
  /** Nothing comes any more: whoever waits is told. */
  end(): void;
}

export interface Listener {
  request(id: RequestId, method: string, params: unknown): void;
  notification(method: string, params: unknown): void;
  /** What is no message at all. */
  garbage(line: string): void;
}

const message = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});
type Message = z.infer<typeof message>;

// What JSON-RPC calls a method that is not there.
const methodNotFound = -32_601;

export const openWire = (input: Readable, output: Writable, listener: Listener): Wire => {
  const pending = new Map<RequestId, (result: Result<unknown, Refusal>) => void>();
  let last = 0;
  let hasEnded = false;
  const send = (value: object): void => {
    if (!hasEnded && output.writable) output.write(`${JSON.stringify(value)}\n`);
  };
  const settle = (id: RequestId, { error, result }: Message): void => {
    const resolve = pending.get(id);
    pending.delete(id);
    resolve?.(error === undefined ? success(result) : failure({ is: 'refused', message: error.message }));
  };
  const take = (value: unknown): void => {
    const read = message.safeParse(value);
    if (!read.success) return listener.garbage(JSON.stringify(value));
    const { id, method, params } = read.data;
    if (method !== undefined && id !== undefined) return listener.request(id, method, params);
    if (method !== undefined) return listener.notification(method, params);
    if (id !== undefined) settle(id, read.data);
  };
  // It may be gone before it has read all: that is heard of when it ends.
  output.on('error', () => undefined);
  input.on(
    'data',
    readJsonLines(take, (line) => listener.garbage(line)),
  );
  return {
    request: async (method, params) => {
      if (hasEnded) return failure({ is: 'gone' });
      last += 1;
      const id = last;
      return new Promise((resolve) => {
        pending.set(id, resolve);
        send({ id, method, params });
      });
    },
    notify: (method) => send({ method }),
    reply: (id, result) => send({ id, result }),
    refuse: (id, why) => send({ id, error: { code: methodNotFound, message: why } }),
    end: () => {
      hasEnded = true;
      for (const resolve of pending.values()) resolve(failure({ is: 'gone' }));
      pending.clear();
    },
  };
};
