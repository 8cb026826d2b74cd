import {
  classifyBy,
  countDifference,
  type ChangedFile,
  type Example,
  type ReadFunctions,
  type RuleKind,
  type Sighting,
} from '#core';

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

const changedFile = (
  path: string,
  before: string | undefined,
  after: string | undefined,
  functions: ReadFunctions,
): ChangedFile | undefined => {
  if (before === after) return undefined;
  const { added, deleted, addedLines } = countDifference(before ?? '', after ?? '');
  const functionsAfter = after === undefined ? undefined : functions(path, after);
  const functionsBefore = before === undefined ? undefined : functions(path, before);
  return {
    path,
    status: before === undefined ? 'added' : after === undefined ? 'deleted' : 'modified',
    added,
    deleted,
    addedLines,
    binary: false,
    class: classify(path, undefined),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    ...(functionsAfter === undefined ? {} : { functions: functionsAfter }),
    ...(functionsBefore === undefined ? {} : { functionsBefore }),
  };
};

/** The files of an example as a change, and what a kind has to see in it. */
export const readExample = (
  example: Example,
  functions: ReadFunctions,
): { readonly files: readonly ChangedFile[]; readonly expected: readonly string[] } => {
  const marked = Object.entries(example.after).map(([path, text]): readonly [string, Marked] => [
    path,
    readMarks(path, text),
  ]);
  const after = new Map(marked.map(([path, { text }]) => [path, text]));
  const paths = [...new Set([...Object.keys(example.before), ...after.keys()])].sort();
  return {
    files: paths.flatMap((path) => changedFile(path, example.before[path], after.get(path), functions) ?? []),
    expected: [...marked.flatMap(([, { expected }]) => expected), ...(example.elsewhere ?? [])].sort(),
  };
};

/** What a kind says of an example, written as the example expects it. */
export const seeExample = (kind: RuleKind, example: Example, functions: ReadFunctions): readonly string[] => {
  const { files } = readExample(example, functions);
  const { sightings } = kind.see({ options: kind.options.parse(example.with), files, change: { base: 'base', files } });
  const standsInAfter = (sighting: Sighting): boolean => sighting.path in example.after;
  return sightings
    .map((sighting) =>
      standsInAfter(sighting) ? `${sighting.path}:${sighting.line} ${sighting.message}` : sighting.message,
    )
    .sort();
};
