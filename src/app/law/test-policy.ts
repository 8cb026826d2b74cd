import {
  checkRuleExamples,
  failure,
  readRuleExamples,
  ruleKinds,
  shippedPrefix,
  success,
  trialsOf,
  tryOut,
  untriedRules,
  type Example,
  type ExampleReaders,
  type Problem,
  type Result,
  type RuleExamples,
  type TriedExample,
} from '#core';
import { fail, type Failure } from '../failure.ts';
import type { LawPlace } from './law-place.ts';
import { readLaw, type Law } from './law.ts';
import type { PolicyShelf } from '../ports.ts';
import { need, story } from '../story.ts';

/** What came of trying a policy's rules out. */
export interface PolicyTest {
  /** The file of the examples, as a path of the place the policy was read from. */
  readonly path: string;
  /** In the order of the rules, and of their examples. */
  readonly tried: readonly TriedExample[];
  /** The rules that no example tries out. */
  readonly untried: readonly string[];
}

export interface TestPorts {
  readonly shelf: PolicyShelf;
  readonly openExampleReaders: (examples: readonly Example[]) => Promise<ExampleReaders>;
}

/** Where the examples of a policy may stand: in the folder named after it, or beside it. */
export const placesOfExamples = (policy: string): readonly string[] => {
  const folder = policy.slice(0, policy.lastIndexOf('/') + 1);
  return [`${policy.replace(/\.ya?ml$/, '')}/examples.yaml`, `${folder}examples.yaml`];
};

const noExamples = (places: readonly string[]): Failure =>
  fail(
    'no-examples',
    `There are no examples to try the policy out on: neither ${places.join(' nor ')} is there.`,
    `Write ${places[0] ?? 'them'}: \`version: 1\`, then under \`examples:\` the id of a rule with a list of changes, each with ` +
      'a `title` and under `after:` its files by path; a line that must be found ends in four blanks and `←`. The examples of ' +
      `a policy that we ship are tried out with \`policy test ${shippedPrefix}NAME\`.`,
  );

const refuse = (path: string, problems: readonly Problem[]): Failure => ({
  ...fail(
    'bad-policy',
    `The examples ${path} have errors, so nothing was tried out.`,
    'Fix the errors, then try again.',
  ),
  problems,
});

const findExamples = async (place: LawPlace, law: Law): Promise<Result<RuleExamples, Failure>> => {
  const places = placesOfExamples(law.path);
  for (const path of places) {
    const read = await place.readText(path);
    if (!read.ok) return read;
    if (read.value === undefined) continue;
    const examples = readRuleExamples(path, read.value);
    const problems = [...examples.problems, ...checkRuleExamples(examples, law.policy)];
    return problems.length === 0 ? success(examples) : failure(refuse(path, problems));
  }
  return failure(noExamples(places));
};

/** Tries the rules of a policy out on the examples that are written beside it. */
export const testPolicy = (ports: TestPorts, place: LawPlace): Promise<Result<PolicyTest, Failure>> =>
  story(async function* () {
    const law = yield* need(readLaw(ports.shelf, place));
    const examples = yield* need(findExamples(place, law));
    const { policy } = law;
    const trials = trialsOf(examples, policy);
    const readers = await ports.openExampleReaders(trials.map(({ example }) => example));
    const tried = trials.map((trial) => tryOut(trial, { policy, kinds: ruleKinds, readers }));
    return { path: examples.source, tried, untried: untriedRules(examples, policy) };
  });
