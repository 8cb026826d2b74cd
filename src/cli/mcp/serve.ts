import { inOrder, type Failure } from '#app';
import type { Finding, Result } from '#core';
import type { Machine } from '#repo';
import type { Readable, Writable } from 'node:stream';
import type { loadProtocol } from '../load.ts';
import { version } from '../version.ts';
import { commandTool, patchTool, promptTool } from './action-tools.ts';
import { budgetTool, changeTool } from './change-tools.ts';
import { tellFailure } from './describe.ts';
import { explainTool, modeTool, policyTool } from './law-tools.ts';
import type { Tool } from './tool.ts';

/** Every tool, in the order in which they are listed. */
const tools: readonly Tool[] = [
  policyTool,
  modeTool,
  budgetTool,
  patchTool,
  commandTool,
  promptTool,
  changeTool,
  explainTool,
];

const instructions =
  'Ask before acting: these tools tell what the policy of this repository would say of a patch, a command or a prompt, and how much of the budgets is left. They only answer: nothing is written, started, waived or approved by them, and what they say now is judged again when it is done.';

// What is told of findings is remembered for `explain`; the oldest go first.
const mostTold = 5_000;

const forgetOldest = (told: Map<string, Finding>): void => {
  for (const id of told.keys()) {
    if (told.size <= mostTold) return;
    told.delete(id);
  }
};

export interface ServePorts {
  /** Opens the worktree, anew for each call: nothing that was read before one is believed in the next. */
  readonly open: () => Promise<Result<Machine, Failure>>;
  readonly input: Readable;
  readonly output: Writable;
  /** True for the server of a governed run: what a person approved there counts. */
  readonly ofRun: boolean;
  /** Ends the server. */
  readonly signal: AbortSignal;
  /** Loads what speaks the protocol. */
  readonly load: typeof loadProtocol;
}

const answerFailure = (failure: Failure) => ({
  content: [{ type: 'text' as const, text: tellFailure(failure) }],
  isError: true,
});

const cancelled: Failure = { reason: 'cancelled', message: 'It was cancelled.' };

/** Answers calls over a pair of streams until the client is gone or the signal ends it. */
export const serve = async ({ open, input, output, ofRun, signal, load }: ServePorts): Promise<void> => {
  const { McpServer, StdioServerTransport } = await load();
  const server = new McpServer({ name: 'codex-governor', title: 'Codex Governor', version }, { instructions });
  const told = new Map<string, Finding>();
  const turn = inOrder();
  const ended = new AbortController();
  const call = async (one: Tool, given: unknown, stop: AbortSignal) => {
    if (stop.aborted) return answerFailure(cancelled);
    const machine = await open();
    if (!machine.ok) return answerFailure(machine.error);
    const answered = await one.answer({ machine: machine.value, signal: stop, told, ofRun }, given);
    if (!answered.ok) return answerFailure(answered.error);
    forgetOldest(told);
    const { words, document } = answered.value;
    return { content: [{ type: 'text' as const, text: words }], structuredContent: document };
  };
  for (const one of tools) {
    const { name, title, description, input: inputSchema, output: outputSchema } = one;
    const annotations = {
      title,
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: false,
    };
    server.registerTool(name, { title, description, inputSchema, outputSchema, annotations }, async (given, extra) =>
      turn(async () => call(one, given, AbortSignal.any([extra.signal, ended.signal]))),
    );
  }
  await server.connect(new StdioServerTransport(input, output));
  await new Promise<void>((resolve) => {
    const end = (): void => resolve();
    signal.addEventListener('abort', end, { once: true });
    for (const event of ['end', 'close', 'error']) input.once(event, end);
    if (signal.aborted) end();
  });
  ended.abort();
  await server.close();
};
