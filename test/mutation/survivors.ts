// Run in a process of its own for one kind, or one part of kinds: tells of each of its mutants whether an example of the
// kinds that have it notices.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { guardOfExample, readExample, seeExample, type Example, type ExampleReaders, type RuleKind } from '#core';
import { openExampleReaders } from '#repo';
import { stopStopwatch } from '../without-stopwatch.ts';
import { filesOf, kindsOf, openKind } from './kinds.ts';
import { mutantsOf } from './mutants.ts';

/** What the process is started with, as JSON. */
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

const { name, from } = JSON.parse(process.argv[2] ?? '') as Work;
const tell = (news: News): void => void process.send?.(news);
stopStopwatch();
const kinds = kindsOf(name);
const readers = await openExampleReaders(kinds.flatMap(({ examples }) => examples));
// An example that fails as it is would notice every mutant.
if (from === 0)
  for (const kind of kinds)
    for (const example of kind.examples)
      if (!agrees(kind, example, readers))
        throw new Error(`${kind.kind}: “${example.title}” fails with no branch left out.`);
const files = filesOf(name);

/** A kind with a branch less in it, and the examples that look at it. */
const openLook = async (kind: RuleKind) => {
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

const looks = await Promise.all(kinds.map(openLook));

const isNoticed = async (file: string, text: string): Promise<boolean> => {
  for (const look of looks) if (await look.notices(file, text)) return true;
  return false;
};

const mutants = files.flatMap((file) => mutantsOf(readFileSync(file, 'utf8')).map((mutant) => ({ file, ...mutant })));
for (const [number, { file, line, what, text }] of [...mutants.entries()].slice(from)) {
  tell({ begins: number, named: `${basename(file)}:${line} ${what}` });
  tell({ ends: number, survives: !(await isNoticed(file, text)) });
}
for (const look of looks) await look.close();
tell({ done: true });
