import { inOwnWords } from '../policy/own-words.ts';
import { readText, type ReadText } from '../policy/read.ts';
import { knownShape } from '../policy/shape.ts';
import { present } from '../present.ts';
import { allowanceFolders, type Allowance, type Approval, type Waiver } from './allowance.ts';
import { approvalDocument, waiverDocument, type ApprovalDocument, type WaiverDocument } from './document.ts';
import { allowanceKinds, type AllowanceKind } from './rules.ts';

/** The file of a waiver or an approval, read. */
export interface AllowanceFile extends Pick<ReadText<unknown>, 'problems'> {
  readonly kind: AllowanceKind;
  readonly path: string;
  readonly text: string;
  /** What it gives; absent when anything in it is wrong. */
  readonly allowance?: Allowance;
}

/** What a path holds by its place: a YAML file right in one of the folders; undefined for any other. */
export const allowanceKindOf = (path: string): AllowanceKind | undefined =>
  allowanceKinds.find((kind) => {
    const folder = `${allowanceFolders[kind]}/`;
    return path.startsWith(folder) && /^[^/]+\.ya?ml$/.test(path.slice(folder.length));
  });

const waiverOf = (path: string, { finding, rule, in: places = [], adr, ...grant }: WaiverDocument): Waiver => ({
  kind: 'waiver',
  path,
  ...grant,
  in: places,
  ...present('finding', finding),
  ...present('rule', rule),
  ...present('adr', adr),
});

const approvalOf = (path: string, { budget, mode, scope = [], ...grant }: ApprovalDocument): Approval => ({
  kind: 'approval',
  path,
  ...grant,
  measure: budget,
  scope,
  ...present('mode', mode),
});

const readAs = {
  waiver: (path: string, text: string) => {
    const reading = { schema: waiverDocument, shape: knownShape(waiverDocument), name: 'waiver' };
    const notAMap = 'A waiver is a map: lines of `key: value`, such as `rule:` and `until:`.';
    const { document, ...read } = readText(path, text, { ...reading, notAMap });
    return { ...read, ...present('allowance', document && waiverOf(path, document)) };
  },
  approval: (path: string, text: string) => {
    const reading = { schema: approvalDocument, shape: knownShape(approvalDocument), name: 'approval' };
    const notAMap = 'An approval is a map: lines of `key: value`, such as `budget:` and `until:`.';
    const { document, ...read } = readText(path, text, { ...reading, notAMap });
    return { ...read, ...present('allowance', document && approvalOf(path, document)) };
  },
} as const;

/** Reads the file of a waiver or an approval. Every mistake is a problem at its line and column; never throws. */
export const readAllowance = (kind: AllowanceKind, path: string, text: string): AllowanceFile => {
  const read = readAs[kind](path, text);
  return {
    kind,
    path,
    text,
    problems: read.problems.map(inOwnWords),
    ...present('allowance', read.allowance),
  };
};

/** Where values stand in a file. It is read once more: the file itself is plain data, which may be judged on another thread. */
export const placesIn = ({ kind, path, text }: AllowanceFile): ReadText<unknown>['placeOf'] => {
  const read = readAs[kind](path, text);
  return (place, part) => read.placeOf(place, part);
};
