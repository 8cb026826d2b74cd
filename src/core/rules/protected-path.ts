import * as z from 'zod';
import type { FileStatus } from '../change.ts';
import type { ChangedFile, RuleKind, Scene } from '../rule-kind.ts';

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

// To move a file is to delete it where it was and to add it where it is; whether git finds a rename in it is a guess
// that a few edited lines change. Of a binary file nobody counts whether it was edited on the way.
const deedsOfRename = (file: ChangedFile, applies: Scene<Options>['applies']): readonly Deed[] => {
  const from = file.from ?? file.path;
  const [wasIn, isIn] = [applies(from), applies(file.path)];
  const edited = file.binary || file.added + file.deleted > 0;
  return [
    { operation: 'rename', at: wasIn ? from : file.path },
    ...(wasIn ? [{ operation: 'delete', at: from } as const] : []),
    ...(isIn ? [{ operation: 'add', at: file.path } as const] : []),
    ...(edited ? [{ operation: 'modify', at: isIn ? file.path : from } as const] : []),
  ];
};

const deedsOf = (file: ChangedFile, applies: Scene<Options>['applies']): readonly Deed[] =>
  file.status === 'renamed' ? deedsOfRename(file, applies) : [{ operation: operationOf[file.status], at: file.path }];

// A change of mode, or of a link to a file, counts no lines, and is no typo.
const isSmallEdit = (file: ChangedFile, allowed: number): boolean => {
  const lines = file.added + file.deleted;
  return !file.binary && file.status !== 'type-changed' && lines > 0 && lines <= allowed;
};

const describe = (file: ChangedFile, { operation, at }: Deed): string => {
  const said = `${at === file.path ? 'This file' : at} is protected and may not be ${participle[operation]}`;
  if (file.from === undefined) return `${said}.`;
  if (operation === 'delete') return `${said}: moving it away counts as deleting it.`;
  return operation === 'add' ? `${said}: moving ${file.from} here counts as adding it.` : `${said}.`;
};

const see = ({ options: allowed, files, applies }: Scene<Options>): ReturnType<RuleKind<Options>['see']> => ({
  sightings: files.flatMap((file) => {
    const deed = deedsOf(file, applies)
      .filter(({ operation }) => allowed.operations.includes(operation))
      .find(({ operation }) => operation !== 'modify' || !isSmallEdit(file, allowed['allow-added-lines']));
    if (deed === undefined) return [];
    const line = file.addedLines[0]?.start ?? 1;
    return [{ path: file.path, line, message: describe(file, deed), identity: deed.operation }];
  }),
});

export const protectedPath: RuleKind<Options> = {
  kind: 'protected-path',
  title: 'Protected path',
  manual: [
    'Keeps files from being added, changed, deleted or renamed: specifications, migrations that have run, generated',
    'artefacts, the law itself. `in` names the files. `operations` narrows what is forbidden; `allow-added-lines` lets a',
    'small edit through, but never a change of its mode.',
    '',
    'A moved file is deleted where it was and added where it is, beside being renamed: `operations: [delete]` also keeps',
    'files from being moved away, `operations: [add]` from being moved in.',
  ].join('\n'),
  remedy: 'Undo the edit of this file. If it is needed, do it in a change of its own with the people who own the file.',
  options,
  examples: [
    {
      title: 'a protected document is changed',
      with: {},
      in: ['docs/spec.md', 'docs/spec/**'],
      guard: 'Do not add, change, delete or rename `docs/spec.md`, `docs/spec/**`.',
      before: { 'docs/spec.md': 'old\n' },
      after: { 'docs/spec.md': 'new    ← This file is protected and may not be changed.\n' },
    },
    {
      title: 'a typo is let through',
      with: { 'allow-added-lines': 2 },
      in: ['docs/**'],
      guard: 'Do not add, change, delete or rename `docs/**`. Edits of at most 2 lines are allowed.',
      before: { 'docs/spec.md': 'teh\n' },
      after: { 'docs/spec.md': 'the\n' },
    },
    {
      title: 'only deleting is forbidden, and this edit deletes nothing',
      with: { operations: ['delete'] },
      before: { 'docs/spec.md': 'old\n' },
      after: { 'docs/spec.md': 'new\n' },
    },
    {
      title: 'a deleted file is never a small edit',
      with: { 'allow-added-lines': 10 },
      before: { 'docs/spec.md': 'old\n' },
      after: {},
      elsewhere: ['This file is protected and may not be deleted.'],
    },
    {
      title: 'a file that is moved away',
      with: {},
      before: { 'docs/spec.md': 'old\n' },
      renamed: { 'docs/other.md': 'docs/spec.md' },
      after: { 'docs/other.md': 'old\n' },
      elsewhere: ['docs/spec.md is protected and may not be renamed.'],
    },
    {
      title: 'a new file',
      with: { operations: ['add'] },
      before: {},
      after: { 'db/one.sql': 'select 1    ← This file is protected and may not be added.\n' },
    },
    {
      title: 'a file that is moved away is gone from where it was',
      with: { operations: ['delete'] },
      in: ['docs/**'],
      before: { 'docs/spec.md': 'old\n' },
      renamed: { 'other.md': 'docs/spec.md' },
      after: { 'other.md': 'old\n' },
      elsewhere: ['docs/spec.md is protected and may not be deleted: moving it away counts as deleting it.'],
    },
    {
      title: 'a file that is moved in is new where it is',
      with: { operations: ['add'] },
      in: ['.github/workflows/**'],
      before: { 'x.txt': 'on: push\n' },
      renamed: { '.github/workflows/x.yml': 'x.txt' },
      after: { '.github/workflows/x.yml': 'on: push\n' },
      elsewhere: ['This file is protected and may not be added: moving x.txt here counts as adding it.'],
    },
    {
      title: 'a file that is moved in deletes nothing of the place',
      with: { operations: ['delete', 'modify'] },
      in: ['docs/**'],
      before: { 'x.md': 'one\n' },
      renamed: { 'docs/x.md': 'x.md' },
      after: { 'docs/x.md': 'one\n' },
    },
    {
      title: 'a file that is moved out adds nothing to the place',
      with: { operations: ['add', 'modify'] },
      in: ['docs/**'],
      before: { 'docs/x.md': 'one\n' },
      renamed: { 'x.md': 'docs/x.md' },
      after: { 'x.md': 'one\n' },
    },
    {
      title: 'a file that is moved and edited is changed too',
      with: { operations: ['modify'] },
      in: ['docs/**'],
      before: { 'docs/a.md': 'one\ntwo\nthree\n' },
      renamed: { 'docs/b.md': 'docs/a.md' },
      after: { 'docs/b.md': 'one\ntwo\n3\n' },
      elsewhere: ['This file is protected and may not be changed.'],
    },
    {
      title: 'a file that is moved away and edited was changed too',
      with: { operations: ['modify'] },
      in: ['docs/**'],
      before: { 'docs/a.md': 'one\ntwo\nthree\n' },
      renamed: { 'b.md': 'docs/a.md' },
      after: { 'b.md': 'one\ntwo\n3\n' },
      elsewhere: ['docs/a.md is protected and may not be changed.'],
    },
    {
      title: 'a typo corrected in a file that is moved is let through',
      with: { operations: ['modify'], 'allow-added-lines': 2 },
      in: ['docs/**'],
      before: { 'docs/a.md': 'one\nteh\nthree\n' },
      renamed: { 'docs/b.md': 'docs/a.md' },
      after: { 'docs/b.md': 'one\nthe\nthree\n' },
    },
    {
      title: 'a script that becomes executable is no small edit',
      with: { 'allow-added-lines': 2 },
      before: { 'run.sh': 'go\n' },
      facts: { 'run.sh': { status: 'modified' } },
      after: { 'run.sh': 'go    ← This file is protected and may not be changed.\n' },
    },
    {
      title: 'a file that becomes a link is no small edit',
      with: { 'allow-added-lines': 2 },
      before: { 'run.sh': 'go\n' },
      facts: { 'run.sh': { status: 'type-changed' } },
      after: { 'run.sh': 'other.sh    ← This file is protected and may not be changed.\n' },
    },
    {
      title: 'a binary file has no small edit, and may have been edited when it moved',
      with: { operations: ['modify'], 'allow-added-lines': 2 },
      before: { 'a.png': 'one\n', 'b.png': 'one\n' },
      renamed: { 'c.png': 'b.png' },
      facts: { 'a.png': { binary: true }, 'c.png': { binary: true } },
      after: { 'a.png': 'two    ← This file is protected and may not be changed.\n', 'c.png': 'one\n' },
      elsewhere: ['This file is protected and may not be changed.'],
    },
  ],
  see,
  // With `delete` it guards what is there, and a path that leads nowhere is a slip.
  keepsOut: ({ operations: forbidden }) => forbidden.includes('add') && !forbidden.includes('delete'),
  allowsEdits: ({ operations: forbidden }) => !forbidden.includes('modify'),
  guard: (allowed, rule) => {
    const verbs = allowed.operations.map((operation) => (operation === 'modify' ? 'change' : operation));
    const small =
      allowed['allow-added-lines'] > 0 ? ` Edits of at most ${allowed['allow-added-lines']} lines are allowed.` : '';
    const listed = verbs.join(', ').replace(/, (?=[a-z]+$)/, ' or ');
    return `Do not ${listed} ${rule.in.map((glob) => `\`${glob}\``).join(', ')}.${small}`;
  },
};
