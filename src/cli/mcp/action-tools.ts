import { askAction, fail, need, story, type Failure } from '#app';
import { failure, present, success, tellRuling, type Action, type PatchAction, type Result } from '#core';
import * as z from 'zod';
import { describeFinding, describeUse } from './describe.ts';
import * as documents from './documents.ts';
import { tool, type Asked } from './tool.ts';

const mode = z
  .string()
  .optional()
  .describe('The mode to judge by, where the worktree has no task; left out: the one of the task, which is frozen.');
const cwd = z
  .string()
  .optional()
  .describe('The folder that it is about, absolute; left out: the root of the repository.');

interface Given {
  readonly mode?: string | undefined;
}

/** The ruling of an action, by the engine that judges it when it is done. */
const rule = ({ machine, signal, told, ofRun }: Asked, { mode }: Given, action: Action) =>
  story(async function* () {
    const question = { action, surface: 'mcp', standing: present('mode', mode), ofRun };
    const asked = yield* need(askAction(machine, question, signal));
    const { ruling, notes } = asked;
    for (const finding of ruling.findings) told.set(finding.id, finding);
    const document: z.infer<typeof documents.ruling> = {
      verdict: ruling.verdict,
      findings: ruling.findings.map(describeFinding),
      meters: ruling.meters.map(describeUse),
      mode: asked.mode,
      notes,
    };
    return { words: tellRuling(ruling), document };
  });

const kind = z.union([
  z.object({ type: z.enum(['add', 'delete']) }),
  z.object({ type: z.literal('update'), move_path: z.string().nullish() }),
]);

const patchInput = z.object({
  patch: z.string().optional().describe('A patch for apply_patch, from `*** Begin Patch` on.'),
  files: z
    .array(
      z.object({
        path: z.string().describe('From the root of the repository.'),
        from: z.string().optional().describe('Where the file is now, where it is moved.'),
        after: z.string().optional().describe('Its whole text then; left out: it is deleted.'),
      }),
    )
    .optional()
    .describe('Whole files as they would be, instead of a patch.'),
  changes: z
    .array(
      z.object({
        path: z.string(),
        kind,
        diff: z
          .string()
          .describe('The text of a file that is added or deleted; a unified diff of one that is updated.'),
      }),
    )
    .optional()
    .describe('Changes of files as the app-server of Codex tells them, instead of a patch.'),
  cwd,
  mode,
});

const patchOf = ({ patch, files, changes }: z.infer<typeof patchInput>): Result<PatchAction['patch'], Failure> => {
  const given = [
    ...(patch === undefined ? [] : [{ text: patch }]),
    ...(files === undefined
      ? []
      : [
          {
            files: files.map(({ path, from, after }) => ({
              path,
              ...present('from', from),
              ...present('after', after),
            })),
          },
        ]),
    ...(changes === undefined
      ? []
      : [
          {
            changes: changes.map(({ path, kind, diff }) => ({
              path,
              diff,
              kind: kind.type === 'update' ? { type: kind.type, ...present('move_path', kind.move_path) } : kind,
            })),
          },
        ]),
  ];
  const [only] = given;
  return only !== undefined && given.length === 1
    ? success(only)
    : failure(fail('bad-option', 'A patch is told in one way: as `patch`, as `files`, or as `changes`.'));
};

export const patchTool = tool({
  name: 'check_patch',
  title: 'Check a patch',
  description:
    'What the policy would say of a patch before it is written, exactly as it is judged when it is applied: may it be, what would be found, and what would be left of the budgets. Nothing is written.',
  input: patchInput,
  output: documents.ruling,
  answer: async (asked, given) =>
    story(async function* () {
      const patch = yield* need(patchOf(given));
      return yield* need(rule(asked, given, { kind: 'patch', patch, ...present('cwd', given.cwd) }));
    }),
});

export const commandTool = tool({
  name: 'check_command',
  title: 'Check a command',
  description:
    'Whether a line for a shell may be run in the mode of the task: every program that it starts counts. Nothing is run.',
  input: z.object({ command: z.string().describe('The line, as it would be typed.'), cwd, mode }),
  output: documents.ruling,
  answer: async (asked, given) =>
    rule(asked, given, { kind: 'command', command: given.command, ...present('cwd', given.cwd) }),
});

export const promptTool = tool({
  name: 'check_prompt',
  title: 'Check a prompt',
  description:
    'What the policy says of a prompt before it is sent: whether it names a place and can be checked, and whether it holds a secret.',
  input: z.object({
    text: z.string(),
    follows: z.boolean().optional().describe('True for a word within a conversation: the goal stands already.'),
    mode,
  }),
  output: documents.ruling,
  answer: async (asked, given) =>
    rule(asked, given, { kind: 'prompt', text: given.text, ...(given.follows === true ? { follows: true } : {}) }),
});
