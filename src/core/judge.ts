import { weighAllowances, type Allowances } from './allowance/allowed.ts';
import { askBudget } from './allowance/raise-budget.ts';
import { findAllowanceFlaws } from './allowance/remarks.ts';
import { waiveFindings, type FindingAtBase } from './allowance/waive.ts';
import type { Meter } from './budget.ts';
import { pathsAtBase, type Change, type FileChange } from './change.ts';
import { unwaived, type Finding, type Judgement } from './finding.ts';
import { nothingKnown, type Ask, type Doubt, type Known } from './known.ts';
import type { Hash } from './hash.ts';
import { isInPlace, splitByPlace } from './in-place.ts';
import { leftTo } from './leave.ts';
import { verdictOf } from './level.ts';
import type { Mode } from './mode.ts';
import { lookAt, narrowNeeds, uniteNeeds } from './needs.ts';
import type { Policy } from './policy/policy.ts';
import { present } from './present.ts';
import { rememberUpTo, rememberWeakly } from './remember.ts';
import {
  placeOf,
  type ChangedFile,
  type Needs,
  type Rule,
  type RuleKind,
  type Sight,
  type Sighting,
} from './rule-kind.ts';
import { budgetRule, budgetsFor, otherRules, rulesInForce } from './rules-in-force.ts';
import { ruleKinds } from './rules/index.ts';
import type { FindsOptions, Memory } from './kept-finds.ts';
import { openSurroundings } from './surroundings.ts';

/** What is judged, and by what. */
export interface Case {
  readonly policy: Policy;
  readonly mode?: Mode;
  /** The globs a person declared for the task; empty: no such limit. */
  readonly scope: readonly string[];
  readonly change: Change;
  readonly files: readonly ChangedFile[];
  /** What was gathered of the repository around the change; left out: nothing. */
  readonly known?: Known;
  readonly hash: Hash;
  /** Waivers and approvals, and today's date; left out: there are none. */
  readonly allowances?: Allowances;
  /** What was found in other processes; left out: nobody keeps that. */
  readonly memory?: Memory;
}

// Two like sightings in one file (two anonymous functions, say) are told apart by their order, never by their line.
const identify = (rule: Rule, sightings: readonly Sighting[], { change, hash }: Case): readonly Finding[] => {
  if (sightings.length === 0) return [];
  const seen = new Map<string, number>();
  return sightings.map(({ path, line, column, message, identity, ofChange, mend }) => {
    const place = ofChange === true ? '' : (pathsAtBase(change.files).get(path) ?? path);
    const key = JSON.stringify([rule.id, place, identity]);
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    return {
      id: hash(JSON.stringify([rule.id, place, identity, ordinal])).slice(0, 12),
      rule: rule.id,
      kind: rule.kind,
      level: rule.level,
      path,
      line,
      ...(column === undefined ? {} : { column }),
      message,
      because: rule.because,
      ...present('mend', mend),
    };
  });
};

interface Answer {
  readonly findings: readonly Finding[];
  readonly meter?: Meter;
}

/** What a rule sees of a case, with what it asked for and could not be told. */
interface Look {
  readonly sight: Sight;
  readonly asks: readonly Ask[];
  readonly doubts: readonly Doubt[];
}

/** What a rule is given; one object as long as the rule is one, so that what was seen by it is found again. */
const optionsOf = rememberWeakly((rule: Rule) => kindOf(rule).options.parse(rule.with ?? {}));

/** What a rule finds in a file is found by all that it is, and by the rules that it leaves something to. */
const keepsOf = (rule: Rule, { memory, known, hash, ...given }: Case): FindsOptions | undefined => {
  if (memory === undefined || known?.base === undefined) return undefined;
  const others = kindOf(rule).leavesTo === undefined ? [] : otherRules(given.policy, given.mode, given.scope);
  return { memory, hash, under: hash(JSON.stringify([known.base, rule, others])) };
};

/** The rule's place; one test as long as the rule is one, which knows its answer of the last few thousand files. */
const placeOnce = rememberWeakly((rule: Rule) => rememberUpTo(5_000, placeOf(rule)));

const lookAfresh = (rule: Rule, given: Case): Look => {
  const kind = kindOf(rule);
  const applies = placeOnce(rule);
  const { files, known = nothingKnown } = given;
  const { surroundings, asks, doubts } = openSurroundings(files, known, keepsOf(rule, given));
  const options = optionsOf(rule);
  const sight = lookAt(kind, {
    options,
    applies,
    ...splitByPlace(files, applies),
    change: given.change,
    around: surroundings,
    level: rule.level,
    isLeft: leftTo(rule, kind.leavesTo?.(options) ?? [], otherRules(given.policy, given.mode, given.scope)),
  });
  return { sight, asks: asks(), doubts: doubts() };
};

type LookedAt = Pick<Case, 'policy' | 'mode' | 'change' | 'files' | 'known'>;

const looks = new WeakMap<Rule, LookedAt & { readonly look: Look }>();

const isSame = (one: LookedAt, other: LookedAt): boolean =>
  one.policy === other.policy &&
  one.mode === other.mode &&
  one.change === other.change &&
  one.files === other.files &&
  one.known === other.known;

/** What a rule asked last before it was judged is what it is judged by: it looks once at the very same case. */
const look = (rule: Rule, given: Case): Look => {
  const last = looks.get(rule);
  if (last !== undefined && isSame(last, given)) return last.look;
  const fresh = lookAfresh(rule, given);
  if (kindOf(rule).looksAround === true) {
    const { policy, mode, change, files, known } = given;
    looks.set(rule, { policy, ...present('mode', mode), change, files, ...present('known', known), look: fresh });
  }
  return fresh;
};

const kindOf = (rule: Rule): RuleKind => {
  const kind = ruleKinds.get(rule.kind);
  if (kind === undefined) throw new Error(`Rule ${rule.id} has the unknown kind ${rule.kind}.`);
  return kind;
};

/** True where one of the rules looks at more than the change. */
export const looksAround = (rules: readonly Rule[]): boolean => rules.some((rule) => kindOf(rule).looksAround === true);

const ordered = new WeakMap<Case['files'], Case['files']>();

/** The case with its files in order; the same list of files is the same one in order. */
const inOrder = (given: Case): Case => {
  const files = ordered.get(given.files) ?? [...given.files].sort((one, other) => (one.path < other.path ? -1 : 1));
  ordered.set(given.files, files);
  return { ...given, files };
};

/** What has to be gathered before a case can be judged; when it is, there may be more to ask. */
export const asksOf = (given: Case): readonly Ask[] => {
  const rules = rulesInForce(given.policy, given.mode, given.scope).filter((rule) => looksAround([rule]));
  const sorted = inOrder(given);
  return rules.flatMap((rule) => look(rule, sorted).asks);
};

const unknown = ({ path, why }: Doubt): Sighting => ({
  path,
  line: 1,
  message: `This rule looks at ${path}, and nothing is known of it: ${why}.`,
  identity: 'unread',
});

const ungathered: Sighting = {
  path: '',
  line: 1,
  message: 'This rule looks at more of the repository than could be gathered.',
  identity: 'unread',
  ofChange: true,
};

const ask = (rule: Rule, given: Case): Answer => {
  const { sight, asks, doubts } = look(rule, given);
  const blind = [...doubts.map(unknown), ...(asks.length === 0 ? [] : [ungathered])];
  return {
    findings: identify(rule, [...blind, ...sight.sightings], given),
    ...(sight.meter === undefined ? {} : { meter: { id: rule.id, ...sight.meter } }),
  };
};

/** What a rule has to see of the files of a change, in its place and out of it; worked out once for each rule. */
export const needsOf = rememberWeakly((rule: Rule): Needs => {
  if (!ruleKinds.has(rule.kind)) return {};
  const [kind, options, applies] = [kindOf(rule), optionsOf(rule), placeOnce(rule)];
  const isInside = (file: FileChange) => isInPlace(file, applies);
  return uniteNeeds([
    narrowNeeds(kind.needs?.(options) ?? {}, isInside),
    narrowNeeds(kind.needsBeyond?.(options) ?? {}, (file) => !isInside(file)),
  ]);
});

/** What rules have to see of a change, all of them together. */
export const needsOfAll = (rules: readonly Rule[]): Needs => uniteNeeds(rules.map(needsOf));

const byPlace = (one: Finding, other: Finding): number => {
  const left = [one.path, one.line, one.column ?? 0, one.rule, one.id];
  const right = [other.path, other.line, other.column ?? 0, other.rule, other.id];
  const index = left.findIndex((part, at) => part !== right[at]);
  if (index < 0) return 0;
  const [a, b] = [left[index], right[index]];
  return a !== undefined && b !== undefined && a < b ? -1 : 1;
};

/** Every rule asked; budgets with the limits that approvals raise them to. */
const askAll = (given: Case): readonly Answer[] => {
  const { policy, mode, scope, allowances } = given;
  const allowed = weighAllowances(allowances, policy);
  return [
    ...budgetsFor(policy, mode).map((budget) =>
      askBudget(allowed, budget, given, (limit) =>
        ask(budgetRule(limit === budget.limit ? budget : { ...budget, limit }), given),
      ),
    ),
    ...otherRules(policy, mode, scope).map((rule) => ask(rule, given)),
  ];
};

/** What was found with who allowed it, and what is wrong with the allowances themselves. */
const allow = (findings: readonly Finding[], given: Case): readonly Finding[] => {
  const { policy, mode, scope, allowances, files } = given;
  if (allowances === undefined) return findings;
  const placed = (list: readonly Finding[]): readonly FindingAtBase[] =>
    list.map((finding) => ({ finding, pathAtBase: pathsAtBase(files).get(finding.path) ?? finding.path }));
  const waived = waiveFindings(weighAllowances(allowances, policy), policy, placed(findings));
  const rules = rulesInForce(policy, mode, scope);
  return [...waived, ...findAllowanceFlaws({ ...given, allowances, rules, files, findings: placed(waived) })];
};

/**
 * The one question every visitor asks. Deterministic: the same case gives the same judgement, whatever the order of
 * its files. A rule whose kind is unknown is a bug here: reading the policy has already refused it.
 */
export const judge = (given: Case): Judgement => {
  const sorted = inOrder(given);
  const answers = askAll(sorted);
  const found = answers.flatMap((answer) => answer.findings);
  const findings = [...allow(found, sorted)].sort(byPlace);
  const meters = answers.flatMap(({ meter }) => meter ?? []);
  return { verdict: verdictOf(unwaived(findings).map(({ level }) => level)), findings, meters };
};
