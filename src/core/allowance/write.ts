import { stringify } from 'yaml';
import { slugOf } from '../policy/names.ts';
import { printable } from '../report/check-report.ts';
import { allowanceFolders } from './allowance.ts';
import type { ApprovalDocument, WaiverDocument } from './document.ts';

/** A file to be reviewed. */
export interface WrittenAllowance {
  readonly path: string;
  readonly text: string;
}

const head = [
  'Asked for, and not yet given: it counts once a person in this role has reviewed it and it is merged into the base',
  'branch (docs/waivers.md of Codex Governor).',
];

const inYaml = (document: object, about: readonly string[]): string => {
  const comments = [...head, ...about].map((line) => `# ${printable(line)}\n`);
  return `${comments.join('')}${stringify(document, { lineWidth: 100 })}`;
};

// Ids may hold dots, which have their place in the name of a file.
const named = (parts: readonly (string | undefined)[]): string =>
  parts.flatMap((part) => (part === undefined || part === '' ? [] : [part])).join('-');

/** A waiver as a file, under a name that tells what it is for; `about` says more of that to whoever reviews it. */
export const writeWaiver = (waiver: WaiverDocument, about: readonly string[] = []): WrittenAllowance => {
  const { finding, rule, in: places = [] } = waiver;
  const name = named([rule, finding ?? slugOf(places[0] ?? '')]);
  return { path: `${allowanceFolders.waiver}/${name}.yaml`, text: inYaml(waiver, about) };
};

/** An approval as a file, under a name that tells what it is for, when it was asked for, and the how many-th it is of that day. */
export const writeApproval = (approval: ApprovalDocument, today: string, nth = 1): WrittenAllowance => {
  const { budget, mode, scope = [] } = approval;
  const name = named([budget, mode ?? slugOf(scope[0] ?? ''), today, nth === 1 ? undefined : `${nth}`]);
  return { path: `${allowanceFolders.approval}/${name}.yaml`, text: inYaml(approval, []) };
};
