import { isDivided, isInOrder, type Slice, type SplitChange } from '#app';
import {
  counted,
  exceeds,
  grouped,
  measureOf,
  measurePages,
  printable,
  tellPortion,
  titleSlice,
  unwaived,
  type Judgement,
  type Meter,
} from '#core';

const mostNamed = 8;

const tellMeter = ({ id, used, limit }: Meter): string => {
  const measure = measureOf(id);
  return `${grouped(used)} of ${grouped(limit)} ${measure === undefined ? id : measurePages[measure].unit}`;
};

/** The meters that a person reads a slice by: lines and files, and what is exceeded. */
const tellMeters = ({ meters }: Judgement): string =>
  meters
    .filter((meter) => exceeds(meter) || ['budget.lines', 'budget.files'].includes(meter.id))
    .map(tellMeter)
    .join(', ');

/** What the policy finds in a slice that no dividing mends. */
const tellFindings = ({ judgement, over }: Slice): readonly string[] => {
  const overs = new Set(over.map(({ id }) => id));
  const rules = [
    ...new Set(
      unwaived(judgement.findings)
        .filter((finding) => finding.level === 'block' && !overs.has(finding.rule))
        .map(({ rule }) => rule),
    ),
  ];
  return rules.length === 0 ? [] : [`     also blocked by ${rules.join(', ')}`];
};

const tellOver = ({ over, portions }: Slice): readonly string[] =>
  over.map(
    (meter) => `     cannot be divided further: ${portions.map(tellPortion).join(', ')} needs ${tellMeter(meter)}`,
  );

const tellGates = ({ tried: { ran, red, unknown } }: Slice): readonly string[] => {
  const green = ran.filter((id) => ![...red, ...unknown].includes(id));
  const told: readonly (readonly [words: string, ids: readonly string[], end: string])[] = [
    ['cannot land before what follows: ', red, ' would be red'],
    ['cannot be told: ', unknown, ' changed files, so that it is evidence of nothing'],
    ['green: ', green, ''],
  ];
  return told.flatMap(([words, ids, end]) => (ids.length === 0 ? [] : [`     ${words}${ids.join(', ')}${end}`]));
};

const tellSlice = (slice: Slice, at: number): readonly string[] => [
  `${at + 1}  ${slice.branch === undefined ? '' : `${slice.branch}  `}${titleSlice(slice.portions)}`,
  `     ${tellMeters(slice.judgement)}`,
  ...(slice.portions.length > 1 ? slice.portions.map((portion) => `     ${tellPortion(portion)}`) : []),
  ...tellOver(slice),
  ...tellGates(slice),
  ...tellFindings(slice),
];

/** The slices that stand in the way, by number: `slice 3`, `slices 3, 7 and 2 more`. */
const tellStuck = ({ slices }: SplitChange): string => {
  const stuck = slices.flatMap((slice, at) => (isInOrder(slice) ? [] : [`${at + 1}`]));
  const more = stuck.length > mostNamed ? ` and ${stuck.length - mostNamed} more` : '';
  return `${stuck.length === 1 ? 'slice' : 'slices'} ${stuck.slice(0, mostNamed).join(', ')}${more}`;
};

const tellSum = (split: SplitChange): string => {
  const { slices, tree } = split;
  if (!isDivided(split)) return `It cannot be divided all through: see ${tellStuck(split)}. No branch was made.`;
  const whole = `Together they are exactly what is here (tree ${tree.slice(0, 12)}).`;
  const [first, last] = [slices[0]?.branch, slices.at(-1)?.branch];
  if (slices.length === 1) return 'It keeps the budgets as it is: there is nothing to divide.';
  if (first === undefined || last === undefined)
    return `${counted(slices.length, 'slice')}, each within the budgets. ${whole} Make branches of them with --branches PREFIX.`;
  return `${counted(slices.length, 'branch', 'branches')}, ${first} to ${last}, each within the budgets. ${whole} What is checked out stays as it is.`;
};

/** A divided change for a person. */
export const tellDivided = (split: SplitChange): string =>
  `${[...split.slices.flatMap(tellSlice), '', tellSum(split)].map(printable).join('\n')}\n`;
