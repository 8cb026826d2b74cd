import type { SliceDocument } from '../chain/document.ts';
import { code, plain, sentence } from '../markdown/write.ts';
import type { TaskSlice } from '../task.ts';

/** What the chain says of a slice beyond its goal and its places. */
export interface SliceBrief extends TaskSlice {
  readonly slice: Pick<SliceDocument, 'expects' | 'verify' | 'evidence' | 'stop' | 'good' | 'bad' | 'decide'>;
}

const listed = (items: readonly string[]): string => items.map((item) => code(item)).join(', ');

const tellCheck = (check: SliceDocument['verify'][number]): string =>
  'gate' in check ? `the gate ${code(check.gate)}` : code(check.run);

/** What whoever works on a slice has to know of it, one a line. */
export const writeSlice = ({ chain, id, slice }: SliceBrief): readonly string[] => [
  `The task is the slice ${code(id)} of the chain ${plain(chain)}: one pull request of several, with one concern.`,
  '',
  `- It leaves these files, committed: ${listed(slice.expects)}.`,
  `- Green on the files as they are then: ${slice.verify.map(tellCheck).join(', ')}.`,
  ...((slice.evidence ?? []).length === 0
    ? []
    : [`- Evidence that it produces or updates: ${listed(slice.evidence ?? [])}.`]),
  ...slice.stop.map(({ text }) => `- The chain stops while this is so: ${sentence(text)}`),
  `- Good: ${sentence(slice.good)}`,
  `- Bad: ${sentence(slice.bad)}`,
  `- Where it is not clear: ${sentence(slice.decide)}`,
];
