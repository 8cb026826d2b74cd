import type { AllowanceFile, Hash, Result } from '#core';
import type { Failure } from '../failure.ts';
import type { JournalPorts } from '../journal.ts';
import type { StandingOptions, StandingPorts } from '../ground.ts';
import { takeStanding, type Standing } from '../law/standing.ts';
import { need, story } from '../story.ts';

/** The standing with files that a person gave in a run: their claims lift. */
export const withGiven = (standing: Standing, files: readonly AllowanceFile[]): Standing => {
  const { allowances } = standing.standard;
  if (allowances === undefined || files.length === 0) return standing;
  const paths = files.map(({ path }) => path);
  const now = [...allowances.now.filter(({ path }) => !paths.includes(path)), ...files];
  const given = [...(allowances.given ?? []), ...paths];
  return { ...standing, standard: { ...standing.standard, allowances: { ...allowances, now, given } } };
};

/**
 * The standing with what a person approved in earlier runs of the task, as far as it stands there word for word: what anybody
 * has changed since is no more than any other claim.
 */
export const recallGiven = (
  { journal, hash }: JournalPorts & { readonly hash: Hash },
  standing: Standing,
  task: string,
): Promise<Result<Standing, Failure>> =>
  story(async function* () {
    const { allowances } = standing.standard;
    const claimed = (allowances?.now ?? []).filter((file) => allowances?.base.every((one) => one.path !== file.path));
    // Most often nobody claims anything, and the journal may be long.
    if (claimed.length === 0) return standing;
    const entries = yield* need(journal.read({ task }));
    const digests = new Map(
      entries.flatMap(({ event }) => (event.kind === 'budget-approved' ? [[event.path, event.digest] as const] : [])),
    );
    return withGiven(
      standing,
      claimed.filter(({ path, text }) => digests.get(path) === hash(text)),
    );
  });

/** What work is held to, and in a governed run (`ofRun`) with what a person approved there. */
export const takeHeld = (
  ports: StandingPorts & JournalPorts & { readonly hash: Hash },
  { ofRun, ...options }: StandingOptions & { readonly ofRun: boolean },
): Promise<Result<Standing, Failure>> =>
  story(async function* () {
    const standing = yield* need(takeStanding(ports, options));
    const { task } = standing;
    return ofRun && task !== undefined ? yield* need(recallGiven(ports, standing, task)) : standing;
  });
