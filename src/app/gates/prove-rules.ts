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
import type { Law } from '../law/law.ts';
import { review, type Standard } from '../review/review.ts';
import { need, story } from '../story.ts';
import { placesOfExamples } from '../law/test-policy.ts';
import { inCopy, type Proving } from './prove-gate.ts';
import type { ProvePorts, PutFiles, TreeCopy } from './prove-ports.ts';

type Rule = Policy['rules'][number];

type Texts = readonly (readonly [source: string, text: string])[];

const readShipped = async ({ shelf }: ProvePorts, names: readonly string[]): Promise<Texts> => {
  const texts = await Promise.all(names.map(async (name) => [name, await shelf.readShippedExamples(name)] as const));
  return texts.flatMap(([name, text]) => (text === undefined ? [] : [[shippedPrefix + name, text] as const]));
};

const extended = (law: Law): readonly string[] =>
  law.texts.flatMap(({ source }) => (source.startsWith(shippedPrefix) ? [source.slice(shippedPrefix.length)] : []));

/** The examples that stand beside the law, and beside those of ours that it extends. */
const readOwn = (ports: ProvePorts, law: Law) =>
  story<Texts>(async function* () {
    const { repository } = ports;
    const found = [...(await readShipped(ports, extended(law)))];
    for (const path of placesOfExamples(law.path)) {
      const { revision } = law;
      const text = yield* need(revision === undefined ? repository.read(path) : repository.readAt(revision, path));
      if (text !== undefined) found.push([path, text]);
    }
    return found;
  });

type Examples = ReadonlyMap<string, readonly Example[]>;

/** The examples that fire, by the id of their rule. */
const firing = (texts: Texts, law: Law): Examples => {
  const known = new Map<string, Example[]>();
  for (const [source, text] of texts)
    for (const { rule, example } of trialsOf(readRuleExamples(source, text), law.policy))
      if (filesOfExample(example).fires) known.set(rule.id, [...(known.get(rule.id) ?? []), example]);
  return known;
};

interface Known {
  readonly own: Examples;
  /** Of policies of ours that a law may have been copied from: they may be of its rules as well. */
  readonly others: Examples;
}

const readExamples = (ports: ProvePorts, law: Law) =>
  story<Known>(async function* () {
    const own = firing(yield* need(readOwn(ports, law)), law);
    return { own, others: firing(await readShipped(ports, await ports.shelf.shipped()), law) };
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

type Files = Readonly<Record<string, string>>;

/** One side of an example: what only the other side has is not there, whatever the tree has at that place. */
const sideOf = (files: Files, other: Files): PutFiles =>
  new Map([...Object.keys(other).map((path) => [path, null] as const), ...Object.entries(files)]);

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
    yield* need(copy.put(sideOf(before, after)));
    const base = yield* need(copy.commit('Before', paths));
    yield* need(copy.put(sideOf(after, before)));
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

const proveRule = (trial: Trial, { own, others }: Known) =>
  story<RuleProof>(async function* () {
    const { rule } = trial;
    const [first] = own.get(rule.id) ?? [];
    if (first !== undefined && (yield* need(fires(trial, first))))
      return { rule: rule.id, verdict: 'alive', example: first.title };
    if (first !== undefined)
      return {
        rule: rule.id,
        verdict: 'hollow',
        example: first.title,
        why: `It does not ${rule.level === 'block' ? 'block' : 'find'} what its own example says it has to.`,
      };
    for (const example of [...(others.get(rule.id) ?? []).slice(0, mostOfKind), ...ofKind(rule)])
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
            proofs.push(yield* need(proveRule(trial, examples)));
          }
          return proofs;
        }),
      ),
    );
  });
