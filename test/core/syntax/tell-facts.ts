import type { Facts } from '#core';

type Parts = Facts['strings'][number]['parts'];

const tellParts = (parts: Parts): string =>
  `'${parts.map((part) => (typeof part === 'string' ? part : `{${part.hole}}`)).join('')}'`;

const tellArgument = ({
  name,
  parts,
  written,
  spreads,
}: NonNullable<Facts['uses'][number]['arguments']>[number]): string =>
  [
    name === undefined ? '' : `${name}=`,
    spreads ? '*' : '',
    parts === undefined ? (written ?? '_') : tellParts(parts),
  ].join('');

const tellUse = ({ how, written, target, origin, tested, arguments: given }: Facts['uses'][number]): string => {
  const stands = target === undefined || target === written ? '' : ` = ${target}`;
  return `${how} ${written}${given === undefined ? '' : `(${given.map(tellArgument).join(', ')})`}${stands} ${origin}${tested ? ' tested' : ''}`;
};

const told = (...words: readonly (string | undefined | false)[]): string => words.filter(Boolean).join(' ');

const written = (word: string, text: string | undefined): string | undefined => text && `${word} ${text}`;

const tellers: { readonly [Kind in Exclude<keyof Facts, 'flaw'>]: (fact: Facts[Kind][number]) => string } = {
  imports: ({ how, module, name, alias }) => told(how, module || '?', name, written('as', alias)),
  uses: tellUse,
  strings: ({ parts, tag, documentation }) => told(tag, tellParts(parts), documentation && 'documentation'),
  functions: ({ name, kind, async, exported, empty, parameters, decorators, returns }) =>
    told(
      exported && 'public',
      async && 'async',
      empty && 'empty',
      kind,
      `${name}(${parameters
        .map((one) =>
          told(one.name + (one.optional ? '?' : ''), written(':', one.annotation), written('=', one.default)),
        )
        .join(', ')})`,
      returns && `-> ${returns}`,
      decorators.length > 0 && `@ ${decorators.map(tellUse).join(' @ ')}`,
    ),
  classes: ({ name, kind, bases, fields, exported, decorators }) =>
    told(
      exported && 'public',
      kind,
      `${name}(${bases.join(', ')})`,
      `{${fields
        .map((one) => told(one.name + (one.optional ? '?' : ''), written(':', one.annotation), written('=', one.value)))
        .join('; ')}}`,
      decorators.length > 0 && `@ ${decorators.map(tellUse).join(' @ ')}`,
    ),
  objects: ({ keys, open, name, returnedFrom }) =>
    told(`{${keys.join(', ')}${open ? ', …' : ''}}`, written('as', name), written('from', returnedFrom?.toString())),
  blocks: ({ kind, text, block }) => told(kind, text, written('in', block?.toString())),
  exits: ({ how, value, in: around, block }) =>
    told(how, value, written('of', around?.toString()), written('in', block?.toString())),
  assignments: ({ name, adds, literal }) => told(name, adds && 'adds', written('=', literal)),
  comments: ({ text, place }) => `${place.line}:${place.column}-${place.endLine}:${place.endColumn} ${text}`,
};

export type FactKind = keyof typeof tellers;

export const factKinds = Object.keys(tellers) as readonly FactKind[];

/** The facts of a kind, each in a line. */
export const tellFacts = (facts: Facts, kind: FactKind): readonly string[] => {
  const tell = tellers[kind] as (fact: unknown) => string;
  return facts[kind].map(tell);
};
