import { canonicalJson } from '../canonical-json.ts';
import { commandMinutesByDefault, type Gate, type GateBreak, type GateDemand, type GateRead } from '../gates/gate.ts';
import { present } from '../present.ts';
import type { PolicyDocument } from './document.ts';
import { listed, lowest, recordOrigins, sayings, settle, settleLast, tell, type Compare } from './merge-ledger.ts';
import type { Ledger, Ruling, Said } from './merge-ledger.ts';
import { freeId, type Aliases } from './merge-modes.ts';
import { groupBy } from './merge-rules.ts';
import { titleOf } from './names.ts';
import type { Policy } from './policy.ts';

type WrittenGate = NonNullable<PolicyDocument['gates']>[number];
type SaidGate = Said<WrittenGate>;
type Bound = 'at-least' | 'at-most';

const highest: Compare<number> = (one, other) => other - one;

// What a gate runs and reads, and for which change; its demands only get stricter.
const substance = ({ moment, in: places, except, modes, commands, reads }: WrittenGate): string =>
  canonicalJson([
    moment ?? 'pr',
    places?.toSorted() ?? [],
    except?.toSorted() ?? [],
    modes?.toSorted() ?? [],
    commands,
    reads ?? [],
  ]);

const bound = (
  ledger: Ledger,
  id: string,
  said: readonly SaidGate[],
  measure: string,
  which: Bound,
): number | undefined => {
  const values = said.flatMap((one) => {
    const value = one.value.demands?.[measure]?.[which];
    return value === undefined ? [] : [{ ...one, path: [...one.path, 'demands', measure, which], value }];
  });
  return settle(ledger, `gates.${id}.demands.${measure}.${which}`, values, which === 'at-most' ? lowest : highest);
};

const mergeDemands = (ledger: Ledger, id: string, said: readonly SaidGate[]): readonly GateDemand[] => {
  const measures = [...new Set(said.flatMap(({ value }) => Object.keys(value.demands ?? {})))].sort();
  return measures.map((measure) => ({
    measure,
    ...present('atLeast', bound(ledger, id, said, measure, 'at-least')),
    ...present('atMost', bound(ledger, id, said, measure, 'at-most')),
  }));
};

const readsOf = ({ reads = [] }: WrittenGate): readonly GateRead[] =>
  reads.map(({ format, path, name, pattern, unit }) => ({
    format,
    ...present('path', path),
    ...present('name', name),
    ...present('pattern', pattern),
    ...present('unit', unit),
  }));

// Every policy may name more of them; none takes one away.
const mergeBreaks = (said: readonly SaidGate[]): readonly GateBreak[] => {
  const written = said.flatMap(({ value }) => value.breaks ?? []);
  const breaks = written.map(({ file, find, put }) => ({ file, ...present('find', find), put }));
  return [...new Map(breaks.map((one) => [canonicalJson(one), one])).values()];
};

const word = (ledger: Ledger, id: string, said: readonly SaidGate[], key: 'title' | 'result'): string | undefined =>
  settleLast(
    ledger,
    `gates.${id}.${key}`,
    said.flatMap((one) => {
      const value = one.value[key];
      return value === undefined ? [] : [{ ...one, path: [...one.path, key], value }];
    }),
  );

const mergeVariant = (ledger: Ledger, id: string, said: readonly SaidGate[]): readonly Gate[] => {
  const [first] = said;
  if (first === undefined) return [];
  const { moment = 'pr', in: places = [], except = [], modes = [], commands, because } = first.value;
  recordOrigins(
    ledger,
    `gates.${id}`,
    said.map((one) => ({
      ...one,
      path: [...one.path, 'id'],
      value: one.value.commands.map(({ run }) => run).join('; '),
    })),
  );
  const gate: Gate = {
    id,
    title: word(ledger, id, said, 'title') ?? titleOf(id),
    moment,
    in: places,
    except,
    modes,
    commands: commands.map(({ run, folder = '', minutes = commandMinutesByDefault }) => ({ run, folder, minutes })),
    reads: readsOf(first.value),
    demands: mergeDemands(ledger, id, said),
    breaks: mergeBreaks(said),
    ...present('result', word(ledger, id, said, 'result')),
    because,
  };
  return [gate];
};

/**
 * Every gate of every policy, as rules are put together: one id with the same commands, results and places is one gate under the
 * strictest of its demands; with others both hold, and the later one is called `ID.2`.
 */
export const mergeGates = (
  ledger: Ledger,
  layers: readonly Ruling[],
): Pick<Policy, 'gates' | 'gateMinutes'> & { readonly gateAliases: Aliases } => {
  const written = listed(layers, ['gates'], ({ gates }) => gates);
  const taken = new Set(written.map(({ value }) => value.id));
  const gateAliases = new Map<string, string[]>();
  const gates = [...groupBy(written, ({ id }) => id)].flatMap(([id, said]) =>
    [...groupBy(said, substance).values()].flatMap((variant, index) => {
      const [first, earliest] = [variant[0], said[0]];
      if (index === 0 || first === undefined || earliest === undefined) return mergeVariant(ledger, id, variant);
      const name = freeId(id, taken);
      taken.add(name);
      gateAliases.set(id, [...(gateAliases.get(id) ?? []), name]);
      const message = `${earliest.layer.source} has a gate \`${id}\` too, with other commands, results or places. Both hold; this one is called \`${name}\`. Give it an id of its own.`;
      tell(ledger, { ...first, path: [...first.path, 'id'] }, 'warning', 'gate-twice', message);
      return mergeVariant(ledger, name, variant);
    }),
  );
  const minutes = sayings(layers, ['gate-minutes'], (document) => document['gate-minutes']);
  return { gates, gateAliases, ...present('gateMinutes', settle(ledger, 'gate-minutes', minutes, lowest)) };
};
