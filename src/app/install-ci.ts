import { workflow, workflowPath, type Result } from '#core';
import type { Failure } from './failure.ts';
import type { WorkingTree } from './ports.ts';
import { need, story } from './story.ts';

/** A workflow that has every pull request judged. */
export interface InstalledWorkflow {
  readonly path: string;
  readonly text: string;
  /** True where it was there, just so. */
  readonly isThere: boolean;
}

/** Sets up GitHub Actions; another file of that name is never overwritten. */
export const installCi = (
  repository: Pick<WorkingTree, 'read' | 'create'>,
  isDryRun: boolean,
): Promise<Result<InstalledWorkflow, Failure>> =>
  story(async function* () {
    const isThere = (yield* need(repository.read(workflowPath))) === workflow;
    if (!isThere && !isDryRun) yield* need(repository.create(workflowPath, workflow));
    return { path: workflowPath, text: workflow, isThere };
  });
