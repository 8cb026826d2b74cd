import { groupBy } from '../../group.ts';
import { linesOf, offsetAt, type Place } from '../../lines.ts';
import type { Facts, UseFact } from '../../syntax/facts.ts';
import { functionsAround } from '../../syntax/facts/around.ts';

/*
 * A moment that is only held to another one tells how long something took, or when to give up: nothing depends on what the
 * clock says. `started = time.time()` is such a moment where all that is made of the name is `time.time() - started`.
 */

/** A moment in a text: a call that reads the clock, or a name that holds what one gave. */
interface Moment {
  readonly start: number;
  readonly end: number;
  readonly use: UseFact;
  /** The name and the function it is read in, or given to; undefined for a call that is given to none. */
  readonly name?: string;
}

const given = /(?:^|[^\w.])([A-Za-z_$][\w$]*)(?:\s*:\s*[\w.]+)?\s*=\s*$/;
/** What may stand behind a call whose value is kept as a moment: nothing, or how much later it is to be. */
const kept = /^[ \t]*(?:\+[^\n]*)?(?:[;\n#]|\/\/|$)/;
/** Differences, and comparisons of which is later. */
const holding = /^\s*\)*\s*(?:-|[<>]=?)\s*\(*\s*$/;

const offsetsIn = (text: string): ((place: Place) => Pick<Moment, 'start' | 'end'>) => {
  const lines = linesOf(text);
  return ({ endLine, endColumn, ...start }) => ({
    start: offsetAt(lines, start),
    end: offsetAt(lines, { line: endLine, column: endColumn }),
  });
};

const nameIn = (name: string, index: number | undefined): string => `${index ?? ''} ${name}`;

/** The name that a call of the clock is given to. */
const keptUnder = (text: string, { start, end }: Pick<Moment, 'start' | 'end'>): string | undefined => {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return kept.test(text.slice(end)) ? given.exec(line)?.[1] : undefined;
};

/** The moments that are held to the one beside them, each with that one. */
const pairsIn = (text: string, moments: readonly Moment[]): ReadonlyMap<Moment, Moment> => {
  const sorted = moments.toSorted((one, other) => one.start - other.start);
  return new Map(
    sorted.flatMap((moment, at) => {
      const next = sorted[at + 1];
      const isHeld = next !== undefined && holding.test(text.slice(moment.end, next.start));
      return isHeld
        ? ([
            [moment, next],
            [next, moment],
          ] as const)
        : [];
    }),
  );
};

/** Which of the calls that read the clock in a text are but stopwatches. */
export const stopwatchesIn = (facts: Facts, text: string, calls: readonly UseFact[]): ReadonlySet<UseFact> => {
  const offsetsOf = offsetsIn(text);
  const read = calls.map((use) => {
    const offsets = offsetsOf(use.place);
    const name = keptUnder(text, offsets);
    return { ...offsets, use, given: name === undefined ? undefined : nameIn(name, use.in) };
  });
  const names = new Set(read.map(({ given }) => given));
  const named = facts.uses
    .filter(({ how }) => how !== 'write')
    .flatMap((use): readonly Moment[] => {
      const [bare = ''] = use.written.split(/[.[(]/);
      const around = [...functionsAround(facts, use.in), undefined].map((index) => nameIn(bare, index));
      const name = around.find((one) => names.has(one));
      return name === undefined ? [] : [{ ...offsetsOf(use.place), use, name }];
    });
  const pairs = pairsIn(text, [...read, ...named]);
  const readsOf = groupBy(named, ({ name }) => name);
  const isTimed = (name: string | undefined): boolean => readsOf.get(name)?.every((one) => pairs.has(one)) ?? false;
  return new Set(
    read
      .filter((moment) => {
        if (moment.given !== undefined) return isTimed(moment.given);
        const beside = pairs.get(moment);
        return beside !== undefined && (beside.name === undefined || isTimed(beside.name));
      })
      .map(({ use }) => use),
  );
};
