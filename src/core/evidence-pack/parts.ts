import * as z from 'zod';
import { gateMoments, readFormats } from '../gates/gate.ts';
import { gateStates } from '../gates/gate-state.ts';
import { commandEnds } from '../gates/conclude.ts';
import { journalEvent } from '../journal/journal.ts';
import { levels } from '../level.ts';

/*
 * What stands in a pack. Nothing in it is of the clock, the machine, its time zone or its language: the same work and the same
 * finds are the same bytes.
 */

const text = z.string();
const texts = z.array(text).readonly();
const count = z.number().int().min(0);

/** What a pack says of a change, and nothing else. `unknown`: a gate it needs was not run on these files, which is no pass. */
export const packVerdicts = ['pass', 'warn', 'block', 'unknown'] as const;
export type PackVerdict = (typeof packVerdicts)[number];

/** What the pack is about. */
const subject = z.strictObject({
  version: z.literal(1),
  /** The tree of the files as they are, as git names it. */
  tree: text.regex(/^[0-9a-f]{40,64}$/),
  /** The commit the change is measured from; `empty` before the first. */
  base: text,
  mode: text.nullable(),
  task: text.nullable(),
});

const finding = z.looseObject({
  id: text,
  rule: text,
  kind: text,
  level: z.enum(levels),
  path: text,
  line: count,
  message: text,
  because: text,
  waiver: z.looseObject({ path: text }).exactOptional(),
});

/** The document of `check --format json`. */
const check = z.strictObject({
  verdict: z.enum(['pass', 'warn', 'block']),
  findings: z.array(finding),
  meters: z.array(z.looseObject({ id: text, used: z.number(), limit: z.number() })),
  base: text,
  mode: text.nullable(),
  policy: text,
  policy_path: text,
  policy_revision: text.nullable(),
});

/** The law it was judged by, whole. */
const policy = z.strictObject({
  version: z.literal(1),
  title: text,
  path: text,
  /** The commit it was read from; null where it was read from none. */
  revision: text.nullable(),
  /** SHA-256 of the texts. */
  digest: text,
  texts: z.array(z.strictObject({ source: text, text })),
});

const gate = z.strictObject({
  id: text,
  title: text,
  moment: z.enum(gateMoments),
  in: texts,
  except: texts,
  modes: texts,
  commands: z.array(z.strictObject({ run: text, folder: text, minutes: z.number() })).readonly(),
  reads: z
    .array(
      z.strictObject({
        format: z.enum(readFormats),
        path: text.exactOptional(),
        name: text.exactOptional(),
        pattern: text.exactOptional(),
        unit: text.exactOptional(),
      }),
    )
    .readonly(),
  demands: z
    .array(z.strictObject({ measure: text, atLeast: z.number().exactOptional(), atMost: z.number().exactOptional() }))
    .readonly(),
  breaks: z.array(z.strictObject({ file: text, find: text.exactOptional(), put: text })).readonly(),
  result: text.exactOptional(),
  because: text,
});

const gates = z.strictObject({
  version: z.literal(1),
  gates: z.array(
    z.strictObject({
      gate,
      /** A digest of what it demands. */
      digest: text,
      needed: z.boolean(),
      state: z.enum(gateStates),
      /** The id of the evidence; null: there is none. */
      evidence: text.nullable(),
    }),
  ),
});

/** What was found, without when and how long; see `foundOf`. */
const evidence = z.strictObject({
  version: z.literal(1),
  id: text,
  gate: text,
  gateDigest: text,
  tree: text,
  base: text,
  task: text.exactOptional(),
  commands: z.array(
    z.strictObject({
      run: text,
      folder: text,
      how: z.enum(commandEnds),
      exit: z.number().int().nullable(),
      outputDigest: text,
    }),
  ),
  reports: z.array(z.strictObject({ format: z.enum(readFormats), path: text.nullable(), digest: text.nullable() })),
  tests: z.strictObject({ passed: count, failed: count, skipped: count, failing: z.array(text) }).exactOptional(),
  measures: z.record(text, z.number()),
  problems: z.array(text),
});

const gateRan = z.strictObject({
  kind: z.literal('gate-ran'),
  gate: text,
  evidence: text,
  tree: text,
  verdict: z.enum(['green', 'red']),
  task: text.exactOptional(),
});

/** Events of the task and of the gates in the pack, the oldest first, without when. */
const journal = z.strictObject({
  version: z.literal(1),
  /** False where the journal was not what was written when the pack was made. */
  intact: z.boolean(),
  events: z.array(z.union([gateRan, journalEvent])),
});

/** The parts that every pack has, by the file they stand in. */
export const packParts = {
  'subject.json': subject,
  'check.json': check,
  'policy.json': policy,
  'gates.json': gates,
  'journal.json': journal,
} as const;

export const packEvidence = evidence;

export type PackSubject = z.infer<typeof subject>;
export type PackCheck = z.infer<typeof check>;
export type PackPolicy = z.infer<typeof policy>;
export type PackGates = z.infer<typeof gates>;
export type PackEvidence = z.infer<typeof evidence>;
export type PackJournal = z.infer<typeof journal>;

/** A pack as it is read. */
export interface ReadPack {
  readonly subject: PackSubject;
  readonly check: PackCheck;
  readonly policy: PackPolicy;
  readonly gates: PackGates['gates'];
  readonly journal: PackJournal;
  /** By id. */
  readonly evidence: ReadonlyMap<string, PackEvidence>;
  /** Id → what its commands wrote; left out where it is not there. */
  readonly outputs: ReadonlyMap<string, string>;
  readonly verdict: PackVerdict;
}
