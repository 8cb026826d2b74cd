export { tellFigures, type ReviewedChange } from './figures.ts';
export { readRecord, writeRecord, type PullRequestRecord } from './record.ts';
export { findDiscrepancies, toleratesOwn, type Discrepancy } from './verify.ts';
export {
  isEmptyPullRequest,
  pullRequestNeeds,
  writePullRequest,
  type LinkedSpec,
  type PullRequestFacts,
} from './text.ts';
