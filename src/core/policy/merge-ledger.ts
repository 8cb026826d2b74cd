import type { PolicyDocument } from './document.ts';
import { printValue } from './names.ts';
import type { Origin, Problem } from './policy.ts';
import { placeFault, type Layer } from './read.ts';
import type { PolicyPath } from './shape.ts';

/** A layer that was read without a problem. */
export interface Ruling extends Layer {
  readonly document: PolicyDocument;
}

/** What a layer says, and where it says it. */
export interface Said<T> {
  readonly layer: Ruling;
  /** The place of the layer in the order of layers: bases have the lower numbers. */
  readonly order: number;
  readonly path: PolicyPath;
  readonly value: T;
}

interface Effect {
  readonly said: Said<unknown>;
  /** What overruled it; undefined once it had an effect anywhere. */
  overruledBy: Said<unknown> | undefined;
}

/** What a merge finds out on its way: where each value came from, and what it has to tell about. */
export interface Ledger {
  readonly origins: Map<string, readonly Origin[]>;
  readonly problems: Problem[];
  readonly effects: Map<string, Effect>;
}

export const openLedger = (): Ledger => ({ origins: new Map(), problems: [], effects: new Map() });

const originOf = ({ layer, path, value }: Said<unknown>): Origin => ({
  source: layer.source,
  line: layer.placeOf(path).line,
  value: printValue(value),
});

/** Notes where an effective value came from: what won, then what it overruled. Nothing said: the default. */
export const recordOrigins = (
  ledger: Ledger,
  name: string,
  said: readonly Said<unknown>[],
  fallback?: unknown,
): void => {
  if (said.length > 0) ledger.origins.set(name, said.map(originOf));
  else if (fallback !== undefined)
    ledger.origins.set(name, [{ source: 'default', line: 0, value: printValue(fallback) }]);
};

const keyOf = ({ order, path }: Said<unknown>): string => JSON.stringify([order, path]);

/** Notes that something said was overruled by a base, or that it was not. One effect anywhere is enough. */
export const recordEffect = (ledger: Ledger, said: Said<unknown>, overruledBy: Said<unknown> | undefined): void => {
  const known = ledger.effects.get(keyOf(said));
  if (known === undefined) ledger.effects.set(keyOf(said), { said, overruledBy });
  else if (overruledBy === undefined) known.overruledBy = undefined;
};

/** Negative when the first is the stricter. */
export type Compare<T> = (one: T, other: T) => number;

/** The stricter of two words stands later in the list. */
export const byOrderOf =
  <T>(words: readonly T[]): Compare<T> =>
  (one, other) =>
    words.indexOf(other) - words.indexOf(one);

export const lowest: Compare<number> = (one, other) => one - other;

/** The strictest of what layers say; of equals the base's. */
export const strictest = <T>(said: readonly Said<T>[], compare: Compare<T>): Said<T> | undefined =>
  said.reduce<Said<T> | undefined>(
    (best, next) => (best === undefined || compare(next.value, best.value) < 0 ? next : best),
    undefined,
  );

/** The strictest value, with its origins noted, and a note on every weaker value that a base makes void. */
export const settle = <T>(
  ledger: Ledger,
  name: string,
  said: readonly Said<T>[],
  compare: Compare<T>,
): T | undefined => {
  const winner = strictest(said, compare);
  if (winner === undefined) return undefined;
  recordOrigins(ledger, name, [winner, ...said.filter((other) => other !== winner)]);
  for (const other of said) {
    const overruled = compare(winner.value, other.value) < 0 && winner.order < other.order;
    recordEffect(ledger, other, overruled ? winner : undefined);
  }
  return winner.value;
};

/** The value of the layer nearest to the repository: for words that are neither strict nor weak. */
export const settleLast = <T>(ledger: Ledger, name: string, said: readonly Said<T>[]): T | undefined => {
  recordOrigins(ledger, name, said.toReversed());
  return said.at(-1)?.value;
};

/** Lists united without doubles, the bases' first. */
export const unite = <T>(
  ledger: Ledger,
  name: string,
  said: readonly Said<readonly T[]>[],
  identify: (item: T) => unknown = (item) => item,
): readonly T[] => {
  recordOrigins(ledger, name, said);
  const items = new Map<string, T>();
  for (const { value } of said)
    for (const item of value) {
      const key = JSON.stringify(identify(item));
      if (!items.has(key)) items.set(key, item);
    }
  return [...items.values()];
};

/** What each layer says about something, the bases first; layers that say nothing are left out. */
export const sayings = <T>(
  layers: readonly Ruling[],
  path: PolicyPath,
  read: (document: PolicyDocument) => T | undefined,
): readonly Said<T>[] =>
  layers.flatMap((layer, order) => {
    const value = read(layer.document);
    return value === undefined ? [] : [{ layer, order, path, value }];
  });

/** One thing of each layer's list, with its path. */
export const listed = <T>(
  layers: readonly Ruling[],
  path: PolicyPath,
  read: (document: PolicyDocument) => readonly T[] | undefined,
): readonly Said<T>[] =>
  layers.flatMap((layer, order) =>
    (read(layer.document) ?? []).map((value, index) => ({ layer, order, path: [...path, index], value })),
  );

/** Reads a map by key, and nothing that only its prototype has. */
export const ownOf = <T>(map: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  map !== undefined && Object.hasOwn(map, key) ? map[key] : undefined;

/** Tells of something at the place where a layer says it. */
export const tell = (
  ledger: Ledger,
  { layer, path }: Said<unknown>,
  severity: Problem['severity'],
  code: string,
  message: string,
): void => {
  ledger.problems.push(placeFault(layer, { path, part: 'value', code, message }, severity));
};

/** A warning for each value that has no effect anywhere, because a base is stricter. */
export const tellVoid = (ledger: Ledger): void => {
  for (const { said, overruledBy } of ledger.effects.values()) {
    if (overruledBy === undefined) continue;
    const key = said.path.findLast((step) => typeof step === 'string' && step !== 'limit') ?? '';
    const base = `${overruledBy.layer.source}, line ${overruledBy.layer.placeOf(overruledBy.path).line}`;
    const message = `\`${key}: ${printValue(said.value)}\` has no effect: the strictest value wins, and that is \`${printValue(overruledBy.value)}\` (${base}).`;
    tell(ledger, said, 'warning', 'no-effect', message);
  }
};
