export { breakAsListed, breakWays, tellBreakage, type Breakage } from './breakage.ts';
export { deriveBreakages, findBreakable, type Breakable } from './derive.ts';
export {
  judgeBroken,
  proofVerdicts,
  whyNotProven,
  worstOf,
  type GateProof,
  type ProofVerdict,
  type RuleProof,
  type TriedBreak,
} from './proof.ts';
export { writeProofPage } from './proof-markdown.ts';
