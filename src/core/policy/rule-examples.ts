import * as z from 'zod';
import { classifyBy } from '../classify.ts';
import { readExample, seeExample, type ExampleReaders } from '../examples.ts';
import { present } from '../present.ts';
import type { Example, RuleKind } from '../rule-kind.ts';
import { nonEmpty } from './document-words.ts';
import { placeFault, readText, type ReadText } from './read.ts';
import type { Policy, Problem } from './policy.ts';
import { knownShape, plainSchema } from './shape.ts';
import { nearestWord } from './suggest.ts';

/*
 * What a policy's rules have to say of small changes, written beside the policy. A rule that nobody tried out is a hope.
 */

const files = z
  .record(z.string(), z.string())
  .describe(
    'Path: text. A line of `after` that ends in four blanks and ← must be found; ← and a message: with just that.',
  );

const example = z.strictObject({
  title: nonEmpty.describe('What is tried out, in a few words.'),
  before: files.optional().describe('The files at the base.'),
  after: files.optional().describe('The files now. What is the same on both sides did not change.'),
  renamed: z.record(z.string(), z.string()).optional().describe('New path: old path, of files that were renamed.'),
  mentions: z.string().optional().describe('What the change says of itself: its commit messages.'),
  elsewhere: z
    .array(nonEmpty)
    .optional()
    .describe('How findings begin that stand at no line of `after`, such as those on a deleted file.'),
});
type WrittenExample = z.infer<typeof example>;

const examplesDocument = z
  .strictObject({
    version: z.literal(1).describe('The version of this format.'),
    examples: z.record(z.string(), z.array(example).min(1)).describe('By the id of the rule that is tried out.'),
  })
  .meta({ title: 'Examples', description: 'Small changes, and what the rules of a policy have to find in them.' });

/** The JSON Schema (draft-07) of the examples of a policy. */
export const ruleExamplesSchema = (): Readonly<Record<string, unknown>> => plainSchema(examplesDocument);

export type RuleExamples = ReadText<z.infer<typeof examplesDocument>>;

/** Reads the examples of a policy. Every mistake is a problem at its line and column; never throws. */
export const readRuleExamples = (source: string, text: string): RuleExamples =>
  readText(source, text, {
    schema: examplesDocument,
    shape: knownShape(examplesDocument),
    name: 'examples',
    notAMap: 'Examples are a map: `version: 1`, and under `examples:` the ids of rules.',
  });

/** The rules that examples name and the policy does not have. */
export const checkRuleExamples = (read: RuleExamples, policy: Policy): readonly Problem[] => {
  const ids = policy.rules.map(({ id }) => id);
  return Object.keys(read.document?.examples ?? {})
    .filter((id) => !ids.includes(id))
    .map((id) => {
      const nearest = nearestWord(id, ids);
      const offer = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
      const message = `The policy has no rule \`${id}\`, so these examples try nothing out.${offer}`;
      const fault = { path: ['examples', id], part: 'key', code: 'unknown-rule', message } as const;
      return placeFault(read, { ...fault, ...present('replacement', nearest) });
    });
};

/** What became of an example. */
export interface TriedExample {
  readonly rule: string;
  readonly title: string;
  /** Where its title stands in the file of examples, 1-based. */
  readonly line: number;
  /** `path:line message` of what had to be found and was not; without a message where any would do. */
  readonly missing: readonly string[];
  /** The same of what was found and had not to be. */
  readonly unexpected: readonly string[];
}

const meets = (expected: string, seen: string): boolean => seen === expected || seen.startsWith(`${expected} `);

/** What is left on both sides once each expectation has met one sighting. */
const compare = (expected: readonly string[], seen: readonly string[], elsewhere: readonly string[]) => {
  const left = [...seen];
  const missing = expected.filter((one) => {
    const fits = elsewhere.includes(one)
      ? (each: string): boolean => each.startsWith(one)
      : (each: string): boolean => meets(one, each);
    const index = left.findIndex(fits);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return { missing, unexpected: left };
};

const exampleOf = (
  { before = {}, after = {}, ...written }: WrittenExample,
  rule: Policy['rules'][number],
): Example => ({
  title: written.title,
  with: rule.with ?? {},
  ...(rule.in.length === 0 ? {} : { in: rule.in }),
  except: rule.except,
  before,
  after,
  ...present('renamed', written.renamed),
  ...present('mentions', written.mentions),
  ...present('elsewhere', written.elsewhere),
});

interface Trial {
  readonly rule: Policy['rules'][number];
  readonly example: Example;
  readonly line: number;
}

/** The examples of the rules that the policy has, as those of kinds are written. */
export const trialsOf = (read: RuleExamples, policy: Policy): readonly Trial[] =>
  policy.rules.flatMap((rule) =>
    (read.document?.examples[rule.id] ?? []).map((written, index) => ({
      rule,
      example: exampleOf(written, rule),
      line: read.placeOf(['examples', rule.id, index]).line,
    })),
  );

/** Tries a rule out on an example. */
export const tryOut = (
  { rule, example: tried, line }: Trial,
  { policy, kinds, readers }: { policy: Policy; kinds: ReadonlyMap<string, RuleKind>; readers: ExampleReaders },
): TriedExample => {
  const kind = kinds.get(rule.kind);
  if (kind === undefined) throw new Error(`Rule ${rule.id} has the unknown kind ${rule.kind}.`);
  const classed = { ...readers, classify: classifyBy(policy.classes) };
  const { expected } = readExample(tried, classed);
  const seen = seeExample(kind, tried, classed);
  return { rule: rule.id, title: tried.title, line, ...compare(expected, seen, tried.elsewhere ?? []) };
};

/** The rules that no example tries out. */
export const untriedRules = (read: RuleExamples, policy: Policy): readonly string[] =>
  policy.rules.map(({ id }) => id).filter((id) => read.document?.examples[id] === undefined);
