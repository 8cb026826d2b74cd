import type { Node } from 'web-tree-sitter';

/*
 * Names as Ruby's documentation writes them: `Shop::Cart#total` for a method of the objects, `Shop::Cart.load` for one of the
 * class itself, `total` outside of every class. Rubocop gives only what stands behind the sign.
 */

const simple = /^[\p{L}\p{N}_@$:]+$/u;

/** An object as it is written; where it is more than a name, only that it is one. */
const sayObject = (node: Node | null): string => (node !== null && simple.test(node.text) ? node.text : '?');

/** The classes and modules around a place. */
interface Around {
  readonly end: number;
  readonly path: string;
  /** What stands between the path and the name of a method. */
  readonly sign: '#' | '.';
}

export interface Names {
  /** Tells of a class or module, in the order of the text. */
  readonly enter: (node: Node) => void;
  /** The full name of a method that is defined in a node. */
  readonly nameAt: (node: Node, name: string) => string;
}

export const createNames = (): Names => {
  const around: Around[] = [{ end: Infinity, path: '', sign: '#' }];
  const findAround = (at: number): Around => {
    while ((around.at(-1)?.end ?? Infinity) <= at) around.pop();
    return around.at(-1) ?? { end: Infinity, path: '', sign: '#' };
  };
  const enterSingleton = (node: Node, end: number, outer: Around): void => {
    const value = sayObject(node.childForFieldName('value'));
    around.push({ end, sign: '.', path: value === 'self' && outer.path !== '' ? outer.path : value });
  };
  return {
    enter: (node) => {
      const { endIndex: end } = node;
      const outer = findAround(node.startIndex);
      if (node.type === 'singleton_class') return enterSingleton(node, end, outer);
      const name = sayObject(node.childForFieldName('name'));
      around.push({ end, sign: '#', path: outer.path === '' ? name : `${outer.path}::${name}` });
    },
    nameAt: (node, name) => {
      const { path, sign } = findAround(node.startIndex);
      const isOfObject = node.type === 'singleton_method';
      const object = isOfObject ? sayObject(node.childForFieldName('object')) : '';
      if (isOfObject && (object !== 'self' || path === '')) return `${object}.${name}`;
      return path === '' ? name : `${path}${isOfObject ? '.' : sign}${name}`;
    },
  };
};
