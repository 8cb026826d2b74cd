import { callsFunction } from '../../calls/call-graph.ts';
import { calledFunction, findClass, type FunctionSite } from '../../calls/definitions.ts';
import type { Tree } from '../../surroundings.ts';
import type { Facts, UseFact } from '../../syntax/facts.ts';
import { usesIn } from './settings.ts';

/** The methods of the class that a use means: a framework that is handed a class may call any of them. */
const methodsMeant = (tree: Tree, path: string, facts: Facts, { target = '' }: UseFact): readonly FunctionSite[] => {
  const site = findClass(tree, { path, facts }, target);
  if (site === undefined) return [];
  return [...site.facts.functions.keys()]
    .filter((index) => site.facts.functions[index]?.name.startsWith(`${site.fact.name}.`))
    .map((index) => ({ path: site.path, facts: site.facts, index }));
};

/** The functions of the repository that a use means. */
export const functionsMeant = (tree: Tree, path: string, facts: Facts, use: UseFact): readonly FunctionSite[] => {
  const called = calledFunction(tree, { path, facts, index: use.in ?? -1 }, use);
  return [...(called === undefined ? [] : [called]), ...methodsMeant(tree, path, facts, use)];
};

const standsIn = ({ functions }: Facts, use: Pick<UseFact, 'in'>, index: number): boolean => {
  let around = use.in;
  while (around !== undefined && around !== index) around = functions[around]?.in;
  return around === index;
};

/** What stands in a function, in those within it, and in its decorators. */
export const usesOf = ({ facts, index }: FunctionSite): readonly UseFact[] => [
  ...(facts.functions[index]?.decorators ?? []),
  ...usesIn(facts).filter((use) => standsIn(facts, use, index)),
];

/** How far functions are followed that call each other. */
const farthest = 3;

/** True where one of the uses, or what is called by it in turn, is one that is looked for. Where nothing tells: false. */
export const leadsTo = (
  tree: Tree,
  { path, facts, uses }: { readonly path: string; readonly facts: Facts; readonly uses: readonly UseFact[] },
  isWanted: (site: FunctionSite) => boolean,
): boolean =>
  uses
    .flatMap((use) => functionsMeant(tree, path, facts, use))
    .some((site) => isWanted(site) || callsFunction(tree, site, farthest - 1, isWanted));
