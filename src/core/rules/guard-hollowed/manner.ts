import type { Tree } from '../../surroundings.ts';
import type { BlockFact, ExitFact, Facts, UseFact } from '../../syntax/facts.ts';
import type { Place } from '../../lines.ts';
import type { Part } from '../guard-parts/parts.ts';
import { functionsMeant } from '../guard-parts/reach.ts';

/** A call of a guard, and all that says how much it still decides. */
export interface Call {
  readonly part: Part;
  readonly use: UseFact;
}

interface Around {
  readonly index: number;
  readonly block: BlockFact;
}

/** The blocks around something within its function, the innermost first. */
const blocksAround = (
  { blocks }: Facts,
  { block: innermost, in: own }: Pick<UseFact, 'block' | 'in'>,
): readonly Around[] => {
  const found: Around[] = [];
  for (let index = innermost; index !== undefined; index = blocks[index]?.block) {
    const block = blocks[index];
    if (block === undefined || block.in !== own) break;
    found.push({ index, block });
  }
  return found;
};

const branches: ReadonlySet<BlockFact['kind']> = new Set(['if', 'else', 'case', 'catch']);

/** True where another of the calls stands in the other branch of the same condition. */
const isInBoth = ({ part: { facts } }: Call, { block }: Around, calls: readonly Call[]): boolean => {
  const other = block.kind === 'if' ? 'else' : 'if';
  return calls.some(({ use }) =>
    blocksAround(facts, use).some(
      ({ block: one }) => one.kind === other && one.text === block.text && one.block === block.block,
    ),
  );
};

/** What the call depends on. */
export const conditionsOf = (call: Call, calls: readonly Call[]): readonly string[] =>
  blocksAround(call.part.facts, call.use)
    .filter((around) => branches.has(around.block.kind) && !isInBoth(call, around, calls))
    .map(({ block: { kind, text } }) => (kind === 'catch' ? 'an error' : `\`${text}\``));

const covers = (outer: Place, inner: Place): boolean =>
  (outer.line < inner.line || (outer.line === inner.line && outer.column <= inner.column)) &&
  (outer.endLine > inner.endLine || (outer.endLine === inner.endLine && outer.endColumn >= inner.endColumn));

/** True for an `and` or `or` by which the answer counts for less: what the guard forbids is let pass. */
const weakens = ({ kind }: BlockFact, { alone, negated }: UseFact): boolean =>
  alone === true || (kind === 'and') === (negated === true);

/** How often the answer only counts together with something else that lets pass. */
export const joinsOf = ({ part: { facts }, use }: Call): number =>
  facts.blocks.filter(
    (block, index) =>
      (block.kind === 'and' || block.kind === 'or') &&
      block.in === use.in &&
      ((block.on !== undefined && covers(block.on, use.place)) ||
        blocksAround(facts, use).some((around) => around.index === index)) &&
      weakens(block, use),
  ).length;

/** What catches everything: nothing is named, or in JavaScript but the name it gets. */
const isBroad = (text: string): boolean => /^(?:|[a-z_$][\w$]*|(?:Base)?Exception(?: as \w+)?)$/.test(text);

/** What the guard raises, by name, where its definition can be seen. */
const raisedBy = (tree: Tree, { part: { path, facts }, use }: Call): readonly string[] =>
  functionsMeant(tree, path, facts, use).flatMap((place) =>
    place.facts.exits
      .filter(({ in: around, how, value }) => around === place.index && how === 'throw' && value !== undefined)
      .map(({ value = '' }) => /^(?:new\s+)?([\w.]+)/.exec(value)?.[1] ?? ''),
  );

const catches = ({ text }: BlockFact, raised: readonly string[]): boolean =>
  isBroad(text) || raised.length === 0 || raised.some((name) => text.includes(name));

const isWithin = (facts: Facts, { block, in: own }: ExitFact, index: number): boolean =>
  blocksAround(facts, { ...(block === undefined ? {} : { block }), ...(own === undefined ? {} : { in: own }) }).some(
    (around) => around.index === index,
  );

/** True for a handler that goes on as if nothing had happened. */
const goesOn = (facts: Facts, index: number): boolean => !facts.exits.some((exit) => isWithin(facts, exit, index));

const handlersOf = ({ blocks }: Facts, { block: tried, index }: Around): readonly Around[] => {
  const next = blocks.findIndex(({ kind, block }, at) => at > index && kind === 'try' && block === tried.block);
  return blocks.flatMap((block, at) =>
    block.kind === 'catch' && block.block === tried.block && at > index && (next === -1 || at < next)
      ? [{ index: at, block }]
      : [],
  );
};

/** True where nothing comes of what the guard raises. */
export const isSwallowed = (tree: Tree, call: Call): boolean => {
  const { part, use } = call;
  const { facts } = part;
  const isCaught = blocksAround(facts, use).some((around) => {
    if (around.block.kind === 'with') return /\bsuppress\(/.test(around.block.text);
    if (around.block.kind !== 'try') return false;
    return handlersOf(facts, around).some(
      ({ index, block }) => goesOn(facts, index) && catches(block, raisedBy(tree, call)),
    );
  });
  return isCaught || part.uses.some(({ written }) => written === `${use.written}().catch`);
};

/** The ways out of the function before it comes to the call, as they are written. */
export const leavesBefore = ({ part: { facts }, use }: Call): readonly string[] =>
  facts.exits
    .filter(({ in: own, how, place }) => own === use.in && how === 'return' && place.line < use.place.line)
    .map(({ value = '', block }) => `${value} ${facts.blocks[block ?? -1]?.text ?? ''}`);

/** True where what the guard gives is kept under a name that nobody reads. */
export const isForgotten = ({ part, use: { alone, givenTo } }: Call): boolean =>
  alone === true ||
  (givenTo !== undefined &&
    !part.uses.some(({ how, written }) => how !== 'write' && written.split(/[.[(]/)[0] === givenTo));

/** True where what runs on a plain answer raises; undefined where the call is no condition. */
export const raisesOnAnswer = ({ part: { facts }, use }: Call): boolean | undefined => {
  const index = facts.blocks.findIndex(
    ({ kind, block, in: own, place }) =>
      kind === 'if' &&
      block === use.block &&
      own === use.in &&
      place.line >= use.place.line &&
      place.line <= use.place.endLine + 1,
  );
  if (index === -1) return undefined;
  return facts.exits.some((exit) => exit.how === 'throw' && isWithin(facts, exit, index)) !== (use.negated === true);
};
