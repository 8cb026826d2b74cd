// A client of the Model Context Protocol, by the official SDK: of the command line in this process, or of the bundle.
import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { runCommandLine } from '../../src/cli/run.ts';
import { bundle, projectRoot, type Surroundings } from './command-line.ts';

/** What a tool answered. */
interface ToolAnswer {
  readonly words: string;
  readonly document: Readonly<Record<string, unknown>>;
  readonly isError: boolean;
}

export interface ToolClient {
  readonly client: Client;
  readonly call: (name: string, given?: Record<string, unknown>, signal?: AbortSignal) => Promise<ToolAnswer>;
  /** Ends the client; then the exit code of the server. */
  readonly close: () => Promise<number>;
}

const connect = async (transport: Transport, ended: () => Promise<number>): Promise<ToolClient> => {
  const client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(transport);
  // A client holds an answer to the shape that a tool promises once it has seen the list.
  await client.listTools();
  return {
    client,
    call: async (name, given = {}, signal) => {
      const options = { timeout: 300_000, ...(signal === undefined ? {} : { signal }) };
      const answer = await client.callTool({ name, arguments: given }, undefined, options);
      const [first] = answer.content as readonly { readonly type: string; readonly text?: string }[];
      assert.equal(first?.type, 'text');
      return {
        words: first.text ?? '',
        document: (answer.structuredContent ?? {}) as Readonly<Record<string, unknown>>,
        isError: answer.isError === true,
      };
    },
    close: async () => {
      await client.close();
      return ended();
    },
  };
};

/** A client of `mcp` in this process. */
export const openClient = async (
  { folder, environment }: Surroundings,
  ...words: readonly string[]
): Promise<ToolClient> => {
  const [there, back] = [new PassThrough(), new PassThrough()];
  const code = runCommandLine([...words, 'mcp'], {
    folder,
    environment,
    input: () => there,
    out: (text) => void back.write(text),
    say: (text) => assert.fail(text),
    signal: new AbortController().signal,
    policies: join(projectRoot, 'policies'),
  });
  // What a server reads and writes is what its client writes and reads.
  return connect(new StdioServerTransport(back, there), async () => {
    there.end();
    return code;
  });
};

/** A client of the bundle, started as a process. */
export const startClient = async ({ folder, environment }: Surroundings): Promise<ToolClient> => {
  const known = Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [bundle, 'mcp'],
    cwd: folder,
    env: Object.fromEntries(known) as Record<string, string>,
    stderr: 'pipe',
  });
  let said = '';
  transport.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  return connect(transport, async () => {
    assert.equal(said, '');
    return Promise.resolve(0);
  });
};
