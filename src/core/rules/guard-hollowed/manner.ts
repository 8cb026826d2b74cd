import { isInside } from '../../calls/places.ts';
import type { Tree } from '../../surroundings.ts';
import type { BlockFact, Facts, UseFact } from '../../syntax/facts.ts';
import type { Part } from '../guard-parts/parts.ts';
import { functionsMeant } from '../guard-parts/reach.ts';
import { describeExit, exitsOf } from './hollow.ts';

/** A call of a guard, and all that says how much it still decides. */
export interface Call {
  readonly part: Part;
  readonly use: UseFact;
}

/** The blocks around something, the innermost first. */
const blocksAround = ({ blocks }: Facts, { block }: { readonly block?: number }): readonly BlockFact[] => {
  const found: BlockFact[] = [];
  for (let at = blocks[block ?? -1]; at !== undefined; at = blocks[at.block ?? -1]) found.push(at);
  return found;
};

const branches: ReadonlySet<BlockFact['kind']> = new Set(['if', 'else', 'case', 'catch']);

/** True where another of the calls stands in the other branch of the same condition. */
const isInBoth = ({ part: { facts } }: Call, block: BlockFact, calls: readonly Call[]): boolean => {
  const other = block.kind === 'if' ? 'else' : 'if';
  return calls.some(({ use }) =>
    blocksAround(facts, use).some(({ kind, text }) => kind === other && text === block.text),
  );
};

/** What the call depends on. */
export const conditionsOf = (call: Call, calls: readonly Call[]): readonly string[] =>
  blocksAround(call.part.facts, call.use)
    .filter((block) => branches.has(block.kind) && !isInBoth(call, block, calls))
    .map(({ kind, text }) => (kind === 'catch' ? 'an error' : `\`${text}\``));

/** True for an `and` or `or` by which the answer counts for less: what the guard forbids is let pass. */
const weakens = ({ kind }: BlockFact, { alone, negated }: UseFact): boolean =>
  alone === true || (kind === 'and') === (negated === true);

/** How often the answer only counts together with something else that lets pass. */
export const joinsOf = ({ part: { facts }, use }: Call): number => {
  const around = blocksAround(facts, use);
  return facts.blocks.filter(
    (block) =>
      block.on !== undefined && (isInside(use.place, block.on) || around.includes(block)) && weakens(block, use),
  ).length;
};

/** What catches everything: nothing is named, or in JavaScript but the name it gets. */
const isBroad = (text: string): boolean => /^(?:|[a-z_$][\w$]*|(?:Base)?Exception(?: as \w+)?)$/.test(text);

/** What the guard raises, by name, where its definition can be seen. */
const raisedBy = (tree: Tree, { part: { path, facts }, use }: Call): readonly string[] =>
  functionsMeant(tree, path, facts, use).flatMap((site) =>
    exitsOf(site, 'throw').map(({ value = '' }) => /^(?:new\s+)?([\w.]+)/.exec(value)?.[1] ?? ''),
  );

const catches = ({ text }: BlockFact, raised: readonly string[]): boolean =>
  isBroad(text) || raised.length === 0 || raised.some((name) => text.includes(name));

const isWithin = (facts: Facts, at: { readonly block?: number }, block: BlockFact): boolean =>
  blocksAround(facts, at).includes(block);

/** True for a handler that goes on as if nothing had happened. */
const goesOn = (facts: Facts, handler: BlockFact): boolean =>
  !facts.exits.some((exit) => isWithin(facts, exit, handler));

const handlersOf = ({ blocks }: Facts, tried: BlockFact): readonly BlockFact[] => {
  const beside = blocks.filter(({ block }) => block === tried.block);
  const triedBefore = (at: number): BlockFact | undefined => beside.slice(0, at).findLast(({ kind }) => kind === 'try');
  return beside.filter(({ kind }, at) => kind === 'catch' && triedBefore(at) === tried);
};

/** True where nothing comes of what the guard raises. */
export const isSwallowed = (tree: Tree, call: Call): boolean => {
  const { part, use } = call;
  const { facts } = part;
  const isCaught = blocksAround(facts, use).some(
    (block) =>
      /\bsuppress\(/.test(block.text) ||
      handlersOf(facts, block).some((handler) => goesOn(facts, handler) && catches(handler, raisedBy(tree, call))),
  );
  return isCaught || part.uses.some(({ written }) => written === `${use.written}().catch`);
};

/** The ways out of the function before it comes to the call, as they are written. */
export const leavesBefore = ({ part: { facts }, use }: Call): readonly string[] =>
  exitsOf({ facts, index: use.in }, 'return')
    .filter(({ place }) => place.line < use.place.line)
    .map((exit) => describeExit(facts, exit));

/** True where what the guard gives is kept under a name that nobody reads. */
export const isForgotten = ({ part, use: { alone, givenTo } }: Call): boolean =>
  alone === true || (givenTo !== undefined && !part.uses.some(({ written }) => written.split(/[.[(]/)[0] === givenTo));

/** True where what runs on a plain answer raises; undefined where the call is no condition. */
export const raisesOnAnswer = ({ part: { facts }, use }: Call): boolean | undefined => {
  const { line, endLine } = use.place;
  const block = facts.blocks.find(
    ({ kind, place }) => kind === 'if' && place.line >= line && place.line <= endLine + 1,
  );
  if (block === undefined) return undefined;
  return facts.exits.some((exit) => exit.how === 'throw' && isWithin(facts, exit, block)) !== (use.negated === true);
};
