import { failure, success, type Result } from '#core';
import type { Failure, Identity } from '#app';
import type { Git } from './git/git.ts';

const unknown: Failure = {
  reason: 'no-identity',
  message: 'Git does not know who you are.',
  remedy: 'Tell it with: git config user.name NAME, and: git config user.email ADDRESS',
};

/** Who would be the author of a commit, under the person's own settings. */
export const readIdentity = async (personal: Git): Promise<Result<Identity, Failure>> => {
  // Exit code 128: it is not told, and would have to be guessed from the machine.
  const answer = await personal.run(['-c', 'user.useConfigOnly=true', 'var', 'GIT_AUTHOR_IDENT'], {
    answers: [0, 128],
  });
  if (!answer.ok) return answer;
  const found = /^(?<name>.*) <(?<email>[^>]*)> /.exec(answer.value.output.toString());
  const { name = '', email = '' } = found?.groups ?? {};
  return name === '' || email === '' ? failure(unknown) : success({ name, email });
};
