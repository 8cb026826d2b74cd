import type { Language, Tree, TreeCursor } from 'web-tree-sitter';

/** A node of a syntax tree of tree-sitter, out of its memory: asking there for each thing anew takes twice as long. */
export interface PythonNode {
  readonly type: string;
  /** The part it plays in its parent; empty where it has no name. */
  readonly field: string;
  readonly start: number;
  readonly end: number;
  /** Without punctuation and keywords, save those that tell nodes of one type apart. */
  readonly children: readonly PythonNode[];
}

/** A tree, and the comments, which may stand anywhere in it, apart. */
export interface PythonTree {
  readonly root: PythonNode;
  readonly comments: readonly PythonNode[];
}

interface OpenNode extends PythonNode {
  readonly children: OpenNode[];
}

const toldTokens = new Set(['async', '+', '%', 'and', 'or']);
// What they are made of tells nothing that their text does not.
const closedTypes = new Set(['string_content', 'comment', 'integer', 'float', 'identifier']);

interface NodeType {
  readonly name: string;
  readonly isKept: boolean;
  readonly isClosed: boolean;
}

const errorType: NodeType = { name: 'ERROR', isKept: true, isClosed: false };

const describe = (language: Language, id: number): NodeType => {
  const name = language.types[id] ?? '';
  const isKept = language.nodeTypeIsNamed(id) || toldTokens.has(name);
  return { name, isKept, isClosed: !isKept || closedTypes.has(name) };
};

const describers = new WeakMap<Language, (id: number) => NodeType>();

const describerOf = (language: Language): ((id: number) => NodeType) => {
  const known = describers.get(language);
  if (known !== undefined) return known;
  const types: NodeType[] = [];
  // Errors have an id far beyond all others.
  const describer = (id: number): NodeType =>
    id < language.nodeTypeCount ? (types[id] ??= describe(language, id)) : errorType;
  describers.set(language, describer);
  return describer;
};

/** Copies what is at the cursor and below it. */
const copyFrom = (cursor: TreeCursor, language: Language): PythonTree => {
  const describer = describerOf(language);
  const nodeAtCursor = ({ name }: NodeType): OpenNode => ({
    type: name,
    field: language.fields[cursor.currentFieldId] ?? '',
    start: cursor.startIndex,
    end: cursor.endIndex,
    children: [],
  });
  const root = nodeAtCursor(describer(cursor.nodeTypeId));
  const around: OpenNode[] = [];
  const comments: PythonNode[] = [];
  let parent = root;
  if (!cursor.gotoFirstChild()) return { root, comments };
  for (;;) {
    const type = describer(cursor.nodeTypeId);
    if (type.isKept) {
      const node = nodeAtCursor(type);
      (type.name === 'comment' ? comments : parent.children).push(node);
      if (!type.isClosed && cursor.gotoFirstChild()) {
        around.push(parent);
        parent = node;
        continue;
      }
    }
    while (!cursor.gotoNextSibling()) {
      const outer = around.pop();
      if (outer === undefined) return { root, comments };
      parent = outer;
      cursor.gotoParent();
    }
  }
};

/** The whole tree. */
export const copyTree = (tree: Tree): PythonTree => {
  const cursor = tree.walk();
  try {
    return copyFrom(cursor, tree.language);
  } finally {
    cursor.delete();
  }
};

/** The child that plays this part. */
export const childOf = ({ children }: PythonNode, field: string): PythonNode | undefined =>
  children.find((child) => child.field === field);

/** The tree with comments that the grammar was not shown, in the order of the text. */
export const withComments = (
  { root, comments }: PythonTree,
  more: readonly { readonly start: number; readonly end: number }[],
): PythonTree => {
  if (more.length === 0) return { root, comments };
  const added = more.map(({ start, end }): PythonNode => ({ type: 'comment', field: '', start, end, children: [] }));
  return { root, comments: [...comments, ...added].sort((one, other) => one.start - other.start) };
};
