import type { GateClaim } from '../gates/gate-claims.ts';
import type { ChangedFile } from '../rule-kind.ts';
import { unwaived, type Finding, type Judgement } from '../finding.ts';
import { code, counted, sentence } from '../markdown/write.ts';
import type { Acceptance } from '../policy/policy.ts';
import { isProgram } from '../syntax/language-files.ts';

/** What a review can prove: what it judged, by which rules, and what it could not look into. */
export interface Proof {
  readonly judgement: Judgement;
  /** Ids of the rules and budgets that were asked in this review. */
  readonly evaluated: readonly string[];
  /** Those of them that look at functions: they see nothing of a file whose language is not read. */
  readonly functionRules: readonly string[];
  readonly files: readonly ChangedFile[];
}

/** Changed programs whose functions were not read, sorted: the language is unknown, or no parser was at hand. */
export const unmeasuredFiles = (files: readonly ChangedFile[]): readonly string[] =>
  files
    .filter(
      ({ status, binary, functions, path }) =>
        status !== 'deleted' && !binary && functions === undefined && isProgram(path),
    )
    .filter(({ class: name }) => name === 'code' || name === 'test')
    .map(({ path }) => path)
    .sort();

const listFiles = (paths: readonly string[]): string => {
  const shown = paths.slice(0, 3).map(code).join(', ');
  return paths.length > 3 ? `${shown} and ${counted(paths.length - 3, 'more file')}` : shown;
};

const blindSpot = (id: string, { files, functionRules }: Proof): string | undefined => {
  const unread = functionRules.includes(id) ? unmeasuredFiles(files) : [];
  return unread.length === 0 ? undefined : `the functions in ${listFiles(unread)} were not read`;
};

const objection = (id: string, proof: Proof): string | undefined => {
  if (!proof.evaluated.includes(id)) return `${code(id)} was not asked in this review`;
  return blindSpot(id, proof);
};

const tellFailed = (coveredBy: readonly string[], findings: readonly Finding[]): string | undefined => {
  const failed = coveredBy.flatMap((id) => {
    const count = findings.filter(({ rule }) => rule === id).length;
    return count === 0 ? [] : [`${code(id)} (${counted(count, 'finding')})`];
  });
  return failed.length === 0 ? undefined : failed.join(', ');
};

const unchecked = 'not checked';

/** What is known beside the reviews. */
interface Beside {
  /** True while CI's judgement is not known. */
  readonly unknown: boolean;
  /** Every gate of the policy, and how it stands. */
  readonly gates: readonly GateClaim[];
}

const joined = (parts: readonly (string | undefined)[], by: string): string | undefined => {
  const there = parts.filter((part) => part !== undefined);
  return there.length === 0 ? undefined : there.join(by);
};

const tellRed = (gates: readonly GateClaim[]): string | undefined =>
  joined(
    gates.map(({ id, state }) => (state === 'red' ? `gate ${code(id)}` : undefined)),
    ', ',
  );

const tellOpen = ({ id, needed, state }: GateClaim): readonly string[] => {
  if (!needed || state === 'green') return [];
  return [`gate ${code(id)} ${state === 'stale' ? 'is stale' : 'was not run'}`];
};

const doubt = ({ coveredBy }: Acceptance, proofs: readonly Proof[], { unknown, gates }: Beside): string | undefined => {
  const own = gates.filter(({ id }) => coveredBy.includes(id));
  const rules = coveredBy.filter((id) => !own.some((gate) => gate.id === id));
  const findings = proofs.flatMap(({ judgement }) => judgement.findings);
  // The same finding may stand in both reviews.
  const distinct = [...new Map(findings.map((finding) => [finding.id, finding])).values()];
  const failed = joined([tellFailed(rules, unwaived(distinct)), tellRed(own)], ', ');
  if (failed !== undefined) return `failed: ${failed}`;
  // It was allowed, and still did not hold: whether that is good enough for this line is for a person to say.
  const waived = tellFailed(rules, distinct);
  if (waived !== undefined) return `waived: ${waived}`;
  if (coveredBy.length === 0) return unchecked;
  // The law of the task alone is no proof: it may be one that was never merged.
  if (unknown) return `${unchecked}: CI’s judgement is not known`;
  const unasked = proofs.flatMap((proof) => rules.flatMap((id) => objection(id, proof) ?? []));
  const open = [...unasked, ...own.flatMap(tellOpen)];
  return open.length === 0 ? undefined : `${unchecked}: ${[...new Set(open)].join('; ')}`;
};

const legend = `Lines marked “${unchecked}” without a reason are covered by no rule: a person has to check them.`;

/**
 * The acceptance list. A line is ticked only when all that covers it was asked in every review handed in, could see
 * all it had to, and found nothing, and every gate among it that the change needs is green. Without a review, because there is no change, or while CI's is unknown, nothing is
 * ticked.
 */
export const writeAcceptance = (
  acceptance: readonly Acceptance[],
  proofs: readonly Proof[],
  beside: Beside,
): readonly string[] => {
  if (acceptance.length === 0) return ['The policy has no acceptance list.'];
  const lines = acceptance.map((line) => {
    const reason = proofs.length === 0 ? `${unchecked}: there is no change` : doubt(line, proofs, beside);
    return { text: `- [${reason === undefined ? 'x' : ' '}] ${sentence(line.text)}`, reason };
  });
  const told = lines.map(({ text, reason }) => (reason === undefined ? text : `${text} (${reason})`));
  return lines.some(({ reason }) => reason === unchecked) ? [legend, '', ...told] : told;
};
