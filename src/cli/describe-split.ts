import { isDivided, type Slice, type SplitChange } from '#app';
import { describeMeter, present, titleSlice, type Portion } from '#core';
import type { Documents } from './documents.ts';

type Document = Documents['split'];
type SliceDocument = Document['slices'][number];

const partOf = ({ begins, ends }: Portion): SliceDocument['files'][number]['part'] => {
  if (begins) return ends ? 'whole' : 'beginning';
  return ends ? 'rest' : 'part';
};

const verdictOf = ({ tried: { red, unknown } }: Slice, id: string): SliceDocument['gates'][number]['verdict'] => {
  if (unknown.includes(id)) return 'unknown';
  return red.includes(id) ? 'red' : 'green';
};

const describeSlice = (slice: Slice, at: number): SliceDocument => ({
  number: at + 1,
  title: titleSlice(slice.portions),
  branch: slice.branch ?? null,
  commit: slice.commit.id,
  tree: slice.commit.tree,
  files: slice.portions.map((portion) => ({
    path: portion.file.path,
    ...present('from', portion.file.from),
    status: portion.file.status,
    part: partOf(portion),
  })),
  verdict: slice.judgement.verdict,
  findings: slice.judgement.findings,
  meters: slice.judgement.meters.map(describeMeter),
  over: slice.over.map(({ id }) => id),
  gates: slice.tried.ran.map((id) => ({ id, verdict: verdictOf(slice, id) })),
});

/** A divided change as it is printed. */
export const describeSplit = (split: SplitChange): Document => ({
  divided: isDivided(split),
  base: split.base ?? 'empty',
  tree: split.tree,
  verdict: split.whole.verdict,
  mode: split.standing.standard.mode?.id ?? null,
  slices: split.slices.map(describeSlice),
});
