import { failure, success, type Result } from '../result.ts';
import type { DependencyOrigin } from './dependency.ts';
import type { Fault, Find, Finds, Found } from './find.ts';
import { linesOf } from './text-lines.ts';

const entry = /^( +)([^\s(!]+)!?(?: \(([^)]*)\))?!?$/;
const origins: ReadonlyMap<string, DependencyOrigin> = new Map([
  ['GEM', 'registry'],
  ['GIT', 'address'],
  ['PATH', 'repository'],
  ['PLUGIN SOURCE', 'address'],
]);

interface Entry {
  readonly depth: number;
  readonly found: Found;
}

const readEntry = (line: string, start: number): Entry | undefined => {
  const [, indent = '', name = '', requirement = ''] = entry.exec(line) ?? [];
  const from = start + indent.length;
  const at = { start: from, end: from + name.length };
  return name === '' ? undefined : { depth: indent.length, found: { name, at, group: 'unstated', requirement } };
};

/** What an entry means in its section; `known` is where the gems come from that were locked further up. */
const place = (section: string, { depth, found }: Entry, known: Map<string, DependencyOrigin>): Finds => {
  if (section === 'DEPENDENCIES' && depth === 2) return [{ ...found, origin: known.get(found.name) ?? 'registry' }];
  const origin = origins.get(section);
  if (origin === undefined || depth !== 4) return [];
  known.set(found.name, origin);
  return [{ ...found, direct: false, origin }];
};

/** Reads Gemfile.lock: what is locked, and under DEPENDENCIES what was asked for. */
export const readGemfileLock = (text: string): Result<Finds, Fault> => {
  const finds: Find[] = [];
  const known = new Map<string, DependencyOrigin>();
  let section = '';
  for (const { start, text: line } of linesOf(text)) {
    if (line.trim() === '') continue;
    if (!line.startsWith(' ')) {
      if (!/^[A-Z][A-Z ]*$/.test(line)) return failure({ at: start, message: 'This is no section of a Gemfile.lock.' });
      section = line;
      continue;
    }
    const found = readEntry(line, start);
    if (found !== undefined) finds.push(...place(section, found, known));
  }
  return success(finds);
};
