import {
  failure,
  isRead,
  lintGoal,
  nearestWord,
  sectionOf,
  success,
  type GoalProblem,
  type Mode,
  type PackOverride,
  type Policy,
  type Result,
  type SpecLink,
  type TaskSlice,
} from '#core';
import { fail, type Failure } from '../failure.ts';
import type { WorkingTree } from '../ports.ts';
import { tellUnknown } from '../tell-unknown.ts';

/** What a person decides about a task before it starts. */
export interface TaskRequest {
  readonly mode: string;
  readonly goal: string;
  /** Globs; empty: wherever the mode may write. */
  readonly scope: readonly string[];
  /** Globs that it keeps out of, whatever else lets it in. */
  readonly closed?: readonly string[];
  /** The slice of a chain that it is. */
  readonly slice?: TaskSlice;
  readonly specs: readonly SpecLink[];
  readonly pattern?: string;
  readonly slots: Readonly<Record<string, string>>;
  /** Id of a context item → the paths chosen for it. */
  readonly picks: Readonly<Record<string, readonly string[]>>;
  readonly override?: PackOverride;
}

const noGoal = fail('bad-option', 'The goal is empty.', 'Say what should be different when the task is done.');

/** The law a request is held to, and the mode it asks for. */
interface RequestedLaw {
  readonly policy: Policy;
  readonly mode: Mode;
}

/**
 * What the prompt lint says of a request; a failure where the policy refuses it for that. `goal` is the whole goal as
 * Codex will read it, with the text of its pattern: what a slot was answered with is judged as well.
 */
export const checkGoal = (
  request: TaskRequest,
  goal: string,
  { policy, mode }: RequestedLaw,
): Result<readonly GoalProblem[], Failure> => {
  if (request.goal.trim() === '') return failure(noGoal);
  const remarks = lintGoal(goal, { mode, policy, slots: request.slots });
  if (remarks.length === 0 || policy.prompt.lintLevel !== 'block') return success(remarks);
  const words = remarks.map(({ because, better }) => `${because} ${better}`).join(' ');
  return failure(fail('bad-goal', `The policy refuses this goal. ${words}`));
};

/** Whether each pick is for an item of the mode's context that leaves a choice. Fails with `bad-option`. */
export const checkPicks = (picks: TaskRequest['picks'], { policy, mode }: RequestedLaw): Result<void, Failure> => {
  const open = policy.context.filter((item) => item.pick !== undefined && isRead(item, mode)).map(({ id }) => id);
  const stray = Object.keys(picks).find((id) => !open.includes(id));
  if (stray === undefined) return success(undefined);
  const nearest = nearestWord(stray, open);
  const known = open.length === 0 ? 'No item of it does.' : `These do: ${open.join(', ')}.`;
  const offer = nearest === undefined ? known : `Did you mean ${nearest}?`;
  return failure(
    fail('bad-option', `The context of mode ${mode.title} has no item ${stray} that leaves a choice. ${offer}`),
  );
};

/** Why a spec cannot be linked; undefined when it can. */
const objectToSpec = async (repository: Pick<WorkingTree, 'read'>, spec: SpecLink): Promise<string | undefined> => {
  const read = await repository.read(spec.path);
  if (!read.ok) return read.error.message;
  const text = read.value;
  if (text === undefined) return tellUnknown('spec', spec.path, `There is no file ${spec.path}.`);
  if (spec.anchor === undefined) return undefined;
  const section = sectionOf(text, spec.anchor);
  if (section.ok) return undefined;
  const { nearest } = section.error;
  return `${spec.path} has no heading “${spec.anchor}”.${nearest === undefined ? '' : ` The nearest is “${nearest.text}” (#${nearest.slug}).`}`;
};

export const checkSpecs = async (
  repository: Pick<WorkingTree, 'read'>,
  specs: readonly SpecLink[],
  mode: Mode,
): Promise<Result<void, Failure>> => {
  if (mode.specRequired && specs.length === 0)
    return failure(
      fail(
        'spec-required',
        `Mode ${mode.title} needs at least one linked spec.`,
        'Link the document, and the section, that approved this work.',
      ),
    );
  for (const spec of specs) {
    const objection = await objectToSpec(repository, spec);
    if (objection !== undefined)
      return failure(fail('bad-spec', objection, 'Link a file of the repository, and a heading it has.'));
  }
  return success(undefined);
};
