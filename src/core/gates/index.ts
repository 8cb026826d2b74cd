export { splitCommand } from './command-words.ts';
export { concludeGate, type CommandEndKind } from './conclude.ts';
export { digestGate, isGreen, readEvidence, sealEvidence, writeEvidence, type Evidence } from './evidence.ts';
export type { Gate, GateCommand, GateRead } from './gate.ts';
export { standOfGate, type GateStanding } from './gate-state.ts';
export { stateWords, tellEvidence, tellMeasured, tellStanding } from './gate-words.ts';
export { filesOfGate, needsGate } from './needed.ts';
export { readReport } from './reports/read-report.ts';
export type { ReadReport } from './reports/report.ts';
