import { isInside } from '../../calls/places.ts';
import { present } from '../../present.ts';
import { rememberWeakly } from '../../remember.ts';
import type { Tree } from '../../surroundings.ts';
import type { ArgumentFact, BlockFact, Facts, UseFact } from '../../syntax/facts.ts';
import { neverRuns } from '../../syntax/facts/around.ts';
import { logCalls } from '../pii-in-logs/log-calls.ts';
import type { Part } from '../guard-parts/parts.ts';
import { functionsMeant } from '../guard-parts/reach.ts';
import { doneAround, type Done } from './ahead.ts';
import { exitsOf, isNo } from './hollow.ts';
import { leavesBefore } from './leaves.ts';

/** A call of a guard. */
interface Call {
  readonly part: Part;
  readonly use: UseFact;
}

/** An argument, as far as it tells whether anything is left to check. */
interface Given {
  readonly name?: string;
  /** True for a value that is written out, a text too. */
  readonly fixed: boolean;
  /** True for one that says no. */
  readonly no: boolean;
}

/** All that says how much a call of a guard still decides, as plain data without any place. */
export interface Manner {
  /** What it depends on. */
  readonly conditions: readonly string[];
  /** The condition that never holds, of those. */
  readonly never?: string;
  /** How often its answer only counts together with something else that lets pass. */
  readonly joins: number;
  /** True where nothing comes of what it raises. */
  readonly swallowed: boolean;
  /** The ways out of the function before it comes to the call, as they are told. */
  readonly leaves: readonly string[];
  /** What is done around it. */
  readonly done: Done;
  readonly awaited: boolean;
  readonly alone: boolean;
  /** True where what it gives is kept under a name that nobody reads, or only a log. */
  readonly forgotten: boolean;
  /** True where what runs on a plain answer raises; left out where the call is no condition. */
  readonly raises?: boolean;
  /** True right behind `not` or `!`. */
  readonly negated: boolean;
  readonly given: readonly Given[];
}

/** The blocks around something, the innermost first. */
const blocksAround = ({ blocks }: Facts, { block }: { readonly block?: number }): readonly BlockFact[] => {
  const found: BlockFact[] = [];
  for (let at = blocks[block ?? -1]; at !== undefined; at = blocks[at.block ?? -1]) found.push(at);
  return found;
};

const branches: ReadonlySet<BlockFact['kind']> = new Set(['if', 'else', 'case', 'catch']);

const tellBlock = ({ kind, text }: Pick<BlockFact, 'kind' | 'text'>): string =>
  kind === 'catch' ? 'an error' : `\`${text}\``;

const branchOf = (kind: BlockFact['kind'], text: string): string => `${kind} ${text}`;

/** The branches that calls stand in. One that others stand in beside it, in the other branch, depends on no condition. */
const branchesOf = (calls: readonly Call[]): ReadonlySet<string> =>
  new Set(
    calls.flatMap(({ part, use }) => blocksAround(part.facts, use).map(({ kind, text }) => branchOf(kind, text))),
  );

const conditionsOf = ({ part, use }: Call, taken: ReadonlySet<string>): readonly string[] =>
  blocksAround(part.facts, use)
    .filter(({ kind, text }) => branches.has(kind) && !taken.has(branchOf(kind === 'if' ? 'else' : 'if', text)))
    .map(tellBlock);

const neverOf = ({ part, use }: Call): string | undefined => {
  const never = blocksAround(part.facts, use).find(neverRuns);
  return never && tellBlock(never);
};

/** True for an `and` or `or` by which the answer counts for less: what the guard forbids is let pass. */
const weakens = ({ kind }: BlockFact, { alone, negated }: UseFact): boolean =>
  alone === true || (kind === 'and') === (negated === true);

/** What stands behind `and` and `or` in a text, each with what stands before it. */
const joinedIn = rememberWeakly(({ blocks }: Facts) =>
  blocks.flatMap((block) => (block.on === undefined ? [] : [{ block, on: block.on }])),
);

const joinsOf = ({ part: { facts }, use }: Call): number => {
  const around = blocksAround(facts, use);
  return joinedIn(facts).filter(
    ({ block, on }) => (isInside(use.place, on) || around.includes(block)) && weakens(block, use),
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

/** The blocks of a text that hold a way out. */
const leftIn = rememberWeakly((facts: Facts) => new Set(facts.exits.flatMap((exit) => blocksAround(facts, exit))));

/** True for a handler that goes on as if nothing had happened. */
const goesOn = (facts: Facts, handler: BlockFact): boolean => !leftIn(facts).has(handler);

/** The handlers of each `try` of a text: those behind it, up to the next one beside it. */
const handlersIn = rememberWeakly(({ blocks }: Facts) => {
  const handlers = new Map<BlockFact, BlockFact[]>();
  const tried = new Map<number | undefined, BlockFact[]>();
  for (const block of blocks) {
    if (block.kind === 'try') {
      const own: BlockFact[] = [];
      handlers.set(block, own);
      tried.set(block.block, own);
    }
    if (block.kind === 'catch') tried.get(block.block)?.push(block);
  }
  return handlers;
});

const writtenIn = rememberWeakly(({ uses }: Part) => new Set(uses.map(({ written }) => written)));

const isSwallowed = (tree: Tree, call: Call): boolean => {
  const { part, use } = call;
  const { facts } = part;
  const isCaught = blocksAround(facts, use).some(
    (block) =>
      /\bsuppress\(/.test(block.text) ||
      handlersIn(facts)
        .get(block)
        ?.some((handler) => goesOn(facts, handler) && catches(handler, raisedBy(tree, call))),
  );
  return isCaught || writtenIn(part).has(`${use.written}().catch`);
};

const rootOf = (written: string): string => written.split(/[.[(]/, 1).join();

const isSaying = logCalls(['print', 'warn']);

/** The plain name that an answer is kept under, also as a list: `errors = list(validator.iter_errors(x))`. */
const keptAs = ({ part: { uses }, use }: Call): string | undefined => {
  const around = uses.find(
    ({ written, place }) => /^(?:list|tuple|sorted)$/.test(written) && isInside(use.place, place),
  );
  return use.givenTo ?? around?.givenTo;
};

/** True for an answer that is kept and then read by nothing, or only said in a log. */
const isForgotten = (call: Call): boolean => {
  const name = keptAs(call);
  if (name === undefined) return call.use.alone === true;
  const said = call.part.uses.filter(isSaying);
  const read = call.part.uses.filter(({ written }) => rootOf(written) === name);
  return read.every(({ place }) => said.some((saying) => isInside(place, saying.place)));
};

/** Whether what runs on a plain answer raises; undefined where the call is no condition. */
const raisesOnAnswer = ({ part: { facts }, use }: Call): boolean | undefined => {
  const { line, endLine } = use.place;
  const block = facts.blocks.find(
    ({ kind, place }) => kind === 'if' && place.line >= line && place.line <= endLine + 1,
  );
  if (block === undefined) return undefined;
  return facts.exits.some((exit) => exit.how === 'throw' && isWithin(facts, exit, block)) !== (use.negated === true);
};

interface MannerOfCall {
  readonly use: UseFact;
  readonly manner: Manner;
}

const givenBy = ({ name, literal, parts }: ArgumentFact): Given => ({
  ...present('name', name),
  fixed: literal !== undefined || (parts?.every((part) => typeof part === 'string') ?? false),
  no: isNo(literal),
});

/** How each of the calls of a guard in a part is made. */
export const mannersOf = (tree: Tree, part: Part, uses: readonly UseFact[]): readonly MannerOfCall[] => {
  const calls = uses.map((use) => ({ part, use }));
  const taken = branchesOf(calls);
  const leavesOf = leavesBefore(part);
  return calls.map((call) => {
    const { alone = false, awaited = false, arguments: given = [] } = call.use;
    const manner: Manner = {
      conditions: conditionsOf(call, taken),
      ...present('never', neverOf(call)),
      joins: joinsOf(call),
      swallowed: isSwallowed(tree, call),
      leaves: leavesOf(call.use),
      done: doneAround(part, call.use),
      awaited,
      alone,
      forgotten: isForgotten(call),
      ...present('raises', raisesOnAnswer(call)),
      negated: call.use.negated === true,
      given: given.map(givenBy),
    };
    return { use: call.use, manner };
  });
};
