import * as z from 'zod';
import { pathAtBase, type FileStatus } from '../change.ts';
import type { PathTest } from '../glob.ts';
import { meansManifests } from '../manifests/manifest-places.ts';
import { mendByBase } from '../mend.ts';
import { present } from '../present.ts';
import { placeOf, type ChangedFile, type RuleKind, type Scene } from '../rule-kind.ts';
import { protectedPathExamples } from './protected-path-examples.ts';

const operations = ['add', 'modify', 'delete', 'rename'] as const;
type Operation = (typeof operations)[number];

const options = z.strictObject({
  operations: z
    .array(z.enum(operations))
    .min(1)
    .default([...operations])
    .describe('What may not be done to these files.'),
  'allow-added-lines': z
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('An edit of at most so many added plus deleted lines is allowed: a typo, a date.'),
});
type Options = z.infer<typeof options>;

const operationOf: Record<Exclude<FileStatus, 'renamed'>, Operation> = {
  added: 'add',
  modified: 'modify',
  'type-changed': 'modify',
  deleted: 'delete',
};
const participle: Record<Operation, string> = {
  add: 'added',
  modify: 'changed',
  delete: 'deleted',
  rename: 'renamed',
};

interface Deed {
  readonly operation: Operation;
  /** The protected path: for what left its place, where it was. */
  readonly at: string;
}

// To move a file out of the place is to delete it there, and to move one in is to add it; within the place it stays.
// Of a binary file nobody counts whether it was edited on the way.
const deedsOfRename = (file: ChangedFile, applies: Scene<Options>['applies']): readonly Deed[] => {
  const from = pathAtBase(file);
  const [wasIn, isIn] = [applies(from), applies(file.path)];
  const edited = file.binary || file.added + file.deleted > 0;
  return [
    { operation: 'rename', at: wasIn ? from : file.path },
    ...(isIn ? [] : [{ operation: 'delete', at: from } as const]),
    ...(wasIn ? [] : [{ operation: 'add', at: file.path } as const]),
    ...(edited ? [{ operation: 'modify', at: isIn ? file.path : from } as const] : []),
  ];
};

const deedsOf = (file: ChangedFile, applies: Scene<Options>['applies']): readonly Deed[] =>
  file.status === 'renamed' ? deedsOfRename(file, applies) : [{ operation: operationOf[file.status], at: file.path }];

// A change of mode, of a binary file, or of a link to a file, counts no lines, and is no typo.
const isSmallEdit = (file: ChangedFile, allowed: number): boolean => {
  const lines = file.added + file.deleted;
  return file.status !== 'type-changed' && lines > 0 && lines <= allowed;
};

const describe = (file: ChangedFile, { operation, at }: Deed, isLaw: boolean): string => {
  const held = isLaw ? ' and may not be' : ': a person looks at it before it is';
  const said = `${at === file.path ? 'This file' : at} is protected${held} ${participle[operation]}`;
  if (file.from === undefined) return `${said}.`;
  if (operation === 'delete') return `${said}: moving it away counts as deleting it.`;
  return operation === 'add' ? `${said}: moving ${file.from} here counts as adding it.` : `${said}.`;
};

const see = ({
  options: allowed,
  files,
  applies,
  level = 'block',
}: Scene<Options>): ReturnType<RuleKind<Options>['see']> => ({
  sightings: files.flatMap((file) => {
    const deed = deedsOf(file, applies)
      .filter(({ operation }) => allowed.operations.includes(operation))
      .find(({ operation }) => operation !== 'modify' || !isSmallEdit(file, allowed['allow-added-lines']));
    if (deed === undefined) return [];
    const line = file.addedLines[0]?.start ?? 1;
    const mend = present('mend', mendByBase(file));
    return [
      { path: file.path, line, message: describe(file, deed, level === 'block'), identity: deed.operation, ...mend },
    ];
  }),
});

const forbidsManifests = ({ operations: forbidden }: Options, isIn: PathTest): boolean =>
  forbidden.includes('modify') && meansManifests(isIn);

export const protectedPath: RuleKind<Options> = {
  kind: 'protected-path',
  title: 'Protected path',
  manual: [
    'Keeps files from being added, changed, deleted or renamed: specifications, migrations that have run, generated',
    'artefacts, the law itself. `in` names the files. `operations` narrows what is forbidden; `allow-added-lines` lets a',
    'small edit through, but never a change of its mode.',
    '',
    'A file that is moved out of the place is deleted there, and one that is moved in is added, beside being renamed:',
    '`operations: [delete]` also keeps files from being moved away, `operations: [add]` from being moved in. One that is',
    'moved within the place is renamed alone.',
    '',
    'As a warning it keeps nothing from anybody, and says that a person looks at the file.',
  ].join('\n'),
  remedy: 'Undo the edit of this file. If it is needed, do it in a change of its own with the people who own the file.',
  options,
  examples: protectedPathExamples,
  see,
  // With `delete` it guards what is there, and a path that leads nowhere is a slip.
  keepsOut: ({ operations: forbidden }) => forbidden.includes('add') && !forbidden.includes('delete'),
  bansDependencies: forbidsManifests,
  guard: (allowed, rule) => {
    const verbs = allowed.operations.map((operation) => (operation === 'modify' ? 'change' : operation));
    const small =
      allowed['allow-added-lines'] > 0 ? ` Edits of at most ${allowed['allow-added-lines']} lines are allowed.` : '';
    const listed = verbs.join(', ').replace(/, (?=[a-z]+$)/, ' or ');
    const manifests = forbidsManifests(allowed, placeOf(rule)) ? ' Add no dependency and change no version.' : '';
    return `Do not ${listed} ${rule.in.map((glob) => `\`${glob}\``).join(', ')}.${small}${manifests}`;
  },
};
