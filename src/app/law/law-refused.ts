import { success, type Problem } from '#core';
import { fail, type Failure } from '../failure.ts';
import { policyPath, tellLaw, type LawPlace } from './law-place.ts';

// What a commit holds stays as it is, and a check of its repair has nothing to judge by either.
const repair =
  'What a commit holds stays so: correct the policy in a change of its own, and commit that by `git commit --no-verify` ' +
  'where a hook refuses it. No check can judge it, so it has to be reviewed and merged by someone who may merge without one.';

/** Why a policy with errors is no law. */
export const refuseLaw = (problems: readonly Problem[], where: string, isCommitted: boolean): Failure => {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return {
    ...fail(
      'bad-policy',
      `The policy ${where} has ${errors} ${errors === 1 ? 'error' : 'errors'}, so nothing can be judged by it.`,
      isCommitted ? repair : 'Fix the errors, then try again.',
    ),
    problems,
  };
};

const noPolicy = (path: string, readFrom: string): Failure => {
  if (path === '')
    return fail('no-policy', `A folder was named, not the file of a policy (${readFrom}).`, 'Name a file.');
  return fail(
    'no-policy',
    `There is no policy at ${tellLaw({ path, readFrom })}.`,
    // How one is created is for each visitor to say: by a button, by a command.
    path === policyPath ? undefined : 'Check the path of the file.',
  );
};

const brokenByLink = (path: string, link: string, { readFrom, revision }: LawPlace): Failure => {
  const problem: Problem = {
    source: path,
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
    severity: 'error',
    code: 'link',
    message: `\`${link}\` is a symbolic link, and the policy has to be a file of its own. Remove the link, and put a copy of what it leads to in its place.`,
  };
  return refuseLaw([problem], tellLaw({ path, readFrom }), revision !== undefined);
};

/** Why there is no text of a policy: nothing is there, or a link that is not followed or leads nowhere. */
export const explainAbsence = async (place: LawPlace, path: string): Promise<Failure> => {
  const link = (await place.findLink?.(path)) ?? success(undefined);
  if (!link.ok) return link.error;
  return link.value === undefined ? noPolicy(path, place.readFrom) : brokenByLink(path, link.value, place);
};
