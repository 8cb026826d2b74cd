import {
  filesOfExample,
  placeOf,
  present,
  readRuleExamples,
  ruleKinds,
  shippedPrefix,
  trialsOf,
  type Example,
  type Policy,
  type Result,
  type RuleProof,
} from '#core';
import type { Failure } from '../failure.ts';
import type { Law } from '../law.ts';
import { review, type Standard } from '../review.ts';
import { need, story } from '../story.ts';
import { placesOfExamples } from '../test-policy.ts';
import { inCopy, type Proving } from './prove-gate.ts';
import type { ProvePorts, PutFiles, TreeCopy } from './prove-ports.ts';

type Rule = Policy['rules'][number];

/** The examples that stand beside the law, and beside those of ours that it extends; by source and text. */
const readTexts = (ports: ProvePorts, law: Law) =>
  story<readonly (readonly [source: string, text: string])[]>(async function* () {
    const { repository, shelf } = ports;
    const found: (readonly [string, string])[] = [];
    for (const { source } of law.texts)
      if (source.startsWith(shippedPrefix)) {
        const text = await shelf.readShippedExamples(source.slice(shippedPrefix.length));
        if (text !== undefined) found.push([source, text]);
      }
    for (const path of placesOfExamples(law.path)) {
      const { revision } = law;
      const text = yield* need(revision === undefined ? repository.read(path) : repository.readAt(revision, path));
      if (text !== undefined) found.push([path, text]);
    }
    return found;
  });

type Examples = ReadonlyMap<string, readonly Example[]>;

const readExamples = (ports: ProvePorts, law: Law) =>
  story<Examples>(async function* () {
    const known = new Map<string, Example[]>();
    for (const [source, text] of yield* need(readTexts(ports, law)))
      for (const { rule, example } of trialsOf(readRuleExamples(source, text), law.policy))
        if (filesOfExample(example).fires) known.set(rule.id, [...(known.get(rule.id) ?? []), example]);
    return known;
  });

const mostOfKind = 5;

/** Examples of the kind that may be of this rule as well: in its place, and of nothing but texts. */
const ofKind = (rule: Rule): readonly Example[] => {
  const inPlace = placeOf(rule);
  return (ruleKinds.get(rule.kind)?.examples ?? [])
    .filter((example) => {
      const { before, after, fires } = filesOfExample(example);
      const paths = [...Object.keys(before), ...Object.keys(after)];
      return fires && example.facts === undefined && paths.every((path) => inPlace(path));
    })
    .slice(0, mostOfKind);
};

const afterOf = ({ before, after }: Pick<ReturnType<typeof filesOfExample>, 'before' | 'after'>): PutFiles =>
  new Map([...Object.keys(before).map((path) => [path, null] as const), ...Object.entries(after)]);

interface Trial {
  readonly copy: TreeCopy;
  /** The commit of the copy as the tree is. */
  readonly start: string;
  readonly standard: Standard;
  readonly rule: Rule;
  readonly signal: AbortSignal | undefined;
}

/** True where the rule finds what the example brings, at its level, and a rule that blocks, blocks. */
const fires = ({ copy, start, standard, rule, signal }: Trial, example: Example) =>
  story<boolean>(async function* () {
    const { before, after } = filesOfExample(example);
    const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    yield* need(copy.reset(start));
    yield* need(copy.put(new Map(Object.entries(before))));
    const base = yield* need(copy.commit('Before', paths));
    yield* need(copy.put(afterOf({ before, after })));
    yield* need(copy.commit(example.mentions ?? 'After', paths));
    const { judgement } = yield* need(review(copy.ports, standard, { revision: base }, present('signal', signal)));
    const found = judgement.findings.some((finding) => finding.rule === rule.id && finding.level === rule.level);
    return found && (rule.level !== 'block' || judgement.verdict === 'block');
  });

const standardFor = ({ policy }: Law, rule: Rule): Standard => ({
  policy,
  scope: [],
  ...present(
    'mode',
    policy.modes.find(({ id }) => id === rule.modes[0]),
  ),
});

const proveRule = (trial: Trial, own: readonly Example[]) =>
  story<RuleProof>(async function* () {
    const { rule } = trial;
    const [first] = own;
    if (first !== undefined && (yield* need(fires(trial, first))))
      return { rule: rule.id, verdict: 'alive', example: first.title };
    if (first !== undefined)
      return {
        rule: rule.id,
        verdict: 'hollow',
        example: first.title,
        why: `It does not ${rule.level === 'block' ? 'block' : 'find'} what its own example says it has to.`,
      };
    for (const example of ofKind(rule))
      if (yield* need(fires(trial, example))) return { rule: rule.id, verdict: 'alive', example: example.title };
    return {
      rule: rule.id,
      verdict: 'unknown',
      why: 'No example of it says what it has to find. Write one beside the policy (`policy test` tells where).',
    };
  });

/** Puts an example of each rule into a copy of the tree, where the rule has to find it. */
export const proveRules = (
  ports: ProvePorts,
  rules: readonly Rule[],
  { standing, watcher, signal }: Proving,
): Promise<Result<readonly RuleProof[], Failure>> =>
  story(async function* () {
    if (rules.length === 0) return [];
    const { law } = standing;
    const examples = yield* need(readExamples(ports, law));
    return yield* need(
      inCopy(ports, signal, (copy) =>
        story(async function* () {
          const start = yield* need(copy.commit('Start', []));
          const proofs: RuleProof[] = [];
          for (const rule of rules) {
            watcher.holds(rule.id);
            const trial = { copy, start, standard: standardFor(law, rule), rule, signal };
            proofs.push(yield* need(proveRule(trial, examples.get(rule.id) ?? [])));
          }
          return proofs;
        }),
      ),
    );
  });
