import { linesOf, offsetAt, type Place } from '../../lines.ts';
import { matchesAny } from '../../glob.ts';
import type { ChangedFile, Sighting } from '../../rule-kind.ts';
import { rememberWeakly } from '../../remember.ts';
import type { Facts } from '../../syntax/facts.ts';

interface Definition {
  readonly name: string;
  readonly place: Place;
  /** What it says, without comments, documentation and layout. */
  readonly meaning: string;
}

const bare = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** What a stretch says: comments and documentation are cut out, and how it is laid out is nobody's business. */
const meaningIn = (text: string, { comments, strings }: Facts) => {
  const lines = linesOf(text);
  const spanOf = (place: Place) => ({
    start: offsetAt(lines, place),
    end: offsetAt(lines, { line: place.endLine, column: place.endColumn }),
  });
  const idle = [...comments, ...strings.filter(({ documentation }) => documentation === true)].map(({ place }) =>
    spanOf(place),
  );
  return (place: Place): string => {
    const { start, end } = spanOf(place);
    const said = idle
      .filter((span) => span.start >= start)
      .toSorted((one, other) => other.start - one.start)
      .reduce((rest, span) => rest.slice(0, span.start - start) + rest.slice(span.end - start), text.slice(start, end));
    return said.replace(/\s+/g, ' ').trim();
  };
};

/** The definitions of a text that a policy names: functions, classes, and names that are given a value outside functions. */
const definitionsIn = (text: string, facts: Facts, isNamed: (name: string) => boolean): readonly Definition[] => {
  const meaning = meaningIn(text, facts);
  const constants = facts.assignments.filter(({ in: around }) => around === undefined);
  return [...facts.functions, ...facts.classes, ...constants]
    .filter(({ name }) => isNamed(name) || isNamed(bare(name)))
    .map(({ name, place }) => ({ name, place, meaning: meaning(place) }));
};

interface Sides {
  readonly file: ChangedFile;
  readonly before: readonly Definition[];
  readonly after: readonly Definition[];
}

/** What a policy names of a file, by the names; once as long as both stay the same. */
const sidesBy = rememberWeakly((names: readonly string[]) => {
  // A star stands for one name, not for a class with its members.
  const matches = matchesAny(names.map((name) => name.replaceAll('.', '/')));
  const isNamed = (name: string): boolean => matches(name.replaceAll('.', '/'));
  return rememberWeakly((file: ChangedFile): Sides => {
    const { before, after, facts, factsBefore } = file;
    return {
      file,
      before: factsBefore === undefined ? [] : definitionsIn(before ?? '', factsBefore, isNamed),
      after: facts === undefined ? [] : definitionsIn(after ?? '', facts, isNamed),
    };
  });
});

/** The definitions that a change edits or removes; what only moves to another file is neither. */
export const editedDefinitions = (files: readonly ChangedFile[], names: readonly string[]): readonly Sighting[] => {
  const sides = files.map(sidesBy(names));
  const said = new Set(
    sides.flatMap(({ after }) => after.map(({ name, meaning }) => JSON.stringify([bare(name), meaning]))),
  );
  return sides.flatMap(({ file: { path }, before, after }) =>
    before
      .filter(({ name, meaning }) => !said.has(JSON.stringify([bare(name), meaning])))
      .map(({ name }) => {
        const now = after.find((one) => one.name === name);
        const message = `${name} is ${now === undefined ? 'removed' : 'edited'} here`;
        return { path, line: now?.place.line ?? 1, message, identity: JSON.stringify(['definition', name]) };
      }),
  );
};
