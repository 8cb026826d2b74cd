import * as z from 'zod';
import { audit, auditLift } from './audit-document.ts';
import { count, fileClass, finding, list, meter, problem } from './document-parts.ts';
import { chainNext, chainSlice, chainStatus } from './chain-document.ts';
import { explanation } from './explanation-document.ts';
import { doctor } from './doctor-document.ts';
import { evidencePack, evidenceReport, evidenceVerify } from './evidence-document.ts';
import { gateList, gateProve, gateRun } from './gate-document.ts';
import { journal } from './journal-document.ts';
import { phases } from './phase-document.ts';
import { packageList, packageRun } from './package-document.ts';
import { pullRequestVerify } from './pull-request-document.ts';
import { replay } from './replay-document.ts';
import { run } from './run-document.ts';
import { split } from './split-document.ts';

/*
 * The documents that `--format json` prints. Only their types are known at run time: the commands are held to them by
 * the compiler, and what is printed by tests against the JSON Schemas that are generated from here.
 */

const base = z.string().describe('The commit it was measured from; `empty` before the first commit.');

const check = z.object({
  verdict: z.enum(['pass', 'warn', 'block']),
  findings: list(finding),
  meters: list(meter),
  base,
  mode: z.string().nullable().describe('The mode the change was made in; null when none was named.'),
  policy: z.string().describe('The file of the policy it was judged by, and where that was read: words for a person.'),
  policy_path: z.string().describe('The file of that policy, as a path of the place it was read from.'),
  policy_revision: z
    .string()
    .nullable()
    .describe(
      'The commit that policy was read from; null where it was read from none: on disk, or kept with the task.',
    ),
});

const change = z.object({
  base,
  added: count('Lines added in all files.'),
  deleted: count('Lines deleted in all files.'),
  files: list(
    z.object({
      path: z.string(),
      from: z.string().exactOptional().describe('The path at the base, for a renamed file.'),
      status: z.enum(['added', 'modified', 'deleted', 'renamed', 'type-changed']),
      added: count('Lines added, as git diff --numstat counts them; 0 for a binary file.'),
      deleted: count('Lines deleted, counted in the same way.'),
      binary: z.boolean(),
      class: fileClass,
    }),
  ),
});

const packItem = z.object({
  id: z.string().describe('The context item; followed by a colon and the path where it names several files.'),
  path: z.string(),
  anchor: z.string().exactOptional().describe('The heading whose section is packed.'),
  digest: z.string().describe('SHA-256 of the text as it is packed, in hex.'),
  tokens: count('Tokens of that text.'),
  rank: z.number().describe('1 is the highest source of truth.'),
  title: z.string(),
  cut: list(z.string()).describe('Headings that were left out to keep within the limit.'),
  cut_tokens: count('Tokens that those headings would have taken.').exactOptional(),
  redacted: count('How many secrets were blanked out.'),
  notes: list(z.string()).exactOptional().describe('What the reader should know of how it was read.'),
});

const packProblem = z.object({
  item: z.string(),
  kind: z.enum(['missing', 'stale', 'dead-anchor', 'over-budget']),
  message: z.string(),
  remedy: z.string().describe('What to do about it.'),
  path: z.string().exactOptional(),
});

const pack = z.object({
  items: list(packItem),
  problems: list(packProblem),
  tokens: count('Tokens of all items.'),
  token_limit: count('The most tokens the pack may have.'),
  digest: z.string().describe('SHA-256 of the manifest of the pack, in hex.'),
});

const task = z.object({
  version: z.literal(1),
  id: z.string(),
  goal: z.string(),
  mode: z.string(),
  scope: list(z.string()).describe('Globs the work keeps to; empty: wherever the mode may write.'),
  closed: list(z.string()).exactOptional().describe('Globs it keeps out of, whatever else lets it in.'),
  slice: z.object({ chain: z.string(), id: z.string() }).exactOptional().describe('The slice of a chain that it is.'),
  specs: list(z.object({ path: z.string(), anchor: z.string().exactOptional() })),
  pattern: z.string().exactOptional().describe('The prompt pattern.'),
  slots: z.record(z.string(), z.string()).describe('The answers to the pattern.'),
  picks: z.record(z.string(), list(z.string())).exactOptional().describe('Files chosen for context items.'),
  base: z.object({
    commit: z.string().nullable().describe('null in a repository without commits.'),
    branch: z.string().nullable().describe('null when HEAD was detached.'),
    snapshot: z.string().describe('The tree of what was there when the task began.'),
    digest_only: list(z.object({ path: z.string(), digest: z.string() })),
  }),
  pack_digest: z.string().describe('The digest of the context pack it began with.'),
  override: z
    .object({ who: z.string(), why: z.string(), problems: list(packProblem) })
    .exactOptional()
    .describe('Who accepted an incomplete pack, why, and what was wrong with the pack.'),
  started_at: z.string().describe('ISO 8601.'),
});

const policyTest = z.object({
  file: z.string().describe('The file of the examples.'),
  examples: list(
    z.object({
      rule: z.string(),
      title: z.string(),
      line: z.number().int().min(1).describe('Where the example stands in its file.'),
      passed: z.boolean(),
      missing: list(z.string()).describe(
        'What had to be found and was not: `path:line`, and the message where one is asked for.',
      ),
      unexpected: list(z.string()).describe('What was found and had not to be.'),
    }),
  ),
  untried: list(z.string()).describe('The rules that no example tries out.'),
});

const step = z.object({
  line: z.number().int().min(1),
  column: z.number().int().min(1),
  what: z.string().describe('What stands there, such as `if`.'),
  adds: z.number().int().min(1).describe('What it adds to the complexity.'),
});

const entity = z.object({
  path: z.string(),
  name: z.string(),
  kind: z.enum(['function', 'block', 'initializer', 'static-block']),
  line: z.number().int().min(1),
  complexity: z.number().int().min(1).describe('Cyclomatic complexity.'),
  steps: list(step).exactOptional().describe('With `--why`: what counted, in the order of the text; 1 is the start.'),
});

/** Every document by the name of its schema in `schemas/`, with the command that prints it. */
const documents = {
  audit: audit.describe('`codex-governor audit --format json`'),
  'audit-lift': auditLift.describe('`codex-governor audit lift --format json`'),
  'chain-check': z.object({ problems: list(problem) }).describe('`codex-governor chain check --format json`'),
  'chain-next': chainNext.describe('`codex-governor chain next --format json`'),
  'chain-verify': z
    .object({ run: gateRun, slices: list(chainSlice) })
    .describe('`codex-governor chain verify --format json`'),
  'chain-status': chainStatus.describe('`codex-governor chain status --format json`'),
  change: change.describe('`codex-governor change --format json`'),
  check: check.describe('`codex-governor check --format json`'),
  doctor: doctor.describe('`codex-governor doctor --format json`'),
  'evidence-pack': evidencePack.describe('`codex-governor evidence pack --format json`'),
  'evidence-report': evidenceReport.describe('`codex-governor evidence report --format json`'),
  'evidence-verify': evidenceVerify.describe('`codex-governor evidence verify --format json`'),
  function: entity.describe('One line of `codex-governor functions --format jsonl`'),
  'gate-list': gateList.describe('`codex-governor gate list --format json`'),
  'gate-prove': gateProve.describe('`codex-governor gate prove --format json`'),
  'gate-run': gateRun.describe('`codex-governor gate run --format json`'),
  journal: journal.describe('`codex-governor task journal --format json`'),
  pack: pack.describe('`codex-governor pack --format json`'),
  phases: phases.describe('`codex-governor phases --format json`'),
  'package-check': z.object({ problems: list(problem) }).describe('`codex-governor package check --format json`'),
  'package-list': packageList.describe('`codex-governor package list --format json`'),
  'package-run': packageRun.describe('`codex-governor package run --format json`'),
  'policy-check': z.object({ problems: list(problem) }).describe('`codex-governor policy check --format json`'),
  'policy-test': policyTest.describe('`codex-governor policy test --format json`'),
  'policy-explain': explanation.describe('`codex-governor policy explain --format json`'),
  'pull-request-verify': pullRequestVerify.describe('`codex-governor pr verify --format json`'),
  replay: replay.describe('`codex-governor replay --format json`'),
  run: run.describe('`codex-governor run --format json`'),
  split: split.describe('`codex-governor split --format json`'),
  start: z.object({ task, pack, prompt: z.string() }).describe('`codex-governor start --format json`'),
  task: z
    .object({
      state: z.enum(['none', 'active', 'parked']),
      task: task.nullable(),
      on: z.string().exactOptional().describe('What is checked out while the task is parked.'),
    })
    .describe('`codex-governor task --format json`'),
} as const;

/** The documents as they are at compile time. */
export type Documents = { readonly [Name in keyof typeof documents]: z.infer<(typeof documents)[Name]> };

export type DocumentName = keyof Documents;

export const documentNames = Object.keys(documents) as readonly DocumentName[];

/** The JSON Schema (draft-07) of a document. Fields may be added to a document, so the schema allows for more of them. */
export const writeDocumentSchema = (name: DocumentName): string => {
  const { $schema, ...schema } = z.toJSONSchema(documents[name], {
    target: 'draft-7',
    io: 'input',
    override: ({ jsonSchema }) => {
      // Of the lists that nobody writes to; noise to who reads the document.
      delete jsonSchema.readOnly;
      // Zod bounds every whole number.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return `${JSON.stringify({ $schema, title: name, ...schema }, null, 2)}\n`;
};
