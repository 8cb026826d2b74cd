import { readFreeze, readLaw, workingTree } from '#app';
import type { Origin } from '#core';
import type { RepositoryWatch } from './repository-watch.ts';

/** What has frozen Codex in a repository, its policy or its audits; undefined where nothing has, or nobody can tell. */
export const findFrost = async ({ machine }: RepositoryWatch): Promise<Origin | undefined> => {
  const law = await readLaw(machine.shelf, workingTree(machine.repository));
  const read = law.ok ? await readFreeze(machine, { policy: law.value.policy }) : undefined;
  return read?.ok === true ? read.value : undefined;
};
