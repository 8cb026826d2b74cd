export { splitCommand } from './command-words.ts';
export { concludeGate, type CommandEndKind } from './conclude.ts';
export {
  digestGate,
  foundOf,
  idOfFound,
  isGreen,
  readEvidence,
  sealEvidence,
  writeEvidence,
  type Evidence,
  type Found,
} from './evidence.ts';
export { writeEvidencePage } from './evidence-page.ts';
export type { Gate, GateCommand, GateRead } from './gate.ts';
export { standOfGate, type GateStanding } from './gate-state.ts';
export { claimOf, recountClaims, resultsOf, takenAtTheirWord, type GateClaim } from './gate-claims.ts';
export { stateWords, tellEvidence, tellMeasured, tellStanding } from './gate-words.ts';
export { filesOfGate, needsGate } from './needed.ts';
export { readReport } from './reports/read-report.ts';
export * from './prove/index.ts';
export type { ReadReport } from './reports/report.ts';
