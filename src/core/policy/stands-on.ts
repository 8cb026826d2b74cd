import { extendedSource } from './extends.ts';
import type { Layer } from './read.ts';

/** True for a policy that extends another one, itself or through those that it extends. */
export type StandsOn = (layer: Layer, base: Layer) => boolean;

/** Tells which of these policies stand on which. */
export const readStanding = (layers: readonly Layer[]): StandsOn => {
  const known = new Map(layers.map((layer) => [layer.source, layer]));
  const bases = new Map<Layer, ReadonlySet<Layer>>();
  const basesOf = (layer: Layer, way: readonly Layer[]): ReadonlySet<Layer> => {
    const found = bases.get(layer);
    if (found !== undefined) return found;
    const named = (layer.document?.extends ?? []).flatMap((entry) => {
      const base = known.get(extendedSource(entry, layer.source) ?? '');
      // A circle is told where policies are looked up.
      return base === undefined || base === layer || way.includes(base) ? [] : [base];
    });
    const all = new Set(named.flatMap((base) => [base, ...basesOf(base, [...way, layer])]));
    bases.set(layer, all);
    return all;
  };
  return (layer, base) => basesOf(layer, []).has(base);
};
