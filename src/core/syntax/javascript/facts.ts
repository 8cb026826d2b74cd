import type ts from 'typescript';
import type { Facts, FunctionFact, ReadFacts } from '../facts.ts';
import { finish, openBlock, outermost, startGathering } from '../facts/gather.ts';
import { placesOf } from '../facts/places.ts';
import { entered, walkFrom } from '../facts/walk.ts';
import { stretchOf, type FactWalk } from './chains.ts';
import { gatherComments } from './comments.ts';
import { flawOf, sourceOf } from './source.ts';
import { factVisits, pushChildren } from './visits.ts';
import type { TypeScript } from './walk.ts';

/** What can be reached by its name, with what is let out further down than it stands. */
const withExports = ({ published, hidden }: FactWalk, facts: Omit<Facts, 'flaw'>): Omit<Facts, 'flaw'> => {
  const isPublished = ({ name, in: around }: Pick<FunctionFact, 'name' | 'in'>): boolean =>
    around === undefined && (/^(?:module\.)?exports\b/.test(name) || published.has(name.split('.')[0] ?? name));
  return {
    ...facts,
    functions: facts.functions.map((fact, index) =>
      !fact.exported && !hidden.has(index) && isPublished(fact) ? { ...fact, exported: true } : fact,
    ),
    classes: facts.classes.map((fact) => (!fact.exported && isPublished(fact) ? { ...fact, exported: true } : fact)),
  };
};

/** Reads the facts of texts of JavaScript and TypeScript on TypeScript's own tree. */
export const javaScriptFacts = (typescript: TypeScript): ReadFacts => {
  const visits = factVisits(typescript);
  const walkThrough = (source: ts.SourceFile): FactWalk => {
    const gathered = startGathering(source.text, placesOf(source.text, /\r\n?|[\n\u2028\u2029]/g));
    const maps = {
      calledImports: new Map(),
      folded: new Map(),
      published: new Set<string>(),
      hidden: new Set<number>(),
    };
    return walkFrom<ts.Node, FactWalk>(
      source,
      outermost(),
      (push) => ({ ...gathered, push, typescript, source, ...maps }),
      (walk, node, spot, role) => {
        const visit = visits[node.kind] ?? pushChildren;
        if (role.opens === undefined) visit(walk, node, spot, role);
        else visit(walk, node, openBlock(walk, stretchOf(walk, node), spot, role.opens), entered(role));
      },
    );
  };
  return (path, text) => {
    const source = sourceOf(typescript, path, text);
    if (source === undefined) return undefined;
    const walk = walkThrough(source);
    gatherComments(typescript, source, walk);
    const facts = withExports(walk, finish(walk));
    const flaw = flawOf(source);
    return flaw === undefined ? facts : { ...facts, flaw };
  };
};
