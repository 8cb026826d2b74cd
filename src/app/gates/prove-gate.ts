import {
  breakAsListed,
  classifyBy,
  deriveBreakages,
  findBreakable,
  judgeBroken,
  success,
  whyNotProven,
  worstOf,
  type Breakage,
  type Gate,
  type GateProof,
  type Result,
  type TriedBreak,
} from '#core';
import type { Failure } from '../failure.ts';
import type { Standing } from '../law/standing.ts';
import { readTexts } from '../read-texts.ts';
import { need, story } from '../story.ts';
import type { ProvePorts, TreeCopy } from './prove-ports.ts';
import { runGate, type RanGate, type Running } from './run-gate.ts';

/** Hears how far it is. */
export interface ProofWatcher {
  /** A gate runs on a copy: on an intact one, or on one that is broken so. */
  readonly tries: (gate: Gate, breakage?: Breakage) => void;
  /** A rule is held against an example. */
  readonly holds: (rule: string) => void;
}

export interface Proving {
  readonly standing: Standing;
  readonly watcher: ProofWatcher;
  readonly signal?: AbortSignal | undefined;
}

/** Does a work in a copy of the tree, which is gone afterwards however it ends. */
export const inCopy = <T>(
  ports: Pick<ProvePorts, 'copyTree'>,
  signal: AbortSignal | undefined,
  work: (copy: TreeCopy) => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> =>
  story(async function* () {
    const copy = yield* need(ports.copyTree(signal));
    try {
      return yield* need(work(copy));
    } finally {
      await copy.dispose();
    }
  });

const silent: Running['watcher'] = { begins: () => {} };

const runOn = (ports: ProvePorts, gate: Gate, { standing, watcher, signal }: Proving, breakage?: Breakage) =>
  inCopy<RanGate>(ports, signal, (copy) =>
    story(async function* () {
      if (breakage !== undefined) yield* need(copy.put(breakage.texts));
      watcher.tries(gate, breakage);
      return yield* need(runGate(copy.ports, standing, gate, { watcher: silent, signal }));
    }),
  );

type Way = { readonly breakage: Breakage } | { readonly tried: TriedBreak };

const listedWays = (ports: Pick<ProvePorts, 'repository'>, gate: Gate) =>
  story<readonly Way[]>(async function* () {
    const ways: Way[] = [];
    for (const listed of gate.breaks) {
      const broken = breakAsListed(listed, yield* need(ports.repository.read(listed.file)));
      const edits = [{ path: listed.file, line: 1, what: 'it was to be broken' }];
      ways.push(
        broken.ok
          ? { breakage: broken.value }
          : { tried: { way: 'listed', edits, verdict: 'unknown', why: [broken.error] } },
      );
    }
    return ways;
  });

const derivedWays = (ports: Pick<ProvePorts, 'repository'>, gate: Gate, { standing }: Proving) =>
  story<readonly Way[]>(async function* () {
    const classify = classifyBy(standing.standard.policy.classes);
    const paths = yield* need(ports.repository.files());
    const breakable = findBreakable(gate, paths, (path) => classify(path, undefined));
    // What cannot be read is not broken; that it is there is for other files to tell.
    const { texts } = await readTexts(ports.repository, [...breakable.code, ...breakable.tests]);
    return deriveBreakages(gate, breakable, texts).map((breakage) => ({ breakage }));
  });

const nothingToBreak =
  'There is no code and no test in its place that can be broken without knowing it. List under `breaks` what it has to notice.';

const tryWay = async (
  ports: ProvePorts,
  gate: Gate,
  way: Way,
  proving: Proving,
): Promise<Result<TriedBreak, Failure>> => {
  if ('tried' in way) return success(way.tried);
  const ran = await runOn(ports, gate, proving, way.breakage);
  return ran.ok ? success({ way: way.breakage.way, edits: way.breakage.edits, ...judgeBroken(ran.value) }) : ran;
};

/**
 * Runs a gate on an intact copy of the tree, where it has to be green, and then on one broken copy after the other, where it has to be
 * red. Fails where a run was stopped.
 */
export const proveGate = (ports: ProvePorts, gate: Gate, proving: Proving): Promise<Result<GateProof, Failure>> =>
  story(async function* () {
    const why = whyNotProven(yield* need(runOn(ports, gate, proving)));
    if (why !== undefined) return { gate, verdict: 'unknown', why, tried: [] };
    const ways = yield* need(gate.breaks.length > 0 ? listedWays(ports, gate) : derivedWays(ports, gate, proving));
    if (ways.length === 0) return { gate, verdict: 'unknown', why: nothingToBreak, tried: [] };
    const tried: TriedBreak[] = [];
    for (const way of ways) tried.push(yield* need(tryWay(ports, gate, way, proving)));
    return { gate, verdict: worstOf(tried.map(({ verdict }) => verdict)), tried };
  });
