import type { Budget } from '../budget.ts';
import { measures, type Measure } from '../measures.ts';
import { fileClasses, type FileClass } from '../change.ts';
import { levels, type Level } from '../level.ts';
import type { BudgetsDocument, PolicyDocument } from './document.ts';
import { countedByDefault } from './document-words.ts';
import {
  byOrderOf,
  lowest,
  ownOf,
  recordEffect,
  recordOrigins,
  strictest,
  type Ledger,
  type Ruling,
  type Said,
} from './merge-ledger.ts';
import type { ComplexityVariant } from '../syntax/function-number.ts';
import type { PolicyPath } from './shape.ts';
import { readStanding, type StandsOn } from './stands-on.ts';

interface Limit {
  /** The place of the budget, and the keys written there: a default is not worth a word. */
  readonly place: PolicyPath;
  readonly keys: readonly string[];
  readonly limit: number;
  readonly counts: readonly FileClass[];
  readonly level: Level;
  readonly variant?: ComplexityVariant;
  readonly raisedBy?: string;
  readonly because?: string;
}

const stricter = byOrderOf(levels);

const limitOf = (written: NonNullable<BudgetsDocument[Measure]>, place: PolicyPath): Limit => {
  const full = typeof written === 'number' ? { limit: written } : written;
  return {
    place,
    keys: typeof written === 'number' ? [] : Object.keys(written),
    limit: full.limit,
    counts: full.counts ?? countedByDefault,
    level: full.level ?? 'block',
    ...('variant' in full && full.variant === 'modified' ? { variant: 'modified' } : {}),
    ...(full['raised-by'] === undefined ? {} : { raisedBy: full['raised-by'] }),
    ...(full.because === undefined ? {} : { because: full.because }),
  };
};

// Within one policy a mode's own budget stands in for the one of every mode.
const writtenFor = (
  document: PolicyDocument,
  mode: string | undefined,
  measure: Measure,
): { readonly path: PolicyPath; readonly written: NonNullable<BudgetsDocument[Measure]> } | undefined => {
  const own = mode === undefined ? undefined : ownOf(document.modes, mode)?.budgets?.[measure];
  if (own !== undefined && mode !== undefined) return { path: ['modes', mode, 'budgets', measure], written: own };
  const general = document.budgets?.[measure];
  return general === undefined ? undefined : { path: ['budgets', measure], written: general };
};

const budgetsSaid = (layers: readonly Ruling[], mode: string | undefined, measure: Measure): readonly Said<Limit>[] =>
  layers.flatMap((layer, order) => {
    const found = writtenFor(layer.document, mode, measure);
    if (found === undefined) return [];
    const path = typeof found.written === 'number' ? found.path : [...found.path, 'limit'];
    return [{ layer, order, path, value: limitOf(found.written, found.path) }];
  });

const limitsOf = (said: readonly Said<Limit>[]): readonly Said<number>[] =>
  said.map((one) => ({ ...one, value: one.value.limit }));

/** What a layer says about a part of its budget; unwritten: its default. */
interface SaidPart<T> extends Said<T> {
  readonly written: boolean;
}

const partsOf = <T>(said: readonly Said<Limit>[], key: string, read: (limit: Limit) => T): readonly SaidPart<T>[] =>
  said.map((one) => {
    const written = one.value.keys.includes(key);
    return { ...one, written, path: written ? [...one.value.place, key] : one.path, value: read(one.value) };
  });

/** What every policy says about a budget, and which of them stand on which. */
interface BudgetSaid {
  readonly said: readonly Said<Limit>[];
  readonly standsOn: StandsOn;
}

// A policy that sets the limit alone has nothing to say about the rest: it takes over what it stands on.
const heldParts = <T>({ said, standsOn }: BudgetSaid, key: string, read: (limit: Limit) => T): readonly SaidPart<T>[] =>
  partsOf(said, key, read).filter(
    ({ written, layer }) => written || !said.some((other) => standsOn(layer, other.layer)),
  );

const levelsOf = (budget: BudgetSaid): readonly SaidPart<Level>[] => heldParts(budget, 'level', (one) => one.level);

const rolesOf = (budget: BudgetSaid): readonly SaidPart<string>[] =>
  heldParts(budget, 'raised-by', (one) => one.raisedBy ?? 'nobody');

type Combined = Omit<Limit, 'place' | 'keys'> & { readonly because: string };

const combine = (budget: BudgetSaid): Combined | undefined => {
  const { said } = budget;
  const winner = strictest(limitsOf(said), lowest);
  const level = strictest(levelsOf(budget), stricter);
  if (winner === undefined || level === undefined) return undefined;
  const counted = new Set(said.flatMap(({ value }) => value.counts));
  const roles = new Set(rolesOf(budget).map(({ value }) => value));
  const [role] = roles;
  const because = said.find(({ value }) => value.limit === winner.value && value.because !== undefined)?.value.because;
  return {
    limit: winner.value,
    counts: fileClasses.filter((name) => counted.has(name)),
    level: level.value,
    // Only when every policy that sets the budget counts so.
    ...(said.every(({ value }) => value.variant === 'modified') ? { variant: 'modified' } : {}),
    // Only when every policy that has its own word on it lets the same role raise it.
    ...(roles.size === 1 && role !== undefined && role !== 'nobody' ? { raisedBy: role } : {}),
    because: because ?? `This limit is set in ${winner.layer.source}, line ${winner.layer.placeOf(winner.path).line}.`,
  };
};

const tellApart = ({ limit, counts, level, variant, raisedBy }: Combined): string =>
  JSON.stringify([limit, counts, level, variant ?? null, raisedBy ?? null]);

// What a policy writes about a budget and a base makes void: a weaker level, fewer classes, another way to count, a role
// that may raise it.
const recordPart = <T>(ledger: Ledger, parts: readonly SaidPart<T>[], beats: (base: T, own: T) => boolean): void => {
  for (const own of parts.filter(({ written }) => written)) {
    const base = parts.find((other) => other.order < own.order && beats(other.value, own.value));
    recordEffect(ledger, own, base);
  }
};

/** Notes who may raise it, or by whom nobody may; where two roles are named, none of them won. */
const recordRaise = (ledger: Ledger, name: string, budget: BudgetSaid): void => {
  const roles = rolesOf(budget);
  const nobody = roles.filter(({ value }) => value === 'nobody');
  const named = roles.filter(({ value }) => value !== 'nobody');
  const isOne = nobody.length > 0 || new Set(named.map(({ value }) => value)).size === 1;
  if (named.length > 0 && isOne) recordOrigins(ledger, `${name}.raised-by`, [...nobody, ...named]);
  recordPart(ledger, roles, (base, own) => base !== own);
};

const recordParts = (ledger: Ledger, name: string, budget: BudgetSaid): void => {
  const { said } = budget;
  const levelsSaid = levelsOf(budget);
  const winner = strictest(levelsSaid, stricter);
  if (winner !== undefined)
    recordOrigins(ledger, `${name}.level`, [winner, ...levelsSaid.filter((other) => other !== winner)]);
  recordPart(ledger, levelsSaid, (base, own) => stricter(base, own) < 0);
  recordPart(
    ledger,
    partsOf(said, 'counts', (one) => one.counts),
    (base, own) => own.length < base.length && own.every((counted) => base.includes(counted)),
  );
  recordPart(
    ledger,
    partsOf(said, 'variant', (one) => one.variant ?? 'classic'),
    (base, own) => base === 'classic' && own === 'modified',
  );
  recordRaise(ledger, name, budget);
};

const recordBudget = (ledger: Ledger, name: string, budget: BudgetSaid, whole: Combined): void => {
  const { said, standsOn } = budget;
  const limits = limitsOf(said);
  const winner = strictest(limits, lowest);
  if (winner === undefined) return;
  recordOrigins(ledger, name, [winner, ...limits.filter((other) => other !== winner)]);
  recordParts(ledger, name, budget);
  for (const [index, one] of said.entries()) {
    const without = combine({ said: said.filter((other) => other !== one), standsOn });
    const overruled =
      one.value.limit > winner.value &&
      winner.order < one.order &&
      without !== undefined &&
      tellApart(without) === tellApart(whole);
    recordEffect(ledger, limits[index] ?? one, overruled ? winner : undefined);
  }
};

/**
 * The budgets of a mode, or of work without one. Across policies the lowest limit and the strictest level win, the
 * counted classes are united, a role may raise it only if all policies that set it say so, and the reason is that of
 * the limit that won. A policy that leaves out the level, or who may raise it, leaves that to those it stands on. A budget
 * no policy sets is absent: no limit.
 */
export const mergeBudgets = (
  ledger: Ledger,
  layers: readonly Ruling[],
  mode: string | undefined,
): readonly Budget[] => {
  const standsOn = readStanding(layers);
  return measures.flatMap((measure) => {
    const budget = { said: budgetsSaid(layers, mode, measure), standsOn };
    const whole = combine(budget);
    if (whole === undefined) return [];
    const place = mode === undefined ? 'budgets' : `modes.${mode}.budgets`;
    recordBudget(ledger, `${place}.${measure}`, budget, whole);
    return [{ measure, ...whole }];
  });
};
