import { recallEvidence } from '#app';
import { present, writeEvidencePage } from '#core';
import { complain } from '../complain.ts';
import type { Documents } from '../documents.ts';
import type { RepositoryWatch } from '../repository-watch.ts';

/** Shows what one run of a gate found, and what its commands wrote. */
export const showEvidence = async (watch: RepositoryWatch, documents: Documents, id: unknown): Promise<void> => {
  if (typeof id !== 'string') return;
  const recalled = await recallEvidence(watch.machine, id);
  if (!recalled.ok) return complain(recalled.error);
  const sight = watch.sight();
  const { evidence, output } = recalled.value;
  const gates = sight.state === 'active' ? sight.standard.policy.gates : [];
  const gate = gates.find((one) => one.id === evidence.gate);
  const begun = new Date(evidence.at).toLocaleString();
  const page = writeEvidencePage(evidence, { begun, ...present('gate', gate), ...present('output', output) });
  await documents.preview('Codex Evidence', page);
};
