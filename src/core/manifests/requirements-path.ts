import type { DependencyGroup } from './dependency.ts';

/**
 * Files of requirements have no name of their own, only customs: `requirements.txt`, `dev-requirements.in`,
 * `requirements/test.txt`, `constraints.txt`. They include each other, so that more than one reader has to know.
 */
export const requirementsPath =
  /(?:^|\/)(?:(?:[\w.-]*[-_.])?(?:requirements?|constraints?)(?:[-_.\d][\w.-]*)?\.(?:txt|in|pip)|(?:requirements|constraints)\/[^/]+\.(?:txt|in|pip))$/i;

const forDevelopment = /(?:^|[-_.])(?:dev|develop|development|tests?|testing|docs?|lint|ci)(?=[-_.])/i;

/** What the requirements in a file are for, by its name. */
export const requirementsGroup = (path: string): DependencyGroup => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/constraint/i.test(name)) return 'constraint';
  if (forDevelopment.test(name)) return 'development';
  return /(?:^|[-_.])build(?=[-_.])/i.test(name) ? 'build' : 'runtime';
};
