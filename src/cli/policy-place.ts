import { policyPath, workingTree, type Failure, type LawPlace } from '#app';
import { success, type Result } from '#core';
import type { Machine } from '#repo';
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

/** Where the policy is read: the file that was named, or the repository's own. */
export const placeOf = async (
  { terminal }: Visit,
  machine: Machine | undefined,
  file: string | undefined,
): Promise<LawPlace> =>
  machine !== undefined && file === undefined
    ? workingTree(machine.repository)
    : placeOfPolicy(file ?? policyPath, terminal.folder, machine?.repository);
