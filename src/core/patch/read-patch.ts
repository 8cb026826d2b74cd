import type { PatchAction, ProposedFile, ToldChange } from '../action.ts';
import { failure, success, type Result } from '../result.ts';
import { placePath, type PatchPlace } from './patch-path.ts';
import { readCodexPatch } from './read-codex-patch.ts';
import { patchRules, type PatchFault, type PatchStep } from './step.ts';

const moved = '\n\nMoved to: ';

/** The diff without what the app-server adds to it for people. */
const diffOf = (diff: string, to: string | undefined): string => {
  const at = to === undefined ? -1 : diff.lastIndexOf(moved);
  return at < 0 ? diff : diff.slice(0, at);
};

const stepOfChange = ({ path, kind, diff }: ToldChange): PatchStep => {
  if (kind.type === 'add') return { does: 'add', path, text: diff };
  if (kind.type === 'delete') return { does: 'delete', path, text: diff };
  const to = kind.move_path ?? undefined;
  return { does: 'update', path, ...(to === undefined ? {} : { to }), edit: { diff: diffOf(diff, to) } };
};

const stepsOfFile = ({ path, from, after }: ProposedFile): readonly PatchStep[] => {
  const gone: readonly PatchStep[] =
    from === undefined ? [] : [{ does: 'update', path: from, to: path, edit: { text: after ?? '' } }];
  if (after === undefined) return [{ does: 'delete', path: from ?? path }];
  return gone.length > 0 ? gone : [{ does: 'add', path, text: after }];
};

const stepsOf = ({ patch }: PatchAction): Result<readonly PatchStep[], PatchFault> => {
  if ('text' in patch) return readCodexPatch(patch.text);
  if ('files' in patch) return success(patch.files.flatMap(stepsOfFile));
  // Each was compared with what is on disk: one after the other they would not fit.
  const twice = patch.changes.find(({ path }, at) => patch.changes.findIndex((other) => other.path === path) < at);
  if (twice === undefined) return success(patch.changes.map(stepOfChange));
  const message = 'The patch tells two changes of this file. Make one of them.';
  return failure({ rule: patchRules.unreadable, path: twice.path, line: 1, message });
};

const placeStep = (step: PatchStep, place: PatchPlace): Result<PatchStep, PatchFault> => {
  const path = placePath(step.path, place);
  if (!path.ok) return path;
  if (step.does !== 'update' || step.to === undefined) return success({ ...step, path: path.value });
  const to = placePath(step.to, place);
  return to.ok ? success({ ...step, path: path.value, to: to.value }) : to;
};

/** What a patch does, step by step, with paths of the repository: posix, and relative to its root. */
export const readPatch = (action: PatchAction, root: string): Result<readonly PatchStep[], PatchFault> => {
  const steps = stepsOf(action);
  if (!steps.ok) return steps;
  const { cwd = root } = action;
  const placed: PatchStep[] = [];
  for (const step of steps.value) {
    const one = placeStep(step, { root, cwd });
    if (!one.ok) return one;
    placed.push(one.value);
  }
  return success(placed);
};

/** The paths that steps look at or write, each once. */
export const pathsOfSteps = (steps: readonly PatchStep[]): readonly string[] => [
  ...new Set(
    steps.flatMap((step) => (step.does === 'update' && step.to !== undefined ? [step.path, step.to] : [step.path])),
  ),
];
