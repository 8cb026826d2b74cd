import { auditWorkflow, auditWorkflowPath, workflow, workflowPath, type Result } from '#core';
import type { Failure } from '../failure.ts';
import type { WorkingTree } from '../ports.ts';
import { need, story } from '../story.ts';

/** A workflow of GitHub Actions. */
export interface InstalledWorkflow {
  readonly path: string;
  readonly text: string;
  /** True where it was there, just so. */
  readonly isThere: boolean;
}

const workflows = {
  judge: { path: workflowPath, text: workflow },
  audit: { path: auditWorkflowPath, text: auditWorkflow },
} as const;

/** Sets up GitHub Actions, to judge every pull request or to audit each week; another file of that name is never overwritten. */
export const installCi = (
  repository: Pick<WorkingTree, 'read' | 'create'>,
  isDryRun: boolean,
  which: keyof typeof workflows = 'judge',
): Promise<Result<InstalledWorkflow, Failure>> =>
  story(async function* () {
    const { path, text } = workflows[which];
    const isThere = (yield* need(repository.read(path))) === text;
    if (!isThere && !isDryRun) yield* need(repository.create(path, text));
    return { path, text, isThere };
  });
