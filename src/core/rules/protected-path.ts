import { z } from 'zod';
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

const operationOf: Record<FileStatus, Operation> = {
  added: 'add',
  modified: 'modify',
  'type-changed': 'modify',
  deleted: 'delete',
  renamed: 'rename',
};
const participle: Record<Operation, string> = {
  add: 'added',
  modify: 'changed',
  delete: 'deleted',
  rename: 'renamed',
};

const isSmallEdit = (file: ChangedFile, allowed: number): boolean =>
  file.status === 'modified' && !file.binary && file.added + file.deleted <= allowed;

const see = ({ options: allowed, files }: Scene<Options>): ReturnType<RuleKind<Options>['see']> => ({
  sightings: files
    .filter((file) => allowed.operations.includes(operationOf[file.status]))
    .filter((file) => !isSmallEdit(file, allowed['allow-added-lines']))
    .map((file) => ({
      path: file.path,
      line: file.addedLines[0]?.start ?? 1,
      message: `${file.from ?? file.path} is protected and may not be ${participle[operationOf[file.status]]}.`,
      identity: operationOf[file.status],
    })),
});

export const protectedPath: RuleKind<Options> = {
  kind: 'protected-path',
  title: 'Protected path',
  manual: [
    'Keeps files from being added, changed, deleted or renamed: specifications, migrations that have run, generated',
    'artefacts, the law itself. `in` names the files. `operations` narrows what is forbidden; `allow-added-lines` lets a',
    'small edit through. A file that is moved out of a protected place counts by its old path too.',
  ].join('\n'),
  remedy: 'Undo the edit of this file. If it is needed, do it in a change of its own with the people who own the file.',
  options,
  examples: [
    {
      title: 'a protected document is changed',
      with: {},
      before: { 'docs/spec.md': 'old\n' },
      after: { 'docs/spec.md': 'new    ← docs/spec.md is protected and may not be changed.\n' },
    },
    {
      title: 'a typo is let through',
      with: { 'allow-added-lines': 2 },
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
      elsewhere: ['docs/spec.md is protected and may not be deleted.'],
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
      after: { 'db/one.sql': 'select 1    ← db/one.sql is protected and may not be added.\n' },
    },
  ],
  see,
  guard: (allowed, rule) => {
    const verbs = allowed.operations.map((operation) => (operation === 'modify' ? 'change' : operation));
    const small =
      allowed['allow-added-lines'] > 0 ? ` Edits of at most ${allowed['allow-added-lines']} lines are allowed.` : '';
    const listed = verbs.join(', ').replace(/, (?=[a-z]+$)/, ' or ');
    return `Do not ${listed} ${rule.in.map((glob) => `\`${glob}\``).join(', ')}.${small}`;
  },
};
