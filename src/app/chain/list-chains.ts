import {
  checkChainFile,
  failure,
  present,
  standOfChain,
  success,
  type ChainStanding,
  type Problem,
  type Result,
} from '#core';
import { fail, type Failure } from '../failure.ts';
import type { KnowingPorts } from '../gates/gate-ports.ts';
import { takeGround, type Ground, type StandingOptions } from '../ground.ts';
import { need, story } from '../story.ts';
import { failUnknown } from '../tell-unknown.ts';
import { readChainFacts } from './chain-facts.ts';
import { findChains, remarkOnChains, type FoundChain } from './chain-files.ts';

export interface ChainOptions extends Pick<StandingOptions, 'base'> {
  /** The id of a chain; left out: all of them. */
  readonly chain?: string;
}

/** A chain, what is wrong with its file, and how it stands. */
export interface ListedChain {
  readonly found: FoundChain;
  /** What is wrong with it as it counts; with an error among them nothing of it starts. */
  readonly problems: readonly Problem[];
  /** Left out where its file cannot be read, or has mistakes. */
  readonly standing?: ChainStanding;
}

export interface ListedChains {
  readonly chains: readonly ListedChain[];
  readonly ground: Ground;
  readonly notes: readonly string[];
}

const choose = (chains: readonly FoundChain[], id: string | undefined): Result<readonly FoundChain[], Failure> => {
  if (id === undefined) return success(chains);
  const chosen = chains.filter(({ file }) => file.id === id);
  if (chosen.length > 0) return success(chosen);
  return failure(
    failUnknown(
      'chain',
      id,
      chains.map(({ file }) => file.id),
    ),
  );
};

const hasErrors = (problems: readonly Problem[]): boolean => problems.some(({ severity }) => severity === 'error');

/** How the slices of chains stand by what is there. Runs nothing. */
export const listChains = (
  ports: KnowingPorts,
  { chain: id, ...options }: ChainOptions,
  signal?: AbortSignal,
): Promise<Result<ListedChains, Failure>> =>
  story(async function* () {
    const ground = yield* need(takeGround(ports, options));
    const chosen = yield* need(choose(yield* need(findChains(ports, ground)), id));
    // Most repositories have none, and facts are what takes time.
    if (chosen.length === 0) return { chains: [], ground, notes: ground.notes };
    const factsOf = yield* need(readChainFacts(ports, ground, chosen, signal));
    const chains = chosen.map((found): ListedChain => {
      const problems = checkChainFile(found.file, ground.law.policy);
      return hasErrors(problems)
        ? { found, problems }
        : { found, problems, ...present('standing', standOfChain(found.file, factsOf(found))) };
    });
    return { chains, ground, notes: [...ground.notes, ...remarkOnChains(chosen)] };
  });

/** A chain without mistakes, among what was listed. */
export interface OneChain extends ListedChains {
  readonly chain: ListedChain & { readonly standing: ChainStanding };
}

/** The one chain that was named, or the only one there is. */
export const listOneChain = (
  ports: KnowingPorts,
  options: ChainOptions,
  signal?: AbortSignal,
): Promise<Result<OneChain, Failure>> =>
  story(async function* () {
    const listed = yield* need(listChains(ports, options, signal));
    const [chain, second] = listed.chains;
    if (chain === undefined)
      return yield* need(
        failure(fail('bad-option', 'This repository has no chain.', 'One is written with `codex-governor chain new`.')),
      );
    if (second !== undefined) {
      const ids = listed.chains.map(({ found }) => found.file.id).join(', ');
      return yield* need(failure(fail('bad-option', `There are several chains: ${ids}.`, 'Name one of them.')));
    }
    const { standing, problems } = chain;
    if (standing === undefined)
      return yield* need(
        failure({
          ...fail('bad-chain', `The chain ${chain.found.file.id} has mistakes, so nothing of it starts.`),
          problems,
        }),
      );
    return { ...listed, chain: { ...chain, standing } };
  });
