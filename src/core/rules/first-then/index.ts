import * as z from 'zod';
import type { FileChange } from '../../change.ts';
import { readDocument, valuesAt } from '../../document-values.ts';
import { inPlace } from '../../wording.ts';
import { proseLines, proseUnder } from '../../markdown-prose.ts';
import { partnersAmong } from '../../path-partners.ts';
import { fillHoles, pathPattern, pathWithHoles, type Captures } from '../../path-pattern.ts';
import { pattern } from '../../policy/document-words.ts';
import { compilePattern } from '../../policy/pattern.ts';
import type { RuleKind, Scene } from '../../rule-kind.ts';
import { firstThenExamples } from './examples.ts';

const status = z
  .strictObject({
    at: z
      .string()
      .min(1)
      .default('status')
      .describe('Where it stands, as keys with dots between them; in Markdown, in the front matter.'),
    is: z.array(z.string().min(1)).min(1).describe('What it has to be, one of these; upper and lower case are alike.'),
  })
  .describe('The state of a document in YAML, JSON, TOML or the front matter of Markdown.');

const says = z
  .strictObject({
    pattern: pattern.describe('What a line of it has to say.'),
    'in-words': z
      .string()
      .min(1)
      .optional()
      .describe('What the line is, as a finding calls it in place of the pattern: `a heading “Goal”`.'),
    section: z.string().min(1).optional().describe('The heading that the line has to stand under; may have holes.'),
  })
  .describe('What a reader of Markdown has to find in it: comments and code blocks do not count.');

const step = z.strictObject({
  path: pathWithHoles.describe('The file, with the holes of `when`, or a glob of which one file is enough.'),
  status: status.optional(),
  says: says.optional(),
});
type Step = z.infer<typeof step>;

const options = z.strictObject({
  when: pathWithHoles.describe('The files that come after, with holes: `src/{name}.py`.'),
  first: z.array(step).min(1).describe('What has to be there, and in its state, before they are written.'),
});
type Options = z.infer<typeof options>;

// What is only moved or deleted is not written.
const isWritten = (file: FileChange): boolean =>
  file.status !== 'deleted' && (file.binary || file.added + file.deleted > 0);

const isIn = (values: readonly string[], value: string): boolean =>
  values.some((each) => each.toLowerCase() === value.trim().toLowerCase());

const tellLack = ({ pattern: form, 'in-words': words }: z.infer<typeof says>, section: string | undefined): string => {
  if (words !== undefined) return `it lacks ${words}`;
  return `${section === undefined ? 'no line of it' : `no line under “${section}”`} says ${form}`;
};

/** What a document lacks of its state, as the end of a sentence; empty where it lacks nothing. */
const lackOf = ({ status, says }: Step, path: string, text: string, captures: Captures): string => {
  if (status !== undefined) {
    const values = valuesAt(readDocument(path, text), status.at).map(({ text: value }) => value);
    const tells = values.length === 0 ? 'not told' : values.join(', ');
    if (values.length === 0 || !values.every((value) => isIn(status.is, value)))
      return `its ${status.at} is ${tells}, not ${status.is.join(' or ')}`;
  }
  if (says === undefined) return '';
  const section = says.section === undefined ? undefined : fillHoles(says.section, captures);
  const lines = section === undefined ? proseLines(text) : proseUnder(text, section);
  const form = compilePattern(says.pattern, 'search');
  if (lines.some(({ text: line }) => form?.test(line.trim()))) return '';
  return tellLack(says, section);
};

const see = ({ options: { when, first }, files, applies, around }: Scene<Options>) => {
  const coming = pathPattern(when);
  const steps = first.map((step) => ({
    step,
    documents: partnersAmong(around.after.paths, coming, pathPattern(step.path)),
  }));
  const missingFor = (captures: Captures, own: string): readonly string[] => {
    const unfinished: string[] = [];
    const before = steps.flatMap(({ step, documents }) => {
      const paths = documents(captures);
      const lacks = paths.map((path) => ({
        path,
        lack: lackOf(step, path, around.after.text(path) ?? '', captures),
      }));
      const [nearest] = lacks;
      if (nearest === undefined) return [`${fillHoles(step.path, captures)} comes first, and there is no such file.`];
      if (lacks.some(({ lack }) => lack === '')) return [];
      if (nearest.path !== own) return [`${nearest.path} comes first, and ${nearest.lack}.`];
      unfinished.push(nearest.lack);
      return [];
    });
    // What a file itself has to hold is told in one finding, however many parts it lacks.
    const lacking = unfinished.join('; ').replaceAll('; it lacks ', ', ');
    return unfinished.length === 0 ? before : [...before, `${own} is not finished: ${lacking}.`];
  };
  // Where many files come after the same step, the first of them tells of it.
  const told = new Set<string>();
  const sightings = files.filter(isWritten).flatMap((file) => {
    const captures = applies(file.path) ? coming.match(file.path) : undefined;
    const missing = captures === undefined ? [] : missingFor(captures, file.path);
    return missing
      .filter((message) => told.size < told.add(message).size)
      .map((message) => ({ path: file.path, line: file.addedLines[0]?.start ?? 1, message, identity: message }));
  });
  return { sightings };
};

export const firstThen: RuleKind<Options> = {
  kind: 'first-then',
  title: 'First, then',
  manual: [
    'Holds work to its order: a specification before its code, an accepted invariant before what keeps to it, five phases',
    'before the sixth. `when` names the files that come after, by a path with holes; `first` names what has to be there, by',
    'the same holes. A file that is named by a glob is enough once.',
    '',
    'That a document is there may not be enough: `status` asks for its state, in YAML, JSON, TOML or the front matter of',
    'Markdown; `says` for a line that its readers see, under a heading if one is given. A comment or a text that only',
    'mentions the state does not count, nor does a document that cannot be read.',
    '',
    'It is a finding whenever such a file is written while a step is missing; what the same change brings counts as there.',
    'Moving and deleting are not writing.',
  ].join('\n'),
  remedy: 'Finish what comes first, in this change or in one before it, and come back to the code then.',
  options,
  looksAround: true,
  examples: firstThenExamples,
  see,
  guard: ({ when, first }, rule) =>
    `Write \`${when}\`${inPlace(rule)} only after ${first.map(({ path }) => `\`${path}\``).join(', ')}.`,
};
