export {
  findReachedLimit,
  tellLimit,
  type ReachedLimit,
  type RunLimits,
  runMeasures,
  type RunMeasure,
  type RunUse,
} from './limits.ts';
export type { GivenApproval } from './given-approval.ts';
export { handPack } from './pack-context.ts';
export {
  breakOff,
  openRecord,
  recordEvent,
  type RunEnd,
  type RunEndKind,
  type RunEvent,
  type RunPatch,
  type RunRecord,
} from './record.ts';
export { tellPatchFiles, tellRunEvent } from './tell-event.ts';
export { writeCorrection, writeRunInstructions } from './words.ts';
