import type { ProposedFile } from '../action.ts';
import { compareText } from '../order.ts';
import { failure, success, type Result } from '../result.ts';
import { applyChunks } from './apply-chunks.ts';
import { patchRules, type PatchFault, type PatchStep, type TextEdit } from './step.ts';
import { applyDiff } from './unified-diff.ts';

/** What stands at a path now, links not followed. */
export type StandingFile =
  | { readonly is: 'absent' }
  /** `since`: when the file was last changed, in milliseconds since 1970; left out: nobody knows. */
  | { readonly is: 'text'; readonly text: string; readonly since?: number }
  /** It is there, and no patch may touch it; `what` for people: `a symbolic link`, `a folder`. */
  | { readonly is: 'place'; readonly what: string }
  /** It is there, and cannot be judged as text; `what` for people: `binary`. */
  | { readonly is: 'unread'; readonly what: string };

interface Entry {
  readonly file: StandingFile;
  /** Where its text came from, where it was moved. */
  readonly from?: string;
}

type Tree = Map<string, Entry>;
type Fault = Result<never, PatchFault>;

const fault = (rule: PatchFault['rule'], path: string, message: string, line = 1): Fault =>
  failure({ rule, path, line, message });

const stale = (path: string, why: string): Fault =>
  fault(
    patchRules.stale,
    path,
    `${why} It may have changed meanwhile: read it again, and make the patch from what it says now.`,
  );

/** Refuses what no patch may touch. */
const demandPlain = (path: string, file: StandingFile): Result<string | undefined, PatchFault> => {
  if (file.is === 'place') return fault(patchRules.place, path, `${file.what} Name a file of the repository itself.`);
  if (file.is === 'unread')
    return fault(
      patchRules.text,
      path,
      `It is ${file.what}, so what a patch makes of it cannot be judged. A person has to change it.`,
    );
  return success(file.is === 'text' ? file.text : undefined);
};

const textAt = (tree: Tree, path: string): Result<string | undefined, PatchFault> =>
  demandPlain(path, tree.get(path)?.file ?? { is: 'absent' });

/** The text at a path that has to be there. */
const demandText = (tree: Tree, path: string): Result<string, PatchFault> => {
  const text = textAt(tree, path);
  if (!text.ok) return text;
  return text.value === undefined ? stale(path, 'There is no such file.') : success(text.value);
};

const editText = (path: string, text: string, edit: TextEdit): Result<string, PatchFault> => {
  if ('text' in edit) return success(edit.text);
  if ('chunks' in edit) {
    const applied = applyChunks(text, edit.chunks);
    if (applied.ok) return applied;
    const { chunk, lacks } = applied.error;
    const what = lacks === 'lines' ? 'The lines that it replaces are' : 'The line that it names after `@@` is';
    return stale(path, `${what} not in the file (change ${chunk} of this file).`);
  }
  const applied = applyDiff(text, edit.diff);
  if ('text' in applied) return success(applied.text);
  return applied.fault === 'another text'
    ? stale(path, 'The patch was made of another text than the file has.')
    : fault(patchRules.unreadable, path, 'The diff of this file cannot be read. Make the patch anew.');
};

const write = (tree: Tree, path: string, text: string, from?: string): void => {
  tree.set(path, { file: { is: 'text', text }, ...(from === undefined ? {} : { from }) });
};

const update = (tree: Tree, { path, to, edit }: Extract<PatchStep, { does: 'update' }>): Result<void, PatchFault> => {
  const text = demandText(tree, path);
  if (!text.ok) return text;
  const edited = editText(path, text.value, edit);
  if (!edited.ok) return edited;
  const from = tree.get(path)?.from;
  if (to === undefined) {
    write(tree, path, edited.value, from);
    return success(undefined);
  }
  const there = textAt(tree, to);
  if (!there.ok) return there;
  // In this order: a file that is moved to itself is gone afterwards.
  write(tree, to, edited.value, from ?? path);
  tree.set(path, { file: { is: 'absent' } });
  return success(undefined);
};

const take = (tree: Tree, step: PatchStep): Result<void, PatchFault> => {
  if (step.does === 'update') return update(tree, step);
  if (step.does === 'add') {
    const there = textAt(tree, step.path);
    if (!there.ok) return there;
    write(tree, step.path, step.text, tree.get(step.path)?.from);
    return success(undefined);
  }
  const text = demandText(tree, step.path);
  if (!text.ok) return text;
  if (step.text !== undefined && step.text !== text.value)
    return stale(step.path, 'The patch deletes another text than the file has.');
  tree.set(step.path, { file: { is: 'absent' } });
  return success(undefined);
};

/** What the steps make of the files that they touch, sorted by path. A file that they leave as it is, is not among them. */
const propose = (before: ReadonlyMap<string, StandingFile>, tree: Tree): readonly ProposedFile[] => {
  const isThere = (path: string): boolean => before.get(path)?.is === 'text';
  // A file that is moved over another, or whose old path gets a new one, is two changes.
  const moved = new Map(
    [...tree].flatMap(([path, { file, from }]) =>
      file.is === 'text' && from !== undefined && !isThere(path) && tree.get(from)?.file.is === 'absent'
        ? [[path, from] as const]
        : [],
    ),
  );
  const gone = new Set(moved.values());
  const files = [...tree].flatMap(([path, { file }]): readonly ProposedFile[] => {
    const was = before.get(path);
    if (file.is !== 'text') return isThere(path) && !gone.has(path) ? [{ path }] : [];
    if (was?.is === 'text' && was.text === file.text) return [];
    const from = moved.get(path);
    return [{ path, ...(from === undefined ? {} : { from }), after: file.text }];
  });
  return files.sort((one, other) => compareText(one.path, other.path));
};

/**
 * What steps make of files, given what stands at each path of theirs. They are taken one after the other, as Codex takes
 * them; a step that does not fit is the fault of all.
 */
export const applyPatch = (
  steps: readonly PatchStep[],
  standing: ReadonlyMap<string, StandingFile>,
): Result<readonly ProposedFile[], PatchFault> => {
  const tree: Tree = new Map([...standing].map(([path, file]) => [path, { file }]));
  for (const step of steps) {
    const taken = take(tree, step);
    if (!taken.ok) return taken;
  }
  const files = propose(standing, tree);
  const binary = files.find(({ after }) => after?.includes('\0'));
  return binary === undefined
    ? success(files)
    : fault(patchRules.text, binary.path, 'The patch would make it binary. A person has to do that.');
};
