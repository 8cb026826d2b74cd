import * as z from 'zod';
import { count, finding, list, meter } from './document-parts.ts';

/* What `codex-governor run --format json` prints. */

const patch = z.object({
  id: z.string(),
  files: list(z.object({ path: z.string(), to: z.string().exactOptional().describe('Where it is moved.') })),
  verdict: z.enum(['pass', 'warn', 'block']),
  findings: list(finding).describe('What the patch would bring.'),
  state: z.enum(['asked', 'accepted', 'declined', 'written', 'failed']),
  by: z.enum(['engine', 'person']).exactOptional().describe('Who decided.'),
  fault: z.string().exactOptional().describe('Why it could not be judged.'),
});

const command = z.object({
  id: z.string(),
  command: z.string(),
  state: z.enum(['running', 'completed', 'failed', 'declined']),
  exit_code: z.number().int().exactOptional(),
});

const use = z.object({
  steps: count('Answers of the model.'),
  tool_calls: count('Patches, commands and other tools.'),
  tokens: count('Tokens that the model read and wrote.'),
  minutes: z.number().min(0),
});

export const run = z.object({
  task: z.string(),
  thread: z.string().nullable().describe('To go on with: `run --resume`; null where Codex never began.'),
  end: z.object({
    how: z
      .enum(['done', 'blocked', 'limit', 'stopped', 'frozen', 'unreachable', 'failed'])
      .describe('`done`: Codex says so, and nothing that the policy finds stops the change.'),
    message: z.string(),
    unaccounted: list(z.string()).describe('Files that changed while it ran, and that no accepted patch explains.'),
  }),
  put_back: list(z.string()).describe('Those of them that a person had put back when it was over.'),
  verdict: z
    .enum(['pass', 'warn', 'block'])
    .nullable()
    .describe('What the policy says of the whole change of the task; null where it could not be told.'),
  findings: list(finding),
  meters: list(meter),
  patches: list(patch),
  commands: list(command),
  corrections: count('How often Codex was told to mend what the policy blocks.'),
  use,
  limits: use.partial(),
});
