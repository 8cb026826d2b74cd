import type { FunctionEntity, FunctionKind, Step, Wanted } from '../function-entity.ts';

/*
 * Cyclomatic complexity of Python as mccabe 0.7.0 counts it, which is flake8's C901, read from its source
 * (PathGraphingAstVisitor; MIT licence). Only the first words of logical lines matter, so no tree is built.
 *
 * An entity starts at 1. `if`, `elif`, `for`, `while` and `try` add 1 each, so does every `except`. Nothing else does: no
 * `else`, `with`, boolean operator, comprehension, conditional expression, lambda.
 * A function inside an entity adds 1 and all its own decisions to the outermost one; it is no entity of its own.
 * A class inside an entity is transparent. Outside of one it qualifies the names of its functions: `Class.Inner.method`.
 * An `if`, loop or `try` at module or class level is an entity too, `If 12`, `Loop 3`, `TryExcept 5`, which swallows the
 * functions and classes inside it.
 * The bodies of `finally` and `match` are not looked at; a `try` with `except*` counts as a plain statement.
 * Of entities with the same qualified name only the last is known.
 * `# noqa` changes nothing here: a comment never switches a rule off.
 */

/** The logical line that is read, and what may be asked of it. */
export interface HeadLine {
  /** Where it begins: the width of its indentation, its line and its column, both 1-based. */
  readonly place: { readonly indent: number; readonly startLine: number; readonly column: number };
  /** Its first word; another one, or none, where that is not one of `firstWords`. */
  readonly word: string;
  /** The name behind that word as it is written; empty where there is none. */
  readonly nameThere: () => string;
  /** True when a star follows that word. */
  readonly isStarred: () => boolean;
  /** True when it ends in a colon, as the head of a block does whose body stands below it. */
  readonly endsInColon: () => boolean;
}

interface Entity {
  readonly name: string;
  readonly kind: FunctionKind;
  readonly line: number;
  readonly column: number;
}

/** An open block that matters: an entity, any `try`, a class outside of entities, or a block not looked at. */
interface Block {
  readonly indent: number;
  readonly role: 'function' | 'branch' | 'try' | 'class' | 'match';
  readonly entity: Entity | undefined;
  /** The qualifying prefix outside of it. */
  readonly outerPrefix: string;
  decisions: number;
  /** The decisions one by one; undefined where nobody asks. */
  readonly steps: Step[] | undefined;
  /** True once `except*` was seen: then nothing in the whole `try` counts. */
  vanishes: boolean;
  /** True while the lines further in are not looked at. */
  unseen: boolean;
}

/** What was read of a text so far. */
export interface Blocks {
  readonly head: HeadLine;
  readonly open: Block[];
  /** By qualified name, in the order of the text. */
  readonly found: Map<string, FunctionEntity>;
  readonly wanted: Wanted;
  /** The classes around, outside of entities: `Class.Inner.`, or nothing. */
  prefix: string;
  inEntity: boolean;
}

const innermost = (blocks: Blocks): Block | undefined => blocks.open[blocks.open.length - 1];

/** Counts the line that is read to the innermost block. */
const decide = (blocks: Blocks): void => {
  const block = innermost(blocks);
  if (block === undefined) return;
  block.decisions++;
  const { place, word } = blocks.head;
  block.steps?.push({ line: place.startLine, column: place.column, what: word, adds: 1 });
};

const open = (blocks: Blocks, role: Block['role'], name?: string): void => {
  const { indent, startLine: line, column } = blocks.head.place;
  const kind = role === 'function' ? 'function' : 'block';
  const entity = name === undefined ? undefined : ({ name, kind, line, column } as const);
  blocks.open.push({
    indent,
    role,
    entity,
    outerPrefix: blocks.prefix,
    decisions: 0,
    steps: blocks.wanted.steps && [],
    vanishes: false,
    unseen: role === 'match',
  });
  if (entity !== undefined) blocks.inEntity = true;
};

const keep = (blocks: Blocks, entity: Entity, { decisions, steps }: Block, endLine: number): void => {
  const { name, kind, line, column } = entity;
  const key = kind === 'block' ? blocks.prefix + name : name;
  const whole = { name, kind, line, column, endLine, complexity: decisions + 1 };
  // The place of one that was there before is that of the last.
  if (blocks.found.has(key)) blocks.found.delete(key);
  blocks.found.set(key, steps === undefined ? whole : { ...whole, steps });
};

const close = (blocks: Blocks, block: Block, endLine: number): void => {
  const { entity, decisions, steps, vanishes, outerPrefix } = block;
  blocks.prefix = outerPrefix;
  if (entity !== undefined) blocks.inEntity = false;
  if (vanishes) return;
  const outer = innermost(blocks);
  if (entity !== undefined) keep(blocks, entity, block, endLine);
  else if (outer !== undefined) {
    outer.decisions += decisions;
    for (const step of steps ?? []) outer.steps?.push(step);
  }
};

/** Closes the blocks that a line of this indentation ends; `endLine` is the last line before it. */
const closeBlocks = (blocks: Blocks, indent: number, continues: boolean, endLine: number): void => {
  for (let block = innermost(blocks); block !== undefined && block.indent >= indent; block = innermost(blocks)) {
    const goesOn = continues && block.indent === indent && (block.role === 'branch' || block.role === 'try');
    if (goesOn) return;
    blocks.open.pop();
    close(blocks, block, endLine);
  }
};

const isPlain = /^\w+$/;

/** The name behind the first word; Python compares names in normal form KC. A `?` stands for one still to be typed. */
const nameOf = ({ nameThere }: HeadLine): string => {
  const name = nameThere();
  return (isPlain.test(name) ? name : name.normalize('NFKC')) || '?';
};

const readFunction = (blocks: Blocks): void => {
  if (blocks.inEntity) decide(blocks);
  else open(blocks, 'function', blocks.prefix + nameOf(blocks.head));
};

const readClass = (blocks: Blocks): void => {
  if (blocks.inEntity) return;
  open(blocks, 'class');
  blocks.prefix += `${nameOf(blocks.head)}.`;
};

const readBranch = (label: string) => (blocks: Blocks) => {
  if (!blocks.inEntity) open(blocks, 'branch', `${label} ${String(blocks.head.place.startLine)}`);
  decide(blocks);
};

const readTry = (blocks: Blocks): void => {
  open(blocks, 'try', blocks.inEntity ? undefined : `TryExcept ${String(blocks.head.place.startLine)}`);
  decide(blocks);
};

/** The `try` that an `except` or `finally` goes on with. */
const currentTry = (blocks: Blocks): Block | undefined => {
  const block = innermost(blocks);
  return block?.role === 'try' && block.indent === blocks.head.place.indent ? block : undefined;
};

const readExcept = (blocks: Blocks): void => {
  const block = currentTry(blocks);
  if (block === undefined) return;
  if (blocks.head.isStarred()) block.vanishes = true;
  else decide(blocks);
};

const readFinally = (blocks: Blocks): void => {
  const block = currentTry(blocks);
  if (block !== undefined) block.unseen = true;
};

/** `match` is a name too: it opens a block only where the line ends in a colon. */
const readMatch = (blocks: Blocks): void => {
  if (blocks.head.endsInColon()) open(blocks, 'match');
};

/** What the first word of a logical line does. */
const heads: ReadonlyMap<string, (blocks: Blocks) => void> = new Map([
  ['def', readFunction],
  ['class', readClass],
  ['if', readBranch('If')],
  ['for', readBranch('Loop')],
  ['while', readBranch('Loop')],
  ['elif', decide],
  ['try', readTry],
  ['except', readExcept],
  ['finally', readFinally],
  ['match', readMatch],
]);
const continuations = new Set(['elif', 'else', 'except', 'finally']);

/** The words that matter where a logical line begins with them; `assembly/words.ts` tells one by its place in this order. */
export const firstWords: readonly string[] = [
  'def',
  'class',
  'if',
  'for',
  'while',
  'elif',
  'else',
  'try',
  'except',
  'finally',
  'match',
];

/** Begins to read a text, whose lines the head stands for one after the other. */
export const openBlocks = (head: HeadLine, wanted: Wanted): Blocks => ({
  head,
  wanted,
  open: [],
  found: new Map(),
  prefix: '',
  inEntity: false,
});

/** Reads the line that the head stands for; `endLine` is the last line of the logical line before it. */
export const readHead = (blocks: Blocks, endLine: number): void => {
  const { place, word } = blocks.head;
  closeBlocks(blocks, place.indent, continuations.has(word), endLine);
  if (innermost(blocks)?.unseen !== true) heads.get(word)?.(blocks);
};

/** Ends the text, whose last logical line ends in `endLine`; every entity in it. */
export const endBlocks = (blocks: Blocks, endLine: number): readonly FunctionEntity[] => {
  closeBlocks(blocks, 0, false, endLine);
  return [...blocks.found.values()];
};
