import * as z from 'zod';
import { canonicalJson } from '../canonical-json.ts';
import { gateStates } from '../gates/gate-state.ts';
import type { Hash } from '../hash.ts';
import { replaceComments } from '../markdown/comments.ts';
import { parseJson } from '../parse-json.ts';
import { failure, success, type Result } from '../result.ts';

/*
 * What the text of a pull request was filled from and nobody else can work out, in a comment at its end: who verifies the
 * text fills it again from this and from the commits. All else in it is worked out anew.
 */

const link = z.strictObject({ path: z.string(), anchor: z.string().exactOptional() });

const override = z.strictObject({
  who: z.string(),
  why: z.string(),
  problems: z.array(
    z.strictObject({
      item: z.string(),
      kind: z.enum(['missing', 'stale', 'dead-anchor', 'over-budget']),
      message: z.string(),
      remedy: z.string(),
      path: z.string().exactOptional(),
    }),
  ),
});

const recordDocument = z
  .strictObject({
    version: z.literal(1),
    task: z.string().describe('The id of the task.'),
    goal: z.string(),
    mode: z.string().describe('The id of the mode.'),
    scope: z.array(z.string()).describe('The globs the work keeps to; empty: wherever the mode may write.'),
    slice: z
      .strictObject({ chain: z.string(), id: z.string() })
      .exactOptional()
      .describe('The slice of a chain that the task is of; left out: none.'),
    specs: z.array(link),
    override: override.exactOptional().describe('Who let the task begin with an incomplete context pack, and why.'),
    head: z.string().nullable().describe('The commit that was checked out; null before the first one.'),
    ci: z
      .strictObject({
        base: z.string().describe('The commit CI measures from, or `empty`.'),
        files: z.int().min(0).describe('Files changed.'),
        added: z.int().min(0).describe('Lines added.'),
        deleted: z.int().min(0).describe('Lines deleted.'),
        verdict: z.enum(['pass', 'warn', 'block']),
        findings: z.array(z.string()).describe('The ids of the findings, sorted.'),
      })
      .nullable()
      .describe('What CI counts of what was committed; null where that could not be told.'),
    gates: z
      .strictObject({
        tree: z.string().describe('The tree it was found on, as git names it.'),
        claims: z.array(
          z.strictObject({
            id: z.string(),
            needed: z.boolean().describe('Whether the change has to pass it.'),
            state: z.enum(gateStates),
            told: z.string().describe('What the text says of it; empty where it was not run.'),
          }),
        ),
      })
      .exactOptional()
      .describe('How the gates stood; left out where the policy has none.'),
    since: z.strictObject({
      base: z.string().nullable().describe('The commit the task began at; null before the first one.'),
      law: z.string().describe('The digest of the policy it began under.'),
      clean: z.boolean().describe('False where there was work that is not counted, which nobody else has.'),
      figures: z.array(z.string()).describe('What was counted since then, as the text tells it.'),
    }),
  })
  .meta({ title: 'What the text of a pull request was filled from' });

export type PullRequestRecord = z.infer<typeof recordDocument>;

/** A record, and the line it stands in. */
export interface FoundRecord {
  readonly record: PullRequestRecord;
  /** From 1. */
  readonly line: number;
  /** Why it is not to be trusted, where it is not as it was written. */
  readonly touched?: RecordProblem;
}

/** Why there is no record to go by. */
export interface RecordProblem {
  readonly message: string;
  /** From 1; left out where it stands nowhere. */
  readonly line?: number;
}

const head = '<!-- codex-governor pr: what this text was filled from. `pr verify` reads it; leave it as it is.';
const opening = '<!-- codex-governor pr:';

// No comment may hold two dashes, and nothing in it shall look like markup.
const spell = (value: unknown): string =>
  canonicalJson(value).replace(
    /-(?=-)|[<>]|[^\u0020-\u007e]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The comment that keeps a record. The same record gives the same bytes. */
export const writeRecord = (record: PullRequestRecord, digest: Hash): string =>
  `${head}\n${spell({ digest: digest(canonicalJson(record)), record })}\n-->\n`;

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split(/\r\n|\r|\n/).length;

const commentsOf = (text: string): readonly string[] => {
  const found: string[] = [];
  replaceComments(text, (comment) => {
    if (comment.startsWith(opening)) found.push(comment);
    return comment;
  });
  return found;
};

const envelope = z.strictObject({ digest: z.string(), record: recordDocument });

const none =
  'This text has no record of what it was filled from: it was not filled by `codex-governor pr`, or the comment at its end is gone.';
const touched = 'The record of what this text was filled from is not as it was written.';

/** The record that a text holds. */
export const readRecord = (text: string, digest: Hash): Result<FoundRecord, RecordProblem> => {
  const [comment, second] = commentsOf(text);
  if (comment === undefined) return failure({ message: none });
  const line = lineAt(text, text.indexOf(comment));
  if (second !== undefined) return failure({ message: 'This text has more than one record.', line });
  const read = envelope.safeParse(parseJson(comment.slice(comment.indexOf('\n'), -'-->'.length)));
  const problem = { message: touched, line: line + 1 };
  if (!read.success) return failure(problem);
  const { record } = read.data;
  // What spells the same value in another way was touched, too.
  const isAsWritten = comment.replace(/\r\n/g, '\n') === writeRecord(record, digest).trimEnd();
  return success({ record, line, ...(isAsWritten ? {} : { touched: problem }) });
};
