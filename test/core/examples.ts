import {
  changeOfSyntax,
  classifyBy,
  countDifference,
  lookAt,
  present,
  type ChangedFile,
  type Example,
  type Leaves,
  type ReadFunctions,
  type RuleKind,
  type Sighting,
} from '#core';
import { pathAtBase } from '../../src/core/change.ts';
import { placeOf } from '../../src/core/rule-kind.ts';

const mark = /[ \t]{4}← (.+)$/;

interface Marked {
  readonly text: string;
  /** `path:line message`, as a sighting of it must read. */
  readonly expected: readonly string[];
}

const readMarks = (path: string, marked: string): Marked => {
  const expected: string[] = [];
  const lines = marked.split('\n').map((line, index) => {
    const found = mark.exec(line);
    if (found === null) return line;
    expected.push(`${path}:${index + 1} ${found[1] ?? ''}`);
    return line.slice(0, found.index);
  });
  return { text: lines.join('\n'), expected };
};

const classify = classifyBy([]);

const statusOf = (before: string | undefined, after: string | undefined): ChangedFile['status'] => {
  if (before === undefined) return 'added';
  return after === undefined ? 'deleted' : 'modified';
};

interface Sides {
  readonly from?: string;
  readonly facts?: NonNullable<Example['facts']>[string];
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const uncounted = { added: 0, deleted: 0, addedLines: [] };

/** What reads the texts of examples. */
export interface Readers {
  readonly functions: ReadFunctions;
  readonly leaves: (path: string, text: string) => Leaves | undefined;
}

const onText = <Value>(path: string, text: string | undefined, read: (path: string, text: string) => Value) =>
  text === undefined ? undefined : read(path, text);

const readSides = (path: string, { before, after }: Sides, { functions, leaves }: Readers) => {
  const cognitive = (ofPath: string, text: string) => functions(ofPath, text, { cognitive: true });
  return {
    ...present('functions', onText(path, after, cognitive)?.functions),
    ...present('functionsBefore', onText(path, before, cognitive)?.functions),
    syntax: changeOfSyntax(onText(path, before, leaves), onText(path, after, leaves)),
  };
};

const changedFile = (path: string, sides: Sides, readers: Readers): ChangedFile | undefined => {
  const { from, facts, before, after } = sides;
  if (before === after && from === undefined && facts === undefined) return undefined;
  const lines = facts?.binary === true ? uncounted : countDifference(before ?? '', after ?? '');
  return {
    path,
    status: from === undefined ? statusOf(before, after) : 'renamed',
    ...present('from', from),
    ...lines,
    binary: false,
    class: classify(path, undefined),
    ...facts,
    ...present('before', before),
    ...present('after', after),
    ...readSides(path, sides, readers),
  };
};

/** The files of an example as a change, and what a kind has to see in it. */
export const readExample = (
  example: Example,
  readers: Readers,
): { readonly files: readonly ChangedFile[]; readonly expected: readonly string[] } => {
  const marked = Object.entries(example.after).map(([path, text]): readonly [string, Marked] => [
    path,
    readMarks(path, text),
  ]);
  const after = new Map(marked.map(([path, { text }]) => [path, text]));
  const renamed = example.renamed ?? {};
  const gone = new Set(Object.values(renamed));
  const paths = [...new Set([...Object.keys(example.before), ...after.keys()])]
    .filter((path) => !gone.has(path))
    .sort();
  const sidesOf = (path: string): Sides => ({
    ...present('from', renamed[path]),
    ...present('facts', example.facts?.[path]),
    before: example.before[renamed[path] ?? path],
    after: after.get(path),
  });
  return {
    files: paths.flatMap((path) => changedFile(path, sidesOf(path), readers) ?? []),
    expected: [...marked.flatMap(([, { expected }]) => expected), ...(example.elsewhere ?? [])].sort(),
  };
};

/** What a kind says of an example, written as the example expects it. */
export const seeExample = (kind: RuleKind, example: Example, readers: Readers): readonly string[] => {
  const { files } = readExample(example, readers);
  const applies = placeOf({ in: example.in ?? [], except: [] });
  const { sightings } = lookAt(kind, {
    options: kind.options.parse(example.with),
    applies,
    files: files.filter((file) => applies(file.path) || applies(pathAtBase(file))),
    change: { base: 'base', files },
  });
  // A file that was only moved has no line that changed.
  const standsInAfter = ({ path }: Sighting): boolean => path in example.after && !(path in (example.renamed ?? {}));
  return sightings
    .map((sighting) =>
      standsInAfter(sighting) ? `${sighting.path}:${sighting.line} ${sighting.message}` : sighting.message,
    )
    .sort();
};
