import { canonicalJson } from '../canonical-json.ts';
import { levels } from '../level.ts';
import type { Rule } from '../rule-kind.ts';
import type { PolicyDocument } from './document.ts';
import {
  byOrderOf,
  listed,
  recordOrigins,
  settle,
  strictest,
  tell,
  type Ledger,
  type Ruling,
  type Said,
} from './merge-ledger.ts';
import { freeId, type Aliases } from './merge-modes.ts';

type WrittenRule = NonNullable<PolicyDocument['rules']>[number];
type SaidRule = Said<WrittenRule>;

const stricter = byOrderOf(levels);

// What a rule looks for and where; level and reason only weigh it.
const substance = ({ kind, in: places, except, modes, with: options }: WrittenRule): string =>
  canonicalJson([kind, places?.toSorted() ?? [], except?.toSorted() ?? [], modes?.toSorted() ?? [], options ?? {}]);

/** What layers say under one id, put together where it is the same. */
export const groupBy = <T>(
  said: readonly Said<T>[],
  key: (value: T) => string,
): ReadonlyMap<string, readonly Said<T>[]> => {
  const groups = new Map<string, Said<T>[]>();
  for (const one of said) {
    const group = groups.get(key(one.value));
    if (group === undefined) groups.set(key(one.value), [one]);
    else group.push(one);
  }
  return groups;
};

const mergeVariant = (ledger: Ledger, id: string, said: readonly SaidRule[]): readonly Rule[] => {
  const [first] = said;
  const saidLevels = said.map((one) => ({ ...one, path: [...one.path, 'level'], value: one.value.level }));
  const level = settle(ledger, `rules.${id}.level`, saidLevels, stricter);
  if (first === undefined || level === undefined) return [];
  recordOrigins(
    ledger,
    `rules.${id}`,
    said.map((one) => ({ ...one, path: [...one.path, 'id'], value: one.value.kind })),
  );
  const winner = strictest(saidLevels, stricter);
  const because = said.find(({ order }) => order === winner?.order)?.value.because ?? first.value.because;
  const { kind, in: places, except, modes, with: options } = first.value;
  return [
    { id, kind, in: places ?? [], except: except ?? [], modes: modes ?? [], with: options ?? {}, level, because },
  ];
};

const tellVariant = (ledger: Ledger, said: SaidRule, first: SaidRule, id: string): void => {
  const where = { ...said, path: [...said.path, 'id'] };
  if (said.value.kind === first.value.kind)
    return tell(
      ledger,
      where,
      'warning',
      'rule-twice',
      `${first.layer.source} has a rule \`${said.value.id}\` too, with other options or places. Both hold; this one is called \`${id}\`. Give it an id of its own.`,
    );
  return tell(
    ledger,
    where,
    'error',
    'rule-conflict',
    `${first.layer.source} has a rule \`${said.value.id}\` of the kind \`${first.value.kind}\`, and this one is of the kind \`${said.value.kind}\`. Give it an id of its own.`,
  );
};

/**
 * Every rule of every policy. One id in two policies with the same kind, options and places is one rule, at the
 * stricter level. With other options or places both hold, so that nothing gets weaker: the later one is called
 * `ID.2` and a warning says so. With another kind it is an error.
 */
export const mergeRules = (
  ledger: Ledger,
  layers: readonly Ruling[],
): { readonly rules: readonly Rule[]; readonly aliases: Aliases } => {
  const written = listed(layers, ['rules'], ({ rules }) => rules);
  const taken = new Set(written.map(({ value }) => value.id));
  const aliases = new Map<string, string[]>();
  const rules = [...groupBy(written, ({ id }) => id)].flatMap(([id, said]) =>
    [...groupBy(said, substance).values()].flatMap((variant, index) => {
      const [first, earliest] = [variant[0], said[0]];
      if (index === 0 || first === undefined || earliest === undefined) return mergeVariant(ledger, id, variant);
      const name = freeId(id, taken);
      taken.add(name);
      aliases.set(id, [...(aliases.get(id) ?? []), name]);
      tellVariant(ledger, first, earliest, name);
      return mergeVariant(ledger, name, variant);
    }),
  );
  return { rules, aliases };
};
