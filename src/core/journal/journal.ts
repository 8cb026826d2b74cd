import * as z from 'zod';
import { changeClasses } from '../phases/trivial.ts';
import { runMeasures } from '../run/limits.ts';

/*
 * What is written to the journal of a worktree. Lists and texts may be long: what does not fit in an entry is cut where it is
 * written, and says so. Secrets are blanked out there too.
 */

const text = z.string();
const texts = z.array(text).readonly();
const count = z.number().int().min(0);
const level = z.enum(['info', 'warn', 'block']);
const verdict = z.enum(['pass', 'warn', 'block']);
const finding = z
  .object({
    id: text,
    rule: text,
    level,
    path: text.exactOptional(),
    line: count.exactOptional(),
    message: text.exactOptional(),
  })
  .readonly();
const meter = z.object({ id: text, used: count, limit: count }).readonly();
const amounts = z.partialRecord(z.enum(runMeasures), z.number().min(0)).readonly();

// Every event may say which task it is of, and which governed run or session of Codex. `omitted`: the items that were left out of its lists.
const common = z.object({ task: text.exactOptional(), run: text.exactOptional(), omitted: count.exactOptional() });
const event = <Shape extends z.ZodRawShape>(shape: Shape) => common.extend(shape);

const written = { path: text, who: text, role: text, reason: text };

/** Every kind of event; a new one is one line. What was written once is read for ever: what an event holds is only added to. */
export const journalEvent = z.discriminatedUnion('kind', [
  // Of tasks. `base` is a commit, `pack` the digest of the context pack.
  event({
    kind: z.literal('task-started'),
    task: text,
    mode: text,
    goal: text,
    scope: texts,
    base: text.nullable(),
    branch: text.nullable(),
    pack: text,
    override: z.object({ who: text, why: text }).readonly().exactOptional(),
    slice: text.exactOptional(),
  }),
  event({ kind: z.literal('start-failed'), task: text, message: text }),
  event({ kind: z.literal('task-ended'), task: text, how: z.enum(['finished', 'abandoned']) }),
  // Of the law. `stopped`: what the kill switch kept from being done.
  event({
    kind: z.literal('law-frozen'),
    source: text,
    line: count,
    stopped: z.enum(['start', 'run', 'action', 'gate']),
  }),
  event({ kind: z.literal('waiver-written'), ...written }),
  event({ kind: z.literal('approval-written'), ...written }),
  event({ kind: z.literal('lift-written'), ...written }),
  // Of what is said to the agent. `digest` is the SHA-256 of the text as it was, secrets included.
  event({ kind: z.literal('prompt-logged'), path: text, prompt: count, digest: text }),
  event({ kind: z.literal('prompt-sent'), surface: text, bytes: count, digest: text }),
  event({ kind: z.literal('receipt'), pack: text, sent: count, cut: count, items: texts }),
  // Of a governed run.
  event({
    kind: z.literal('run-started'),
    run: text,
    thread: text,
    agent: text,
    sandbox: text,
    commands: text.exactOptional(),
    model: text.exactOptional(),
    limits: amounts.exactOptional(),
  }),
  event({
    kind: z.literal('run-ended'),
    run: text,
    how: text,
    message: text.exactOptional(),
    used: amounts.exactOptional(),
  }),
  // Of what the agent does. `action` names it where several events tell of one; `about`: the paths of a patch, the line of a command, the name of a tool; `stood`: the meters without it.
  event({
    kind: z.literal('action-judged'),
    surface: text,
    action: text.exactOptional(),
    what: z.enum(['patch', 'command', 'prompt', 'tool']),
    about: texts,
    verdict,
    findings: z.array(finding).readonly(),
    meters: z.array(meter).readonly(),
    stood: z.array(meter).readonly().exactOptional(),
  }),
  event({
    kind: z.literal('action-decided'),
    action: text.exactOptional(),
    decision: z.enum(['accept', 'decline', 'cancel']),
    by: z.enum(['engine', 'person']),
    reason: text.exactOptional(),
  }),
  // `digest`: of the file as the person had it written; it counts in the runs of its task while it says just that.
  event({
    kind: z.literal('budget-approved'),
    run: text,
    action: text,
    budget: text,
    limit: count,
    until: text,
    digest: text,
    ...written,
  }),
  event({ kind: z.literal('action-ended'), action: text.exactOptional(), status: text, about: texts }),
  event({
    kind: z.literal('command-ran'),
    command: text,
    cwd: text.exactOptional(),
    exit: z.number().int().nullable(),
  }),
  event({ kind: z.literal('unaccounted'), paths: texts }),
  // Of a session of Codex that asks by its hooks. `after`: what the change was looked at for.
  event({ kind: z.literal('session-started'), source: text }),
  event({
    kind: z.literal('change-judged'),
    after: z.enum(['prompt', 'tool', 'stop']),
    refused: z.boolean(),
    verdict,
    findings: z.array(finding).readonly(),
    meters: z.array(meter).readonly(),
  }),
  event({ kind: z.literal('hook-failed'), hook: text, message: text }),
  // How much of its budgets a change had used, written now and then while somebody works on it.
  event({ kind: z.literal('change-measured'), meters: z.array(meter).readonly() }),
  event({ kind: z.literal('reverted'), paths: texts, snapshot: text }),
  // Of gates. `digest` is that of the evidence: what is not told of here is not believed.
  event({
    kind: z.literal('gate-ran'),
    gate: text,
    evidence: text,
    digest: text,
    tree: text,
    verdict: z.enum(['green', 'red']),
  }),
  // Of orders of work: how a change was classed, and by what. Written when it is another than the last.
  event({
    kind: z.literal('change-classed'),
    process: text,
    verdict: z.enum(changeClasses),
    files: count,
    lines: count,
    why: text,
  }),
  // Of audits that count. `audit` is the id of what is kept at the path.
  event({
    kind: z.literal('audit-made'),
    audit: text,
    head: text,
    seed: text,
    score: z.number().min(0).max(100),
    passed: z.boolean(),
    path: text,
  }),
  // Of the journal itself. `kept`: where what was set aside lies, from the journal's folder; `from` and `to`: numbers of entries.
  event({ kind: z.literal('torn-line'), bytes: count, digest: text, kept: text }),
  event({ kind: z.literal('entries-missing'), from: count, to: count }),
  event({ kind: z.literal('over-long'), of: text, characters: count, digest: text }),
]);

/** What happened: `kind` says what, and what else there is to it. */
export type JournalEvent = Readonly<z.infer<typeof journalEvent>>;

/** An event that another version of us has written: told as it stands. */
export interface ForeignEvent {
  readonly kind: 'foreign';
  readonly value: unknown;
}

/** One line of the journal. */
export interface JournalEntry {
  /** From 1 on, without a gap, through all files. */
  readonly number: number;
  /** When it was written, ISO 8601 in UTC. */
  readonly at: string;
  readonly event: JournalEvent | ForeignEvent;
}

/** Where the journal is not what was written, and why: words for a person. */
export interface JournalBreak {
  /** The file, from the journal's folder. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
  /** Set where a line was cut off while it was written, as a kill does: the next entry sets it aside. */
  readonly torn?: true;
}
