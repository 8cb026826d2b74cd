import { success, type Evidence, type Result } from '#core';
import type { Failure } from '../failure.ts';
import { need, story } from '../story.ts';
import type { GatePorts } from './gate-ports.ts';

type BelievingPorts = Pick<GatePorts, 'journal'> & { readonly gates: Pick<GatePorts['gates'], 'evidence'> };

/** The evidence that counts: every byte as it was written, and its digest in the journal. A file that somebody put there is none. */
export const believeEvidence = (ports: BelievingPorts): Promise<Result<readonly Evidence[], Failure>> =>
  story(async function* () {
    const kept = yield* need(ports.gates.evidence.read());
    if (kept.length === 0) return yield* need(success(kept));
    const digests = new Set(
      (yield* need(ports.journal.read())).flatMap(({ event }) => (event.kind === 'gate-ran' ? [event.digest] : [])),
    );
    return kept.filter(({ digest }) => digests.has(digest));
  });

/** What the working tree is now, as git names it. */
export const readTree = (
  { gates }: { readonly gates: Pick<GatePorts['gates'], 'watchTree'> },
  signal?: AbortSignal,
): Promise<Result<string, Failure>> =>
  story(async function* () {
    const watch = yield* need(gates.watchTree(signal));
    await watch.dispose();
    return watch.tree;
  });
