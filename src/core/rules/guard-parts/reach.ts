import type { Tree } from '../../surroundings.ts';
import { resolveImport } from '../../syntax/facts/resolve-import.ts';
import type { Facts, UseFact } from '../../syntax/facts.ts';
import { hasFacts } from '../../syntax/languages.ts';

/** A function of a file. */
export interface FunctionPlace {
  readonly path: string;
  readonly facts: Facts;
  readonly index: number;
}

/** The functions that a name means in a text: that function, or of a class all that it has. */
const functionsNamed = (path: string, facts: Facts, name: string): readonly FunctionPlace[] =>
  facts.functions.flatMap((fact, index) =>
    fact.name === name || fact.name.startsWith(`${name}.`) ? [{ path, facts, index }] : [],
  );

/** What is taken of a module, as names in it: `Store.load` of `store.Store().load`, and `load`. */
const namesInModule = (target: string): readonly string[] => {
  const names = target.replace(/\(\)|\[\]/g, '').split('.');
  return [names.slice(-2).join('.'), names.slice(-1).join('.')];
};

/** The functions of the repository that a use means. */
export const functionsMeant = (tree: Tree, path: string, facts: Facts, use: UseFact): readonly FunctionPlace[] => {
  const { target, origin, import: index } = use;
  if (target === undefined) return [];
  if (origin === 'own') return functionsNamed(path, facts, target.replace(/\(\)/g, ''));
  const fact = facts.imports[index ?? -1];
  const file = fact && resolveImport(fact, path, tree.has);
  const there = file !== undefined && hasFacts(file) ? tree.facts(file) : undefined;
  if (file === undefined || there === undefined) return [];
  return namesInModule(target).flatMap((name) => functionsNamed(file, there, name));
};

const standsIn = ({ functions }: Facts, use: Pick<UseFact, 'in'>, index: number): boolean => {
  let around = use.in;
  while (around !== undefined && around !== index) around = functions[around]?.in;
  return around === index;
};

/** What stands in a function, in those within it, and in its decorators. */
export const usesOf = ({ facts, index }: FunctionPlace): readonly UseFact[] => [
  ...(facts.functions[index]?.decorators ?? []),
  ...facts.uses.filter((use) => standsIn(facts, use, index)),
];

/** How far functions are followed that call each other. */
const farthest = 3;

/** True where one of the uses, or what is called by it in turn, is one that is looked for. Where nothing tells: false. */
export const leadsTo = (
  tree: Tree,
  from: { readonly path: string; readonly facts: Facts; readonly uses: readonly UseFact[] },
  isWanted: (place: FunctionPlace) => boolean,
): boolean => {
  const seen = new Set<string>();
  let level = [from];
  for (let depth = 0; depth < farthest && level.length > 0; depth += 1) {
    const next: (typeof from)[] = [];
    for (const { path, facts, uses } of level)
      for (const place of uses.flatMap((use) => functionsMeant(tree, path, facts, use))) {
        const key = `${place.path} ${place.index}`;
        if (seen.has(key)) continue;
        if (isWanted(place)) return true;
        seen.add(key);
        next.push({ path: place.path, facts: place.facts, uses: usesOf(place) });
      }
    level = next;
  }
  return false;
};
