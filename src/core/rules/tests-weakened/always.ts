import { linesOf, offsetAt, type Place, type Position } from '../../lines.ts';
import type { Side, Spot } from '../../spots.ts';
import type { BlockFact } from '../../syntax/facts.ts';

const holding = /^\(*(?:True|true|[1-9]\d*)\)*$/;
/** What stands before the only thing that is asked for. */
const opening = /(?:^|[^\w.])(?:\w+\.)*(?:assert(?:\.ok|_?[tT]rue)?|expect)\s*\(*\s*$/;

/** Where something stands that is `or`ed to what is asked for, and where that begins. */
interface Choice extends Pick<BlockFact, 'place'> {
  readonly on: Place;
}

const isChoice = (block: BlockFact): block is BlockFact & Choice => block.kind === 'or';

/** Assertions with `or True` in them: they hold whatever the code does. */
export const holdAnyway = ({ facts, text = '' }: Side): readonly Spot[] => {
  const lines = linesOf(text);
  const between = (from: Position, to: Position): string => text.slice(offsetAt(lines, from), offsetAt(lines, to));
  const written = ({ endLine, endColumn, ...start }: Place): string =>
    between(start, { line: endLine, column: endColumn });
  return (facts?.blocks ?? []).filter(isChoice).flatMap(({ place, on }): readonly Spot[] => {
    const before = between({ line: Math.max(1, on.line - 1), column: 1 }, on);
    const last = [place, on].map(written).find((side) => holding.test(side));
    if (last === undefined || !opening.test(before)) return [];
    const message = `This assertion holds whatever the code does: ${last.replace(/[()]/g, '')} is enough for it.`;
    return [
      { place: { ...on, endLine: place.endLine, endColumn: place.endColumn }, symbol: '', text: 'holds', message },
    ];
  });
};
