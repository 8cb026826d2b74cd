import { failure, type Result } from '#core';
import { fail, type Failure } from '../failure.ts';
import { refuseLink } from '../new-file.ts';
import type { Snapshot, WorkingTree } from '../ports.ts';
import { need, story } from '../story.ts';
import { keepBeforeRevert, type RevertPorts } from './keep-before-revert.ts';
import type { UnaccountedFile } from './unaccounted.ts';

/* Files that changed while Codex worked and that no patch explains are put back, once a person has agreed to each. */

/** What is asked, and what the yes to it is called. */
export const askRevert = ({ path, expected }: UnaccountedFile): { readonly question: string; readonly yes: string } =>
  expected === undefined
    ? { question: `Delete ${path}?`, yes: 'Delete File' }
    : { question: `Put ${path} back as the accepted patches leave it?`, yes: 'Revert File' };

/** What a person has to know before they agree. */
export const tellRevert =
  'It may be your own edit. The working tree as it is now is kept as a snapshot first, and the journal says so.';

type PutBackPorts = RevertPorts & { readonly repository: Pick<WorkingTree, 'findLink' | 'replace'> };

const byHand = (path: string): Failure =>
  fail(
    'bad-option',
    `${path} is, or was, no text that can be put back by writing it.`,
    'Put it back by hand, with git.',
  );

/**
 * Puts a file back, or deletes one that was not there, after the working tree was kept as a snapshot. Fails, with the file as it
 * is, where it is no text, a link leads to it, the snapshot or the journal cannot be kept, or it cannot be written.
 */
export const putBack = (
  ports: PutBackPorts,
  run: { readonly task: string; readonly run: string },
  { path, expected, byHand: isByHand }: UnaccountedFile,
): Promise<Result<Snapshot, Failure>> =>
  story(async function* () {
    if (isByHand === true) yield* need(failure(byHand(path)));
    yield* need(refuseLink(ports.repository, path));
    const snapshot = yield* need(keepBeforeRevert(ports, { ...run, path }));
    yield* need(ports.repository.replace(path, expected));
    return snapshot;
  });
