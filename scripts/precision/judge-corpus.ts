import type { Finding, Policy } from '#core';
import type { CorpusFile } from './corpora.ts';
import { judgeTexts } from './judge-texts.ts';

// About a package each: calls are followed within a batch, and what a batch holds is let go before the next.
const batchLength = 600_000;

const batchesOf = (files: readonly CorpusFile[]): readonly (readonly CorpusFile[])[] => {
  const batches: CorpusFile[][] = [[]];
  let length = 0;
  for (const file of files) {
    if (length > batchLength) {
      batches.push([]);
      length = 0;
    }
    batches.at(-1)?.push(file);
    length += file.text.length;
  }
  return batches;
};

/** Judges files as new code, batch by batch. */
export const judgeNew = async (policy: Policy, files: readonly CorpusFile[]): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  for (const batch of batchesOf(files)) {
    const after = Object.fromEntries(batch.map(({ path, text }) => [path, text]));
    findings.push(...(await judgeTexts(policy, { before: {}, after })));
  }
  return findings;
};
