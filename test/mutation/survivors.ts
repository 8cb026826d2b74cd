// Run in a process of its own, and asked for one kind, or one part of kinds, after the other: tells of each of its mutants
// whether an example of the kinds that have it notices.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { guardOfExample, readExample, seeExample, type Example, type ExampleReaders, type RuleKind } from '#core';
import { openExampleReaders } from '#repo';
import { stopStopwatch } from '../without-stopwatch.ts';
import { filesOf, kindsOf, openKind } from './kinds.ts';
import { mutantsOf } from './mutants.ts';

/** What the process is asked for. */
export interface Work {
  /** A kind, or a part of kinds. */
  readonly name: string;
  /** The mutants before this one were looked at already. */
  readonly from: number;
}

/** What the process tells: that it looks at a mutant, what became of it, and that it came to the end. */
export type News =
  | { readonly begins: number; readonly named: string }
  | { readonly ends: number; readonly survives: boolean }
  | { readonly done: true };

const agrees = (kind: RuleKind, example: Example, readers: ExampleReaders): boolean => {
  try {
    const { expected } = readExample(example, readers);
    if (example.guard !== undefined && guardOfExample(kind, example) !== example.guard) return false;
    return JSON.stringify(seeExample(kind, example, readers)) === JSON.stringify(expected);
  } catch {
    return false;
  }
};

const tell = (news: News): void => void process.send?.(news);

type OfText = readonly [path: string, text: string, ...rest: readonly unknown[]];

/** Reads each text once; what else a reading goes by is told by the rest, or follows from the text. */
const once = <Words extends OfText, Value>(
  read: (...words: Words) => Value,
  tell: (...words: Words) => readonly unknown[] = (...[path, text]) => [path, text],
): ((...words: Words) => Value) => {
  const known = new Map<string, { readonly value: Value }>();
  return (...words) => {
    const key = JSON.stringify(tell(...words));
    const found = known.get(key) ?? { value: read(...words) };
    known.set(key, found);
    return found.value;
  };
};

/** What a text says is the same for every mutant, and takes longer to read than they take to look at it. */
const readOnce = ({ facts, functions, secrets, sql, leaves, ...rest }: ExampleReaders): ExampleReaders => ({
  ...rest,
  facts: once(facts),
  functions: once(functions, (...words) => words),
  secrets: once(secrets),
  sql: once(sql),
  leaves: once(leaves),
});

/** What kinds are looked at with. */
interface Ground {
  readonly files: readonly string[];
  readonly readers: ExampleReaders;
}

/** A kind with a branch less in it, and the examples that look at it. */
const openLook = async (kind: RuleKind, { files, readers }: Ground) => {
  const loader = await openKind(kind.kind, files);
  const examples = [...kind.examples];
  /** The example that notices goes first: it is likely to notice the next mutant, too. */
  const notices = (mutated: RuleKind): boolean => {
    const at = examples.findIndex((example) => !agrees(mutated, example, readers));
    examples.unshift(...examples.splice(at, at < 0 ? 0 : 1));
    return at >= 0;
  };
  return {
    notices: async (file: string, text: string): Promise<boolean> => {
      const mutated = await loader.load(file, text);
      return mutated === undefined || notices(mutated);
    },
    close: loader.close,
  };
};

const look = async ({ name, from }: Work): Promise<void> => {
  const kinds = kindsOf(name);
  const readers = readOnce(await openExampleReaders(kinds.flatMap(({ examples }) => examples)));
  // An example that fails as it is would notice every mutant.
  if (from === 0)
    for (const kind of kinds)
      for (const example of kind.examples)
        if (!agrees(kind, example, readers))
          throw new Error(`${kind.kind}: “${example.title}” fails with no branch left out.`);
  const files = filesOf(name);
  const looks = await Promise.all(kinds.map(async (kind) => openLook(kind, { files, readers })));
  const mutants = files.flatMap((file) => mutantsOf(readFileSync(file, 'utf8')).map((mutant) => ({ file, ...mutant })));
  for (const [number, { file, line, what, text }] of [...mutants.entries()].slice(from)) {
    tell({ begins: number, named: `${basename(file)}:${line} ${what}` });
    let isNoticed = false;
    for (const one of looks) isNoticed ||= await one.notices(file, text);
    tell({ ends: number, survives: !isNoticed });
  }
  for (const one of looks) await one.close();
  tell({ done: true });
};

stopStopwatch();
// What fails here fails the process, and whoever asked is told of its end.
process.on('message', (work: Work) => void look(work));
