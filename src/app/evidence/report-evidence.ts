import { findDeadLinks, success, writePackReports, type Hash, type PackFlaw, type Result } from '#core';
import type { Failure } from '../failure.ts';
import { need, story } from '../story.ts';
import { verifyRead, type VerifyOrder } from './pack-evidence.ts';
import type { PackPlace } from './pack-ports.ts';

/** What came of writing or checking reports. */
export interface EvidenceReports {
  /** Where the pack is not what was made: then there is nothing to report on. */
  readonly broken: readonly PackFlaw[];
  /** What is wrong with the reports: links that lead nowhere, and files that are not what the pack gives. */
  readonly flaws: readonly PackFlaw[];
  /** The names of the reports that the pack gives, sorted. */
  readonly files: readonly string[];
}

interface Ports {
  readonly hash: Hash;
}

/** The reports that a pack gives; undefined with the flaws where it is broken. */
const reportsOf = (ports: Ports, place: PackPlace, { path, ...order }: VerifyOrder) =>
  story(async function* () {
    // One reading: what is reported has to be what was verified, whatever is put there meanwhile.
    const read = yield* need(place.read(path));
    const { pack, flaws } = verifyRead(ports, { read, ...order });
    return pack === undefined ? { broken: flaws } : { broken: [], reports: writePackReports(pack, read.files) };
  });

const told = (reports: ReadonlyMap<string, string>, flaws: readonly PackFlaw[]): EvidenceReports => ({
  broken: [],
  flaws,
  files: [...reports.keys()].sort(),
});

/** Verifies a pack and writes the reports on it to a new folder; nothing is read but the pack. */
export const reportEvidence = (
  ports: Ports,
  place: PackPlace,
  { to, ...order }: VerifyOrder & { readonly to: string },
): Promise<Result<EvidenceReports, Failure>> =>
  story(async function* () {
    const { broken, reports } = yield* need(reportsOf(ports, place, order));
    if (reports === undefined) return { broken, flaws: [], files: [] };
    yield* need(place.write(to, reports));
    return told(reports, findDeadLinks(reports));
  });

/** Verifies a pack and holds reports in a folder to it: that they are what it gives, and that every link in the folder leads somewhere. */
export const checkEvidenceReports = (
  ports: Ports,
  place: PackPlace,
  { folder, ...order }: VerifyOrder & { readonly folder: string },
): Promise<Result<EvidenceReports, Failure>> =>
  story(async function* () {
    const { broken, reports } = yield* need(reportsOf(ports, place, order));
    if (reports === undefined) return { broken, flaws: [], files: [] };
    const { files } = yield* need(place.read(folder));
    const texts = new Map([...files].map(([path, { text = '' }]) => [path, text]));
    const differ = [...reports].flatMap(([path, text]) => {
      if (texts.get(path) === text) return [];
      return [{ path, message: texts.has(path) ? 'It is not what the pack gives.' : 'It is missing.' }];
    });
    return yield* need(success(told(reports, [...differ, ...findDeadLinks(texts)])));
  });
