export { buildPack, type PackContents } from './build.ts';
export { type PackFile, type PackFiles } from './manifest.ts';
export { findDeadLinks, writePackReports } from './report/index.ts';
export { tellReasons } from './report/exec.ts';
export { packVerdicts, type PackVerdict, type ReadPack } from './parts.ts';
export { verifyPack, type PackFlaw, type VerifiedPack } from './verify.ts';
