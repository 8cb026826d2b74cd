import { parseXml as parse, XmlElement, XmlError, XmlText } from '@rgrove/parse-xml';
import type { Span } from '../lines.ts';
import type { Fault } from './find.ts';
import { failure, success, type Result } from '../result.ts';

/** An element with its places. Its name is without a prefix: no manifest has two elements that differ in nothing else. */
export interface Element {
  readonly name: string;
  readonly at: Span;
  readonly attributes: ReadonlyMap<string, Value>;
  readonly children: readonly Element[];
  /** What stands in it, without blanks around it; the first run of it that is not interrupted by a comment. */
  readonly text: Value;
}

export interface Value {
  readonly at: Span;
  readonly text: string;
}

// The parser has made sure of the form; it only keeps no places of attributes.
const attributeForm = /\s+([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;

const attributesOf = (source: string, node: XmlElement): Element['attributes'] => {
  attributeForm.lastIndex = node.start + 1 + node.name.length;
  const attributes = new Map<string, Value>();
  for (let found = attributeForm.exec(source); found !== null; found = attributeForm.exec(source)) {
    const [, name = '', double, single] = found;
    const end = attributeForm.lastIndex - 1;
    const start = end - (double ?? single ?? '').length;
    attributes.set(name, { at: { start, end }, text: node.attributes[name] ?? '' });
  }
  return attributes;
};

const textIn = (source: string, node: XmlElement): Value => {
  const run = node.children.find((child) => child instanceof XmlText && child.text.trim() !== '');
  const { start, end } = run ?? node;
  const raw = source.slice(start, end);
  const from = start + raw.length - raw.trimStart().length;
  return { at: { start: from, end: from + raw.trim().length }, text: node.text.trim() };
};

const convert = (source: string, node: XmlElement): Element => ({
  name: node.name.replace(/^.*:/, ''),
  at: { start: node.start, end: node.end },
  attributes: attributesOf(source, node),
  children: node.children
    .filter((child): child is XmlElement => child instanceof XmlElement)
    .map((child) => convert(source, child)),
  text: textIn(source, node),
});

/** The elements under a path of names. */
export const under = (element: Element, ...names: readonly string[]): readonly Element[] =>
  names.reduce<readonly Element[]>(
    (reached, name) => reached.flatMap(({ children }) => children.filter((child) => child.name === name)),
    [element],
  );

/** The root element. Entities that a document declares itself are not expanded: the file is refused. */
export const parseXml = (source: string): Result<Element, Fault> => {
  try {
    const { root } = parse(source, { includeOffsets: true });
    return root === null ? failure({ at: 0, message: 'This file holds no XML.' }) : success(convert(source, root));
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return failure({ at: error.pos, message: `This is not XML: ${error.message.replace(/ \(line[^]*$/, '')}` });
  }
};
