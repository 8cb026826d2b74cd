import type { Rule } from '../rule-kind.ts';
import { ownOf, recordOrigins, sayings, tell, type Ledger, type Ruling, type Said } from './merge-ledger.ts';
import type { Role } from './policy.ts';
import { coversRule, waivableRules } from './waivable.ts';

type Right = 'may-raise' | 'may-waive';

// What each layer says that says anything of a right of a role.
const rightsOf = <T>(
  ledger: Ledger,
  layers: readonly Ruling[],
  { id, right }: { readonly id: string; readonly right: Right },
  read: (role: NonNullable<Ruling['document']['roles']>[string]) => T | undefined,
): readonly Said<T>[] => {
  const said = sayings(layers, ['roles', id, right], ({ roles }) => {
    const role = ownOf(roles, id);
    return role === undefined ? undefined : read(role);
  });
  recordOrigins(ledger, `roles.${id}.${right}`, said);
  return said;
};

const tellVoid = (ledger: Ledger, said: Said<unknown>, right: Right, added: readonly string[], base: string): void => {
  if (added.length === 0) return;
  const verb = right === 'may-raise' ? 'raise' : 'waive';
  const message = `\`${right}: ${added.join(', ')}\` has no effect: ${base} does not let this role ${verb} it.`;
  tell(ledger, said, 'warning', 'no-effect', message);
};

// A role may raise what every policy lets it raise that says anything about it.
const mergeRaising = (ledger: Ledger, layers: readonly Ruling[], id: string): Role['mayRaise'] => {
  const rights = rightsOf(ledger, layers, { id, right: 'may-raise' }, (role) => role['may-raise']);
  const [first, ...others] = rights;
  const mayRaise = (first?.value ?? []).filter((budget) => others.every(({ value }) => value.includes(budget)));
  for (const other of others) {
    const added = other.value.filter((budget) => !mayRaise.includes(budget));
    tellVoid(ledger, other, 'may-raise', added, first?.layer.source ?? '');
  }
  return mayRaise;
};

// The same of rules: one list for each policy that has one, and all of them have to name a rule.
const mergeWaiving = (
  ledger: Ledger,
  layers: readonly Ruling[],
  id: string,
  rules: readonly string[],
): Role['mayWaive'] => {
  const rights = rightsOf(ledger, layers, { id, right: 'may-waive' }, (role) => role['may-waive']);
  const [first, ...others] = rights;
  for (const other of others) {
    const added = other.value.filter(
      (pattern) =>
        first !== undefined && !rules.some((rule) => coversRule([pattern], rule) && coversRule(first.value, rule)),
    );
    tellVoid(ledger, other, 'may-waive', added, first?.layer.source ?? '');
  }
  return rights.map(({ value }) => value);
};

/** Who decides what, in all policies together. */
export const mergeRoles = (
  ledger: Ledger,
  layers: readonly Ruling[],
  rules: readonly Pick<Rule, 'id'>[],
): readonly Role[] => {
  const ids = new Set(layers.flatMap(({ document }) => Object.keys(document.roles ?? {})));
  const waivable = waivableRules(rules);
  return [...ids].map((id) => {
    const titles = sayings(layers, ['roles', id], ({ roles }) => ownOf(roles, id)?.title);
    recordOrigins(ledger, `roles.${id}`, titles);
    return {
      id,
      title: titles.at(-1)?.value ?? id,
      mayRaise: mergeRaising(ledger, layers, id),
      mayWaive: mergeWaiving(ledger, layers, id, waivable),
    };
  });
};
