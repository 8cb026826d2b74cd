import { classifyBy } from './classify.ts';
import { matchesAny } from './glob.ts';
import { countDifference } from './line-difference/line-difference.ts';
import { splitByPlace } from './in-place.ts';
import { lookAt } from './needs.ts';
import { present } from './present.ts';
import {
  placeOf,
  type ChangedFile,
  type Example,
  type RuleKind,
  type SecretSighting,
  type Sighting,
} from './rule-kind.ts';
import { askKey, type Known, type SideName } from './known.ts';
import { openSurroundings } from './surroundings.ts';
import type { ReadFacts } from './syntax/facts.ts';
import type { ReadFunctions } from './syntax/function-entity.ts';
import type { Leaves } from './syntax/leaves.ts';
import type { ReadSqlTexts } from './syntax/sql/texts.ts';
import { changeOfEdit } from './syntax/syntax-change.ts';

const mark = /[ \t]{4}←(?: (.+))?$/;

interface Marked {
  readonly text: string;
  /** `path:line message`, as a sighting of it must read; without a message where any will do. */
  readonly expected: readonly string[];
}

const readMarks = (path: string, marked: string): Marked => {
  const expected: string[] = [];
  const lines = marked.split('\n').map((line, index) => {
    const found = mark.exec(line);
    if (found === null) return line;
    expected.push([`${path}:${index + 1}`, ...found.slice(1).flatMap((message) => message ?? [])].join(' '));
    return line.slice(0, found.index);
  });
  return { text: lines.join('\n'), expected };
};

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

const guess = classifyBy([]);

const uncounted = { added: 0, deleted: 0, addedLines: [] };

/** What reads the texts of examples. */
export interface ExampleReaders {
  /** Puts a file in its class; left out: by the built-in guesses. */
  readonly classify?: ReturnType<typeof classifyBy>;
  readonly facts: ReadFacts;
  readonly functions: ReadFunctions;
  readonly secrets: (path: string, text: string) => readonly SecretSighting[];
  readonly sql: ReadSqlTexts;
  readonly leaves: (path: string, text: string) => Leaves | undefined;
}

const onText = <Value>(path: string, text: string | undefined, read: (path: string, text: string) => Value) =>
  text === undefined ? undefined : read(path, text);

const readSides = (
  path: string,
  { before, after, from = path }: Sides,
  { facts, functions, leaves, secrets, sql }: ExampleReaders,
) => {
  const cognitive = (ofPath: string, text: string) => functions(ofPath, text, { cognitive: true });
  const sqlOf = (ofPath: string, text: string) => sql(ofPath, text, facts(ofPath, text));
  return {
    ...present('facts', onText(path, after, facts)),
    ...present('factsBefore', onText(from, before, facts)),
    ...present('sql', onText(path, after, sqlOf)),
    ...present('sqlBefore', onText(from, before, sqlOf)),
    ...present('secrets', onText(path, after, secrets)),
    ...present('secretsBefore', onText(from, before, secrets)),
    ...present('functions', onText(path, after, cognitive)?.functions),
    ...present('functionsBefore', onText(from, before, cognitive)?.functions),
    syntax: changeOfEdit({ path, from }, onText(from, before, leaves), onText(path, after, leaves)),
  };
};

const classesOf = (path: string, { from = path }: Sides, { classify = guess }: ExampleReaders) => {
  const [name, before] = [classify(path, undefined), classify(from, undefined)];
  return name === before ? { class: name } : { class: name, classBefore: before };
};

const changedFile = (path: string, sides: Sides, readers: ExampleReaders): ChangedFile | undefined => {
  const { from, facts, before, after } = sides;
  if (before === after && from === undefined && facts === undefined) return undefined;
  const lines = facts?.binary === true ? uncounted : countDifference(before ?? '', after ?? '');
  return {
    path,
    status: from === undefined ? statusOf(before, after) : 'renamed',
    ...present('from', from),
    ...lines,
    binary: false,
    ...classesOf(path, sides, readers),
    ...facts,
    ...present('before', before),
    ...present('after', after),
    ...readSides(path, sides, readers),
  };
};

/** Every text of an example, without marks. */
export const textsOfExample = ({
  before,
  after,
}: Example): readonly { readonly path: string; readonly text: string }[] => [
  ...Object.entries(before).map(([path, text]) => ({ path, text })),
  ...Object.entries(after).map(([path, text]) => ({ path, text: readMarks(path, text).text })),
];

type Files = Readonly<Record<string, string>>;

/** An example as files to write: path → text, without marks; `fires` where it expects to be seen. */
export const filesOfExample = ({
  before,
  after,
  elsewhere = [],
}: Example): { readonly before: Files; readonly after: Files; readonly fires: boolean } => {
  const marked = Object.entries(after).map(([path, text]) => [path, readMarks(path, text)] as const);
  return {
    before,
    after: Object.fromEntries(marked.map(([path, { text }]) => [path, text])),
    fires: elsewhere.length > 0 || marked.some(([, { expected }]) => expected.length > 0),
  };
};

interface ReadExample {
  readonly files: readonly ChangedFile[];
  /** Path → text now, without marks. */
  readonly after: Files;
  /** The sightings it marks, sorted. */
  readonly expected: readonly string[];
}

/** The files of an example as a change, and what a kind has to see in it. */
export const readExample = (example: Example, readers: ExampleReaders): ReadExample => {
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
    after: Object.fromEntries(after),
    expected: [...marked.flatMap(([, { expected }]) => expected), ...(example.elsewhere ?? [])].sort(),
  };
};

/** All that can be known of the repository of an example. */
const knowAll = (before: Files, after: Files, mentions: string, { facts }: ExampleReaders): Known => {
  const texts = (side: SideName, files: Files) =>
    Object.entries(files).map(([path, text]) => [askKey({ what: 'text', side, path }), { text }] as const);
  const factsOf = (side: SideName, files: Files) =>
    Object.entries(files).map(([path, text]) => [askKey({ what: 'facts', side, path }), facts(path, text)] as const);
  return {
    paths: Object.keys(before).sort(),
    mentions,
    texts: new Map([...texts('before', before), ...texts('after', after)]),
    facts: new Map([...factsOf('before', before), ...factsOf('after', after)]),
  };
};

/** What a kind tells an agent beforehand of an example's options and place. */
export const guardOfExample = (kind: RuleKind, example: Example): string | undefined => {
  const { in: places = [], with: options } = example;
  const rule = { id: 'example', kind: kind.kind, in: places, except: [], modes: [], with: options } as const;
  return kind.guard?.(kind.options.parse(options), { ...rule, level: 'block', because: '' });
};

/** What a kind says of an example, written as the example expects it. */
export const seeExample = (kind: RuleKind, example: Example, readers: ExampleReaders): readonly string[] => {
  const { files, after } = readExample(example, readers);
  const options = kind.options.parse(example.with);
  const known = knowAll(example.before, after, example.mentions ?? '', readers);
  const applies = placeOf({ in: example.in ?? [], except: example.except ?? [] });
  const { sightings } = lookAt(kind, {
    options,
    applies,
    ...splitByPlace(files, applies),
    change: { base: 'base', files },
    around: openSurroundings(files, known).surroundings,
    ...present('level', example.level),
    isLeft: matchesAny(example.left ?? []),
  });
  // A file that was only moved has no line that changed.
  const standsInAfter = ({ path }: Sighting): boolean => path in example.after && !(path in (example.renamed ?? {}));
  return sightings
    .map((sighting) =>
      standsInAfter(sighting) ? `${sighting.path}:${sighting.line} ${sighting.message}` : sighting.message,
    )
    .sort();
};
