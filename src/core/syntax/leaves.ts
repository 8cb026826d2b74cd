import type { TreeCursor } from 'web-tree-sitter';
import type { Flaw } from './function-entity.ts';
import { flawOf, type Grammar } from './grammar.ts';

/** A comment, and the leaf that stands behind it. */
interface Comment {
  /** Without its markers and with single spaces. */
  readonly text: string;
  /** Index of the first leaf behind it; the number of leaves where none is. */
  readonly before: number;
}

/**
 * What a text says, whatever way it is laid out: the leaves of its syntax tree without comments, quotes, brackets, commas,
 * colons and semicolons. A formatter and a minifier leave it as it is.
 */
export interface Leaves {
  /** In the order of the text; each without line ends. */
  readonly texts: readonly string[];
  /** The line of each, 1-based. */
  readonly lines: readonly number[];
  /** Whether each is followed as the name of what is called is: by a parenthesis, or by a space and a quote. */
  readonly called: readonly boolean[];
  /** Where the statement or function that each stands in ends: the index behind its last leaf. Empty without a grammar. */
  readonly ends: readonly number[];
  readonly comments: readonly Comment[];
  /** By line, 1-based: how many statements begin there; only lines where any does. */
  readonly statements: ReadonlyMap<number, number>;
  readonly flaw?: Flaw;
}

export type ReadLeaves = (text: string) => Leaves | undefined;

const isComment = (type: string): boolean => type.includes('comment');
const isLayout = (text: string): boolean => /^(?:[()[\]{},;:"'`]|"""|''')*$/.test(text);
const isStatement = (type: string): boolean => /_(?:statement|declaration|definition|item)$/.test(type);

/** What the type of a node tells of it. */
interface Nature {
  readonly isComment: boolean;
  readonly isStatement: boolean;
  /** What a test or an assertion may be as a whole; in Ruby they are methods and calls. */
  readonly isUnit: boolean;
  /** A string that is a statement of its own documents what it stands in. */
  readonly mayDocument: boolean;
}

const natureOf = (type: string): Nature => ({
  isComment: isComment(type),
  isStatement: isStatement(type),
  isUnit: isStatement(type) || type === 'method' || type === 'call',
  mayDocument: type === 'expression_statement',
});

const commentText = (text: string): string =>
  text
    .replace(/^(?:\/\*+|\/\/+!?|#+|<!--|--|;+|[rRuU]?(?:"""|'''))|(?:\*+\/|-->|"""|''')$/g, '')
    .replace(/\s*\n\s*\*?\s*/g, ' ')
    .trim();

// The quotes of a string are layout; its prefix, as of `f"…"`, is not.
const leafText = (text: string): string => {
  const bare = /^[A-Za-z]+(?:"""|'''|["'])$/.test(text) ? text.replace(/["']+$/, '') : text;
  return bare.replace(/\s+/g, ' ').trim();
};

/** The leaves of a text while they are being gathered. */
interface Gathered {
  readonly text: string;
  /** By type: there are a few hundred of a grammar, and thousands of nodes. */
  readonly natures: Map<string, Nature>;
  readonly texts: string[];
  readonly lines: number[];
  readonly called: boolean[];
  /** The unit that each leaf stands in. */
  readonly units: number[];
  /** Where each unit ends. The first is the whole text. */
  readonly unitEnds: number[];
  readonly comments: Comment[];
  readonly statements: Map<number, number>;
}

// Each question to the cursor leaves JavaScript and comes back, which takes longer than all that is made of the answer.
const addLeaf = ({ text, texts, lines, called, units }: Gathered, cursor: TreeCursor, unit: number): void => {
  const end = cursor.endIndex;
  const leaf = leafText(text.slice(cursor.startIndex, end));
  if (leaf === '' || isLayout(leaf)) return;
  texts.push(leaf);
  units.push(unit);
  lines.push(cursor.startPosition.row + 1);
  called.push(/^(?:\(|[ ]["'])/.test(text.slice(end, end + 2)));
};

const recallNature = ({ natures }: Gathered, type: string): Nature => {
  const known = natures.get(type);
  if (known !== undefined) return known;
  const nature = natureOf(type);
  natures.set(type, nature);
  return nature;
};

const isDocumentation = (cursor: TreeCursor, text: string): boolean => {
  const start = cursor.startIndex;
  return /^[rRuU]?(?:"""|''')/.test(text.slice(start, start + 4));
};

/** Takes the node at the cursor, which is of this nature; false where its children are still to be taken. */
const takeNode = (gathered: Gathered, cursor: TreeCursor, nature: Nature): boolean => {
  if (nature.isComment || (nature.mayDocument && isDocumentation(cursor, gathered.text))) {
    const text = commentText(gathered.text.slice(cursor.startIndex, cursor.endIndex));
    gathered.comments.push({ text, before: gathered.texts.length });
    return true;
  }
  if (nature.isStatement) {
    const line = cursor.startPosition.row + 1;
    gathered.statements.set(line, (gathered.statements.get(line) ?? 0) + 1);
  }
  return false;
};

const gather = (gathered: Gathered, cursor: TreeCursor): void => {
  const { texts, unitEnds } = gathered;
  const enclosing: number[] = [];
  const leave = (): void => {
    unitEnds[enclosing.pop() ?? 0] = texts.length;
  };
  for (;;) {
    const nature = recallNature(gathered, cursor.nodeType);
    if (!takeNode(gathered, cursor, nature)) {
      const unit = nature.isUnit ? unitEnds.push(0) - 1 : (enclosing.at(-1) ?? 0);
      if (cursor.gotoFirstChild()) {
        enclosing.push(unit);
        continue;
      }
      addLeaf(gathered, cursor, unit);
    }
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) return;
      leave();
    }
  }
};

const startGathering = (text: string, natures: Gathered['natures']): Gathered => ({
  text,
  natures,
  texts: [],
  lines: [],
  called: [],
  units: [],
  unitEnds: [0],
  comments: [],
  statements: new Map<number, number>(),
});

/** Reads the leaves of texts in the language of the grammar. */
export const leavesByGrammar = (grammar: Grammar): ReadLeaves => {
  const natures = new Map<string, Nature>();
  return (text) => {
    const tree = grammar.parse(text);
    if (tree === undefined) return undefined;
    const cursor = tree.walk();
    try {
      const gathered = startGathering(text, natures);
      gather(gathered, cursor);
      const { texts, lines, called, units, unitEnds, comments, statements } = gathered;
      const ends = units.map((unit) => unitEnds[unit] ?? texts.length);
      const flaw = flawOf(tree.rootNode);
      return { texts, lines, called, ends, comments, statements, ...(flaw === undefined ? {} : { flaw }) };
    } finally {
      cursor.delete();
      tree.delete();
    }
  };
};

/**
 * Reads the words and signs of a text in a language that has no grammar here, such as Markdown or YAML: what a formatter
 * does to them costs next to nothing, too.
 */
export const leavesOfWords = (text: string): Leaves => {
  const texts: string[] = [];
  const lines: number[] = [];
  const called: boolean[] = [];
  text.split('\n').forEach((line, index) => {
    for (const [word] of line.matchAll(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_()[\]{},;:"'`]/gu)) {
      texts.push(word);
      lines.push(index + 1);
      called.push(false);
    }
  });
  return { texts, lines, called, ends: [], comments: [], statements: new Map() };
};
