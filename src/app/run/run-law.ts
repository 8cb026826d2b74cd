import {
  coveringScope,
  measureNamed,
  readAllowance,
  success,
  type AllowanceFile,
  type ChangedFile,
  type GivenApproval,
  type Hash,
  type Result,
} from '#core';
import type { AskedAllowance, AskPorts } from '../allowance/ask-allowance.ts';
import { askForApproval, type ApprovalRequest } from '../allowance/ask-approval.ts';
import type { Failure } from '../failure.ts';
import type { Standing } from '../law/standing.ts';
import { withGiven } from './recall-given.ts';

/** What came of it that a person approved more: all that was written, and why the next was not, where one was not. */
export interface Raised {
  readonly given: readonly GivenApproval[];
  readonly failed?: Failure;
}

/**
 * What a run is held to. A person may approve more of a budget while it goes on: what they had written then is a claim that
 * turns a block into a warning, here alone. It counts as it was written, whatever becomes of its file.
 */
export interface RunLaw {
  readonly now: () => Standing;
  /**
   * Writes each approval for review, one after the other, up to the first that cannot be written. They hold for the scope of
   * the task, and for the files of the change beyond it, which a person let through: without those they would raise nothing.
   */
  readonly raise: (requests: readonly ApprovalRequest[], files: readonly ChangedFile[]) => Promise<Raised>;
}

type Written = Extract<AllowanceFile['allowance'], { readonly kind: 'approval' }>;

const tellGiven = ({ path, text, who, role }: AskedAllowance, written: Written, hash: Hash): GivenApproval => {
  const { measure: budget, limit, reason, until } = written;
  return { budget, limit, path, digest: hash(text), who, role, reason, until };
};

/** Opens what a run is held to. */
export const openRunLaw = (ports: AskPorts, start: Standing): RunLaw => {
  let standing = start;
  const scopeFor = (budget: string, files: readonly ChangedFile[]): readonly string[] => {
    const { standard } = standing;
    const measure = measureNamed(budget);
    return measure === undefined ? standard.scope : coveringScope(measure, standard, { scope: standard.scope, files });
  };
  const give = async (
    request: ApprovalRequest,
    files: readonly ChangedFile[],
  ): Promise<Result<GivenApproval, Failure>> => {
    const scope = scopeFor(request.budget, files);
    const asked = await askForApproval(ports, { scope, ...request, again: true });
    if (!asked.ok) return asked;
    const { path, text } = asked.value;
    const file = readAllowance('approval', path, text);
    if (file.allowance?.kind !== 'approval') throw new Error(`${path} was written, and is no approval.`);
    standing = withGiven(standing, [file]);
    return success(tellGiven(asked.value, file.allowance, ports.hash));
  };
  return {
    now: () => standing,
    raise: async (requests, files) => {
      const given: GivenApproval[] = [];
      for (const request of requests) {
        const one = await give(request, files);
        if (!one.ok) return { given, failed: one.error };
        given.push(one.value);
      }
      return { given };
    },
  };
};
