import type ts from 'typescript';
import type { FieldFact, ParameterFact } from '../facts.ts';
import { present } from '../../present.ts';
import { stretchOf, textOf, type FactWalk } from './chains.ts';

export const parameterOf = (
  walk: FactWalk,
  { name, type, initializer, dotDotDotToken, questionToken }: ts.ParameterDeclaration,
): ParameterFact => ({
  name: (dotDotDotToken === undefined ? '' : '...') + textOf(walk, name).replace(/\s+/g, ' '),
  ...(initializer && { default: textOf(walk, initializer) }),
  ...(type && { annotation: textOf(walk, type) }),
  ...(questionToken && { optional: true }),
});

type Field = ts.PropertyDeclaration | ts.PropertySignature | ts.MethodSignature | ts.ParameterDeclaration;

/** What a member of a type is said to be: its type, or of a method all but its name. */
const annotationOf = (walk: FactWalk, node: Field): { readonly annotation?: string } => {
  if ('parameters' in node)
    return {
      annotation: walk.text
        .slice((node.questionToken ?? node.name).end, node.end)
        .replace(/[;,\s]+$/, '')
        .trim(),
    };
  return node.type === undefined ? {} : { annotation: textOf(walk, node.type) };
};

/** What a method of a type takes and returns, and a function that is a member of it. */
const signatureOf = (walk: FactWalk, node: Field): Pick<FieldFact, 'signature'> => {
  const { FunctionType } = walk.typescript.SyntaxKind;
  const isFunction = node.type?.kind === FunctionType;
  const signed = 'parameters' in node ? node : isFunction ? (node.type as ts.FunctionTypeNode) : undefined;
  if (signed === undefined) return {};
  const parameters = signed.parameters.map((parameter) => parameterOf(walk, parameter));
  return { signature: { parameters, ...present('returns', signed.type && textOf(walk, signed.type)) } };
};

const isHidden = ({ typescript: { SyntaxKind } }: FactWalk, { modifiers }: Field): boolean =>
  modifiers?.some(({ kind }) => kind === SyntaxKind.PrivateKeyword || kind === SyntaxKind.ProtectedKeyword) === true;

export const fieldOf = (walk: FactWalk, node: Field, name: string): FieldFact => {
  const { start, end } = stretchOf(walk, node);
  return {
    name,
    ...annotationOf(walk, node),
    ...signatureOf(walk, node),
    ...(node.questionToken && { optional: true }),
    ...(isHidden(walk, node) && { hidden: true }),
    ...('initializer' in node && node.initializer ? { value: textOf(walk, node.initializer) } : {}),
    place: walk.placeOf(start, end),
  };
};
