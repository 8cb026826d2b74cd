import { isInside, type Step } from '../../calls/call-graph.ts';
import { calledFunction, type FunctionSite, type Program } from '../../calls/definitions.ts';
import { lastName } from '../../calls/names.ts';
import type { UseFact } from '../../syntax/facts.ts';

const setters = new Set(['set_attribute', 'set_attributes', 'setAttribute', 'setAttributes']);

/** The names in an argument that is a name or a plain text: `"pattern_id"`, `Attributes.PATTERN_ID`. */
const namesInFirst = ([first]: NonNullable<UseFact['arguments']>): readonly string[] => {
  const { parts = [], written } = first ?? {};
  return [...parts, written].filter((part) => typeof part === 'string');
};

/** The keys of the dictionaries that stand in a call, or are given to it by their name. */
const keysGiven = (
  { facts }: FunctionSite,
  { place, in: around, arguments: given = [] }: UseFact,
): readonly string[] => {
  const names = new Set(given.flatMap(({ written }) => written ?? []));
  return facts.objects
    .filter((object) => object.in === around)
    .filter((object) => isInside(object.place, place) || (object.name !== undefined && names.has(object.name)))
    .flatMap(({ keys }) => keys);
};

/** The keys of the dictionaries that functions return which are called inside of a call. */
const keysReturned = (program: Program, site: FunctionSite, { place, in: around }: UseFact): readonly string[] =>
  site.facts.uses
    .filter((use) => use.how === 'call' && use.in === around && isInside(use.place, place))
    .flatMap((use) => {
      const to = calledFunction(program, site, use);
      return (to?.facts.objects ?? []).flatMap(({ keys, returnedFrom }) => (returnedFrom === to?.index ? keys : []));
    });

/** The names of the attributes that a step gives to a span. */
export const attributesSet = (program: Program, { site, use }: Step, isSpan: boolean): readonly string[] => {
  if (use === undefined) return [];
  const { arguments: given = [] } = use;
  const isSetter = setters.has(lastName(use.written));
  if (!isSetter && !isSpan) return [];
  return [
    ...(isSetter ? namesInFirst(given) : given.flatMap(({ name }) => name ?? [])),
    ...keysGiven(site, use),
    ...keysReturned(program, site, use),
  ];
};
