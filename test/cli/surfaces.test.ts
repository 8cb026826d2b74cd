// The same change has the same findings, with the same ids, whoever looks at it and however it is told.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { after, afterEach, before, describe, it } from 'mocha';
import { readLaw, type Failure } from '#app';
import {
  readRuleExamples,
  ruleKinds,
  success,
  trialsOf as trialsOfRules,
  type Example,
  type Result,
  type RuleKind,
} from '#core';
import { openPolicyShelf, readAside, type ReadingAside } from '#repo';
import { demand, removeFolders } from '../repo/temporary-repository.ts';
import { policyPath } from './command-line.ts';
import { tellAll, type Told, type Trial } from './surfaces.ts';

const mode = { title: 'Work', label: 'Work', goal: 'Work.', because: 'One thing at a time.' };

const policyOf = (kind: RuleKind, { in: places, except, with: options }: Example): string =>
  JSON.stringify({
    version: 1,
    title: 'Trial',
    modes: { work: mode },
    rules: [{ id: 'example', kind: kind.kind, in: places, except, with: options, level: 'block', because: 'A trial.' }],
  });

/** What becomes of files in an example: examples of one shape take the same ways. */
const shapeOf = ({ before, after, renamed = {}, mentions }: Example): string => {
  const old = new Set(Object.values(renamed));
  const fates = [
    ...Object.keys(after).map((path) => {
      if (renamed[path] !== undefined) return 'renamed';
      if (before[path] === undefined) return 'added';
      return before[path] === after[path] ? 'same' : 'edited';
    }),
    ...Object.keys(before).map((path) => (path in after || old.has(path) ? '' : 'deleted')),
  ];
  return [...new Set([...fates, mentions === undefined ? '' : 'told'])].sort().join(' ');
};

const fires = ({ after, elsewhere = [] }: Example): boolean =>
  elsewhere.length > 0 || Object.values(after).some((text) => text.includes('    ←'));

/** What is found, of one change of each shape. What git alone tells of a file no text can show. */
const trialsOf = (kind: RuleKind): ReadonlyMap<string, Trial> =>
  new Map(
    kind.examples
      .filter((example) => example.facts === undefined && fires(example))
      .toReversed()
      .map((example) => [
        shapeOf(example),
        {
          title: example.title,
          example,
          law: [{ source: policyPath, text: policyOf(kind, example) }],
          mode: 'work',
        },
      ]),
  );

const byRichness = ([one]: readonly [string, Trial], [other]: readonly [string, Trial]): number =>
  other.length - one.length || (one < other ? -1 : 1);

/**
 * Of each kind the trials of shapes that no kind before it has, and of one that is `alone`, of which no shipped policy has a
 * rule, the trial of its richest shape: a test of every example would take a quarter of an hour, and what the shipped rules
 * find is looked at below.
 */
const trialsOfKinds = (alone: (kind: string) => boolean): ReadonlyMap<RuleKind, readonly Trial[]> => {
  const seen = new Set<string>();
  return new Map(
    [...ruleKinds.values()].map((kind) => {
      const chosen = [...trialsOf(kind)]
        .sort(byRichness)
        .filter(([shape], at) => (at === 0 && alone(kind.kind)) || !seen.has(shape));
      for (const [shape] of chosen) seen.add(shape);
      return [kind, chosen.map(([, trial]) => trial)];
    }),
  );
};

/** What a surface says that another does not; nothing where all say the same. */
const differences = (title: string, { base, ...others }: Told): readonly string[] =>
  Object.entries(others).flatMap(([name, ids]) =>
    isDeepStrictEqual(ids, base) ? [] : [`${title}: ${name} has ${ids.join(', ')}, base has ${base.join(', ')}`],
  );

const folder = new URL('../../policies/', import.meta.url);

const readShipped = async (file: string): Promise<Result<string | undefined, Failure>> => {
  const url = new URL(file, folder);
  return success(existsSync(url) ? readFileSync(url, 'utf8') : undefined);
};

interface RuleTrial extends Trial {
  readonly rule: string;
  readonly kind: string;
}

/** What the rules of a shipped policy find, by the examples beside it; the first of each rule. */
const trialsOfPolicy = async (name: string): Promise<readonly RuleTrial[]> => {
  const path = `${name}/policy.yaml`;
  const shelf = openPolicyShelf(fileURLToPath(folder));
  const { policy, texts: law } = demand(await readLaw(shelf, { readFrom: 'here', path, readText: readShipped }));
  const file = `${name}/examples.yaml`;
  const examples = readRuleExamples(file, demand(await readShipped(file)) ?? '');
  const trials = trialsOfRules(examples, policy).filter(({ example }) => fires(example));
  const first = new Map(trials.toReversed().map((trial) => [trial.rule.id, trial]));
  return [...first.values()].map(({ rule, example }) => ({
    rule: rule.id,
    kind: rule.kind,
    title: `${rule.id}: ${example.title}`,
    example,
    law,
    mode: rule.modes[0] ?? policy.modes[0]?.id ?? '',
  }));
};

const pathsOf = ({ before, after }: Example): readonly string[] => [...Object.keys(before), ...Object.keys(after)];

// Beside others, a file that goes may be taken for one that was moved, and what one says of itself all say.
const isPlain = ({ before, after, mentions }: Example): boolean =>
  mentions === undefined && Object.keys(before).every((path) => path in after);

const areApart = (one: Trial, other: Trial): boolean =>
  one.mode === other.mode && !pathsOf(one.example).some((path) => pathsOf(other.example).includes(path));

const join = (one: RuleTrial, other: RuleTrial): RuleTrial => ({
  ...one,
  title: `${one.title}; ${other.title}`,
  example: {
    ...one.example,
    before: { ...one.example.before, ...other.example.before },
    after: { ...one.example.after, ...other.example.after },
  },
});

/** As few changes as may be: what concerns other files stands side by side in one. */
const pack = (trials: readonly RuleTrial[]): readonly Trial[] => {
  const packed: RuleTrial[] = [];
  for (const trial of trials) {
    const at = packed.findIndex((other) => isPlain(trial.example) && isPlain(other.example) && areApart(other, trial));
    const other = packed[at];
    if (other === undefined) packed.push(trial);
    else packed[at] = join(other, trial);
  }
  return packed;
};

/** The rules that found something. */
const rulesIn = (told: ReadonlyMap<Trial, Told>): ReadonlySet<string | undefined> =>
  new Set([...told.values()].flatMap(({ base }) => base.map((each) => each.split(' ')[0])));

const tried = readdirSync(folder).filter((name) => existsSync(new URL(`${name}/examples.yaml`, folder)));
const shipped = new Map(await Promise.all(tried.map(async (name) => [name, await trialsOfPolicy(name)] as const)));
const kindsShipped = new Set([...shipped.values()].flat().map(({ kind }) => kind));

describe('the same change, whoever looks at it', function () {
  this.timeout(1_800_000);
  let aside: ReadingAside;
  // One for all, as an editor has one for as long as it is open.
  before(() => {
    aside = readAside();
  });
  after(() => aside.dispose());
  afterEach(removeFolders);

  for (const [kind, trials] of trialsOfKinds((kind) => !kindsShipped.has(kind))) {
    if (trials.length === 0) continue;
    it(`has the same findings of ${kind.kind}`, async () => {
      const told = await tellAll(trials, aside);
      assert.deepEqual(
        [...told].flatMap(([{ title }, seen]) => differences(title, seen)),
        [],
      );
      assert.ok([...told.values()].some(({ base }) => base.length > 0));
    });
  }

  for (const [name, trials] of shipped)
    it(`has the same findings of every rule of ${name}`, async () => {
      const together = await tellAll(pack(trials), aside);
      const found = rulesIn(together);
      // Beside others, what would have been found may be made good.
      const apart = await tellAll(
        trials.filter(({ rule }) => !found.has(rule)),
        aside,
      );
      const all = [...together, ...apart];
      assert.deepEqual(
        all.flatMap(([{ title }, seen]) => differences(title, seen)),
        [],
      );
      const silent = trials.map(({ rule }) => rule).filter((rule) => !rulesIn(new Map(all)).has(rule));
      assert.deepEqual(silent, [], 'rules that find nothing in their own examples once these are in a repository');
    });
});
