import { budgetId, type Measure } from '../measures.ts';
import { countLines, fileClasses, type Change, type FileChange } from '../change.ts';
import { code, counted, grouped, plain } from '../markdown/write.ts';
import type { Mode } from '../mode.ts';
import type { Policy } from '../policy/policy.ts';
import { classChange } from '../phases/trivial.ts';
import { tellClass } from '../phases/words.ts';
import { budgetFor } from '../rules-in-force.ts';
import { unmeasuredFiles, type Proof } from './acceptance.ts';
import { tellRaise } from '../report/check-report.ts';
import { changedFunctions, isInherited } from '../syntax/changed-functions.ts';
import { numberOf } from '../syntax/function-number.ts';

/** A change with what was found in it, and the law it was held to: its limits are those of its own law. */
export interface ReviewedChange extends Proof {
  readonly change: Change;
  readonly policy: Policy;
  /** The mode the work was done in, as that policy has it; undefined when none was declared. */
  readonly mode?: Mode;
}

const tellByClass = (files: readonly FileChange[]): string =>
  fileClasses
    .flatMap((name) => {
      const { added, deleted } = countLines(files.filter((file) => file.class === name));
      return added + deleted === 0 ? [] : [`${name} +${grouped(added)} −${grouped(deleted)}`];
    })
    .join(', ');

/** The limit a figure was held to: that of the policy, unless an approval raised it. */
const limitOf = (reviewed: ReviewedChange, measure: Measure): number | undefined => {
  const raised = meterOf(reviewed, measure)?.approval === undefined ? undefined : meterOf(reviewed, measure)?.limit;
  return raised ?? budgetFor(reviewed.policy, reviewed.mode, measure)?.limit;
};

const meterOf = ({ judgement }: ReviewedChange, measure: Measure) =>
  judgement.meters.find(({ id }) => id === budgetId(measure));

const within = (reviewed: ReviewedChange, measure: Measure): string => {
  const limit = limitOf(reviewed, measure);
  return limit === undefined ? '' : ` (≤ ${grouped(limit)}${plain(tellRaise(meterOf(reviewed, measure) ?? {}))})`;
};

const tellComplexity = (reviewed: ReviewedChange, measure: 'complexity' | 'cognitive'): string => {
  const { counts, variant = 'classic' } = budgetFor(reviewed.policy, reviewed.mode, measure) ?? {};
  const limit = limitOf(reviewed, measure);
  const numberIn = numberOf(measure === 'cognitive' ? { measure } : { variant });
  const measured = reviewed.files
    .filter((file) => counts === undefined || counts.includes(file.class))
    .flatMap((file) => changedFunctions(file, numberIn).map((changed) => ({ path: file.path, changed })))
    // As the budget counts: debt that stood there and was not made worse is not this change's.
    .filter(({ changed }) => limit === undefined || !isInherited(changed, limit))
    .sort((one, other) => other.changed.value - one.changed.value);
  const [highest] = measured;
  const unread = unmeasuredFiles(reviewed.files);
  const blind = unread.length === 0 ? '' : `; not read: ${unread.map(code).join(', ')}`;
  if (highest === undefined) return `none changed${within(reviewed, measure)}${blind}`;
  const { entity, value } = highest.changed;
  return `${value} in ${code(entity.name)} (${code(`${highest.path}:${entity.line}`)})${within(reviewed, measure)}${blind}`;
};

/** What a change measures, each figure with the limit it is held to, as Markdown bullets. */
export const tellFigures = (reviewed: ReviewedChange): readonly string[] => {
  const { files } = reviewed.change;
  const { added, deleted } = countLines(files);
  const split = tellByClass(files);
  const estimated = files.some((file) => file.estimated === true) ? ', partly estimated from unsaved text' : '';
  return [
    `- Files changed: ${files.length}${within(reviewed, 'files')}`,
    `- LOC delta: +${grouped(added)} −${grouped(deleted)}, ${counted(added + deleted, 'line')}${within(reviewed, 'lines')}${split === '' ? '' : ` (${split})`}${estimated}`,
    `- Max cyclomatic complexity: ${tellComplexity(reviewed, 'complexity')}`,
    ...(budgetFor(reviewed.policy, reviewed.mode, 'cognitive') === undefined
      ? []
      : [`- Max cognitive complexity: ${tellComplexity(reviewed, 'cognitive')}`]),
    ...reviewed.policy.phases.map(
      (process) => `- ${plain(process.title)}: ${plain(tellClass(classChange(process, files)))}`,
    ),
  ];
};
