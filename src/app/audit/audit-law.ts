import { failure, success, type AuditLaw, type Result } from '#core';
import { fail, type Failure } from '../failure.ts';
import { atRevision, workingTree } from '../law/law-place.ts';
import { readLaw, type Law } from '../law/law.ts';
import type { ReplayPorts } from '../past/replay.ts';
import { need, story } from '../story.ts';
import { isDerived, type AuditOptions } from './draw.ts';

/** By what is audited, with what the reader should know of it. */
export interface AuditLawRead {
  readonly law: AuditLaw;
  readonly notes: readonly string[];
}

type Read = Result<Law, Failure>;

const noAudit = fail(
  'no-policy',
  'The policy does not say how to audit.',
  'Add a section `audit` that says which commits are those of Codex.',
);

const onlyHere = (at: string): Failure =>
  fail(
    'no-policy',
    `Only the policy in the working tree says how to audit, and what counts is the one that is committed (at ${at}).`,
    'Commit it first, or try it out with --seed, which has no consequences.',
  );

const sectionOf = (law: Read): AuditLaw | undefined => (law.ok ? law.value.policy.audit : undefined);

const isSame = (one: Read, other: Read): boolean => JSON.stringify(sectionOf(one)) === JSON.stringify(sectionOf(other));

/** What is only tried out: the law as it stands on disk. */
const tryOut = (here: Read, committed: Read | undefined): Result<AuditLawRead, Failure> => {
  if (!here.ok) return here;
  const law = sectionOf(here);
  if (law === undefined) return failure(noAudit);
  const note = 'The `audit` of the working tree was tried out; an audit that counts goes by the one that is committed.';
  return success({ law, notes: committed === undefined || isSame(here, committed) ? [] : [note] });
};

/** What counts: the law that is committed, so that nobody lowers the bar for an audit alone. */
const goBy = (committed: Read, here: Read, commit: string): Result<AuditLawRead, Failure> => {
  if (!committed.ok && committed.error.reason !== 'no-policy') return committed;
  const at = commit.slice(0, 12);
  const law = sectionOf(committed);
  if (law !== undefined) {
    const note = `The \`audit\` of the policy is another here than in the commit ${at}: that one counts.`;
    return success({ law, notes: isSame(committed, here) ? [] : [note] });
  }
  if (sectionOf(here) !== undefined) return failure(onlyHere(at));
  return committed.ok ? failure(noAudit) : committed;
};

/**
 * The law of an audit: that of the commit that is checked out, and where somebody chose what is drawn, so that it has no
 * consequences, that of the working tree.
 */
export const readAuditLaw = (
  { repository, shelf }: ReplayPorts,
  options: AuditOptions,
): Promise<Result<AuditLawRead, Failure>> =>
  story(async function* () {
    const { commit } = yield* need(repository.head());
    const here = await readLaw(shelf, workingTree(repository));
    if (commit === null) return yield* need(tryOut(here, undefined));
    const committed = await readLaw(shelf, atRevision(repository, commit));
    return yield* need(isDerived(options) ? goBy(committed, here, commit) : tryOut(here, committed));
  });
