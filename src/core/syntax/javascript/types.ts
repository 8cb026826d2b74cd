import type ts from 'typescript';
import type { FieldFact } from '../facts.ts';
import { put, standing, type Spot } from '../facts/gather.ts';
import { bind } from '../facts/scopes.ts';
import { stretchOf, textOf, type FactWalk } from './chains.ts';
import { basesOf } from './definitions.ts';
import { fieldOf } from './fields.ts';
import { propertyName } from './places.ts';

/** Interfaces, types and enums: classes to rules, as far as they have fields. */

const isExported = (
  { typescript }: FactWalk,
  { modifiers }: { readonly modifiers?: readonly ts.Node[] | undefined },
): boolean => modifiers?.some(({ kind }) => kind === typescript.SyntaxKind.ExportKeyword) === true;

const fieldsOf = (walk: FactWalk, members: readonly ts.TypeElement[]): readonly FieldFact[] => {
  const { PropertySignature, MethodSignature } = walk.typescript.SyntaxKind;
  return members.flatMap((member) => {
    if (member.kind !== PropertySignature && member.kind !== MethodSignature) return [];
    const signature = member as ts.PropertySignature | ts.MethodSignature;
    return [fieldOf(walk, signature, propertyName(signature.name, walk.source))];
  });
};

/** The members of the type literals that a type is put together of. */
const literalMembers = ({ typescript }: FactWalk, type: ts.TypeNode): readonly ts.TypeElement[] => {
  const { TypeLiteral, IntersectionType, UnionType, ParenthesizedType, TypeReference } = typescript.SyntaxKind;
  const members: ts.TypeElement[] = [];
  const left = [type];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (next.kind === TypeLiteral) members.push(...(next as ts.TypeLiteralNode).members);
    else if (next.kind === IntersectionType || next.kind === UnionType) {
      left.push(...(next as ts.IntersectionTypeNode | ts.UnionTypeNode).types.toReversed());
    } else if (next.kind === ParenthesizedType) left.push((next as ts.ParenthesizedTypeNode).type);
    // `Readonly<{ … }>` has the fields of what it is made of.
    else if (next.kind === TypeReference)
      left.push(...((next as ts.TypeReferenceNode).typeArguments ?? []).toReversed());
  }
  return members;
};

/** The types that a type names as parts of it: `Base` of `Base & { … }`. */
const namedParts = (walk: FactWalk, type: ts.TypeNode): readonly string[] => {
  const { IntersectionType, TypeReference } = walk.typescript.SyntaxKind;
  const parts = type.kind === IntersectionType ? (type as ts.IntersectionTypeNode).types : [type];
  return parts.flatMap((part) =>
    part.kind === TypeReference ? [textOf(walk, (part as ts.TypeReferenceNode).typeName)] : [],
  );
};

/** Makes a type known by its name where it stands, and gives the name it has in the whole text. */
const declare = ({ text }: ts.Identifier, spot: Spot): string => {
  const name = spot.prefix + text;
  bind(spot.scope, text, { kind: 'own', name });
  return name;
};

export const visitInterface = (walk: FactWalk, node: ts.InterfaceDeclaration, spot: Spot): void => {
  const name = declare(node.name, spot);
  put(walk.classes, {
    name,
    kind: 'interface',
    bases: basesOf(walk, node.heritageClauses, spot),
    fields: [...fieldsOf(walk, node.members)],
    decorators: [],
    exported: isExported(walk, node),
    ...standing(walk, stretchOf(walk, node), spot),
  });
  for (const member of node.members) walk.push(member, spot);
};

export const visitTypeAlias = (walk: FactWalk, node: ts.TypeAliasDeclaration, spot: Spot): void => {
  const name = declare(node.name, spot);
  put(walk.classes, {
    name,
    kind: 'type',
    bases: namedParts(walk, node.type).map((text) => {
      const [root = '', ...links] = text.split(/(?=\.)/);
      return { chain: { root, links }, scope: spot.scope, text };
    }),
    fields: [...fieldsOf(walk, literalMembers(walk, node.type))],
    decorators: [],
    exported: isExported(walk, node),
    ...standing(walk, stretchOf(walk, node), spot),
  });
  walk.push(node.type, spot);
};

export const visitEnum = (walk: FactWalk, node: ts.EnumDeclaration, spot: Spot): void => {
  const name = declare(node.name, spot);
  const fields = node.members.map((member): FieldFact => {
    const { start, end } = stretchOf(walk, member);
    return {
      name: propertyName(member.name, walk.source),
      ...(member.initializer && { value: textOf(walk, member.initializer) }),
      place: walk.placeOf(start, end),
    };
  });
  const stands = standing(walk, stretchOf(walk, node), spot);
  walk.classes.push({
    name,
    kind: 'enum',
    bases: [],
    fields,
    decorators: [],
    exported: isExported(walk, node),
    ...stands,
  });
  for (const { initializer } of node.members) walk.push(initializer, spot);
};

/** Nothing in a type runs; only what it imports is told. */
export const visitType = (walk: FactWalk, node: ts.Node, spot: Spot): void => {
  const { LiteralType } = walk.typescript.SyntaxKind;
  const left = [node];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (walk.typescript.isImportTypeNode(next)) {
      const { argument, qualifier } = next;
      const literal = argument.kind === LiteralType ? (argument as ts.LiteralTypeNode).literal : argument;
      const module = walk.typescript.isStringLiteralLike(literal) ? literal.text : '';
      const name = qualifier === undefined ? {} : { name: textOf(walk, qualifier) };
      put(walk.imports, { module, ...name, how: 'type', ...standing(walk, stretchOf(walk, next), spot) });
    }
    walk.typescript.forEachChild(next, (child) => {
      left.push(child);
    });
  }
};
