import type { Result, SliceBrief, TaskSlice } from '#core';
import type { Failure } from '../failure.ts';
import { takeStart, type StandingPorts } from '../ground.ts';
import { need, story } from '../story.ts';
import { findChains } from './chain-files.ts';

/** What the chain says of a slice, for who works on it; undefined where there is no such slice. */
export const readSliceBrief = (
  ports: StandingPorts,
  named: TaskSlice | undefined,
): Promise<Result<SliceBrief | undefined, Failure>> =>
  story(async function* () {
    if (named === undefined) return undefined;
    const start = yield* need(takeStart(ports, {}));
    const chains = yield* need(findChains(ports, start));
    const slice = chains
      .find(({ file }) => file.id === named.chain)
      ?.file.chain?.slices.find(({ id }) => id === named.id);
    return slice === undefined ? undefined : { ...named, slice };
  });
