import { mergeLayers, readLayer, type Finding } from '#core';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'mocha';
import { judgeTexts } from '../../../scripts/precision/judge-texts.ts';
import { generateInjections, type Injection } from './generate.ts';

const text = readFileSync(new URL('policy.yaml', import.meta.url), 'utf8');
const law = mergeLayers([readLayer('test/policies/injection/policy.yaml', text)]);

interface Outcome {
  readonly injection: Injection;
  /** The findings of the rule that was broken. */
  readonly found: readonly Finding[];
}

const judgeAll = async (injections: readonly Injection[]): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const injection of injections) {
    const rules = law.policy.rules.filter(({ id }) => id === injection.rule);
    outcomes.push({ injection, found: await judgeTexts({ ...law.policy, rules }, injection) });
  }
  return outcomes;
};

const tell = ({ injection, found }: Outcome): string =>
  [`${injection.rule}: ${injection.title}`, ...found.map(({ line, message }) => `    ${line}: ${message}`)].join('\n');

describe('violations injected into real code', () => {
  const injections = generateInjections();
  let outcomes: readonly Outcome[] = [];
  before(async function judgeThem() {
    // Some 15 s of work, on a machine that may have more to do.
    this.timeout(300_000);
    outcomes = await judgeAll(injections);
  });

  it('are judged by a policy without problems, in which each rule is broken', () => {
    assert.deepEqual(law.problems, []);
    assert.deepEqual(
      law.policy.rules.map(({ id }) => id).sort(),
      [...new Set(injections.map(({ rule }) => rule))].sort(),
    );
  });

  it('are 200 at least, each another one', () => {
    assert.ok(injections.length >= 200, `${injections.length} violations`);
    assert.equal(new Set(injections.map(({ rule, title }) => `${rule}: ${title}`)).size, injections.length);
  });

  it('are found, 95 in 100 at least', () => {
    const missed = outcomes.filter(({ found }) => found.length === 0);
    if (missed.length > 0) console.log(`missed:\n${missed.map(tell).join('\n')}`);
    const share = (outcomes.length - missed.length) / injections.length;
    assert.ok(share >= 0.95, `${missed.length} of ${injections.length} were missed`);
  });

  it('are found once each', () => {
    assert.deepEqual(outcomes.filter(({ found }) => found.length > 1).map(tell), []);
  });
});
