import { fileClasses, type FileClass } from '../change.ts';
import { mergeAudit } from './merge-audit.ts';
import { mergeBudgets } from './merge-budgets.ts';
import { mergeContext } from './merge-context.ts';
import {
  byOrderOf,
  openLedger,
  recordOrigins,
  sayings,
  settle,
  settleLast,
  tellVoid,
  type Ledger,
  type Ruling,
} from './merge-ledger.ts';
import { mergeGates } from './merge-gates.ts';
import { mergeModes, truest } from './merge-modes.ts';
import { mergePhases } from './merge-phases.ts';
import { mergePrompt } from './merge-prompt.ts';
import { mergePullRequest } from './merge-pull-request.ts';
import { mergeRoles } from './merge-roles.ts';
import { mergeRules } from './merge-rules.ts';
import { mergeRun } from './merge-run.ts';
import { present } from '../present.ts';
import type { Policy, Problem } from './policy.ts';
import type { Layer } from './read.ts';

export interface Merged {
  readonly policy: Policy;
  /** What is void or in conflict; an error among them means that the policy may not be used. */
  readonly problems: readonly Problem[];
}

const isRuling = (layer: Layer): layer is Ruling => layer.document !== undefined;

const settled = <T>(ledger: Ledger, name: string, value: T | undefined, fallback: T): T => {
  if (value === undefined) recordOrigins(ledger, name, [], fallback);
  return value ?? fallback;
};

// Files of these classes do not use a budget up unless it says so.
const uncounted: ReadonlySet<FileClass> = new Set(['generated', 'lock', 'vendored']);

type Classes = Policy['classes'];

const counts = (entry: Classes[number]): boolean => !uncounted.has(entry.class);

const classesOf = ({ document }: Ruling): Classes =>
  // The last of the list first: what is generated test data is generated.
  fileClasses.toReversed().flatMap((name) => {
    const globs = document.classes?.[name];
    return globs === undefined ? [] : [{ class: name, globs }];
  });

/**
 * The policy nearest to the repository is asked first, but it may not take out of the count what a base counts by
 * name: its generated, lock and vendored files are asked for after the bases' code, test, docs and data.
 */
const mergeClasses = (ledger: Ledger, layers: readonly Ruling[]): Classes => {
  for (const name of fileClasses)
    recordOrigins(
      ledger,
      `classes.${name}`,
      sayings(layers, ['classes', name], ({ classes }) => classes?.[name]).toReversed(),
    );
  let classes: Classes = [];
  for (const layer of layers) {
    const own = classesOf(layer);
    const [counted, free] = [classes.filter(counts), classes.filter((entry) => !counts(entry))];
    classes =
      counted.length === 0
        ? [...own, ...free]
        : [...own.filter(counts), ...counted, ...own.filter((entry) => !counts(entry)), ...free];
  }
  return classes;
};

const mergeSwitches = (ledger: Ledger, layers: readonly Ruling[]): Pick<Policy, 'codex' | 'modeRequired'> => {
  const codex = sayings(layers, ['codex'], (document) => document.codex);
  const required = sayings(layers, ['mode-required'], (document) => document['mode-required']);
  return {
    codex: settled(ledger, 'codex', settle(ledger, 'codex', codex, byOrderOf(['active', 'frozen'])), 'active'),
    modeRequired: settled(ledger, 'mode-required', settle(ledger, 'mode-required', required, truest), false),
  };
};

/**
 * The effective law of several policies, the bases first and the repository's own last. The strictest value wins, no
 * matter in which order the bases stand; words that are neither strict nor weak (titles, goals) are those of the
 * policy nearest to the repository. A layer that was not read whole is left out: whoever asks looks at its problems.
 */
export const mergeLayers = (layers: readonly Layer[]): Merged => {
  const rulings = layers.filter(isRuling);
  const ledger = openLedger();
  const { items, tokens, aliases: itemAliases } = mergeContext(ledger, rulings);
  const { rules: written, aliases: ruleAliases } = mergeRules(ledger, rulings);
  const { phases, phaseRules } = mergePhases(ledger, rulings);
  const rules = [...written, ...phaseRules];
  const { gateAliases, ...gates } = mergeGates(ledger, rulings);
  const title = settleLast(
    ledger,
    'title',
    sayings(rulings, ['title'], (document) => document.title),
  );
  const policy: Policy = {
    title: settled(ledger, 'title', title, layers.at(-1)?.source ?? 'Policy'),
    ...mergeSwitches(ledger, rulings),
    classes: mergeClasses(ledger, rulings),
    budgets: mergeBudgets(ledger, rulings, undefined),
    roles: mergeRoles(ledger, rulings, rules),
    modes: mergeModes(ledger, rulings, itemAliases),
    contextTokens: tokens,
    context: items,
    prompt: mergePrompt(ledger, rulings),
    run: mergeRun(ledger, rulings),
    rules,
    ...gates,
    phases,
    ...present('audit', mergeAudit(ledger, rulings)),
    ...mergePullRequest(ledger, rulings, new Map([...ruleAliases, ...gateAliases])),
    origins: ledger.origins,
    sources: layers.map(({ source }) => source),
  };
  tellVoid(ledger);
  return { policy, problems: ledger.problems };
};
