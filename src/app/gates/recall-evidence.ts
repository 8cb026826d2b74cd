import { failure, success, type Evidence, type Result } from '#core';
import { fail, type Failure } from '../failure.ts';
import { need, story } from '../story.ts';
import { believeEvidence } from './believe-evidence.ts';
import type { GatePorts } from './gate-ports.ts';

/** Evidence with what its commands wrote, where that is still kept. */
export interface RecalledEvidence {
  readonly evidence: Evidence;
  readonly output?: string;
}

type RecallPorts = Pick<GatePorts, 'journal'> & { readonly gates: Pick<GatePorts['gates'], 'evidence'> };

/** The newest evidence of that id that may be believed. Fails with `bad-option` where there is none. */
export const recallEvidence = (ports: RecallPorts, id: string): Promise<Result<RecalledEvidence, Failure>> =>
  story(async function* () {
    const own = (yield* need(believeEvidence(ports))).filter((evidence) => evidence.id === id);
    const evidence = own.sort((one, other) => (one.at < other.at ? 1 : -1))[0];
    const none = fail('bad-option', `There is no evidence ${id} here any more.`, 'Run its gate again.');
    const known = yield* need(evidence === undefined ? failure(none) : success(evidence));
    const output = yield* need(ports.gates.evidence.readOutput(id));
    return output === undefined ? { evidence: known } : { evidence: known, output };
  });
