import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { compareText, failure, readEvidence, success, writeEvidence, type Evidence, type Result } from '#core';
import type { EvidenceStore, Failure } from '#app';
import { sha256 } from '../digest.ts';
import { listPaths, readText, replaceFile, sweepParts } from '../durable-file.ts';
import { explainRefusal, systemCode } from '../system-refusal.ts';

/** So many runs of a gate are kept: the last ones. */
const mostOfGate = 10;

const dropFile = async (path: string): Promise<void> =>
  rm(path, { force: true }).catch((error: unknown) => {
    // Somebody holds on to it (Windows): it goes the next time.
    if (systemCode(error) === undefined) throw error;
  });

const readAll = async (folder: string): Promise<readonly Evidence[]> => {
  const paths = (await listPaths(folder)).filter((path) => path.endsWith('.json'));
  const texts = await Promise.all(paths.map(async (path) => ({ path, text: await readText(path) })));
  return texts.flatMap(({ path, text }) => {
    const evidence = text === undefined ? undefined : readEvidence(text, sha256);
    // Under another name it would be counted twice.
    return evidence === undefined || basename(path) !== `${evidence.id}.json` ? [] : [evidence];
  });
};

const dropOld = async (folder: string, gate: string): Promise<void> => {
  const own = (await readAll(folder)).filter((evidence) => evidence.gate === gate);
  const old = own
    .sort((one, other) => compareText(other.at, one.at) || compareText(other.id, one.id))
    .slice(mostOfGate);
  for (const { id } of old) for (const end of ['json', 'log']) await dropFile(join(folder, `${id}.${end}`));
};

const orUnreadable = async <T>(folder: string, read: () => Promise<T>): Promise<Result<T, Failure>> => {
  try {
    return success(await read());
  } catch (error) {
    return failure({
      reason: 'unreadable',
      message: `The evidence in ${folder} cannot be read: ${explainRefusal(error)}.`,
      remedy: 'Make the folder readable, or remove it and run the gates again.',
    });
  }
};

/** Evidence in a folder that need not be there: a file for each run, named after its digest, and one with what was written. */
export const openEvidenceStore = (folder: string): EvidenceStore => ({
  keep: async (evidence, output) => {
    const log = join(folder, `${evidence.id}.log`);
    try {
      await sweepParts(folder);
      await replaceFile(log, output);
      await replaceFile(join(folder, `${evidence.id}.json`), writeEvidence(evidence));
      await dropOld(folder, evidence.gate);
      return success(log);
    } catch (error) {
      return failure({
        reason: 'cannot-keep',
        message: `The evidence of the gate ${evidence.gate} cannot be kept in ${folder}: ${explainRefusal(error)}.`,
        remedy: 'Make sure that the disk has room and that you may write there, then run it again.',
      });
    }
  },
  read: async () => orUnreadable(folder, () => readAll(folder)),
  readOutput: async (id) => orUnreadable(folder, () => readText(join(folder, `${id}.log`))),
});
