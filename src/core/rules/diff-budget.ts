import * as z from 'zod';
import { tellSplit, type Meter } from '../budget.ts';
import { fileClasses, type FileClass } from '../change.ts';
import { grouped } from '../markdown/write.ts';
import { isHidden } from '../needs.ts';
import type { ChangedFile, RuleKind, Scene, Sighting } from '../rule-kind.ts';
import { diffBudgetExamples } from './diff-budget-examples.ts';

const options = z.strictObject({
  measure: z.enum(['lines', 'syntax', 'files', 'new-files', 'deleted-files']).describe('What is counted.'),
  limit: z.number().int().min(0).describe('The highest count that is still allowed.'),
  counts: z
    .array(z.enum(fileClasses))
    .default(['code', 'test', 'docs', 'data'])
    .describe('The file classes that count.'),
});
type Options = z.infer<typeof options>;

const nouns: Record<Options['measure'], (count: number) => string> = {
  lines: (count) => (count === 1 ? 'line changed' : 'lines changed'),
  syntax: (count) => (count === 1 ? 'syntax node changed' : 'syntax nodes changed'),
  files: (count) => (count === 1 ? 'file touched' : 'files touched'),
  'new-files': (count) => (count === 1 ? 'new file' : 'new files'),
  'deleted-files': (count) => (count === 1 ? 'deleted file' : 'deleted files'),
};

const amountOf: Record<Options['measure'], (file: ChangedFile) => number> = {
  lines: (file) => file.added + file.deleted,
  // A file of which it could not be told is a finding of its own.
  syntax: ({ syntax }) => (syntax === undefined ? 0 : syntax.added + syntax.deleted),
  files: () => 1,
  'new-files': (file) => (file.status === 'added' ? 1 : 0),
  'deleted-files': (file) => (file.status === 'deleted' ? 1 : 0),
};

const split = (files: readonly ChangedFile[], amount: (file: ChangedFile) => number): Meter['byClass'] => {
  const byClass: Partial<Record<FileClass, number>> = {};
  for (const name of fileClasses) {
    const sum = files.filter((file) => file.class === name).reduce((total, file) => total + amount(file), 0);
    if (sum > 0) byClass[name] = sum;
  }
  return byClass;
};

const firstAdded = ({ addedLines }: ChangedFile): number => addedLines[0]?.start ?? 1;

// The added line at which the budget ran out. Deleted lines have no place of their own, so they are counted first.
const breakingLine = (file: ChangedFile, left: number): number => {
  let room = left - file.deleted;
  for (const { start, end } of file.addedLines) {
    if (room < end - start + 1) return start + Math.max(room, 0);
    room -= end - start + 1;
  }
  return firstAdded(file);
};

const lineOf = (measure: Options['measure'], file: ChangedFile, left: number): number => {
  if (measure === 'lines') return breakingLine(file, left);
  return measure === 'syntax' ? firstAdded(file) : 1;
};

/** Where the budget ran out; undefined while it holds. */
const findBreak = (
  files: readonly ChangedFile[],
  { measure, limit }: Options,
): Pick<Sighting, 'path' | 'line'> | undefined => {
  let left = limit;
  for (const file of files) {
    const amount = amountOf[measure](file);
    if (amount > left) return { path: file.path, line: lineOf(measure, file, left) };
    left -= amount;
  }
  return undefined;
};

const uncounted = ({ path }: ChangedFile): Sighting => ({
  path,
  line: 1,
  message: 'Git treats this file as binary, so its lines cannot be counted.',
  identity: 'binary',
});

const see = ({ options, files }: Scene<Options>): ReturnType<RuleKind<Options>['see']> => {
  const { measure, limit, counts } = options;
  const counted = files.filter((file) => counts.includes(file.class));
  const used = counted.reduce((sum, file) => sum + amountOf[measure](file), 0);
  const byClass = split(files, amountOf[measure]);
  const meter = { used, limit, byClass, counts, estimated: files.some((file) => file.estimated === true) };
  const blind = measure === 'lines' ? counted.filter(isHidden).map(uncounted) : [];
  const place = findBreak(counted, options);
  if (place === undefined) return { sightings: blind, meter };
  const message = `${grouped(used)} ${nouns[measure](used)}, ${grouped(limit)} allowed (${tellSplit(meter)}).`;
  return { sightings: [...blind, { ...place, message, identity: measure, ofChange: true }], meter };
};

export const diffBudget: RuleKind<Options> = {
  kind: 'diff-budget',
  title: 'Diff budget',
  manual: [
    'Limits how large a change may grow. `lines` are lines added plus deleted as `git diff --numstat -M` counts them, from',
    'the base of the task; a rename costs only the lines that differ. Untracked files count, ignored ones do not. Files',
    'fall into classes (code, test, docs, data, generated, lock, vendored), and only the classes in `counts` use the',
    'budget up; lines that an attribute such as `-diff` keeps from being shown count as all others do. The finding stands on',
    'the first line past the limit. A text that a NUL character or UTF-16 makes binary is a finding of its own: nobody can',
    'count its lines. A picture, an archive or other bytes that are no text are none, unless their path says that they are a',
    'program.',
    '',
    'A mode’s own budgets are rules of this kind with the ids `budget.lines`, `budget.syntax`, `budget.files`,',
    '`budget.new-files` and `budget.deleted-files`. Write one yourself to give a place a budget of its own.',
    '',
    '`syntax` counts what lines cannot: the leaves of the syntax tree that were added and deleted, without comments, quotes,',
    'brackets, commas and semicolons. Code squeezed into fewer lines costs what it costs spread out, and a formatter’s run',
    'next to nothing. It is off unless a policy sets it; in a language without a grammar, such as Markdown, words and signs',
    'are counted.',
  ].join('\n'),
  remedy:
    'Split the work: finish this task with what fits and start the next one, or ask the role that may raise the budget.',
  options,
  needs: ({ measure, counts }) => (measure === 'syntax' ? { syntax: (file) => counts.includes(file.class) } : {}),
  examples: diffBudgetExamples,
  see,
  keepsOut: ({ measure }) => measure === 'new-files',
};
