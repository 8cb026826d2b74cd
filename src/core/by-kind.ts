interface Kinded {
  readonly kind: string;
}

/** Those of a union that are of a kind. */
export type OfKind<Value extends Kinded, Kind extends Value['kind']> = Extract<Value, { readonly kind: Kind }>;

/** What is done with the values of each kind of a union, or of some; `Rest`: what is given beside the value. */
export type ByKind<Value extends Kinded, Rest extends readonly unknown[], Done> = {
  readonly [Kind in Value['kind']]?: (value: OfKind<Value, Kind>, ...rest: Rest) => Done;
};

/** Does with a value what a table has for its kind; undefined where it has nothing. */
export const byKind = <Value extends Kinded, Rest extends readonly unknown[], Done>(
  table: ByKind<Value, Rest, Done>,
  value: Value,
  ...rest: Rest
): Done | undefined => {
  // Each takes the values of its own kind, which no type can say of all at once.
  const act = table[value.kind as Value['kind']] as ((value: Value, ...rest: Rest) => Done) | undefined;
  return act?.(value, ...rest);
};
