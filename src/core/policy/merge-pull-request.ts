import type { PolicyDocument } from './document.ts';
import {
  listed,
  recordEffect,
  recordOrigins,
  sayings,
  settleLast,
  tell,
  type Ledger,
  type Ruling,
  type Said,
} from './merge-ledger.ts';
import { withAliases, type Aliases } from './merge-modes.ts';
import { groupBy } from './merge-rules.ts';
import type { Acceptance, Policy, ResultLine } from './policy.ts';

type WrittenLine = NonNullable<NonNullable<PolicyDocument['pull-request']>['acceptance']>[number];

const overruledText = (ledger: Ledger, said: readonly Said<WrittenLine>[]): void => {
  const [first, ...others] = said.map((one) => ({ ...one, path: [...one.path, 'text'], value: one.value.text }));
  for (const other of others)
    recordEffect(ledger, other, first === undefined || other.value === first.value ? undefined : first);
};

// A line that a base leaves to a person is not ticked by a rule that a later policy names.
const mergeCover = (ledger: Ledger, said: readonly Said<WrittenLine>[], rules: Aliases): readonly string[] => {
  const [first, ...others] = said;
  if (first === undefined) return [];
  if ((first.value['covered-by'] ?? []).length > 0)
    return withAliases([...new Set(said.flatMap(({ value }) => value['covered-by'] ?? []))], rules);
  for (const other of others)
    if (other.value['covered-by'] !== undefined)
      tell(
        ledger,
        { ...other, path: [...other.path, 'covered-by'] },
        'warning',
        'no-effect',
        `\`covered-by\` has no effect: ${first.layer.source} leaves this line to a person.`,
      );
  return [];
};

/** The acceptance list: every line of every policy, in the words of the first, covered by all that any policy names. */
const mergeAcceptance = (ledger: Ledger, layers: readonly Ruling[], rules: Aliases): readonly Acceptance[] => {
  const written = listed(layers, ['pull-request', 'acceptance'], (document) => document['pull-request']?.acceptance);
  return [...groupBy(written, ({ id }) => id)].flatMap(([id, said]) => {
    const [first] = said;
    if (first === undefined) return [];
    recordOrigins(
      ledger,
      `pull-request.acceptance.${id}`,
      said.map((one) => ({ ...one, path: [...one.path, 'id'], value: one.value.text })),
    );
    overruledText(ledger, said);
    return [{ id, text: first.value.text, coveredBy: mergeCover(ledger, said, rules) }];
  });
};

/** The results that are told: every line of every policy, with all its kinds, in the words nearest to the repository. */
const mergeResults = (ledger: Ledger, layers: readonly Ruling[]): readonly ResultLine[] => {
  const written = listed(layers, ['pull-request', 'results'], (document) => document['pull-request']?.results);
  return [...groupBy(written, ({ id }) => id)].map(([id, said]) => {
    recordOrigins(
      ledger,
      `pull-request.results.${id}`,
      said.toReversed().map((one) => ({ ...one, path: [...one.path, 'id'], value: one.value.title })),
    );
    const kinds = [...new Set(said.flatMap(({ value }) => value.kinds ?? []))];
    return { id, title: said.at(-1)?.value.title ?? id, kinds };
  });
};

/** What the text of a pull request says. */
export const mergePullRequest = (
  ledger: Ledger,
  layers: readonly Ruling[],
  rules: Aliases,
): Pick<Policy, 'acceptance' | 'results' | 'killSwitch'> => {
  const killSwitch = settleLast(
    ledger,
    'pull-request.kill-switch',
    sayings(layers, ['pull-request', 'kill-switch'], (document) => document['pull-request']?.['kill-switch']),
  );
  return {
    acceptance: mergeAcceptance(ledger, layers, rules),
    results: mergeResults(ledger, layers),
    ...(killSwitch === undefined ? {} : { killSwitch }),
  };
};
