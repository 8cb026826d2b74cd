import { brokenPolicy, shippedPrefix, whyUnbroken, type Finding, type Hash, type Problem, type Result } from '#core';
import type { Failure } from '../failure.ts';
import type { StandingOptions, StandingPorts } from '../ground.ts';
import { atRevision, inTheIndex, policyPath, workingTree, type LawPlace } from './law-place.ts';
import { readLaw, type Law } from './law.ts';
import { need, story } from '../story.ts';

/** Why nothing can be judged by the policy that a change leaves, and where. */
export interface Breach {
  readonly path: string;
  readonly line: number;
  /** In one sentence. */
  readonly says: string;
}

/** The tree that is judged: what would be law, were it merged. */
const placeLeft = (
  { repository }: StandingPorts,
  { ci = false, staged = false }: StandingOptions,
): Promise<Result<LawPlace, Failure>> =>
  story(async function* () {
    if (!ci) return staged ? inTheIndex(repository) : workingTree(repository);
    const { commit } = yield* need(repository.head());
    return commit === null ? workingTree(repository) : atRevision(repository, commit);
  });

/** True where every text that makes the law still stands as it did, so that it still is one. */
const isLeftAlone = ({ texts }: Law, { readText }: LawPlace): Promise<Result<boolean, Failure>> =>
  story(async function* () {
    for (const { source, text } of texts.filter((one) => !one.source.startsWith(shippedPrefix)))
      if ((yield* need(readText(source))) !== text) return false;
    return true;
  });

const tellError = (error: Problem | undefined, count: number): string => {
  const more = count > 1 ? ` (${count} errors in all)` : '';
  return `This change leaves a policy that cannot be read${more}: ${error?.message ?? 'nothing tells why.'}`;
};

const breachOf = ({ reason, problems = [] }: Failure): Breach => {
  if (reason === 'no-policy') return { path: policyPath, line: 1, says: `This change leaves no ${policyPath}.` };
  const errors = problems.filter(({ severity }) => severity === 'error');
  const own = errors.find(({ source }) => !source.startsWith(shippedPrefix));
  const { source: path, line } = own ?? { source: policyPath, line: 1 };
  return { path, line, says: tellError(own ?? errors[0], errors.length) };
};

/**
 * Whether a change breaks the policy: it removes it or what it extends, moves it away, or leaves an error in it. Asked where
 * a law holds that could be read, so it is the change that broke it.
 */
export const findBreach = (
  ports: StandingPorts,
  law: Law,
  options: StandingOptions,
): Promise<Result<Breach | undefined, Failure>> =>
  story(async function* () {
    const place = yield* need(placeLeft(ports, options));
    if (yield* need(isLeftAlone(law, place))) return undefined;
    const left = await readLaw(ports.shelf, place);
    if (left.ok) return undefined;
    const isBroken = left.error.reason === 'no-policy' || left.error.reason === 'bad-policy';
    return isBroken ? breachOf(left.error) : yield* need(left);
  });

/** The finding that stands for it: it may not merge, and nobody may waive it. */
export const findingOfBreach = ({ path, line, says }: Breach, hash: Hash): Finding => ({
  id: hash(JSON.stringify([brokenPolicy, path])).slice(0, 12),
  rule: brokenPolicy,
  kind: brokenPolicy,
  level: 'block',
  path,
  line,
  message: says,
  because: whyUnbroken,
});
