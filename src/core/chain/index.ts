export { checkChainFile } from './check.ts';
export { chainSchema, type ChainDocument, type SliceDocument } from './document.ts';
export type { ChainFacts } from './holds.ts';
export { chainFolder, chainIdOf, readChain, type ChainFile } from './read.ts';
export { newChain, placeOfChain, type NewChain } from './scaffold.ts';
export { gateOfSlice } from './slice-gate.ts';
export {
  sliceStateNames,
  sliceStates,
  holdKinds,
  type ChainStanding,
  type Hold,
  type SliceStanding,
  type SliceState,
} from './slice-state.ts';
export { firstUndone, standOfChain } from './stand.ts';
