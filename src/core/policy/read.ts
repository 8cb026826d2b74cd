import type { z } from 'zod';
import { linesOf, placeOfSpan, positionAt, type Lines, type Place, type Span } from '../lines.ts';
import { byPlace, compareText } from '../order.ts';
import { policyDocument, type PolicyDocument } from './document.ts';
import { tellIssues, type Fault } from './issues.ts';
import { childOf, nameOf } from './names.ts';
import type { Problem } from './policy.ts';
import { policyShape, type PolicyPath, type Shape } from './shape.ts';
import { readYaml } from './yaml-text.ts';
import type { Branch, Note } from './yaml-tree.ts';

/** A text that was read as what a schema asks for. */
export interface ReadText<Document> {
  /** `.codex/governance.yaml`, `codex-governor:dawsos`: what problems and origins name. */
  readonly source: string;
  /** What stands in it; absent when anything in it is wrong, so that nothing half-read is ever used. */
  readonly document?: Document;
  /** By line; at most a hundred, and then how many more there are. */
  readonly problems: readonly Problem[];
  /** Where a value stands, or its key; the nearest that is written, for one that is not. */
  placeOf(path: PolicyPath, part?: 'key' | 'value'): Place;
}

/** One policy text, read. */
export type Layer = ReadText<PolicyDocument>;

const mostProblems = 100;

const branchAt = (
  tree: Branch | undefined,
  path: PolicyPath,
): { readonly branch?: Branch; readonly exact: boolean } => {
  let branch = tree;
  for (const step of path) {
    const child = branch?.children.get(step);
    if (child === undefined) return { ...(branch === undefined ? {} : { branch }), exact: false };
    branch = child;
  }
  return { ...(branch === undefined ? {} : { branch }), exact: true };
};

// A whole map or list is shown by its key; an item of a list by its first line.
const spanOf = (tree: Branch | undefined, path: PolicyPath, part: 'key' | 'value'): Span => {
  const { branch, exact } = branchAt(tree, path);
  if (branch === undefined || branch === tree) return { start: 0, end: Infinity };
  const asKey = part === 'key' || !exact || branch.children.size > 0;
  return asKey ? (branch.key ?? branch.span) : branch.span;
};

const placer =
  (lines: Lines, tree: Branch | undefined): Layer['placeOf'] =>
  (path, part = 'value') =>
    placeOfSpan(lines, spanOf(tree, path, part));

const ofNote = (source: string, lines: Lines, { other, start, end, ...note }: Note): Problem => ({
  source,
  severity: 'error',
  ...placeOfSpan(lines, { start, end }),
  ...note,
  message: note.message.replace('{line}', other === undefined ? '' : String(positionAt(lines, other).line)),
});

// Two items of one list under one id: whichever a finding or a task named, it could be the other.
const repeatedIds = (value: unknown, placeOf: Layer['placeOf'], path: PolicyPath = []): readonly Fault[] => {
  if (typeof value !== 'object' || value === null) return [];
  const faults: Fault[] = [];
  const first = new Map<string, PolicyPath>();
  for (const key of Object.keys(value)) {
    const step = Array.isArray(value) ? Number(key) : key;
    const item = childOf(value, step);
    faults.push(...repeatedIds(item, placeOf, [...path, step]));
    const id = Array.isArray(value) ? childOf(item, 'id') : undefined;
    if (typeof id !== 'string') continue;
    const place = [...path, step, 'id'];
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, place);
    else faults.push(repeatedId(place, id, nameOf(value, path), placeOf(earlier).line));
  }
  return faults;
};

const repeatedId = (path: PolicyPath, id: string, list: string, line: number): Fault => ({
  path,
  part: 'value',
  code: 'duplicate-id',
  message: `The id \`${id}\` stands in \`${list}\` a second time; it first stands in line ${line}. Give one of the two another id.`,
});

// What stands behind a broken alias or a tag is not known, and a note has said so.
const isUnknown = (tree: Branch, { path, missing }: Fault): boolean =>
  branchAt(tree, missing === undefined ? path : [...path, missing]).branch?.unknown === true;

const inOrder = (one: Problem, other: Problem): number => byPlace(one, other) || compareText(one.code, other.code);

const distinct = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(
    problems.map((problem) => [JSON.stringify([problem.line, problem.column, problem.message]), problem]),
  ).values(),
];

// The same alias in fifty places is one mistake; a thousand mistakes are read a hundred at a time.
const limited = (problems: readonly Problem[]): readonly Problem[] => {
  const sorted = [...distinct(problems)].sort(inOrder);
  const last = sorted[mostProblems];
  if (last === undefined) return sorted;
  const more = sorted.length - mostProblems;
  const message = `There ${more === 1 ? 'is 1 more problem' : `are ${more} more problems`} from here on. Fix the ones above first.`;
  const { source, line, column, endLine, endColumn } = last;
  const rest: Problem = { source, severity: 'error', line, column, endLine, endColumn, code: 'more-problems', message };
  return [...sorted.slice(0, mostProblems), rest];
};

/** A fault of a layer as a problem at its place. */
export const placeFault = (
  { source, placeOf }: Pick<Layer, 'source' | 'placeOf'>,
  { path, part, code, message, replacement }: Fault,
  severity: Problem['severity'] = 'error',
): Problem => ({
  source,
  severity,
  ...placeOf(path, part),
  code,
  message,
  ...(replacement === undefined ? {} : { replacement }),
});

/** What a text is read as. */
interface Reading<Document> {
  readonly schema: z.ZodType<Document>;
  readonly shape: Shape;
  /** What messages call the whole of it; empty for a policy. */
  readonly name: string;
  readonly notAMap: string;
}

const notAMap = (source: string, place: Place, message: string): Problem => ({
  source,
  severity: 'error',
  ...place,
  code: 'not-a-map',
  message,
});

const faultsIn = <Document>(tree: Branch, placeOf: Layer['placeOf'], { schema, shape, name }: Reading<Document>) => {
  const { value } = tree;
  const read = schema.safeParse(value);
  const faults = [
    ...repeatedIds(value, placeOf),
    ...(read.success ? [] : tellIssues({ value, shape, name }, read.error.issues)),
  ];
  return {
    faults: faults.filter((fault) => !isUnknown(tree, fault)),
    ...(read.success ? { document: read.data } : {}),
  };
};

/** Reads a text as YAML of a schema. Every mistake is a problem at its line and column; never throws. */
export const readText = <Document>(source: string, text: string, reading: Reading<Document>): ReadText<Document> => {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const lines = linesOf(plain);
  const { tree, notes } = readYaml(plain);
  const placeOf = placer(lines, tree);
  const problems = notes.map((note) => ofNote(source, lines, note));
  if (tree === undefined) return { source, problems: limited(problems), placeOf };
  const { value } = tree;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { source, problems: limited([...problems, notAMap(source, placeOf([]), reading.notAMap)]), placeOf };
  // A text that was given up half-way has half of its values.
  if (notes.some(({ code }) => code === 'too-deep' || code === 'too-many-values'))
    return { source, problems: limited(problems), placeOf };
  const { faults, document } = faultsIn(tree, placeOf, reading);
  problems.push(...faults.map((fault) => placeFault({ source, placeOf }, fault)));
  if (problems.length > 0 || document === undefined) return { source, problems: limited(problems), placeOf };
  return { source, document, problems, placeOf };
};

/**
 * Reads the text of one policy. Every mistake is a problem at its line and column; never throws, and refuses what
 * would take long or much memory before reading it. Lines and columns are those of the text without its byte order mark.
 */
export const readLayer = (source: string, text: string): Layer =>
  readText(source, text, {
    schema: policyDocument,
    shape: policyShape(),
    name: '',
    notAMap: 'A policy is a map: lines of `key: value`. Begin with `version: 1`.',
  });
