import { pathAtBase } from '../change.ts';
import type { Finding } from '../finding.ts';
import { matchesAny } from '../glob.ts';
import type { Hash } from '../hash.ts';
import { grouped } from '../markdown/write.ts';
import { budgetId, measureOf } from '../measures.ts';
import { mayWaive } from '../policy/waivable.ts';
import { placeOf, type Rule } from '../rule-kind.ts';
import { budgetFor } from '../rules-in-force.ts';
import { isExpired, type Allowance, type Approval, type Waiver } from './allowance.ts';
import { isOfBase, validIn, type Allowances } from './allowed.ts';
import { budgetsOf, checkAllowance } from './check.ts';
import { isForWork, type Held } from './raise-budget.ts';
import { placesIn, type AllowanceFile } from './read.ts';
import { allowanceRule, whyLooked, type Flaw } from './rules.ts';
import { isForFinding, type FindingAtBase } from './waive.ts';

/** What a change was judged by, and what was found in it. */
export interface Judged extends Held {
  readonly allowances: Allowances;
  readonly rules: readonly Rule[];
  readonly findings: readonly FindingAtBase[];
  readonly hash: Hash;
}

interface Remark {
  readonly flaw: Flaw;
  readonly level: Finding['level'];
  readonly line: number;
  readonly message: string;
  /** Tells it from others of its file. */
  readonly identity: string;
}

const tellWhat = (allowance: Allowance): string => {
  if (allowance.kind === 'approval')
    return `approval of ${grouped(allowance.limit)} for ${budgetId(allowance.measure)}`;
  const { finding, rule } = allowance;
  return `waiver of ${[rule, finding === undefined ? undefined : `finding ${finding}`].filter(Boolean).join(', ')}`;
};

const lineOf = (file: AllowanceFile, key: string): number => placesIn(file)([key]).line;

const isNeeded = (allowance: Allowance, judged: Judged): boolean => {
  const { findings } = judged;
  if (allowance.kind === 'waiver')
    return findings.some((found) => found.finding.waiver === undefined && isForFinding(allowance, found));
  const budget = budgetFor(judged.policy, judged.mode, allowance.measure);
  return (
    budget !== undefined &&
    isForWork(allowance, budget, judged) &&
    findings.some(({ finding }) => finding.rule === budgetId(allowance.measure))
  );
};

const ofExpired = (file: AllowanceFile, allowance: Allowance, judged: Judged): readonly Remark[] => {
  const weighs = !isOfBase(judged.allowances, file) || isNeeded(allowance, judged);
  const message = `This ${tellWhat(allowance)} expired: ${allowance.until} was its last day, so it allows nothing any more.`;
  return [
    { flaw: 'expired', level: weighs ? 'warn' : 'info', line: lineOf(file, 'until'), message, identity: 'expired' },
  ];
};

const ofProblems = (file: AllowanceFile, judged: Judged): readonly Remark[] =>
  checkAllowance(file, { policy: judged.policy })
    .filter(({ severity }) => severity === 'error')
    .map(({ line, code, message }, index) => ({
      flaw: 'invalid',
      level: isOfBase(judged.allowances, file) ? 'info' : 'warn',
      line,
      message: `This ${file.kind} allows nothing. ${message}`,
      identity: `${code} ${index}`,
    }));

// What only shows once the finding is there that it names: that nobody may waive it so.
const ofMisnamed = (file: AllowanceFile, waiver: Waiver, { findings, policy }: Judged): readonly Remark[] => {
  const found = findings.find(({ finding }) => finding.id === waiver.finding)?.finding;
  if (found === undefined) return [];
  const invalid = (key: string, message: string): readonly Remark[] => [
    { flaw: 'invalid', level: 'warn', line: lineOf(file, key), message, identity: `finding ${key}` },
  ];
  if (measureOf(found.rule) !== undefined)
    return invalid(
      'finding',
      `This waiver allows nothing. The finding is of ${found.rule}, and a budget is not waived: it is raised by an approval.`,
    );
  if (waiver.rule !== undefined && waiver.rule !== found.rule)
    return invalid('rule', `This waiver allows nothing. The finding is of ${found.rule}, and it names another rule.`);
  if (policy.roles.some((role) => role.id === waiver.role && mayWaive(role, found.rule))) return [];
  return invalid('role', `This waiver allows nothing. The role ${waiver.role} may not waive ${found.rule}.`);
};

const isLiteral = (glob: string): boolean => !/[*?[\]{}()!+@]|\/$/.test(glob);

/*
 * One change tells nothing about a place, or about work that is under way elsewhere. It tells about the files it touches: a
 * waiver that is for just these, and of a rule that looked at them and found nothing, was not needed here.
 */
const isUnneeded = ({ finding, rule: named, in: places }: Waiver, { rules, files, findings }: Judged): boolean => {
  const rule = rules.find(({ id }) => id === named);
  if (rule === undefined || places.length === 0 || !places.every(isLiteral)) return false;
  const looksAt = placeOf(rule);
  const touched = files.filter((file) => [file.path, pathAtBase(file)].some((path) => looksAt(path)));
  const isTouched = (place: string): boolean =>
    touched.some((file) => [file.path, pathAtBase(file)].some(matchesAny([place])) && file.estimated !== true);
  if (finding === undefined ? !places.every(isTouched) : !places.some(isTouched)) return false;
  const inside = matchesAny(places);
  return !findings.some(
    ({ finding: found, pathAtBase: path }) => found.rule === rule.id && (inside(found.path) || inside(path)),
  );
};

const raisesNothing = (approval: Approval, { policy }: Judged): boolean =>
  budgetsOf(policy, approval).every(({ limit }) => limit >= approval.limit);

const ofUnused = (file: AllowanceFile, allowance: Allowance, judged: Judged): readonly Remark[] => {
  const remark = { flaw: 'unused', level: 'info', identity: 'unused' } as const;
  if (allowance.kind === 'approval') {
    if (!raisesNothing(allowance, judged)) return [];
    const message = `This ${tellWhat(allowance)} raises nothing: the policy allows as much, or sets no such budget.`;
    return [{ ...remark, line: lineOf(file, 'limit'), message }];
  }
  if (!isOfBase(judged.allowances, file) || !isUnneeded(allowance, judged)) return [];
  const message = `This change touches what this ${tellWhat(allowance)} is for, and does not need it. Unless other work does, remove it.`;
  return [{ ...remark, line: lineOf(file, 'rule'), message }];
};

const remarksOn = (file: AllowanceFile, judged: Judged): readonly Remark[] => {
  const allowance = validIn(judged.policy, file);
  if (allowance === undefined) return ofProblems(file, judged);
  if (isExpired(allowance, judged.allowances.today)) return ofExpired(file, allowance, judged);
  const misnamed = allowance.kind === 'waiver' ? ofMisnamed(file, allowance, judged) : [];
  return misnamed.length > 0 ? misnamed : ofUnused(file, allowance, judged);
};

/**
 * What is wrong with the waivers and approvals as they stand now: one that the change removes is not told of. What stood
 * there before weighs only where this change would need it.
 */
export const findAllowanceFlaws = (judged: Judged): readonly Finding[] =>
  judged.allowances.now.flatMap((file) =>
    remarksOn(file, judged).map(({ flaw, level, line, message, identity }): Finding => {
      const rule = allowanceRule(file.kind, flaw);
      const id = judged.hash(JSON.stringify([rule, file.path, identity])).slice(0, 12);
      return { id, rule, kind: file.kind, level, path: file.path, line, message, because: whyLooked };
    }),
  );
