import * as z from 'zod';
import { coverName, id, limit, modeName, nonEmpty, openGlobs, pattern, roleName } from './document-words.ts';

export const auditSampleByDefault = 3;
export const auditThresholdByDefault = 90;

const commits = z
  .strictObject({
    trailers: z.array(pattern).optional().describe('What a trailer of the message has to say: ^Codex-Task:'),
    authors: z.array(pattern).optional().describe('What its author has to say, as Name <address>.'),
    messages: z.array(pattern).optional().describe('What its message has to say.'),
    branches: openGlobs
      .optional()
      .describe(
        'Branches; a merge of one is a commit of Codex as a whole, by the message that git or the host writes.',
      ),
  })
  .meta({ title: 'Commits of Codex' });

const check = z
  .strictObject({
    id,
    title: nonEmpty.optional().describe('The name people see. Left out: made of the id.'),
    rules: z.array(coverName).min(1).describe('The rules and budgets that it looks at.'),
    weight: z.number().positive().max(1000).describe('What it weighs beside the others.'),
  })
  .meta({ title: 'Check of an audit' });

const freeze = z
  .strictObject({
    audits: z.number().int().min(1).optional().describe('After so many failed audits in a row.'),
    'same-rule': z
      .number()
      .int()
      .min(1)
      .optional()
      .describe('After so many audits in a row in which the same rule found something.'),
  })
  .meta({ title: 'Freeze after audits' });

export const auditDocument = z
  .strictObject({
    commits: commits.optional().describe('Which commits are those of Codex: any that one of these fits.'),
    sample: z.number().int().min(1).max(10_000).optional().meta({
      description: 'How many commits are drawn.',
      default: auditSampleByDefault,
    }),
    threshold: z.number().min(0).max(100).optional().meta({
      description: 'The lowest score that passes, 0 to 100.',
      default: auditThresholdByDefault,
    }),
    days: limit.min(1).optional().describe('How many days back commits are drawn from. Left out: all there are.'),
    checks: z.array(check).optional().describe('What weighs how much.'),
    'other-weight': z.number().min(0).max(1000).optional().meta({
      description: 'What all rules weigh together that no check names.',
      default: 1,
    }),
    'mode-in': pattern
      .optional()
      .describe('The trailer that names the mode of a commit, with one group around it: ^Codex-Mode: (.+)$'),
    mode: modeName.optional().describe('The mode of commits that name none.'),
    remediation: nonEmpty
      .optional()
      .describe('The folder in which a failed audit writes what has to be put right. Left out: none.'),
    freeze: freeze.optional().describe('When Codex is frozen. Left out: never by an audit.'),
    'lifted-by': roleName.optional().describe('The role that may lift that by a reviewed file. Left out: none.'),
  })
  .meta({ title: 'Audit', description: 'How past commits of Codex are drawn, judged again and scored.' });
