import * as z from 'zod';
import { fileClasses, pathAtBase, type FileChange } from '../../change.ts';
import { matchesAny, relativePath } from '../../glob.ts';
import { inPlace } from '../../wording.ts';
import { counted, grouped } from '../../markdown/write.ts';
import { openGlobs } from '../../policy/document-words.ts';
import type { RuleKind, Scene, Sighting } from '../../rule-kind.ts';
import { newFilesExamples } from './examples.ts';

const options = z.strictObject({
  limit: z.number().int().min(0).optional().describe('How many new files are still allowed. Left out: any number.'),
  counts: z
    .array(z.enum(fileClasses))
    .default(['code', 'test', 'docs', 'data'])
    .describe('The file classes that `limit` counts.'),
  names: openGlobs
    .default(['*'])
    .describe('What a new file may be called, without its folders: `test_*.py`. Upper and lower case differ.'),
  'names-in-words': z
    .string()
    .min(1)
    .optional()
    .describe(
      'What the names are, as a finding calls them in place of the globs: `something in capitals, such as RATE_LIMITS.md`.',
    ),
  places: openGlobs.default(['**']).describe('Where a new file may be: `tests/**`.'),
  'closed-folders': z
    .array(z.string().min(1))
    .default([])
    .describe('Folders that may get no new folder right in them; `.` is the top of the repository.'),
});
type Options = z.infer<typeof options>;

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const listed = (globs: readonly string[]): string => globs.join(' or ');

const sight = (file: FileChange, message: string, identity: string): Sighting => ({
  path: file.path,
  line: 1,
  message,
  identity,
});

/** What is wrong with where a file is and what it is called, each as a sentence. */
const faultsIn = ({ names, 'names-in-words': called = listed(names), places }: Options) => {
  const [isNamed, isPlaced] = [matchesAny(names), matchesAny(places)];
  return (path: string): readonly string[] => [
    ...(isPlaced(path) ? [] : [`This file is new here, and belongs in ${listed(places)}.`]),
    ...(isNamed(baseName(path)) ? [] : [`This file is new, and has to be called ${called}.`]),
  ];
};

const misplaced = ({ options: given, files, applies }: Scene<Options>): readonly Sighting[] => {
  const faultsOf = faultsIn(given);
  return files
    .filter(({ path }) => applies(path))
    .flatMap((file) => {
      // What was so before, wherever it was, is old debt.
      const old = new Set(file.status === 'added' ? [] : faultsOf(pathAtBase(file)));
      return faultsOf(file.path)
        .filter((message) => !old.has(message))
        .map((message) => sight(file, message, message));
    });
};

const tooMany = ({ options: { limit, counts }, files }: Scene<Options>): readonly Sighting[] => {
  const added = files.filter(({ status, class: name }) => status === 'added' && counts.includes(name));
  const [first] = added.slice(limit ?? added.length);
  if (first === undefined) return [];
  const message = `${counted(added.length, 'new file')}, ${grouped(limit ?? 0)} allowed.`;
  return [{ ...sight(first, message, 'limit'), ofChange: true }];
};

/** A folder as git writes it; the top of the repository is none. */
const folderName = (folder: string): string => relativePath(`${folder}/`).replace(/\/+$/, '');

/** The folder right in another that a path leads through: `src/core` for `src/core/a.ts` in `src`. */
const childOf = (path: string, folder: string): string | undefined => {
  const start = folder === '' ? '' : `${folder}/`;
  const end = path.indexOf('/', start.length);
  return path.startsWith(start) && end > 0 ? path.slice(0, end) : undefined;
};

const newFolders = ({ options: { 'closed-folders': closed }, files, applies, around }: Scene<Options>) =>
  closed.flatMap((written): readonly Sighting[] => {
    const folder = folderName(written);
    const known = new Set(around.before.paths().map((path) => childOf(path, folder)));
    return files
      .filter(({ path }) => applies(path))
      .flatMap((file) => {
        const child = childOf(file.path, folder);
        if (known.has(child)) return [];
        known.add(child);
        const within = folder === '' ? 'the top of the repository' : written;
        return child === undefined ? [] : [sight(file, `${child} is a new folder, and ${within} may get none.`, child)];
      });
  });

export const newFiles: RuleKind<Options> = {
  kind: 'new-files',
  title: 'New files',
  manual: [
    'Says how many files a change may add (`limit`), what they may be called (`names`), where they may be (`places`), and',
    'which folders may get no new folder in them (`closed-folders`): a new layer, package or top-level folder is a decision',
    'and not a by-product.',
    '',
    'The rule’s place says which files are meant: tests by their folder to hold them to a name, or by their name to hold',
    'them to a folder. A file that is moved counts as new where it is, unless the same was wrong with it before. Moved files',
    'do not count for `limit`. A mode’s budget `new-files` does the same for all of a change, with a meter.',
  ].join('\n'),
  remedy: 'Put what is new into files that are there, or give the file the name and the place that are asked for.',
  options,
  looksAround: true,
  keepsOut: () => true,
  examples: newFilesExamples,
  see: (scene) => ({ sightings: [...tooMany(scene), ...misplaced(scene), ...newFolders(scene)] }),
  guard: ({ limit, names, 'names-in-words': called = listed(names), places, 'closed-folders': closed }, rule) =>
    [
      limit === undefined ? [] : [`Add at most ${limit} new files${inPlace(rule)}.`],
      names.includes('*') ? [] : [`New files${inPlace(rule)} are called ${called}.`],
      places.includes('**') ? [] : [`New files${inPlace(rule)} belong in ${listed(places)}.`],
      closed.map((folder) => `Make no new folder right in \`${folder}\`${inPlace(rule)}.`),
    ]
      .flat()
      .join(' '),
};
