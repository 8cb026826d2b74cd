import type { Span } from '../lines.ts';
import type { DependencyGroup } from './dependency.ts';
import { unread, type Find, type Finds, type Found } from './find.ts';
import { partOf, textOf, type TextTree, type Tree } from './tree.ts';

/** As PEP 503 compares names. */
export const pythonName = (name: string): string => name.toLowerCase().replaceAll(/[-_.]+/g, '-');

const start = /^\s*([a-z\d](?:[\w.-]*[a-z\d])?)\s*(?:\[[^\]]*\]\s*)?(?=[@(<>=!~;]|$)/i;
const clause = /^\s*(?:===|[<>=!~]=|[<>])\s*[^\s<>=!~]\S*\s*$/;

interface Requirement extends Pick<Found, 'name' | 'requirement' | 'origin'> {
  /** Where the name stands in the text. */
  readonly from: number;
  readonly to: number;
}

/** Where something that is no name comes from: a folder of the repository, or elsewhere. */
export const addressOrigin = (address: string): 'address' | 'repository' =>
  /^[a-z][a-z\d+.-]+:/i.test(address) && !/^file:\/?\.{1,2}\//i.test(address) && !/^file:[^/]/i.test(address)
    ? 'address'
    : 'repository';

const isVersions = (text: string): boolean => {
  const bare = text.replace(/^\((.*)\)$/s, '$1').trim();
  return bare === '' || bare.split(',').every((part, at) => clause.test(part) || (at > 0 && part.trim() === ''));
};

/** Reads `name[extras] >=1,<2 ; marker` or `name @ address ; marker`; undefined when the text is neither. */
const readRequirement = (text: string): Requirement | undefined => {
  const [head, name] = start.exec(text) ?? [];
  if (head === undefined || name === undefined) return undefined;
  const from = text.indexOf(name);
  const place = { name: pythonName(name), from, to: from + name.length };
  const rest = text.slice(head.length);
  if (rest.startsWith('@')) {
    const address = rest
      .slice(1)
      .replace(/\s;.*$/s, '')
      .trim();
    return address === '' ? undefined : { ...place, requirement: address, origin: addressOrigin(address) };
  }
  const versions = rest.replace(/;.*$/s, '').trim();
  return isVersions(versions) ? { ...place, requirement: versions } : undefined;
};

/** A requirement in a list of texts. */
export const listedRequirement =
  (group: DependencyGroup) =>
  (item: Tree): Finds => {
    const text = textOf(item);
    return text === undefined
      ? [unread(item.at, 'A requirement belongs here; what stands here instead cannot be read.')]
      : [requirementIn(text, group, (from, to) => partOf(item as TextTree, from, to))];
  };

/** A requirement, or the statement that there is none to be read. */
export const requirementIn = (
  text: string,
  group: DependencyGroup,
  place: (from: number, to: number) => Span,
): Find => {
  const read = readRequirement(text);
  if (read === undefined) return unread(place(0, text.length), 'This is not a requirement as PEP 508 defines it.');
  const { from, to, ...found } = read;
  return { ...found, group, at: place(from, to), ecosystem: 'pypi' };
};
