export { auditFolder, type AuditLaw } from './audit.ts';
export { isLift, pathOfLift, writeLift, type Lift } from './lift.ts';
export { pathOfAudit, sealAudit, writeAudit, type AuditRecord } from './record.ts';
export { writeRemediation } from './remediation.ts';
export { deriveSeed, drawSample, isOfCodex, trailersOf } from './sample.ts';
export { rulesFound, scoreAudit, scoreCommit, unjudgedCommit, type AuditedCommit } from './score.ts';
export { readAudits, turnSwitch, type AuditSwitch, type KeptAudits } from './switch.ts';
export { writeAuditMarkdown, writeAuditText, type AuditReport } from './words.ts';
