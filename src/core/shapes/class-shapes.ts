import { findClass, type ClassSite, type Program, type Source } from '../calls/definitions.ts';
import { endsInAny } from '../calls/names.ts';
import { isInside } from '../calls/places.ts';
import type { ClassFact, Facts } from '../syntax/facts.ts';
import type { NamedPart, Shape, ShapePicks } from './shape.ts';

const mostBases = 30;

/** What a class stands on, nearest first, also through others; of what leaves the repository only the name. */
const basesOf = (
  program: Program,
  start: ClassSite,
): { readonly names: readonly string[]; readonly sites: readonly ClassSite[] } => {
  const names: string[] = [];
  const sites: ClassSite[] = [];
  const left = [start];
  for (let site = left.shift(); site !== undefined && names.length < mostBases; site = left.shift()) {
    for (const base of site.fact.bases) {
      names.push(base);
      const found = findClass(program, site, base);
      if (found === undefined || found.fact === start.fact || sites.some(({ fact }) => fact === found.fact)) continue;
      sites.push(found);
      left.push(found);
    }
  }
  return { names, sites };
};

const aliases = new Set(['alias', 'serialization_alias']);

/** Other names of fields, on the wire: `Field(alias="retry")`. */
const aliasesIn = ({ uses }: Facts, { fields }: ClassFact): readonly NamedPart[] =>
  fields.flatMap(({ place }) =>
    uses
      .filter((use) => isInside(use.place, place))
      .flatMap((use) => use.arguments ?? [])
      .filter(({ name = '' }) => aliases.has(name))
      .flatMap(({ parts: [text] = [] }) => (typeof text === 'string' ? [{ name: text, place }] : [])),
  );

/** `self.id = …` and `this.id = …` in the methods of a class. */
const writtenIn = ({ uses, functions }: Facts, { name: owner }: ClassFact): readonly NamedPart[] =>
  uses.flatMap(({ how, written, place, in: around }) => {
    const { name = '' } = around === undefined ? {} : (functions[around] ?? {});
    const [, member] = /^(?:self|this)\.(\w+)$/.exec(written) ?? [];
    return how === 'write' && member !== undefined && name.startsWith(`${owner}.`) ? [{ name: member, place }] : [];
  });

const gettersOf = ({ functions }: Facts, { name: owner }: ClassFact): readonly NamedPart[] =>
  functions.flatMap(({ name, kind, place }) =>
    kind === 'getter' && name.startsWith(`${owner}.`) ? [{ name: name.slice(owner.length + 1), place }] : [],
  );

const partsOf = ({ facts, fact }: ClassSite): readonly NamedPart[] => [
  ...fact.fields.map(({ name, place }) => ({ name, place })),
  ...aliasesIn(facts, fact),
  ...writtenIn(facts, fact),
  ...gettersOf(facts, fact),
];

/** The classes of a file that a rule is about. */
export const classShapes = (program: Program, source: Source, { of = [], base = [] }: ShapePicks): readonly Shape[] => {
  const isNamed = endsInAny(of);
  const isBase = endsInAny(base);
  const isMeant = (site: ClassSite): boolean => isNamed(site.fact.name) || basesOf(program, site).names.some(isBase);
  return source.facts.classes.flatMap((fact): readonly Shape[] => {
    const site = { ...source, fact };
    if (fact.kind === 'enum' || !isMeant(site)) return [];
    const own = partsOf(site);
    const { names: bases, sites } = basesOf(program, site);
    const inherited = sites.flatMap((one) => {
      const told = isMeant(one);
      return partsOf(one).map(({ name }) => ({ name, place: fact.place, from: one.fact.name, told }));
    });
    // `type Result = "ok" | "failed"` is made of no fields at all.
    if (fact.kind === 'type' && own.length + inherited.length === 0) return [];
    return [{ what: fact.name, symbol: fact.name, place: fact.place, bases, own, inherited, nested: [], open: false }];
  });
};
