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
const targetOfImport = ({ module, name }: ImportFact): string => {
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

/** Tells what chains stand for. */
export const createResolver = (imports: readonly ImportFact[]) => {
  // A name is followed once. One that is being followed stands for itself at that moment, and is not known.
  const known = new Map<readonly Binding[], Known | undefined>();
  let depth = 0;
  const ofImport = (index: number, target?: string): Known | undefined => {
    const fact = imports[index];
    if (fact === undefined || fact.module === '') return undefined;
    return { target: target ?? targetOfImport(fact), origin: 'import', import: index };
  };
  const follow = (binding: Binding): Known | undefined => {
    switch (binding.kind) {
      case 'import':
        return ofImport(binding.index, binding.target);
      case 'own':
        return { target: binding.name, origin: 'own', ...(binding.members && { members: binding.members }) };
      case 'alias':
        return resolve(binding.chain, binding.scope);
      case 'unknown':
        return undefined;
    }
  };
  // What is bound more than once may be any of them; the first that can be told is what a rule has to know of.
  const any = (bindings: readonly Binding[]): Known | undefined => {
    if (known.has(bindings) || depth > mostAliases) return known.get(bindings);
    known.set(bindings, undefined);
    depth += 1;
    let found: Known | undefined;
    for (let index = 0; found === undefined && index < bindings.length; index += 1) {
      const binding = bindings[index];
      found = binding && follow(binding);
    }
    depth -= 1;
    known.set(bindings, found);
    return found;
  };
  const link = ({ members, ...from }: Known, written: string): Known => {
    const bindings = written.startsWith('.') ? members?.names.get(written.slice(1)) : undefined;
    return (bindings && any(bindings)) ?? { ...from, target: from.target + written };
  };
  const ofRoot = (root: string, scope: Scope): Known | undefined => {
    const bindings = find(scope, root);
    if (bindings !== undefined) return any(bindings);
    return root === 'this' || root === 'super' ? undefined : { target: root, origin: 'global' };
  };
  const resolve = ({ root, links }: Chain, scope: Scope): Known | undefined => {
    if (root === undefined) return undefined;
    let at = typeof root === 'number' ? ofImport(root) : ofRoot(root, scope);
    for (let index = 0; at !== undefined && index < links.length; index += 1) at = link(at, links[index] ?? '');
    return at !== undefined && at.target.length > longestTarget ? undefined : at;
  };
  return (chain: Chain, scope: Scope): Pick<UseFact, 'target' | 'origin' | 'import'> => {
    const { target, origin, import: index } = resolve(chain, scope) ?? lost;
    return { origin, ...(target === undefined ? {} : { target }), ...(index === undefined ? {} : { import: index }) };
  };
};

/** A chain as it is written. */
export const writeChain = ({ root, links }: Chain, imports: readonly ImportFact[]): string => {
  const first = typeof root === 'number' ? imports[root]?.module : root;
  return (first ?? '?') + links.join('');
};
