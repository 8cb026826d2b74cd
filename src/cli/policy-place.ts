import { policyPath, workingTree, type Failure, type LawPlace } from '#app';
import { shippedPrefix, success, type Result } from '#core';
import type { Machine } from '#repo';
import { join } from 'node:path';
import { placeOfPolicy } from './policy-file.ts';
import type { Visit } from './visit.ts';

// A policy that is being written may stand in a folder that is no repository yet.
export const findMachine = async (
  { open }: Visit,
  file: string | undefined,
): Promise<Result<Machine | undefined, Failure>> => {
  const machine = await open();
  const isNeeded = machine.ok || file === undefined || machine.error.reason !== 'no-repository';
  return isNeeded ? machine : success(undefined);
};

// As `extends` names a policy that we ship.
const fileOf = (named: string, { policies }: Visit['terminal']): string =>
  named.startsWith(shippedPrefix) ? join(policies, named.slice(shippedPrefix.length), 'policy.yaml') : named;

/** Where the policy is read: the file that was named, or the repository's own. */
export const placeOf = async (
  { terminal }: Visit,
  machine: Machine | undefined,
  file: string | undefined,
): Promise<LawPlace> =>
  machine !== undefined && file === undefined
    ? workingTree(machine.repository)
    : placeOfPolicy(fileOf(file ?? policyPath, terminal), terminal.folder, machine?.repository);
