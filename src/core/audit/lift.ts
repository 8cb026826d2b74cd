import { stringify } from 'yaml';
import * as z from 'zod';
import { readDocument, valuesAt } from '../document-values.ts';
import { auditFolder } from './audit.ts';

/** A freeze that a person lifts in a reviewed change. */
export interface Lift {
  /** The id of the audit that tripped the kill switch: twelve signs of the digest of all it says. */
  readonly audit: string;
  readonly role: string;
  /** `Name <address>`. */
  readonly who: string;
  readonly reason: string;
}

const said = z.string().trim().min(1);
const lift = z.object({ audit: said, role: said, who: said, reason: said });

/** Tells whether a file of the folder of audits lifts a freeze. */
export const isLift = (path: string): boolean => /^lift-[^/]*\.ya?ml$/.test(path.slice(auditFolder.length + 1));

/** The lift that a file says; none where it does not say who lifts what, in which role, and why. */
export const readLift = (path: string, text: string): readonly Lift[] => {
  const trees = readDocument(path, text);
  const value = (key: keyof Lift): string | undefined => valuesAt(trees, key)[0]?.text;
  const read = lift.safeParse({
    audit: value('audit'),
    role: value('role'),
    who: value('who'),
    reason: value('reason'),
  });
  return read.success ? [read.data] : [];
};

/** Where the file lies that lifts the freeze of an audit. */
export const pathOfLift = (audit: string): string => `${auditFolder}/lift-${audit}.yaml`;

/** The file that lifts a freeze, as a person is to review it. */
export const writeLift = ({ audit, role, who, reason }: Lift): { readonly path: string; readonly text: string } => ({
  path: pathOfLift(audit),
  text: stringify({ audit, role, who, reason }, { lineWidth: 100 }),
});
