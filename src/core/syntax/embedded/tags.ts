import { endOfExpression } from './expressions.ts';

/** The start tag of an element. */
export interface Tag {
  /** In lower case. */
  readonly name: string;
  /** The last of each name, which is in lower case. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly isClosed: boolean;
  /** Offset behind it. */
  readonly end: number;
}

const tagStart = /<([a-z][^\s/>]*)/iy;
const attribute = /[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|(?=\{)|([^\s>"']+)))?/y;
const tagEnd = /\s*(\/?)\s*>/y;
const expressionStart = /[\s/]*(?=\{)/y;

interface Attribute {
  /** In lower case; empty for an expression in braces, which may be a value as well. */
  readonly name: string;
  readonly value: string;
  readonly end: number;
}

const readAttribute = (text: string, at: number): Attribute | undefined => {
  expressionStart.lastIndex = attribute.lastIndex = at;
  const end = expressionStart.test(text) ? endOfExpression(text, expressionStart.lastIndex) : undefined;
  if (end !== undefined) return { name: '', value: '', end };
  const found = attribute.exec(text);
  if (found === null) return undefined;
  const [, name = '', ...values] = found;
  const value = values.find((each) => each !== undefined) ?? '';
  return { name: name.toLowerCase(), value, end: attribute.lastIndex };
};

/** Reads the tag at the offset, in which expressions may stand in braces; undefined where none begins, or none ends. */
export const readTag = (text: string, at: number): Tag | undefined => {
  tagStart.lastIndex = at;
  const name = tagStart.exec(text)?.[1]?.toLowerCase();
  if (name === undefined) return undefined;
  const attributes = new Map<string, string>();
  for (let end = tagStart.lastIndex; ;) {
    tagEnd.lastIndex = end;
    const closing = tagEnd.exec(text);
    if (closing !== null) return { name, attributes, isClosed: closing[1] === '/', end: tagEnd.lastIndex };
    const found = readAttribute(text, end);
    if (found === undefined) return undefined;
    attributes.set(found.name, found.value);
    end = found.end;
  }
};
