import type { Duty, Mode } from '../mode.ts';
import { defaultContextTokens } from './document-context.ts';
import type { ModeDocument } from './document.ts';
import { mergeBudgets } from './merge-budgets.ts';
import {
  lowest,
  ownOf,
  recordOrigins,
  settle,
  settleLast,
  tell,
  unite,
  type Ledger,
  type Ruling,
  type Said,
} from './merge-ledger.ts';
import { slugOf, titleOf } from './names.ts';

/** Ids that a merge had to give a second name: a policy that names the first means both. */
export type Aliases = ReadonlyMap<string, readonly string[]>;

export const withAliases = (ids: readonly string[], aliases: Aliases): readonly string[] => [
  ...new Set(ids.flatMap((id) => [id, ...(aliases.get(id) ?? [])])),
];

type Read<T> = (document: ModeDocument) => T | undefined;

interface Lane {
  readonly ledger: Ledger;
  readonly layers: readonly Ruling[];
  readonly id: string;
}

const saidOf = <T>({ layers, id }: Lane, keys: readonly string[], read: Read<T>): readonly Said<T>[] =>
  layers.flatMap((layer, order) => {
    const mode = ownOf(layer.document.modes, id);
    const value = mode === undefined ? undefined : read(mode);
    return value === undefined ? [] : [{ layer, order, path: ['modes', id, ...keys], value }];
  });

const text = (lane: Lane, key: 'title' | 'label' | 'goal' | 'because'): string | undefined =>
  settleLast(
    lane.ledger,
    `modes.${lane.id}.${key}`,
    saidOf(lane, [key], (mode) => mode[key]),
  );

// A path has to match the list of every policy that has one; two equal lists ask the same.
const mergeWrites = (lane: Lane): Mode['writes'] => {
  const name = `modes.${lane.id}.writes`;
  const allow = saidOf(lane, ['writes', 'allow'], (mode) => mode.writes?.allow);
  recordOrigins(lane.ledger, `${name}.allow`, allow);
  const lists = new Map(allow.map(({ value }) => [JSON.stringify(value.toSorted()), value]));
  const deny = saidOf(lane, ['writes', 'deny'], (mode) => mode.writes?.deny);
  return { allow: [...lists.values()], deny: unite(lane.ledger, `${name}.deny`, deny) };
};

// What any policy closes is closed.
const mergeReads = (lane: Lane): Mode['reads'] => {
  const said = saidOf(lane, ['reads', 'deny'], (mode) => mode.reads?.deny);
  return { deny: unite(lane.ledger, `modes.${lane.id}.reads.deny`, said) };
};

/**
 * Commands may run that every list of allowed ones names, word for word; no list: any. When lists have nothing in
 * common, or one is empty, nothing may run, and that is said by denying `*`: an empty list alone would mean any.
 */
const mergeCommands = (lane: Lane): Mode['commands'] => {
  const name = `modes.${lane.id}.commands`;
  const allow = saidOf(lane, ['commands', 'allow'], (mode) => mode.commands?.allow);
  recordOrigins(lane.ledger, `${name}.allow`, allow);
  const [first, ...others] = allow;
  const common = [...new Set(first?.value)].filter((command) => others.every(({ value }) => value.includes(command)));
  const denied = unite(
    lane.ledger,
    `${name}.deny`,
    saidOf(lane, ['commands', 'deny'], (mode) => mode.commands?.deny),
  );
  if (first === undefined || common.length > 0) return { allow: common, deny: denied };
  const last = others.at(-1);
  if (last !== undefined)
    tell(
      lane.ledger,
      last,
      'warning',
      'no-command',
      `No command is in both this list and that of ${first.layer.source}, so this mode may run none. Name commands as they stand there.`,
    );
  return { allow: [], deny: [...new Set(['*', ...denied])] };
};

const dutyOf = (written: NonNullable<ModeDocument['duties']>[number]): Duty => {
  const { text, because, id } =
    typeof written === 'string' ? { text: written } : { because: undefined, id: undefined, ...written };
  return { id: id ?? (slugOf(text) || 'duty'), text, ...(because === undefined ? {} : { because }) };
};

/** An id that nothing has yet: `no-env`, else `no-env.2`, `no-env.3` … */
export const freeId = (id: string, taken: { has(id: string): boolean }): string => {
  if (!taken.has(id)) return id;
  let number = 2;
  while (taken.has(`${id}.${number}`)) number++;
  return `${id}.${number}`;
};

// Two duties of one id are both to be done; the later one gets a number.
const mergeDuties = (lane: Lane): readonly Duty[] => {
  const said = saidOf(lane, ['duties'], (mode) => mode.duties?.map(dutyOf));
  const duties = unite(lane.ledger, `modes.${lane.id}.duties`, said, ({ text }) => text);
  const named = new Map<string, Duty>();
  for (const duty of duties) {
    const id = freeId(duty.id, named);
    named.set(id, { ...duty, id });
  }
  return [...named.values()];
};

const tokensOf = (lane: Lane): number => {
  const said = lane.layers.flatMap((layer, order): readonly Said<number>[] => {
    const own = ownOf(layer.document.modes, lane.id)?.['context-tokens'];
    if (own !== undefined) return [{ layer, order, path: ['modes', lane.id, 'context-tokens'], value: own }];
    const general = layer.document.context?.tokens;
    return general === undefined ? [] : [{ layer, order, path: ['context', 'tokens'], value: general }];
  });
  const name = `modes.${lane.id}.context-tokens`;
  const tokens = settle(lane.ledger, name, said, lowest);
  if (tokens === undefined) recordOrigins(lane.ledger, name, [], defaultContextTokens);
  return tokens ?? defaultContextTokens;
};

/** True is stricter than false. */
export const truest = (one: boolean, other: boolean): number => Number(other) - Number(one);

const isSpecRequired = (lane: Lane): boolean => {
  const name = `modes.${lane.id}.spec-required`;
  const required = settle(
    lane.ledger,
    name,
    saidOf(lane, ['spec-required'], (mode) => mode['spec-required']),
    truest,
  );
  if (required === undefined) recordOrigins(lane.ledger, name, [], false);
  return required ?? false;
};

const firstWord = (title: string): string => (title.trim().split(/\s+/)[0] ?? title).slice(0, 16);

const mergeMode = (lane: Lane, items: Aliases): Mode => {
  const { ledger, layers, id } = lane;
  const title = text(lane, 'title') ?? titleOf(id);
  const context = saidOf(lane, ['context'], (mode) => mode.context);
  const instructions = saidOf(lane, ['instructions'], (mode) => mode.instructions);
  return {
    id,
    title,
    label: text(lane, 'label') ?? firstWord(title),
    goal: text(lane, 'goal') ?? '',
    budgets: mergeBudgets(ledger, layers, id),
    writes: mergeWrites(lane),
    reads: mergeReads(lane),
    commands: mergeCommands(lane),
    duties: mergeDuties(lane),
    context: withAliases(unite(ledger, `modes.${id}.context`, context), items),
    contextTokens: tokensOf(lane),
    instructions: unite(ledger, `modes.${id}.instructions`, instructions),
    specRequired: isSpecRequired(lane),
    because: text(lane, 'because') ?? '',
  };
};

/** Every mode any policy names, in the order they are first named; what several say of one is merged. */
export const mergeModes = (ledger: Ledger, layers: readonly Ruling[], items: Aliases): readonly Mode[] => {
  const ids = new Set(layers.flatMap(({ document }) => Object.keys(document.modes ?? {})));
  for (const id of ids)
    recordOrigins(
      ledger,
      `modes.${id}`,
      saidOf({ ledger, layers, id }, [], (mode) => mode).map((said) => ({ ...said, value: id })),
    );
  return [...ids].map((id) => mergeMode({ ledger, layers, id }, items));
};
