import {
  failure,
  fillPattern,
  nearestWord,
  patternsFor,
  relativePath,
  sectionOf,
  success,
  type Mode,
  type Policy,
  type PromptPattern,
  type Result,
  type SpecExists,
} from '#core';
import { fail, type Failure } from '../failure.ts';
import type { WorkingTree } from '../ports.ts';
import type { TaskRequest } from './task-request.ts';

type Answers = Readonly<Record<string, string>>;

/**
 * Tells files and sections of the repository, for the answers to a pattern's slots. The documents whose sections are
 * named are read beforehand: `fillPattern` is synchronous.
 */
export const readSpecExists = async (
  repository: Pick<WorkingTree, 'read'>,
  files: ReadonlySet<string>,
  answers: Answers,
): Promise<SpecExists> => {
  const paths = Object.values(answers).flatMap((answer) => {
    const at = answer.indexOf('#');
    return at < 0 ? [] : [relativePath(answer.slice(0, at).trim())];
  });
  const named = [...new Set(paths)].filter((path) => files.has(path));
  const texts = new Map<string, string | undefined>();
  for (const path of named) {
    const read = await repository.read(path);
    // Of a document that cannot be read no section can be shown to be there.
    texts.set(path, read.ok ? read.value : undefined);
  }
  return (path, anchor) => {
    if (anchor === undefined) return files.has(path);
    const text = texts.get(path);
    return text !== undefined && sectionOf(text, anchor).ok;
  };
};

const findPattern = (policy: Policy, mode: Mode, id: string): Result<PromptPattern, Failure> => {
  const offered = patternsFor(policy, mode);
  const found = offered.find((pattern) => pattern.id === id);
  if (found !== undefined) return success(found);
  const ids = offered.map((pattern) => pattern.id);
  const nearest = nearestWord(id, ids);
  const offer = nearest === undefined ? '' : `Did you mean ${nearest}? `;
  return failure(
    fail(
      'bad-pattern',
      `Mode ${mode.title} has no prompt pattern ${id}.`,
      ids.length === 0 ? 'It has none: start without a pattern.' : `${offer}It has: ${ids.join(', ')}.`,
    ),
  );
};

const refuseStraySlots = ({ slots }: TaskRequest): Result<undefined, Failure> => {
  const [stray] = Object.keys(slots).sort();
  return stray === undefined
    ? success(undefined)
    : failure(fail('bad-slot', `${stray} was answered, but no prompt pattern asks for it.`, 'Name the pattern too.'));
};

/** The goal of a request as Codex will read it: with the text of its pattern, the slots filled, where it has one. */
export const fillGoal = async (
  repository: Pick<WorkingTree, 'read'>,
  request: TaskRequest,
  { policy, mode, files }: { readonly policy: Policy; readonly mode: Mode; readonly files: readonly string[] },
): Promise<Result<string, Failure>> => {
  if (request.pattern === undefined) {
    const refused = refuseStraySlots(request);
    return refused.ok ? success(request.goal) : refused;
  }
  const pattern = findPattern(policy, mode, request.pattern);
  if (!pattern.ok) return pattern;
  const exists = await readSpecExists(repository, new Set(files), request.slots);
  const filled = fillPattern(pattern.value, request.slots, exists);
  if (filled.ok) return success(`${request.goal}\n\n${filled.value}`);
  const words = filled.error.map(({ message }) => message).join(' ');
  return failure(fail('bad-slot', `The pattern ${pattern.value.id} cannot be filled. ${words}`));
};
