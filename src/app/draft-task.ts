import {
  failure,
  fillPattern,
  lintGoal,
  ruleKinds,
  sectionOf,
  success,
  writePrompt,
  type BuiltPack,
  type GoalProblem,
  type Mode,
  type PackOverride,
  type Result,
  type Rule,
  type SpecLink,
} from '#core';
import { buildPack, type PackPorts } from './build-pack.ts';
import { fail, type Failure } from './failure.ts';
import { findMode, readLaw, type Law } from './law.ts';
import type { PolicyShelf, Repository, TaskStore } from './ports.ts';

/** What a person decides about a task before it starts. */
export interface TaskRequest {
  readonly mode: string;
  readonly goal: string;
  /** Globs; empty: wherever the mode may write. */
  readonly scope: readonly string[];
  readonly specs: readonly SpecLink[];
  readonly pattern?: string;
  readonly slots: Readonly<Record<string, string>>;
  /** Id of a context item → the paths chosen for it. */
  readonly picks: Readonly<Record<string, readonly string[]>>;
  readonly override?: PackOverride;
}

/** A task as it would start: nothing is kept yet. */
export interface TaskDraft {
  readonly request: TaskRequest;
  readonly law: Law;
  readonly mode: Mode;
  readonly built: BuiltPack;
  readonly prompt: string;
  /** What the prompt lint says of the goal; none of it forbids. */
  readonly remarks: readonly GoalProblem[];
}

export interface DraftPorts extends PackPorts {
  readonly repository: Repository;
  readonly shelf: PolicyShelf;
  readonly store: TaskStore;
}

/** The law a new task would run under: the working tree's, with the kill switch looked at. */
export const readStartingLaw = async (
  ports: Pick<DraftPorts, 'repository' | 'shelf'>,
): Promise<Result<Law, Failure>> => {
  const law = await readLaw(ports.shelf, {
    readFrom: 'the working tree',
    readText: (path) => ports.repository.read(path),
  });
  if (!law.ok || law.value.policy.codex === 'active') return law;
  const origin = law.value.policy.origins.get('codex')?.[0];
  return failure(
    fail(
      'frozen',
      `Codex is frozen in this repository (codex: frozen, ${origin?.source ?? 'policy'} line ${origin?.line ?? 0}), so no task starts.`,
      'It opens again when the policy says codex: active, by a reviewed change.',
    ),
  );
};

const checkGoal = (request: TaskRequest, law: Law, mode: Mode): Result<readonly GoalProblem[], Failure> => {
  const remarks = lintGoal(request.goal, { mode, policy: law.policy, slots: request.slots });
  if (remarks.length === 0 || law.policy.prompt.lintLevel !== 'block') return success(remarks);
  const words = remarks.map(({ because, better }) => `${because} ${better}`).join(' ');
  return failure(fail('bad-goal', `The policy refuses this goal. ${words}`));
};

/** True for a glob that stays inside the repository. */
export const isScopeGlob = (glob: string): boolean =>
  glob.trim() !== '' && !/^(?:\/|~|[A-Za-z]:)/.test(glob) && !glob.split('/').includes('..') && !glob.includes('\\');

const checkScope = (scope: readonly string[]): Result<void, Failure> => {
  const bad = scope.find((glob) => !isScopeGlob(glob));
  if (bad === undefined) return success(undefined);
  return failure(
    fail(
      'bad-scope',
      `The scope ${JSON.stringify(bad)} is no path or glob inside the repository.`,
      'Write it from the root of the repository, with / between folders, such as src/billing/**.',
    ),
  );
};

/** Why a spec cannot be linked; undefined when it can. */
export const objectToSpec = async (
  repository: Pick<Repository, 'read'>,
  spec: SpecLink,
): Promise<string | undefined> => {
  const text = await repository.read(spec.path);
  if (text === undefined) return `There is no file ${spec.path}.`;
  if (spec.anchor === undefined) return undefined;
  const section = sectionOf(text, spec.anchor);
  if (section.ok) return undefined;
  const { nearest } = section.error;
  return `${spec.path} has no heading “${spec.anchor}”.${nearest === undefined ? '' : ` The nearest is “${nearest.text}” (#${nearest.slug}).`}`;
};

const checkSpecs = async (ports: DraftPorts, request: TaskRequest, mode: Mode): Promise<Result<void, Failure>> => {
  if (mode.specRequired && request.specs.length === 0)
    return failure(
      fail(
        'spec-required',
        `Mode ${mode.title} needs at least one linked spec.`,
        'Link the document, and the section, that approved this work.',
      ),
    );
  for (const spec of request.specs) {
    const objection = await objectToSpec(ports.repository, spec);
    if (objection !== undefined)
      return failure(fail('bad-spec', objection, 'Link a file of the repository, and a heading it has.'));
  }
  return success(undefined);
};

const fillRequest = (
  request: TaskRequest,
  law: Law,
  mode: Mode,
  files: ReadonlySet<string>,
): Result<string | undefined, Failure> => {
  if (request.pattern === undefined) return success(undefined);
  const pattern = law.policy.prompt.patterns.find(({ id }) => id === request.pattern);
  if (pattern === undefined || (pattern.modes.length > 0 && !pattern.modes.includes(mode.id)))
    return failure(fail('bad-pattern', `Mode ${mode.title} has no prompt pattern ${request.pattern}.`));
  const filled = fillPattern(pattern, request.slots, (path) => files.has(path));
  if (filled.ok) return success(filled.value);
  return failure(fail('bad-slot', filled.error.map(({ message }) => message).join(' ')));
};

const guardOf = (rule: Rule): string | undefined => {
  const kind = ruleKinds.get(rule.kind);
  return kind?.guard?.(kind.options.parse(rule.with ?? {}), rule);
};

/** The task as it would start: context pack built, prompt written, nothing kept. */
export const draftTask = async (
  ports: DraftPorts,
  request: TaskRequest,
  signal?: AbortSignal,
): Promise<Result<TaskDraft, Failure>> => {
  const law = await readStartingLaw(ports);
  if (!law.ok) return law;
  const mode = findMode(law.value.policy, request.mode);
  if (!mode.ok) return mode;
  const [files, head] = await Promise.all([ports.repository.files(), ports.repository.head()]);
  if (!files.ok) return files;
  if (!head.ok) return head;
  const filled = fillRequest(request, law.value, mode.value, new Set(files.value));
  if (!filled.ok) return filled;
  const remarks = checkGoal(request, law.value, mode.value);
  if (!remarks.ok) return remarks;
  const scope = checkScope(request.scope);
  if (!scope.ok) return scope;
  const specs = await checkSpecs(ports, request, mode.value);
  if (!specs.ok) return specs;
  const { scope: globs, picks } = request;
  const demand = { policy: law.value.policy, mode: mode.value, scope: globs, picks };
  const built = await buildPack(ports, demand, signal);
  if (!built.ok) return built;
  const prompt = writePrompt({
    policy: law.value.policy,
    mode: mode.value,
    task: { ...request, goal: filled.value === undefined ? request.goal : `${request.goal}\n\n${filled.value}` },
    pack: built.value.pack,
    repository: head.value,
    guardOf,
    ...(request.override === undefined ? {} : { override: request.override }),
  });
  return success({ request, law: law.value, mode: mode.value, built: built.value, prompt, remarks: remarks.value });
};
