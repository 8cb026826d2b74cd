import { canonicalJson } from '../canonical-json.ts';
import { defaultContextTokens, lowestRank } from './document-context.ts';
import type { PolicyDocument } from './document.ts';
import {
  listed,
  lowest,
  recordEffect,
  recordOrigins,
  sayings,
  settle,
  tell,
  type Ledger,
  type Ruling,
  type Said,
} from './merge-ledger.ts';
import { freeId, type Aliases } from './merge-modes.ts';
import { groupBy } from './merge-rules.ts';
import { titleOf } from './names.ts';
import type { ContextItem, Freshness } from './policy.ts';

type WrittenItem = NonNullable<NonNullable<PolicyDocument['context']>['items']>[number];
type SaidItem = Said<WrittenItem>;

// Freshness against other paths is another demand, and an item has room for one.
const substance = (item: WrittenItem, described: string): string =>
  canonicalJson([item.path, item.anchor ?? null, described]);

const describedBy = ({ fresh }: WrittenItem): string | undefined =>
  fresh?.behind === undefined ? undefined : canonicalJson(fresh.behind.paths.toSorted());

// An item that says nothing of what it describes goes with the first that does.
const variantsOf = (said: readonly SaidItem[]): readonly (readonly SaidItem[])[] => {
  const usual = said.map(({ value }) => describedBy(value)).find((described) => described !== undefined) ?? '';
  return [...groupBy(said, (item) => substance(item, describedBy(item) ?? usual)).values()];
};

const mergeModes = (items: readonly WrittenItem[]): readonly string[] =>
  items.some(({ modes }) => modes === undefined || modes.length === 0)
    ? []
    : [...new Set(items.flatMap(({ modes }) => modes ?? []))];

// Picking reads less than everything, so all policies have to let the person pick.
const mergePick = (items: readonly WrittenItem[]): ContextItem['pick'] => {
  const picks = items.flatMap(({ pick }) => pick ?? []);
  if (picks.length < items.length) return undefined;
  const suggest = new Map(picks.flatMap((pick) => pick.suggest ?? []).map((one) => [canonicalJson(one), one]));
  return { most: Math.min(...picks.map(({ most }) => most ?? 1)), suggest: [...suggest.values()] };
};

// A base that lets every file or every mode read makes a later choice void.
const recordVoid = (ledger: Ledger, said: readonly SaidItem[]): void => {
  for (const key of ['pick', 'modes'] as const)
    for (const own of said.filter(({ value }) => value[key] !== undefined)) {
      const base = said.find(({ order, value }) => order < own.order && value[key] === undefined);
      const all = base && {
        ...base,
        path: [...base.path, 'id'],
        value: key === 'pick' ? 'all its files' : 'every mode',
      };
      recordEffect(ledger, { ...own, path: [...own.path, key], value: own.value[key] }, all);
    }
};

const mergeFresh = (ledger: Ledger, id: string, said: readonly SaidItem[]): Freshness | undefined => {
  const days = said.flatMap((one) => {
    const value = one.value.fresh?.days;
    return value === undefined ? [] : [{ ...one, path: [...one.path, 'fresh', 'days'], value }];
  });
  const behind = said.flatMap((one) => {
    const value = one.value.fresh?.behind;
    return value === undefined
      ? []
      : [{ ...one, path: [...one.path, 'fresh', 'behind', 'commits'], value: value.commits }];
  });
  const most = settle(ledger, `context.items.${id}.fresh.days`, days, lowest);
  const commits = settle(ledger, `context.items.${id}.fresh.behind.commits`, behind, lowest);
  const paths = said.find(({ value }) => value.fresh?.behind !== undefined)?.value.fresh?.behind?.paths ?? [];
  if (most === undefined && commits === undefined) return undefined;
  return {
    ...(most === undefined ? {} : { days: most }),
    ...(commits === undefined ? {} : { behind: { commits, paths } }),
  };
};

const mergeItem = (ledger: Ledger, id: string, said: readonly SaidItem[]): readonly ContextItem[] => {
  const items = said.map(({ value }) => value);
  const [first] = items;
  if (first === undefined) return [];
  recordOrigins(
    ledger,
    `context.items.${id}`,
    said.map((one) => ({ ...one, path: [...one.path, 'path'], value: one.value.path })),
  );
  recordVoid(ledger, said);
  const pick = mergePick(items);
  const fresh = mergeFresh(ledger, id, said);
  const because = items.find((item) => item.because !== undefined)?.because;
  return [
    {
      id,
      title: items.findLast(({ title }) => title !== undefined)?.title ?? titleOf(id),
      path: first.path,
      ...(first.anchor === undefined ? {} : { anchor: first.anchor }),
      rank: Math.min(...items.map(({ rank }) => rank ?? lowestRank)),
      modes: mergeModes(items),
      ...(pick === undefined ? {} : { pick }),
      ...(fresh === undefined ? {} : { fresh }),
      ...(because === undefined ? {} : { because }),
    },
  ];
};

export interface MergedContext {
  readonly items: readonly ContextItem[];
  readonly tokens: number;
  readonly aliases: Aliases;
}

/** The token budget of packs read outside any mode: the lowest any policy names. */
const mergeTokens = (ledger: Ledger, layers: readonly Ruling[]): number => {
  const said = sayings(layers, ['context', 'tokens'], ({ context }) => context?.tokens);
  const tokens = settle(ledger, 'context.tokens', said, lowest);
  if (tokens === undefined) recordOrigins(ledger, 'context.tokens', [], defaultContextTokens);
  return tokens ?? defaultContextTokens;
};

/**
 * What has to be read. One id in two policies with the same path and anchor is one item: the highest rank, the modes
 * of both, the stricter freshness, and a pick only if both let the person pick. With another path or anchor both have
 * to be read; the later one is called `ID.2`, a warning says so, and a mode that names the id reads both.
 */
export const mergeContext = (ledger: Ledger, layers: readonly Ruling[]): MergedContext => {
  const written = listed(layers, ['context', 'items'], ({ context }) => context?.items);
  const taken = new Set(written.map(({ value }) => value.id));
  const aliases = new Map<string, string[]>();
  const items = [...groupBy(written, ({ id }) => id)].flatMap(([id, said]) =>
    variantsOf(said).flatMap((variant, index) => {
      const [first] = variant;
      if (index === 0 || first === undefined) return mergeItem(ledger, id, variant);
      const name = freeId(id, taken);
      taken.add(name);
      aliases.set(id, [...(aliases.get(id) ?? []), name]);
      const where = { ...first, path: [...first.path, 'id'] };
      tell(
        ledger,
        where,
        'warning',
        'item-twice',
        `${said[0]?.layer.source} has a context item \`${id}\` too, at another path or anchor. Both are read; this one is called \`${name}\`. Give it an id of its own.`,
      );
      return mergeItem(ledger, name, variant);
    }),
  );
  return { items, tokens: mergeTokens(ledger, layers), aliases };
};
