import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { inner, kept, type Kept } from './kept.ts';

/** Reads `export type NAME = …` of the file that Codex wrote for it. */
const readType = (folder: string, name: string): ts.TypeNode => {
  const file = ['.', 'v2', 'serde_json'].map((part) => join(folder, part, `${name}.ts`)).find(existsSync);
  if (file === undefined) throw new Error(`Codex no longer has a type ${name}.`);
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found = source.statements.find((one) => ts.isTypeAliasDeclaration(one) && one.name.text === name);
  if (found === undefined || !ts.isTypeAliasDeclaration(found))
    throw new Error(`Codex no longer writes ${name} as a type.`);
  return found.type;
};

const printer = ts.createPrinter({ removeComments: true });

/** A type as it stands, without comments. */
const whole = (node: ts.TypeNode): string =>
  printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile()).replaceAll(/\s+/g, ' ');

const nameOf = ({ name }: ts.PropertySignature): string =>
  ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : '';

const writeProperty = (property: ts.PropertySignature): string =>
  `${nameOf(property)}${property.questionToken === undefined ? '' : '?'}: ${property.type === undefined ? 'unknown' : whole(property.type)}`;

/** The objects that a type is made of, be it as variants or as parts. */
const objectsIn = (node: ts.TypeNode): readonly ts.TypeLiteralNode[] => {
  if (ts.isParenthesizedTypeNode(node)) return objectsIn(node.type);
  if (ts.isUnionTypeNode(node) || ts.isIntersectionTypeNode(node)) return node.types.flatMap(objectsIn);
  return ts.isTypeLiteralNode(node) ? [node] : [];
};

// What is left of an object of whose fields none are wanted.
const nothing = '{ }';

/** A type with those of the fields that it has. */
const withFields = (node: ts.TypeNode, fields: readonly string[]): string => {
  if (ts.isParenthesizedTypeNode(node)) {
    const inner = withFields(node.type, fields);
    return inner === nothing ? nothing : `(${inner})`;
  }
  const parts = (types: readonly ts.TypeNode[], between: string): string => {
    const written = new Set(types.map((one) => withFields(one, fields)));
    if (written.size > 1) written.delete(nothing);
    return [...written].join(between);
  };
  if (ts.isUnionTypeNode(node)) return parts(node.types, ' | ');
  if (ts.isIntersectionTypeNode(node)) return parts(node.types, ' & ');
  if (!ts.isTypeLiteralNode(node)) return whole(node);
  const properties = node.members.filter(ts.isPropertySignature).filter((one) => fields.includes(nameOf(one)));
  return properties.length === 0 ? nothing : `{ ${properties.map(writeProperty).join('; ')} }`;
};

/** As `withFields`; throws where a field is nowhere in the type. */
const cutObject = (node: ts.TypeNode, fields: readonly string[]): string => {
  const there = new Set(objectsIn(node).flatMap(({ members }) => members.filter(ts.isPropertySignature).map(nameOf)));
  const gone = fields.filter((field) => !there.has(field));
  if (gone.length > 0) throw new Error(`Codex no longer has ${gone.join(', ')}.`);
  return withFields(node, fields);
};

/** The value of the field that tells variants apart, such as `text` of `{ type: "text" }`. */
const markOf = (node: ts.TypeLiteralNode, by: string): string | undefined => {
  const type = node.members.filter(ts.isPropertySignature).find((one) => nameOf(one) === by)?.type;
  return type !== undefined && ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)
    ? type.literal.text
    : undefined;
};

const cutVariants = (node: ts.TypeNode, { by, of }: Exclude<Kept, readonly string[]>): string =>
  Object.entries(of)
    .map(([mark, fields]) => {
      const variant = objectsIn(node).find((one) => markOf(one, by) === mark);
      if (variant === undefined) throw new Error(`Codex no longer has ${by} ${mark}.`);
      return cutObject(variant, [by, ...fields]);
    })
    .join(' | ');

const cut = (node: ts.TypeNode, wanted: Kept | undefined): string => {
  if (wanted === undefined) return whole(node);
  return 'by' in wanted ? cutVariants(node, wanted) : cutObject(node, wanted);
};

const builtIn = new Set(['Array', 'Record']);

/** The names of other types that a written type mentions. */
const mentionedIn = (text: string): readonly string[] => {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) names.push(node.typeName.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('cut.ts', `type Cut = ${text};`, ts.ScriptTarget.Latest));
  return names.filter((name) => !builtIn.has(name));
};

/**
 * What we use of the types that Codex wrote into a folder, sorted by name, as one text that is not formatted yet. Throws
 * where something of it is gone.
 */
export const cutTypes = (folder: string): string => {
  const written = new Map<string, string>();
  const write = (name: string): void => {
    if (written.has(name)) return;
    const text = cut(readType(folder, name), kept[name]);
    written.set(name, text);
    for (const other of mentionedIn(text)) write(other);
  };
  for (const name of Object.keys(kept)) write(name);
  return [...written]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, text]) => `${name in kept && !inner.has(name) ? 'export ' : ''}type ${name} = ${text};`)
    .join('\n');
};
