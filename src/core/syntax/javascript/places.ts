import type ts from 'typescript';
import type { FunctionKind } from '../function-entity.ts';

/** An entity whose decisions are being counted. Offsets are in the text without its byte-order mark. */
export interface Counter {
  readonly name: string;
  readonly kind: FunctionKind;
  /** Where ESLint reports it. */
  readonly start: number;
  readonly end: number;
  /** The function, the field whose value it is, or the static block. */
  readonly node: ts.Node;
  complexity: number;
  /** The complexity in ESLint's variant "modified". */
  modified: number;
  /** The nodes that counted, in any order; undefined where nobody asks. */
  readonly decisions: ts.Node[] | undefined;
}

/** What the surroundings of a node say about it. */
export interface Place {
  /** What decisions count towards; undefined outside of entities. */
  readonly counter: Counter | undefined;
  /** What qualifies names here: `Class.method.`, or nothing. */
  readonly scope: string;
  /** The name that a nameless function, class or object gets from what it is assigned to. */
  readonly hint?: string | undefined;
  /** Offset of the property whose whole value this is: ESLint reports a function there. */
  readonly property?: number | undefined;
  /** True for what is assigned to: there an `=` gives a default value and is no assignment. */
  readonly target?: true;
  /** The place of what stands deeper, where that differs. */
  readonly beneath?: Place;
}

/** The place of the children of a node in this one. */
export const beneath = (place: Place): Place => place.beneath ?? place;

/** The place of the parts of an array or object in this one: those of a target are targets. */
export const partOf = (place: Place): Place => (place.target ? place : beneath(place));

/** The place of a value that is assigned to a name. */
export const named = (place: Place, hint: string | undefined, property?: number): Place => {
  const plain = beneath(place);
  if (hint === undefined && property === undefined) return plain;
  return { counter: plain.counter, scope: plain.scope, hint, property, beneath: plain };
};

/**
 * The place of a part that gives the whole its value, such as what is cast or a branch of `?:`: the name still holds, but
 * the value of the property, or the target, is the whole.
 */
export const partFrom = (place: Place): Place => {
  const { counter, scope, hint } = place;
  return hint === undefined ? beneath(place) : { counter, scope, hint, beneath: beneath(place) };
};

/** The place of the left side of an assignment. */
export const targetOf = (place: Place): Place => {
  const plain = beneath(place);
  return { counter: plain.counter, scope: plain.scope, target: true, beneath: plain };
};

/** The place inside something that has a name: names there are qualified by it. */
export const within = (place: Place, name: string, counter = place.counter): Place => ({
  counter,
  scope: `${place.scope}${name}.`,
});

export const longestKey = 60;

/** The name of a property as a person writes it: `load`, `#load`, `[Symbol.iterator]`. */
export const propertyName = (name: ts.PropertyName, source: ts.SourceFile): string => {
  if ('text' in name) return name.text;
  const text = name.getText(source).replace(/\s+/g, ' ');
  return text.length > longestKey ? `${text.slice(0, longestKey)}…` : text;
};
