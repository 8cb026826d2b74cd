import { measures, type Measure } from '../measures.ts';
import { fixedPrefix, matchesAny } from '../glob.ts';
import type { Mode } from '../mode.ts';
import { byPlace } from '../order.ts';
import type { RuleKind } from '../rule-kind.ts';
import { checkAlive, checkGlob, indexFiles, isFolderMissing, type FileIndex } from './check-globs.ts';
import { checkGates } from './check-gates.ts';
import { checkLeaving } from './check-leaving.ts';
import { checkName, namesOf, type Names, type Remark } from './check-names.ts';
import { checkPhases } from './check-phases.ts';
import { checkPromptPatterns } from './check-prompt.ts';
import { holdsFiles } from './document-words.ts';
import type { BudgetsDocument, PolicyDocument } from './document.ts';
import { shippedPrefix } from './extends.ts';
import { tellIssues } from './issues.ts';
import { nameOf } from './names.ts';
import { checkPattern } from './pattern.ts';
import type { Policy, Problem } from './policy.ts';
import { placeFault, type Layer } from './read.ts';
import { heldIn, knownShape, policyShape, type Held, type PolicyPath } from './shape.ts';

/** What a rule kind tells about its options. */
type KindOptions = Pick<RuleKind, 'options' | 'keepsOut' | 'leavesTo'>;

/** What a layer is checked against. */
export interface CheckAgainst {
  /** The effective policy: names that a base or an extending policy gives are known. */
  readonly policy: Policy;
  readonly kinds: ReadonlyMap<string, KindOptions>;
  /** The files of the repository; left out: globs that match none are not looked for. */
  readonly files?: readonly string[];
  /** The globs of the policies we ship: a repository that was begun with one of them may not have all those folders yet. */
  readonly shippedGlobs?: ReadonlySet<string>;
}

const ofOptions = (document: PolicyDocument, kinds: CheckAgainst['kinds']): readonly Remark[] =>
  (document.rules ?? []).flatMap((rule, index) => {
    const options = kinds.get(rule.kind)?.options;
    const path: PolicyPath = ['rules', index];
    const read = options?.safeParse(rule.with ?? {});
    if (options === undefined || read === undefined || read.success) return [];
    const scene = { value: rule.with ?? {}, shape: knownShape(options), name: `${nameOf(document, path)}.with` };
    return tellIssues(scene, read.error.issues).map((fault): Remark => ({
      ...fault,
      path: [...path, 'with', ...fault.path],
      severity: 'error',
    }));
  });

const heldInOptions = (document: PolicyDocument, kinds: CheckAgainst['kinds']): readonly Held[] =>
  (document.rules ?? []).flatMap((rule, index) => {
    const options = kinds.get(rule.kind)?.options;
    return options === undefined ? [] : heldIn(knownShape(options), rule.with, ['rules', index, 'with']);
  });

const heldBy = (document: PolicyDocument, kinds: CheckAgainst['kinds']): readonly Held[] => [
  ...heldIn(policyShape(), document),
  ...heldInOptions(document, kinds),
];

/** Every glob and every file that a policy names. */
export const globsOf = ({ document }: Layer, kinds: CheckAgainst['kinds']): readonly string[] =>
  document === undefined ? [] : heldBy(document, kinds).flatMap(({ holds, text }) => (holdsFiles(holds) ? [text] : []));

// `**/*.md` names a kind of file that may be yet to come; `backend/ap/**` names a folder, and one that is not there is a slip.
const mayBeEmpty = ({ holds, text }: Held): boolean =>
  holds === 'open-glob' || (holds === 'lane' && fixedPrefix(text) === '');

/** True for the place of a rule that keeps files from coming: that there are none yet is what it is for. */
const isKeptOut = (document: PolicyDocument, kinds: CheckAgainst['kinds']): ((held: Held) => boolean) => {
  const rules = (document.rules ?? []).map((rule) => {
    const kind = kinds.get(rule.kind);
    const read = kind?.options.safeParse(rule.with ?? {});
    return read?.success === true && kind?.keepsOut?.(read.data) === true;
  });
  return ({ path: [section, index, key] }) =>
    section === 'rules' && typeof index === 'number' && key === 'in' && rules[index] === true;
};

/** What is wrong with a text that stands for something: a name nothing has, a glob that matches nothing. */
export const checkHeld = (
  held: Held,
  names: Names,
  files: FileIndex | undefined,
  isOpen: (held: Held) => boolean,
): readonly Remark[] => {
  const { path, text, holds } = held;
  if (holds === 'pattern' || holds === 'whole-pattern') {
    const checked = checkPattern(text);
    return checked.ok ? [] : [{ path, part: 'value', severity: 'error', ...checked.error }];
  }
  if (!holdsFiles(holds)) return checkName(names, held);
  const fault = checkGlob(text);
  if (fault !== undefined) return [{ path, part: 'value', severity: 'error', ...fault }];
  const dead = files === undefined ? undefined : checkAlive(text, files, isOpen(held));
  return dead === undefined ? [] : [{ path, part: 'value', severity: 'warning', ...dead }];
};

const ofBudgets = (policy: Policy, budgets: BudgetsDocument | undefined, path: PolicyPath): readonly Remark[] =>
  measures.flatMap((measure: Measure): readonly Remark[] => {
    const written = budgets?.[measure];
    const name = typeof written === 'object' ? written['raised-by'] : undefined;
    const role = policy.roles.find(({ id }) => id === name);
    if (role === undefined || role.mayRaise.includes(measure)) return [];
    const message = `The role \`${role.id}\` may not raise \`${measure}\`, so nobody may. Add \`${measure}\` to its \`may-raise\`, or name another role.`;
    return [
      {
        path: [...path, measure, 'raised-by'],
        part: 'value',
        severity: 'warning',
        code: 'role-may-not-raise',
        message,
      },
    ];
  });

const mayWrite = ({ allow, deny }: Mode['writes']): ((path: string) => boolean) => {
  const lists = allow.map((list) => matchesAny(list));
  const denied = matchesAny(deny);
  return (path) => lists.every((allowed) => allowed(path)) && !denied(path);
};

const writesNothing = ({ allow, deny }: Mode['writes']): boolean =>
  deny.some((glob) => glob === '**' || glob === '**/*') ||
  allow.some((list) => list.every((glob) => deny.includes(glob)));

/** True for a glob of a shipped policy whose folder is not there yet. */
type IsAwaited = (glob: string) => boolean;

const ofMode = (mode: Mode, files: FileIndex | undefined, isAwaited: IsAwaited): readonly Remark[] => {
  const nothing = (message: string): readonly Remark[] => [
    { path: ['modes', mode.id, 'writes'], part: 'key', severity: 'warning', code: 'writes-nothing', message },
  ];
  if (writesNothing(mode.writes))
    return nothing(`The mode \`${mode.id}\` may write nothing: what it allows is denied. Name a place it may write.`);
  const allowed = mode.writes.allow.flat();
  const named =
    allowed.every((glob) => fixedPrefix(glob) !== '') && (allowed.length === 0 || !allowed.every(isAwaited));
  if (files === undefined || !named || files.files.length === 0 || files.files.some(mayWrite(mode.writes))) return [];
  return nothing(
    `There is no file in this repository that the mode \`${mode.id}\` may write. Look at its \`allow\` and \`deny\`, and at those of the policies it stands on.`,
  );
};

const ofModes = (
  document: PolicyDocument,
  policy: Policy,
  files: FileIndex | undefined,
  isAwaited: IsAwaited,
): readonly Remark[] =>
  Object.entries(document.modes ?? {}).flatMap(([id, written]) => {
    const mode = policy.modes.find((known) => known.id === id);
    return [
      ...ofBudgets(policy, written.budgets, ['modes', id, 'budgets']),
      ...(mode === undefined || written.writes === undefined ? [] : ofMode(mode, files, isAwaited)),
    ];
  });

const ofWhole = ({ source }: Layer, { modes, sources }: Policy): readonly Remark[] =>
  modes.length > 0 || source !== sources.at(-1)
    ? []
    : [
        {
          path: [],
          part: 'key',
          severity: 'warning',
          code: 'no-modes',
          message:
            'This policy has no modes, so no task can start. Add one under `modes`, or extend a policy that has some.',
        },
      ];

/** What of a shipped policy this repository has no files for yet, in one sentence: nobody wrote it here. */
const ofAwaited = (awaited: readonly Held[]): readonly Remark[] => {
  const [first] = awaited;
  if (first === undefined) return [];
  const globs = [...new Set(awaited.map(({ text }) => `\`${text}\``))];
  const named = globs.slice(0, 3).join(', ');
  const more = globs.length > 3 ? ` and ${globs.length - 3} more` : '';
  const message = `This policy still names places of the one that it was made from, which are not in this repository: ${named}${more}. Put your own there, or take them out.`;
  return [{ path: first.path, part: 'value', severity: 'warning', code: 'dead-glob', message }];
};

/**
 * What is wrong with a layer beyond its form: names nothing has, options that do not fit, globs that match no file,
 * patterns that run away. Globs are looked for in `files` only for policies of the repository: what we ship is made for
 * many. A layer that was not read whole has nothing checked; its problems are those of reading it.
 */
export const checkLayer = (layer: Layer, { policy, kinds, files, shippedGlobs }: CheckAgainst): readonly Problem[] => {
  const { document, source } = layer;
  if (document === undefined) return [];
  const index = files === undefined || source.startsWith(shippedPrefix) ? undefined : indexFiles(files);
  const names = namesOf(policy, kinds.keys());
  const keptOut = isKeptOut(document, kinds);
  const ofHeld = heldBy(document, kinds).map((held) => ({
    held,
    remarks: checkHeld(held, names, index, (of) => mayBeEmpty(of) || keptOut(of)),
  }));
  const isAwaited: IsAwaited = (glob) =>
    index !== undefined && shippedGlobs?.has(glob) === true && isFolderMissing(glob, index);
  const isGathered = ({ held, remarks: [remark] }: (typeof ofHeld)[number]): boolean =>
    remark?.code === 'dead-glob' && isAwaited(held.text);
  const remarks = [
    ...ofHeld.flatMap((one) => (isGathered(one) ? [] : one.remarks)),
    ...ofAwaited(ofHeld.filter(isGathered).map(({ held }) => held)),
    ...ofOptions(document, kinds),
    ...checkLeaving(document, policy, kinds),
    ...checkPromptPatterns(document),
    ...checkGates(document, policy),
    ...checkPhases(document, policy),
    ...ofBudgets(policy, document.budgets, ['budgets']),
    ...ofModes(document, policy, index, isAwaited),
    ...ofWhole(layer, policy),
  ];
  return remarks.map((remark) => placeFault(layer, remark, remark.severity)).sort(byPlace);
};
