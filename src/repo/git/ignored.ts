import { success, type Result } from '#core';
import type { Failure } from '#app';
import type { Git } from './git.ts';
import { settingsOf } from '../personal-settings.ts';
import { splitRecords } from './working-files.ts';
import type { Worktree } from '../worktree.ts';

const words = ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory'];

/** Folders, ending in `/`, and files that a git ignores, sorted. */
export const listIgnoredBy = async (git: Git): Promise<Result<readonly string[], Failure>> => {
  const answer = await git.run(words);
  return answer.ok ? success(splitRecords(answer.value.output).toSorted()) : answer;
};

/** The same as the person runs git. */
export const listIgnored = async (worktree: Worktree): Promise<Result<readonly string[], Failure>> => {
  const settings = await settingsOf(worktree);
  return settings.ok ? listIgnoredBy(worktree.gitWith(settings.value.content)) : settings;
};
