// Run in a process of its own for one kind: tells of each of its mutants whether an example notices it.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  guardOfExample,
  readExample,
  ruleKinds,
  seeExample,
  type Example,
  type ExampleReaders,
  type RuleKind,
} from '#core';
import { openExampleReaders } from '#repo';
import { stopStopwatch } from '../without-stopwatch.ts';
import { filesOfKind, openKind } from './kinds.ts';
import { mutantsOf } from './mutants.ts';

/** What the process is started with, as JSON. */
export interface Work {
  readonly kind: string;
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

const { kind, from } = JSON.parse(process.argv[2] ?? '') as Work;
const tell = (news: News): void => void process.send?.(news);
const examples = [...(ruleKinds.get(kind)?.examples ?? [])];
stopStopwatch();
const readers = await openExampleReaders(examples);

/** The example that notices goes first: it is likely to notice the next mutant, too. */
const notices = (mutated: RuleKind): boolean => {
  const at = examples.findIndex((example) => !agrees(mutated, example, readers));
  examples.unshift(...examples.splice(at, at < 0 ? 0 : 1));
  return at >= 0;
};

const loader = await openKind(kind);
const mutants = filesOfKind(kind).flatMap((file) =>
  mutantsOf(readFileSync(file, 'utf8')).map((mutant) => ({ file, ...mutant })),
);
for (const [number, { file, line, what, text }] of [...mutants.entries()].slice(from)) {
  tell({ begins: number, named: `${basename(file)}:${line} ${what}` });
  const mutated = await loader.load(file, text);
  tell({ ends: number, survives: mutated !== undefined && !notices(mutated) });
}
await loader.close();
tell({ done: true });
