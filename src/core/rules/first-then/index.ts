import type { FileChange } from '../../change.ts';
import { partnersAmong } from '../../path-partners.ts';
import { fillHoles, pathPattern, type Captures } from '../../path-pattern.ts';
import { classChange } from '../../phases/trivial.ts';
import type { RuleKind, Scene } from '../../rule-kind.ts';
import { inPlace } from '../../wording.ts';
import { firstThenExamples } from './examples.ts';
import { lackOf } from './lack.ts';
import { options, type Options } from './options.ts';

// What is only moved or deleted is not written.
const isWritten = (file: FileChange): boolean =>
  file.status !== 'deleted' && (file.binary || file.added + file.deleted > 0);

type Trivia = NonNullable<Options['unless-trivial']>;

const isTrivial = ({ code, ...trivial }: Trivia, files: readonly FileChange[]): boolean =>
  classChange({ code, trivial }, files).verdict === 'trivial';

const see = ({ options: { when, first, ...options }, files, applies, around, change }: Scene<Options>) => {
  const trivia = options['unless-trivial'];
  if (trivia !== undefined && isTrivial(trivia, change.files)) return { sightings: [] };
  const coming = pathPattern(when);
  const steps = first.map((step) => ({
    step,
    documents: partnersAmong(around.after.paths, coming, pathPattern(step.path)),
  }));
  const missingFor = (captures: Captures, own: string): readonly string[] => {
    const unfinished: string[] = [];
    const before = steps.flatMap(({ step, documents }) => {
      const paths = documents(captures);
      const first = step.of === undefined ? 'comes first' : `comes first (${step.of})`;
      if (paths.length === 0) return [`${fillHoles(step.path, captures)} ${first}, and there is no such file.`];
      const lacks = paths.flatMap((path) => {
        const lack = lackOf(step, { path, text: around.after.text(path) ?? '', captures });
        return lack === undefined ? [] : [{ path, why: lack.why }];
      });
      if (lacks.length < paths.length) return [];
      return lacks.slice(0, 1).flatMap(({ path, why }) => {
        if (path !== own) return [`${path} ${first}, and ${why}.`];
        unfinished.push(why);
        return [];
      });
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
    '`has` asks for values in the data of a document, such as the fields of an invariant, a cell of a notebook or an entry',
    'of a plan; `names` for a word among them, with the holes of `when`.',
    '',
    'With `unless-trivial`, a change that makes none of these files, and is small in all of them together, needs no steps.',
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
