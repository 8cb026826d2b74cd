import {
  auditFolder,
  isLift,
  readAudits,
  success,
  turnSwitch,
  type AuditLaw,
  type AuditSwitch,
  type Hash,
  type KeptAudits,
  type Result,
} from '#core';
import type { Failure } from '../failure.ts';
import type { History, WorkingTree } from '../ports.ts';
import { need, story } from '../story.ts';

export interface AuditSwitchPorts {
  readonly repository: Pick<History, 'head' | 'readFolderAt'> & Pick<WorkingTree, 'readFolder'>;
  readonly hash: Hash;
}

/** What is kept of audits in a place, and what it makes of the kill switch. */
export interface AuditsThere {
  readonly kept: KeptAudits;
  readonly switch: AuditSwitch;
}

type Files = ReadonlyMap<string, string>;

const turn = ({ hash }: Pick<AuditSwitchPorts, 'hash'>, law: AuditLaw, files: Files): AuditsThere => {
  const kept = readAudits(files, hash);
  return { kept, switch: turnSwitch(law, kept, hash) };
};

/**
 * The audits as they are here: what is committed, and what stands on disk beside it. What is only on disk may trip the switch and
 * never lifts it, and to remove a file lifts nothing: both take a commit, which is reviewed.
 */
const readHere = (ports: AuditSwitchPorts, law: AuditLaw): Promise<Result<AuditsThere, Failure>> =>
  story(async function* () {
    const { commit } = yield* need(ports.repository.head());
    const there = yield* need(ports.repository.readFolder(auditFolder));
    const onDisk = [...there].filter(([path]) => !isLift(path));
    const committed: Files =
      commit === null ? new Map() : yield* need(ports.repository.readFolderAt(commit, auditFolder));
    const reviewed = turn(ports, law, committed);
    const all = turn(ports, law, new Map([...onDisk, ...committed]));
    return { kept: all.kept, switch: reviewed.switch.frozen === undefined ? all.switch : reviewed.switch };
  });

/** The audits at a commit, or here where none is named. */
export const readAuditsThere = (
  ports: AuditSwitchPorts,
  law: AuditLaw,
  revision: string | undefined,
): Promise<Result<AuditsThere, Failure>> =>
  revision === undefined
    ? readHere(ports, law)
    : story(async function* () {
        return turn(ports, law, yield* need(ports.repository.readFolderAt(revision, auditFolder)));
      });

/** What audits make of the kill switch there; nothing where the policy has none that freeze. */
export const readAuditFreeze = async (
  ports: AuditSwitchPorts,
  law: AuditLaw | undefined,
  revision: string | undefined,
): Promise<Result<AuditSwitch['frozen'], Failure>> => {
  const freezes = law?.freeze.audits ?? law?.freeze.sameRule;
  if (law === undefined || freezes === undefined) return success(undefined);
  const there = await readAuditsThere(ports, law, revision);
  return there.ok ? success(there.value.switch.frozen) : there;
};
