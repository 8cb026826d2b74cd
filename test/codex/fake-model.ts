// A model on loopback that says what a test has written down: the part of the Responses API that Codex asks.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Something that the model does; a step is what it does in one answer. */
export type Deed =
  | { readonly says: string }
  | { readonly tool: string; readonly input: string }
  | { readonly tool: string; readonly arguments: object; readonly namespace?: string };
type Step = readonly Deed[];

/** How tools are called: by code that the model writes (most models), or one by one (gpt-5.5). */
export type ToolShape = 'code' | 'classic';

/** What was asked of the model. */
interface ModelRequest {
  /** The texts that it got as input, in their order: instructions, words of the user, results of tools. */
  readonly texts: readonly string[];
  readonly instructions: string;
  /** The names of the tools that it may call. */
  readonly tools: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
}

export interface FakeModel {
  readonly url: string;
  /** What was asked so far. */
  readonly requests: readonly ModelRequest[];
  /** Answers with these from now on, one after the other, and with `done` after the last. */
  script(...steps: readonly Step[]): void;
  /** Answers with these where what is asked has the text, before the script is looked at: what a sub-agent does. */
  scriptFor(text: string, ...steps: readonly Step[]): void;
  /** Answers what no script has an answer to with what this gives, when it gives it. */
  follow(next: () => Promise<Step>): void;
  dispose(): Promise<void>;
}

export const says = (text: string): Deed => ({ says: text });

const call = (tool: string, argument: unknown): string =>
  `try { text(await tools.${tool}(${JSON.stringify(argument)})); } catch (error) { text('failed: ' + error); }`;

/** Calls Codex's tool for patches; `body` is what stands between `*** Begin Patch` and `*** End Patch`. */
export const patches = (body: string, shape: ToolShape = 'code'): Deed => {
  const patch = `*** Begin Patch\n${body}\n*** End Patch`;
  return shape === 'code' ? { tool: 'exec', input: call('apply_patch', patch) } : { tool: 'apply_patch', input: patch };
};

/** Calls Codex's tool for commands of a shell. */
export const runs = (cmd: string, shape: ToolShape = 'code', more: object = {}): Deed => {
  const words = { cmd, login: false, ...more };
  return shape === 'code'
    ? { tool: 'exec', input: call('exec_command', words) }
    : { tool: 'exec_command', arguments: words };
};

/** Hands a patch over as a line for the shell; `body` as with `patches`. */
export const runsPatch = (body: string): Deed =>
  runs(["apply_patch <<'EOF'", '*** Begin Patch', body, '*** End Patch', 'EOF'].join('\n'));

/** Calls any tool by code. */
export const calls = (tool: string, argument: unknown): Deed => ({ tool: 'exec', input: call(tool, argument) });

const itemOf = (deed: Deed, number: string): Readonly<Record<string, unknown>> => {
  if ('says' in deed) {
    const content = [{ type: 'output_text', text: deed.says, annotations: [] }];
    return { type: 'message', id: `msg_${number}`, role: 'assistant', status: 'completed', content };
  }
  const called = { call_id: `call_${number}`, name: deed.tool, status: 'completed' };
  if ('input' in deed) return { type: 'custom_tool_call', id: `ctc_${number}`, ...called, input: deed.input };
  const { namespace, arguments: words } = deed;
  const within = namespace === undefined ? {} : { namespace };
  return { type: 'function_call', id: `fc_${number}`, ...called, ...within, arguments: JSON.stringify(words) };
};

const usage = {
  input_tokens: 90,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: 10,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 100,
};

/** Sends items as the events of a response that is streamed. */
const stream = (response: ServerResponse, number: number, step: Step): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  let sequence = 0;
  const send = (type: string, event: object): void => {
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence, ...event })}\n\n`);
    sequence += 1;
  };
  const base = { id: `resp_${number}`, object: 'response', created_at: 0, model: 'fake' };
  send('response.created', { response: { ...base, status: 'in_progress', output: [] } });
  const output = step.map((deed, at) => itemOf(deed, `${number}_${at}`));
  for (const [output_index, item] of output.entries()) {
    send('response.output_item.added', { output_index, item });
    send('response.output_item.done', { output_index, item });
  }
  send('response.completed', { response: { ...base, status: 'completed', output, usage } });
  response.end();
};

const readBody = async (request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return JSON.parse(Buffer.concat(pieces).toString()) as Readonly<Record<string, unknown>>;
};

/** Every `text`, and every output of a tool, wherever it stands. */
const textsIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) =>
    typeof part === 'string' && (key === 'text' || key === 'output') ? [part] : textsIn(part),
  );
};

const namesIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object' || value === null) return [];
  return 'name' in value && typeof value.name === 'string' ? [value.name] : [];
};

const readRequest = (body: Readonly<Record<string, unknown>>): ModelRequest => ({
  texts: textsIn(body['input']),
  instructions: typeof body['instructions'] === 'string' ? body['instructions'] : '',
  tools: namesIn(body['tools']),
  body,
});

const sayDone = (): Promise<Step> => Promise.resolve([says('done')]);

export const openFakeModel = async (): Promise<FakeModel> => {
  const requests: ModelRequest[] = [];
  let steps: Step[] = [];
  const special: { readonly text: string; readonly steps: Step[] }[] = [];
  let following = sayDone;
  const nextStep = async ({ texts }: ModelRequest): Promise<Step> => {
    const own = special.find((one) => one.steps.length > 0 && texts.some((text) => text.includes(one.text)));
    return (own?.steps ?? steps).shift() ?? following();
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asked = readRequest(await readBody(request));
    requests.push(asked);
    const number = requests.length;
    stream(response, number, await nextStep(asked));
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    script: (...wanted) => {
      steps = [...wanted];
    },
    follow: (next) => {
      following = next;
    },
    scriptFor: (text, ...wanted) => special.push({ text, steps: [...wanted] }),
    dispose: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
