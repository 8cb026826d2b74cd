import { failure, success, type Result } from '../result.ts';
import type { Fault, Finds, Found } from './find.ts';
import { aliased, npmPackage, splitDescriptor } from './npm-manifest.ts';
import { linesOf, type Line } from './text-lines.ts';

const header = /^(?:"[^"]*"|[^\s"#:][^\s"]*)(?:, *(?:"[^"]*"|[^\s",]+))* *:$/;
// A key and a value, in the words of version 1 (`name "1.0"`) or of later ones (`name: 1.0`).
const field = /^( +)(?:"([^"]+)"|([^\s":]+)):? +"?([^"]*)"?$/;
const block = /^ +[^\s:]+:$/;

interface Package {
  readonly at: { readonly start: number; readonly end: number };
  readonly descriptor: string;
  readonly isWorkspace: boolean;
}

// Several descriptors share an entry when one version serves them all; the first names the package.
const openPackage = ({ start, text }: Line): Package => {
  const quoted = text.startsWith('"') ? 1 : 0;
  const descriptor = (/^"?([^",]+?)(?:"|,|:$)/.exec(text)?.[1] ?? '').trim();
  const [name, range] = splitDescriptor(descriptor);
  const from = start + quoted;
  return { at: { start: from, end: from + name.length }, descriptor, isWorkspace: range.startsWith('workspace:') };
};

const lockedPackage = ({ at, descriptor, isWorkspace }: Package, version: string): Found | undefined => {
  if (descriptor === '__metadata') return undefined;
  const [key, range] = splitDescriptor(descriptor);
  const [name] = aliased(range) ?? [key];
  const { origin } = npmPackage(key, range);
  const group = 'unstated';
  return isWorkspace
    ? { name, at, group, direct: false, requirement: version, origin: 'repository' }
    : { name, at, group, direct: false, requirement: version, ...(origin && { origin }) };
};

/** What a line beneath the head of an entry says of a dependency, if it does. */
const readField = (line: Line, within: Package, inDependencies: boolean): Found | undefined => {
  const found = field.exec(line.text);
  if (found === null) return undefined;
  const [, indent, quoted, plain = '', value = ''] = found;
  const key = quoted ?? plain;
  if (indent === '  ') return key === 'version' ? lockedPackage(within, value) : undefined;
  // Only a workspace's own list says what the project asks for; yarn merges its development dependencies into it.
  if (!within.isWorkspace || !inDependencies) return undefined;
  const start = line.start + line.text.indexOf(key);
  return { at: { start, end: start + key.length }, group: 'unstated', ...npmPackage(key, value) };
};

interface State {
  readonly within?: Package;
  readonly inDependencies: boolean;
}

const noLine = 'This is no line of a yarn.lock.';

/** Where a line leads to, or why it leads nowhere. */
const enterLine = (line: Line, { within, inDependencies }: State): State | string => {
  if (!line.text.startsWith(' '))
    return header.test(line.text) ? { within: openPackage(line), inDependencies: false } : noLine;
  if (within === undefined) return 'This line belongs to no package.';
  if (!field.test(line.text) && !block.test(line.text)) return noLine;
  const opens = /^ {2}\S/.test(line.text);
  return { within, inDependencies: opens ? line.text === '  dependencies:' : inDependencies };
};

/**
 * Reads yarn.lock of every version by its lines: machines write it, one entry after the other. A general parser of YAML
 * takes seconds on one of a few megabytes.
 */
export const readYarnLock = (text: string): Result<Finds, Fault> => {
  const finds: Found[] = [];
  let state: State = { inDependencies: false };
  for (const line of linesOf(text)) {
    if (/^\s*(?:#|$)/.test(line.text)) continue;
    const next = enterLine(line, state);
    if (typeof next === 'string') return failure({ at: line.start, message: next });
    const found = next.within && readField(line, next.within, next.inDependencies);
    if (found !== undefined) finds.push(found);
    state = next;
  }
  return success(finds);
};
