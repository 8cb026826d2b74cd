import { success, type Result } from '#core';
import type { Failure } from '#app';
import type { Setting } from './git/environment.ts';
import type { Git } from './git/git.ts';
import type { Worktree } from './worktree.ts';

export interface PersonalSettings {
  /** What decides which bytes git stores for a file of the working tree, and which files it ignores. */
  readonly content: readonly Setting[];
  readonly defaultBranch?: string;
}

/*
 * The person's configuration is ignored where it changes how a change is shown or counted. What it says of line ends,
 * filters (git-lfs) and ignored files is not taste: without it every line of a file would seem changed.
 */
const contentKeys =
  'autocrlf eol excludesfile longpaths filemode symlinks ignorecase precomposeunicode trustctime checkstat'.split(' ');
const pattern = `^(core\\.(${contentKeys.join('|')})|filter\\..*|init\\.defaultbranch)$`;

/** Asks git for the settings in force; the last value of a key counts, as it does for git. */
const readPersonalSettings = async (personal: Git): Promise<Result<PersonalSettings, Failure>> => {
  // Exit code 1: none is set.
  const answer = await personal.run(['config', '--null', '--get-regexp', pattern], { answers: [0, 1] });
  if (!answer.ok) return answer;
  const settings = new Map<string, string>();
  for (const record of answer.value.output.toString().split('\0')) {
    if (record === '') continue;
    const end = record.indexOf('\n');
    // A key without a value stands for true.
    settings.set(end === -1 ? record : record.slice(0, end), end === -1 ? 'true' : record.slice(end + 1));
  }
  const defaultBranch = settings.get('init.defaultbranch');
  settings.delete('init.defaultbranch');
  return success({ content: [...settings], ...(defaultBranch === undefined ? {} : { defaultBranch }) });
};

/** The settings in force in a worktree. */
export const settingsOf = (
  { personal, recall }: Pick<Worktree, 'personal' | 'recall'>,
  signal?: AbortSignal,
): Promise<Result<PersonalSettings, Failure>> =>
  recall('settings', async () => readPersonalSettings(personal.under({ signal })));
