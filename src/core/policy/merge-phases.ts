import { canonicalJson } from '../canonical-json.ts';
import { levels } from '../level.ts';
import { ruleOfPhase, rulesOfProcess } from '../phases/rule.ts';
import type { Artefact, Phase, Process } from '../phases/phase.ts';
import { present } from '../present.ts';
import type { Rule } from '../rule-kind.ts';
import type { PolicyDocument } from './document.ts';
import { byOrderOf, listed, recordOrigins, settle, tell, type Ledger, type Ruling, type Said } from './merge-ledger.ts';
import { freeId } from './merge-modes.ts';
import { groupBy } from './merge-rules.ts';
import { titleOf } from './names.ts';

type WrittenProcess = NonNullable<PolicyDocument['phases']>[number];
type WrittenStep = WrittenProcess['steps'][number];
type WrittenArtefact = WrittenStep['artefacts'][number];
type SaidProcess = Said<WrittenProcess>;

const stricter = byOrderOf(levels);

// What comes before what; level, titles and reason only weigh it.
const substance = ({ steps, code, trivial, modes = [] }: WrittenProcess): string =>
  canonicalJson([steps, code, trivial ?? null, modes.toSorted()]);

const cellsOf = 'cells.*.source';

const holdsOf = ({ fields = [], entries = [], cell }: WrittenArtefact): Artefact['holds'] => [
  ...fields.map((at) => ({ at })),
  ...entries.map(({ at, names, matches }) => ({ at, ...present('names', names), ...present('matches', matches) })),
  ...(cell === undefined ? [] : [{ at: cellsOf, matches: cell, inWords: `a cell that says ${cell}` }]),
];

const saysOf = ({ section, says, names }: WrittenArtefact): Artefact['says'] => {
  if (section === undefined && says === undefined && names === undefined) return undefined;
  return {
    ...present('section', section),
    ...present('names', names),
    ...present('pattern', says),
  };
};

const artefactOf = (written: WrittenArtefact): Artefact => {
  const { kind, title, path, status } = written;
  return {
    kind,
    title: title ?? `${kind} ${path}`,
    path,
    ...present('status', status === undefined ? undefined : { at: status.at ?? 'status', is: status.is }),
    ...present('says', saysOf(written)),
    holds: holdsOf(written),
  };
};

const phaseOf = ({ id, title, artefacts }: WrittenStep): Phase => ({
  id,
  title: title ?? titleOf(id),
  artefacts: artefacts.map(artefactOf),
});

const mergeVariant = (ledger: Ledger, id: string, said: readonly SaidProcess[]): readonly Process[] => {
  const [first] = said;
  if (first === undefined) return [];
  const { title, steps, code, trivial, modes = [], because } = first.value;
  const weighed = said.map((one) => ({ ...one, path: [...one.path, 'level'], value: one.value.level ?? 'block' }));
  const level = settle(ledger, `phases.${id}.level`, weighed, stricter) ?? 'block';
  const written = said.map((one) => ({ ...one, path: [...one.path, 'id'], value: `${one.value.steps.length} phases` }));
  recordOrigins(ledger, `phases.${id}`, written);
  const rules = code.map(({ after }) => ruleOfPhase(id, after));
  for (const rule of rules) recordOrigins(ledger, `rules.${rule}.level`, weighed);
  return [
    {
      id,
      title: title ?? titleOf(id),
      phases: steps.map(phaseOf),
      code: code.map(({ when, except = [], after }) => ({ when, except, after, rule: ruleOfPhase(id, after) })),
      ...present('trivial', trivial === undefined ? undefined : { ...trivial, never: trivial.never ?? [] }),
      modes,
      level,
      because,
    },
  ];
};

/**
 * Every order of work of every policy, as rules are put together: one id with the same phases and code is one, at the stricter
 * level; with others both hold, and the later one is called `ID.2`. With the rules that they become.
 */
export const mergePhases = (
  ledger: Ledger,
  layers: readonly Ruling[],
): { readonly phases: readonly Process[]; readonly phaseRules: readonly Rule[] } => {
  const written = listed(layers, ['phases'], (document) => document.phases);
  const taken = new Set(written.map(({ value }) => value.id));
  const phases = [...groupBy(written, ({ id }) => id)].flatMap(([id, said]) =>
    [...groupBy(said, substance).values()].flatMap((variant, index) => {
      const [first, earliest] = [variant[0], said[0]];
      if (index === 0 || first === undefined || earliest === undefined) return mergeVariant(ledger, id, variant);
      const name = freeId(id, taken);
      taken.add(name);
      const message = `${earliest.layer.source} has an order of work \`${id}\` too, with other phases or code. Both hold; this one is called \`${name}\`. Give it an id of its own.`;
      tell(ledger, { ...first, path: [...first.path, 'id'] }, 'warning', 'phases-twice', message);
      return mergeVariant(ledger, name, variant);
    }),
  );
  return { phases, phaseRules: phases.flatMap(rulesOfProcess) };
};
