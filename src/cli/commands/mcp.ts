import { success, type Result } from '#core';
import type { Failure } from '#app';
import { Readable, Writable } from 'node:stream';
import { loadProtocol } from '../load.ts';
import { serve } from '../mcp/serve.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import type { Visit } from '../visit.ts';

/** What goes out, as a stream: nothing but the protocol. */
const outputOf = ({ out }: Terminal): Writable =>
  new Writable({
    decodeStrings: false,
    write: (chunk: string | Buffer, _encoding, done) => {
      out(chunk.toString());
      done();
    },
  });

export interface ToolsOptions {
  readonly ofRun?: boolean;
}

/** Serves read-only tools until the client is gone; a folder without a repository is told to who calls one. */
export const serveTools = async (
  { terminal, open }: Visit,
  { ofRun = false }: ToolsOptions,
): Promise<Result<ExitCode, Failure>> => {
  const { input, signal } = terminal;
  const read = input?.() ?? Readable.from([]);
  await serve({ open, input: read, output: outputOf(terminal), ofRun, signal, load: loadProtocol });
  return success(0);
};
