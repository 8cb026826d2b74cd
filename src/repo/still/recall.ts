import { once } from '../once.ts';
import { remember, type Recall } from '../worktree.ts';
import type { LookAtGit } from './git-stands.ts';

/**
 * Remembers for one question what git says; and for those after it, for as long as git's own files stand as they did. What git
 * failed to say is asked again.
 */
export const rememberWhileStill = (lookAtGit: LookAtGit): Recall => {
  const stands = once(lookAtGit);
  const inThisQuestion = remember();
  return async (what, ask) => {
    const said = (await stands())?.said;
    const known = said?.get(what);
    // A name stands for one kind of value.
    if (known !== undefined) return known as Awaited<ReturnType<typeof ask>>;
    const answer = await inThisQuestion(what, ask);
    if (answer.ok) said?.set(what, answer);
    return answer;
  };
};
