// What a rule remembers of files changes nothing: after any edits it says what one says that sees all for the first time.
import {
  asksOf,
  askKey,
  judge,
  readExample,
  ruleKinds,
  textsOfExample,
  type Case,
  type ChangedFile,
  type Example,
  type ExampleReaders,
  type Known,
  type Memory,
  type Policy,
  type RuleKind,
} from '#core';
import { openExampleReaders } from '#repo';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { array, assert as holds, nat, property, record } from 'fast-check';
import { before, describe, it } from 'mocha';
import { lawOf, layerOf } from '../policies/in-force.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

type Files = Readonly<Record<string, string>>;

/** The files of an example of a kind, each with the texts that it has in this one and in others. */
interface World {
  readonly base: Files;
  readonly texts: ReadonlyMap<string, readonly string[]>;
  readonly policy: Policy;
}

const mostTexts = 4;

const policyOf = (kind: RuleKind, { with: options, in: places = [], except = [] }: Example): Policy => ({
  ...lawOf(layerOf('starter')),
  budgets: [],
  modes: [],
  rules: [
    {
      id: 'tried',
      kind: kind.kind,
      in: places,
      except,
      modes: [],
      with: options,
      level: 'block',
      because: 'It is tried.',
    },
  ],
});

const worldOf = (kind: RuleKind, example: Example): World => {
  const texts = new Map<string, Set<string>>();
  for (const { path, text } of [example, ...kind.examples].flatMap(textsOfExample)) {
    const all = texts.get(path) ?? new Set<string>();
    if (all.size < mostTexts) texts.set(path, all.add(text));
  }
  const own = new Set(textsOfExample(example).map(({ path }) => path));
  return {
    base: example.before,
    texts: new Map([...texts].filter(([path]) => own.has(path)).map(([path, all]) => [path, [...all]])),
    policy: policyOf(kind, example),
  };
};

const mostWorlds = 7;

/** The examples of a kind in which several files play a part; where there are many, some from all over. */
const worldsOf = (kind: RuleKind): readonly World[] => {
  const worlds = kind.examples.map((example) => worldOf(kind, example)).filter(({ texts }) => texts.size > 1);
  const each = Math.ceil(worlds.length / mostWorlds);
  return worlds.filter((_, index) => index % each === 0);
};

/** The files as they are after the change; the change of a file is the same object as long as its texts are. */
const changeReader = (world: World, readers: ExampleReaders) => {
  const seen = new Map<string, ChangedFile>();
  return (now: Files, isFresh: boolean): readonly ChangedFile[] => {
    const paths = [...new Set([...Object.keys(world.base), ...Object.keys(now)])].filter(
      (path) => world.base[path] !== now[path],
    );
    const pick = (files: Files): Files =>
      Object.fromEntries(paths.flatMap((path) => (files[path] === undefined ? [] : [[path, files[path]] as const])));
    const example: Example = { title: '', with: {}, before: pick(world.base), after: pick(now) };
    return readExample(example, readers).files.map((file) => {
      const key = JSON.stringify([file.path, file.before, file.after]);
      const last = seen.get(key) ?? file;
      seen.set(key, last);
      return isFresh ? structuredClone(file) : last;
    });
  };
};

/** What is at hand of the repository at the base, without a path that nobody has read yet. */
const knownWithout = (
  missing: string | undefined,
  { base }: World,
  { facts }: ExampleReaders,
  paths: readonly string[],
): Known => {
  const read = Object.entries(base).filter(([path]) => path !== missing);
  return {
    paths,
    mentions: '',
    texts: new Map(read.map(([path, text]) => [askKey({ what: 'text', side: 'before', path }), textAt(path, text)])),
    facts: new Map(read.map(([path, text]) => [askKey({ what: 'facts', side: 'before', path }), facts(path, text)])),
  };
};

const shared = new Map<string, { readonly text: string }>();
const textAt = (path: string, text: string): { readonly text: string } => {
  const key = JSON.stringify([path, text]);
  const known = shared.get(key) ?? { text };
  shared.set(key, known);
  return known;
};

/** An edit: which path, and which of its texts it gets; the one behind the last: it is gone. */
const edit = record({ path: nat(), text: nat() });
const step = record({ edits: array(edit, { minLength: 1, maxLength: 3 }), missing: nat(6), back: nat(3) });

describe('what is remembered of files', function () {
  this.timeout(300_000);
  const readersOf = new Map<string, ExampleReaders>();
  before(async () => {
    for (const kind of ruleKinds.values()) readersOf.set(kind.kind, await openExampleReaders(kind.examples));
  });

  for (const kind of ruleKinds.values())
    it(`changes no verdict of ${kind.kind}, whatever is edited`, () => {
      const readers = readersOf.get(kind.kind);
      assert.ok(readers);
      let found = 0;
      for (const world of worldsOf(kind)) found += tryOut(world, readers);
      assert.ok(found > 0 || worldsOf(kind).length === 0, 'something is found in one of them');
    });
});

const edited = (
  { texts }: World,
  files: Files,
  edits: readonly { readonly path: number; readonly text: number }[],
): Files => {
  const all = new Map(Object.entries(files));
  const paths = [...texts.keys()].sort();
  for (const { path: at, text } of edits) {
    const path = paths[at % paths.length] ?? '';
    const known = texts.get(path) ?? [];
    const chosen = known[text % (known.length + 1)];
    if (chosen === undefined) all.delete(path);
    else all.set(path, chosen);
  }
  return Object.fromEntries(all);
};

/** A memory as one process leaves it to the next: of values, not of objects. */
const openMemory = (): Memory => {
  const kept = new Map<string, unknown>();
  return {
    recall: (key) => structuredClone(kept.get(key)),
    learn: (key, value) => void kept.set(key, structuredClone(value)),
  };
};

/** Edits a world step by step, and compares what is said with what one says who remembers nothing; how much was found. */
const tryOut = (world: World, readers: ExampleReaders): number => {
  const listed = Object.keys(world.base).sort();
  const wholly = knownWithout(undefined, world, readers, listed);
  let found = 0;
  holds(
    property(array(step, { minLength: 4, maxLength: 12 }), (steps) => {
      const read = changeReader(world, readers);
      const memory = openMemory();
      // What was remembered in the run before is no help in this one.
      const remembering = structuredClone({ ...world.policy, origins: new Map() });
      let [last, now] = [world.base, world.base];
      for (const { edits, missing, back } of steps) {
        [last, now] = [now, back === 0 ? last : edited(world, now, edits)];
        const known: Known = missing === 0 ? knownWithout(listed[edits[0]?.path ?? 0], world, readers, listed) : wholly;
        const judged = judgedBy(remembering, read(now, false), known);
        const anew = () => [structuredClone(remembering), read(now, true), structuredClone(known)] as const;
        assert.deepEqual(judged, judgedBy(...anew()));
        const kept = judgedBy(...anew(), memory);
        // Who knows what was found needs less at hand.
        for (const ask of kept.asks) assert.ok(judged.asks.includes(ask), ask);
        if (missing > 0) assert.deepEqual({ ...kept, asks: judged.asks }, judged);
        found += judged.findings.length;
      }
    }),
    { numRuns: 3, seed: 5, endOnFailure: true },
  );
  return found;
};

/** What is said of a change, and asked for before: in the order in which it comes. */
const judgedBy = (policy: Policy, files: readonly ChangedFile[], known: Known, memory?: Memory) => {
  const given: Case = { policy, scope: [], change: { base: 'base', files }, files, known, hash };
  const keeping: Case = memory === undefined ? given : { ...given, known: { ...known, base: 'base' }, memory };
  return { asks: asksOf(keeping).map(askKey), ...judge(keeping) };
};
