import type { ImportFact, UseFact } from '../facts.ts';

/** What is read, called or written, as a way from a root: `os`, then `.environ`, `[]`, `()`. */
export interface Chain {
  /** A name, the index of an import, or nothing where it begins with another expression. */
  readonly root: string | number | undefined;
  readonly links: readonly string[];
}

/** What a name stands for in a scope. */
type Binding =
  | {
      readonly kind: 'import';
      readonly index: number;
      /** What the name is, where that is not what the import takes: `os` of `import os.path`. */
      readonly target?: string;
    }
  | {
      readonly kind: 'own';
      readonly name: string;
      /** The names in it, of a class. */
      readonly members?: Scope;
    }
  | { readonly kind: 'alias'; readonly chain: Chain; readonly scope: Scope }
  | { readonly kind: 'unknown' };

export interface Scope {
  readonly parent: Scope | undefined;
  /** Names of a class of Python are seen in its body, not in the functions there. */
  readonly kind: 'function' | 'block' | 'class';
  readonly names: Map<string, Binding[]>;
}

export const openScope = (kind: Scope['kind'], parent?: Scope): Scope => ({ parent, kind, names: new Map() });

export const bind = ({ names }: Scope, name: string, binding: Binding): void => {
  const bindings = names.get(name);
  if (bindings === undefined) names.set(name, [binding]);
  else bindings.push(binding);
};

export const unknown: Binding = { kind: 'unknown' };

/** A name and what it is given: an alias where that is a chain. */
export const bindValue = (scope: Scope, name: string, chain: Chain | undefined, from = scope): void =>
  bind(scope, name, chain === undefined ? unknown : { kind: 'alias', chain, scope: from });

/** The nearest scope that is a function's or the module's. */
export const functionScope = (scope: Scope): Scope => {
  let around = scope;
  while (around.kind === 'block' && around.parent !== undefined) around = around.parent;
  return around;
};

export const moduleScope = (scope: Scope): Scope => {
  let around = scope;
  while (around.parent !== undefined) around = around.parent;
  return around;
};

const lost: Pick<UseFact, 'target' | 'origin' | 'import'> = { origin: 'unknown' };

/** `module` with what is taken of it; `node:fs` is `fs`, and the default export stands for the whole module. */
export const targetOfImport = ({ module, name }: ImportFact): string => {
  const plain = module.replace(/^node:/, '');
  if (name === undefined || name === '*' || name === 'default') return plain;
  return plain.endsWith('.') ? plain + name : `${plain}.${name}`;
};

const find = (scope: Scope, name: string): readonly Binding[] | undefined => {
  for (let around: Scope | undefined = scope; around !== undefined; around = around.parent) {
    if (around.kind === 'class' && around !== scope) continue;
    const bindings = around.names.get(name);
    if (bindings !== undefined) return bindings;
  }
  return undefined;
};

// Names that stand for names in a long row end here; nobody writes so many.
const mostAliases = 50;
const longestTarget = 200;
/** No chain has more: what is longer begins with `?`. */
export const mostLinks = 24;

/** What is known of a name or a chain. */
interface Known {
  readonly target: string;
  readonly origin: UseFact['origin'];
  readonly import?: number;
  readonly members?: Scope;
}

const ofImport = (imports: readonly ImportFact[], index: number, target?: string): Known | undefined => {
  const fact = imports[index];
  if (fact === undefined || fact.module === '') return undefined;
  return { target: target ?? targetOfImport(fact), origin: 'import', import: index };
};

const ofOwn = ({ name, members }: Binding & { readonly kind: 'own' }): Known => ({
  target: name,
  origin: 'own',
  ...(members && { members }),
});

/** Follows chains to what is known of them; undefined for what nobody can tell. */
const createFollower = (imports: readonly ImportFact[]) => {
  // A name is followed once. One that is being followed stands for itself at that moment, and is not known.
  const known = new Map<readonly Binding[], Known | undefined>();
  let depth = 0;
  const followOne = (binding: Binding | undefined): Known | undefined => {
    if (binding?.kind === 'import') return ofImport(imports, binding.index, binding.target);
    if (binding?.kind === 'own') return ofOwn(binding);
    return binding?.kind === 'alias' ? follow(binding.chain, binding.scope) : undefined;
  };
  // What is bound more than once may be any of them; the first that can be told is what a rule has to know of.
  const followAny = (bindings: readonly Binding[]): Known | undefined => {
    if (known.has(bindings) || depth > mostAliases) return known.get(bindings);
    known.set(bindings, undefined);
    depth += 1;
    let found: Known | undefined;
    for (let index = 0; found === undefined && index < bindings.length; index += 1) found = followOne(bindings[index]);
    depth -= 1;
    known.set(bindings, found);
    return found;
  };
  const followLink = ({ members, ...from }: Known, written: string): Known => {
    const bindings = written.startsWith('.') ? members?.names.get(written.slice(1)) : undefined;
    return (bindings && followAny(bindings)) ?? { ...from, target: from.target + written };
  };
  const followRoot = (root: string, scope: Scope): Known | undefined => {
    const bindings = find(scope, root);
    if (bindings !== undefined) return followAny(bindings);
    return root === 'this' || root === 'super' ? undefined : { target: root, origin: 'global' };
  };
  const follow = ({ root, links }: Chain, scope: Scope): Known | undefined => {
    if (root === undefined) return undefined;
    let at = typeof root === 'number' ? ofImport(imports, root) : followRoot(root, scope);
    for (let index = 0; at !== undefined && index < links.length; index += 1) at = followLink(at, links[index] ?? '');
    return at !== undefined && at.target.length > longestTarget ? undefined : at;
  };
  return follow;
};

/** Tells what chains stand for. */
export const createResolver = (imports: readonly ImportFact[]) => {
  const follow = createFollower(imports);
  return (chain: Chain, scope: Scope): Pick<UseFact, 'target' | 'origin' | 'import'> => {
    const { target, origin, import: index } = follow(chain, scope) ?? lost;
    return { origin, ...(target === undefined ? {} : { target }), ...(index === undefined ? {} : { import: index }) };
  };
};

/** A chain as it is written. */
export const writeChain = ({ root, links }: Chain, imports: readonly ImportFact[]): string => {
  const first = typeof root === 'number' ? imports[root]?.module : root;
  return (first ?? '?') + links.join('');
};
