import { mergeLayers, readLayer, type Finding, type Policy } from '#core';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'mocha';
import { judgeTexts } from '../../../scripts/precision/judge-texts.ts';
import { placeOf } from '../../../src/core/rule-kind.ts';
import { lawOf, layerOf } from '../in-force.ts';
import { generateInjections, type Injection } from './generate.ts';

const text = readFileSync(new URL('policy.yaml', import.meta.url), 'utf8');
const law = mergeLayers([readLayer('test/policies/injection/policy.yaml', text)]);

interface Outcome {
  readonly injection: Injection;
  /** The findings of the rule that was broken. */
  readonly found: readonly Finding[];
}

/** The rule that an injection is to be judged by; undefined where there is none. */
type PickRule = (injection: Injection) => Policy['rules'][number] | undefined;

const pickOwn: PickRule = ({ rule }) => law.policy.rules.find(({ id }) => id === rule);

// The policies of the seeds that the rules come from; the others stand for what those two have not.
const shipped = ['dawsos', 'master-laws', 'caio', 'execution-packages', 'pr-chain'].map((name) => lawOf(layerOf(name)));

/** The first shipped rule of the name that looks at what was injected. */
const pickShipped: PickRule = ({ shipped: name, after }) =>
  shipped
    .flatMap(({ rules }) => rules.filter(({ id, modes }) => id === name && modes.length === 0))
    .find((rule) => Object.keys(after).some(placeOf(rule)));

const judgeAll = async (injections: readonly Injection[], pick: PickRule): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const injection of injections) {
    const rule = pick(injection);
    if (rule === undefined) continue;
    outcomes.push({ injection, found: await judgeTexts({ ...law.policy, rules: [rule] }, injection) });
  }
  return outcomes;
};

const tell = ({ injection, found }: Outcome): string =>
  [`${injection.rule}: ${injection.title}`, ...found.map(({ line, message }) => `    ${line}: ${message}`)].join('\n');

// What a class lacks is told field by field: the same words in the same line are one finding too many.
const isTold = ({ found }: Outcome): boolean =>
  new Set(found.map(({ path, line, message }) => `${path}:${line} ${message}`)).size < found.length;

const laws: readonly (readonly [by: string, pick: PickRule, isTwice: (outcome: Outcome) => boolean])[] = [
  ['a policy of all these rules', pickOwn, ({ found }) => found.length > 1],
  ['the shipped policies, as they are', pickShipped, isTold],
];

describe('violations injected into real code', () => {
  const injections = generateInjections();

  it('are judged by a policy without problems, in which each rule is broken', () => {
    assert.deepEqual(law.problems, []);
    assert.deepEqual(
      law.policy.rules.map(({ id }) => id).sort(),
      [...new Set(injections.map(({ rule }) => rule))].sort(),
    );
  });

  it('are each another one', () => {
    assert.equal(new Set(injections.map(({ rule, title }) => `${rule}: ${title}`)).size, injections.length);
  });

  for (const [by, pick, isTwice] of laws)
    describe(`judged by ${by}`, () => {
      let outcomes: readonly Outcome[] = [];
      before(async function judgeThem() {
        // Some 15 s of work, on a machine that may have more to do.
        this.timeout(300_000);
        outcomes = await judgeAll(injections, pick);
      });

      it('are 200 at least', () => {
        assert.ok(outcomes.length >= 200, `${outcomes.length} violations`);
      });

      it('are found, 95 in 100 at least', () => {
        const missed = outcomes.filter(({ found }) => found.length === 0);
        if (missed.length > 0) console.log(`missed:\n${missed.map(tell).join('\n')}`);
        const share = (outcomes.length - missed.length) / outcomes.length;
        assert.ok(share >= 0.95, `${missed.length} of ${outcomes.length} were missed`);
      });

      it('are found once each', () => {
        assert.deepEqual(outcomes.filter(isTwice).map(tell), []);
      });
    });
});
