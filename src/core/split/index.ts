export { fillSlice, queueOf, takeLess, type CutPortion, type Filled, type Queue } from './fill-slice.ts';
export { applyHunks, cutHunk, hunksOf, type Hunk } from './hunks.ts';
export { findLeanings, type FactsOfSides } from './leanings.ts';
export { orderFiles } from './order-files.ts';
export { isSummed, type Portion, type SplitFile } from './portions.ts';
export { tellPortion, titleSlice, writeSliceMessage } from './title.ts';
