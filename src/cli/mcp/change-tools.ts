import { checkChange, checkInRun, need, story, type CheckedChange } from '#app';
import { present } from '#core';
import * as z from 'zod';
import { describeFinding, describeUse, tellMeter } from './describe.ts';
import * as documents from './documents.ts';
import { tool, type Asked } from './tool.ts';

const input = z.object({
  mode: z
    .string()
    .optional()
    .describe('The mode to judge by, where the worktree has no task; left out: the one of the task, which is frozen.'),
});

const describeChange = ({ judgement, base, mode, policy, notes }: CheckedChange): z.infer<typeof documents.change> => ({
  verdict: judgement.verdict,
  findings: judgement.findings.map(describeFinding),
  meters: judgement.meters.map(describeUse),
  base,
  mode,
  policy,
  notes,
});

const look = ({ machine, signal, told, ofRun }: Asked, given: z.infer<typeof input>) =>
  story(async function* () {
    const check = ofRun ? checkInRun : checkChange;
    const checked = yield* need(check(machine, present('mode', given.mode), signal));
    for (const finding of checked.judgement.findings) told.set(finding.id, finding);
    return describeChange(checked);
  });

export const budgetTool = tool({
  name: 'budget_left',
  title: 'Budget left',
  description:
    'How much of each limit of the change is used and how much is left, since the task began: lines, files, complexity. Ask before a large edit.',
  input,
  output: documents.budgets,
  answer: async (asked, given) =>
    story(async function* () {
      const { meters, base, mode, notes } = yield* need(look(asked, given));
      const words =
        meters.length === 0 ? 'Nothing limits how large this change may grow.' : meters.map(tellMeter).join('\n');
      return { words, document: { meters, base, mode, notes } };
    }),
});

const heads = {
  pass: 'The change as it stands passes.',
  warn: 'The change as it stands passes, and asks for a look at:',
  block: 'The change as it stands may not merge:',
} as const;

export const changeTool = tool({
  name: 'check_change',
  title: 'Check the change',
  description:
    'Whether the change may merge as it stands now: the verdict, every finding with its place, why and how to fix it, and the budgets. The same as `codex-governor check`. Ask before saying that the work is done.',
  input,
  output: documents.change,
  answer: async (asked, given) =>
    story(async function* () {
      const document = yield* need(look(asked, given));
      const { verdict, findings, meters } = document;
      const lines = findings.map(
        ({ id, rule, level, path, line, message, because, remedy }) =>
          `- ${rule} (${level}) ${path}:${line}: ${message} Why: ${because} Mend: ${remedy} [${id}]`,
      );
      return { words: [heads[verdict], ...lines, ...meters.map(tellMeter)].join('\n'), document };
    }),
});
