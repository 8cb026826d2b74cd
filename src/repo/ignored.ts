import { success, type Result } from '#core';
import type { Failure } from '#app';
import { settingsOf } from './personal-settings.ts';
import { splitRecords } from './working-files.ts';
import type { Worktree } from './worktree.ts';

const words = ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory'];

/** Folders, ending in `/`, and files that git ignores as the person runs it, sorted. */
export const listIgnored = async (worktree: Worktree): Promise<Result<readonly string[], Failure>> => {
  const settings = await settingsOf(worktree);
  if (!settings.ok) return settings;
  const answer = await worktree.gitWith(settings.value.content).run(words);
  return answer.ok ? success(splitRecords(answer.value.output).toSorted()) : answer;
};
