import * as z from 'zod';
import { pathAtBase, type FileChange } from '../../change.ts';
import { matchesAny } from '../../glob.ts';
import { inPlace, listNames } from '../../wording.ts';
import { mendByBase } from '../../mend.ts';
import { globs } from '../../policy/document-words.ts';
import { present } from '../../present.ts';
import type { ChangedFile, RuleKind, Scene } from '../../rule-kind.ts';
import { generatedPathExamples } from './examples.ts';
import { bearsMarker, callsItselfGenerated } from './header.ts';

const options = z.strictObject({
  sources: globs
    .default([])
    .describe('What the files are made from: where one of these changes too, they may have been made anew.'),
  by: z
    .enum(['marker', 'place'])
    .default('marker')
    .describe('What tells a generated file: a marker in its first lines, or that it is in the rule’s place.'),
  marker: z
    .string()
    .min(1)
    .optional()
    .describe(
      'The text that tells, as it is written. Left out: a comment at the top with `@generated`, or that says that the file is generated and not to be edited.',
    ),
});
type Options = z.infer<typeof options>;

const isGenerated = (path: string, text: string, { by, marker }: Options): boolean => {
  if (by === 'place') return true;
  return marker === undefined ? callsItselfGenerated(path, text) : bearsMarker(text, marker);
};

// A file that was only moved is what was generated. Of a binary one nobody counts whether it was edited.
const isWritten = (file: FileChange): boolean => file.binary || file.added + file.deleted > 0;

/** Whether a file that was generated has been written by hand: by what it was at the base, for that is what was generated. */
const isHandWritten = (file: ChangedFile, given: Options): boolean => {
  // Nobody can tell what a new file was made from where the rule does not know any sources.
  if (file.status === 'added') return given.sources.length > 0 && isGenerated(file.path, file.after ?? '', given);
  if (file.status === 'deleted') return false;
  return isWritten(file) && isGenerated(pathAtBase(file), file.before ?? '', given);
};

const see = ({ options: given, files, change }: Scene<Options>): ReturnType<RuleKind<Options>['see']> => {
  const isSource = matchesAny(given.sources);
  const written = files.filter((file) => isHandWritten(file, given));
  const own = new Set(written.map(({ path }) => path));
  const madeAnew = change.files.some(
    (file) => !own.has(file.path) && (isSource(file.path) || isSource(pathAtBase(file))),
  );
  if (madeAnew) return { sightings: [] };
  const from =
    given.sources.length === 0 ? '' : `, and nothing that it is made from (${given.sources.join(', ')}) changed`;
  return {
    sightings: written.map((file) => ({
      path: file.path,
      line: file.addedLines[0]?.start ?? 1,
      message: `This file is generated${from}: it may not be edited by hand.`,
      identity: 'edited',
      ...present('mend', mendByBase(file)),
    })),
  };
};

export const generatedPath: RuleKind<Options> = {
  kind: 'generated-path',
  title: 'Generated path',
  manual: [
    'Keeps hands off files that a program writes: they are changed where they are made from, and made anew. A generated file',
    'says so at its very top, in a comment with `@generated` or one that says that it is generated and not to be edited; or',
    'it is in the rule’s place (`by: place`), for files that cannot hold a comment.',
    '',
    'With `sources`, an edit is fine where one of them changed as well, and a new file counts as an edit where none did.',
    'Without, every edit of a generated file is a finding. Deleting one is none, nor is moving it as it is: a rule of the',
    'kind `protected-path` keeps it where it is.',
  ].join('\n'),
  remedy: 'Undo the edit, change what the file is made from, and run what makes it.',
  options,
  needs: ({ by }) => (by === 'place' ? {} : { text: () => true }),
  examples: generatedPathExamples,
  see,
  keepsOut: ({ by, sources }) => by === 'place' && sources.length > 0,
  guard: ({ sources }, rule) =>
    `Do not edit generated files${inPlace(rule)} by hand${sources.length === 0 ? '' : `: change ${listNames(sources, 'or')} and make them anew`}.`,
};
