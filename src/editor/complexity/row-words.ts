import { counted, type AlteredFunction, type ComplexityLimit } from '#core';
import { tellDifference } from './number-words.ts';

/** What the change made of a function; `breaks` where it is over a limit now. */
export type Fate = 'breaks' | 'worse' | 'new' | 'better' | 'altered';

export const fateOf = ({ broken, base, added }: AlteredFunction): Fate => {
  if (broken !== undefined) return 'breaks';
  if (base === 'new') return 'new';
  if (added === 0) return 'altered';
  return added > 0 ? 'worse' : 'better';
};

/** What a row of the view says. */
export interface RowWords {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** For a screen reader. */
  readonly spoken: string;
}

const tellBase = ({ base, added }: AlteredFunction): string => {
  if (base === 'new') return 'It is new.';
  return added === 0 ? `It was ${base} at the base, too.` : `It was ${base} at the base.`;
};

const speakBase = ({ base, added }: AlteredFunction): string => {
  if (base === 'new') return 'new';
  if (added === 0) return 'as at the base';
  return added > 0 ? `${added} more than at the base` : `${-added} less than at the base`;
};

const names: Record<ComplexityLimit['of']['measure'], string> = {
  cyclomatic: 'complexity',
  cognitive: 'cognitive complexity',
};

// What it says of another number than the one that is shown.
const tellMeasure = ({ of: { measure, variant } }: ComplexityLimit): string => {
  if (measure === 'cyclomatic' && variant === 'classic') return '';
  return ` ${names[measure]}${variant === 'classic' ? '' : `, ${variant}`}`;
};

const tellAllowed = ({ limits, broken }: AlteredFunction): readonly string[] => {
  const told = broken ?? limits[0];
  if (told === undefined) return [];
  const { limit, rule, level, because } = told;
  return [`${limit}${tellMeasure(told)} allowed (${rule}, ${level}).`, ...(because === '' ? [] : [because])];
};

// The name first: a side bar is narrow, and cuts off what stands behind.
const writePlace = ({ path, entity: { line } }: AlteredFunction): string => {
  const cut = path.lastIndexOf('/');
  const place = `${path.slice(cut + 1)}:${line}`;
  return cut < 0 ? place : `${place}  ${path.slice(0, cut)}`;
};

/** The row of an altered function: `parse  13 (+5)  dates.py:152  src`. */
export const writeRow = (altered: AlteredFunction): RowWords => {
  const { entity, path, broken } = altered;
  const spokenLimit =
    broken === undefined ? [] : [`over the limit of ${broken.limit}${tellMeasure(broken)}, level ${broken.level}`];
  return {
    label: entity.name,
    description: `${entity.complexity}${tellDifference(altered)}  ${writePlace(altered)}`,
    tooltip: [
      `${entity.name}: complexity ${entity.complexity}. ${tellBase(altered)}`,
      ...tellAllowed(altered),
      `${path}:${entity.line}`,
    ].join('\n'),
    spoken: [
      entity.name,
      `complexity ${entity.complexity}`,
      speakBase(altered),
      ...spokenLimit,
      `${path}, line ${entity.line}`,
    ].join(', '),
  };
};

/** The line above the rows: what is allowed, and how many of all are listed. Empty where there are none. */
export const writeHead = (all: readonly AlteredFunction[], listed: number): string => {
  if (all.length === 0) return '';
  const limits = new Set(all.flatMap(({ limits: [lowest] }) => (lowest === undefined ? [] : [lowest.limit])));
  const highest = [...limits].sort((one, other) => one - other).join(' or ');
  return [
    limits.size === 0 ? 'No rule limits the complexity of these functions.' : `Complexity up to ${highest} is allowed.`,
    ...(listed < all.length ? [`Of ${counted(all.length, 'function')}, the first ${listed} are listed.`] : []),
  ].join(' ');
};
