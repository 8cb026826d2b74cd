import type { Place } from '../../lines.ts';
import { byPlace } from '../../order.ts';
import type { Placed } from '../../placed.ts';
import type {
  ArgumentFact,
  AssignmentFact,
  BlockFact,
  ClassFact,
  CommentFact,
  ExitFact,
  FieldFact,
  Facts,
  FunctionFact,
  ImportFact,
  ObjectFact,
  StringFact,
  UseFact,
} from '../facts.ts';
import type { Hole } from '../sql/placeholders.ts';
import { createResolver, openScope, writeChain, type Chain, type Scope } from './scopes.ts';

/** A class that is being walked through. */
export interface ClassBody {
  readonly members: Scope;
  readonly name: string;
  readonly fields: FieldFact[];
}

/** Where a walk through a tree stands. */
export interface Spot {
  readonly scope: Scope;
  /** What qualifies names here: `Store.`, or nothing. */
  readonly prefix: string;
  /** The class whose body this is, without a function between; its members are in the scope. */
  readonly body?: ClassBody;
  /** The method this is in, without a function between: what it calls its object, and its class. */
  readonly method?: { readonly self: string; readonly of: ClassBody };
  /** What stands here is only compared, negated or asked for. */
  readonly tested?: true;
  /** The function and the block around. */
  readonly in?: number;
  readonly block?: number;
}

/** How what is used is used. */
export type Manner = Pick<UseFact, 'alone' | 'negated' | 'awaited' | 'givenTo'>;

/** What becomes a use when the whole text has been seen: a name may be bound further down. */
export interface UseDraft {
  readonly chain: Chain;
  readonly scope: Scope;
  readonly how: UseFact['how'];
  readonly arguments?: readonly ArgumentFact[];
  readonly manner?: Manner;
  readonly stands: Pick<UseFact, 'place' | 'in' | 'block' | 'tested'>;
}

type FunctionDraft = Omit<FunctionFact, 'decorators'> & { readonly decorators: readonly UseDraft[] };

export interface BaseDraft {
  readonly chain: Chain | undefined;
  readonly scope: Scope;
  readonly text: string;
}

type ClassDraft = Omit<ClassFact, 'decorators' | 'bases' | 'fields'> & {
  readonly decorators: readonly UseDraft[];
  readonly bases: readonly BaseDraft[];
  /** Fields are found while the class is walked through. */
  readonly fields: FieldFact[];
};

/** The facts of a text while they are being gathered. */
export interface Gathered {
  readonly text: string;
  readonly placeOf: (start: number, end: number) => Place;
  readonly imports: ImportFact[];
  readonly uses: UseDraft[];
  readonly strings: StringFact[];
  readonly functions: FunctionDraft[];
  readonly classes: ClassDraft[];
  readonly objects: ObjectFact[];
  readonly blocks: BlockFact[];
  readonly exits: ExitFact[];
  readonly comments: CommentFact[];
  readonly assignments: AssignmentFact[];
}

export const startGathering = (text: string, placeOf: Gathered['placeOf']): Gathered => ({
  text,
  placeOf,
  imports: [],
  uses: [],
  strings: [],
  functions: [],
  classes: [],
  objects: [],
  blocks: [],
  exits: [],
  comments: [],
  assignments: [],
});

export const outermost = (): Spot => ({ scope: openScope('function'), prefix: '' });

/** A stretch of the text. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Where something in this spot stands. */
export const standing = (
  { placeOf }: Gathered,
  { start, end }: Stretch,
  { in: around, block }: Spot,
): Pick<UseFact, 'place' | 'in' | 'block'> => ({
  place: placeOf(start, end),
  ...(around === undefined ? {} : { in: around }),
  ...(block === undefined ? {} : { block }),
});

/** Where a use in this spot stands. */
export const standingUse = (gathered: Gathered, stretch: Stretch, spot: Spot): UseDraft['stands'] => ({
  ...standing(gathered, stretch, spot),
  ...(spot.tested ? { tested: true } : {}),
});

/** Adds to a list and gives the index. */
export const put = <Item>(list: Item[], item: Item): number => list.push(item) - 1;

/** By key: what is read of the values of an object; undefined where that is nothing. */
export const entriesOf = <Node, Told>(
  pairs: readonly (readonly [key: string | undefined, value: Node | undefined])[],
  read: (value: Node) => Told | undefined,
): Readonly<Record<string, Told>> | undefined => {
  const entries = pairs.flatMap(([key, value]) => {
    const told = key === undefined || value === undefined ? undefined : read(value);
    return key === undefined || told === undefined ? [] : [[key, told] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
};

/** The parts of a string that the running program fills in; undefined for any other, and for none. */
export const withHoles = (parts: StringFact['parts'] | undefined): StringFact['parts'] | undefined =>
  parts?.some((part) => typeof part !== 'string') ? parts : undefined;

/** A chain as it is written, where there is one. */
export const writtenIn = ({ imports }: Gathered, chain: Chain | undefined): string | undefined =>
  chain && writeChain(chain, imports);

/** What a block is, wherever it stands. */
export type Opening = Pick<BlockFact, 'kind' | 'text' | 'holds' | 'on'>;

/** What a block depends on. */
export type Condition = Pick<BlockFact, 'text' | 'holds'>;

/** Opens a block, and gives the spot in it. */
export const openBlock = (gathered: Gathered, stretch: Stretch, spot: Spot, opens: Opening): Spot => ({
  ...spot,
  block: put(gathered.blocks, { ...opens, ...standing(gathered, stretch, spot) }),
});

const longestText = 200;

/** What stands there, on one line, and cut where nobody reads on. */
export const shortText = ({ text }: Pick<Gathered, 'text'>, { start, end }: Stretch): string => {
  const line = text
    .slice(start, Math.min(end, start + 4 * longestText))
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > longestText ? `${line.slice(0, longestText)}…` : line;
};

/** Parts with texts that stand side by side put together, and empty ones left out. */
export const joinParts = (parts: readonly (string | Hole)[]): readonly (string | Hole)[] => {
  const joined: (string | Hole)[] = [];
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') text += part;
    else {
      if (text !== '') joined.push(text);
      text = '';
      joined.push(part);
    }
  }
  if (text !== '') joined.push(text);
  return joined;
};

const inOrder = (one: Placed, other: Placed): number => byPlace(one.place, other.place);

/** What was gathered, with every name resolved. */
export const finish = (gathered: Gathered): Omit<Facts, 'flaw'> => {
  const { imports, strings, objects, blocks, exits, comments, assignments } = gathered;
  const resolve = createResolver(imports);
  const facts = new Map<UseDraft, UseFact>();
  for (const draft of gathered.uses) {
    const { chain, scope, how, arguments: given, manner, stands } = draft;
    const written = writeChain(chain, imports);
    facts.set(draft, {
      written,
      ...resolve(chain, scope),
      how,
      ...(given && { arguments: given }),
      ...manner,
      ...stands,
    });
  }
  const decorated = <Draft extends { readonly decorators: readonly UseDraft[] }>(draft: Draft) => ({
    ...draft,
    decorators: draft.decorators.flatMap((use) => facts.get(use) ?? []),
  });
  const baseOf = ({ chain, scope, text }: BaseDraft): string => (chain && resolve(chain, scope).target) ?? text;
  return {
    imports,
    uses: [...facts.values()].sort(inOrder),
    strings: strings.sort(inOrder),
    functions: gathered.functions.map(decorated),
    classes: gathered.classes.map((draft) => ({ ...decorated(draft), bases: draft.bases.map(baseOf) })),
    objects,
    blocks,
    exits,
    comments,
    assignments: assignments.sort(inOrder),
  };
};
