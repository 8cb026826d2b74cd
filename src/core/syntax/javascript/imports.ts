import type ts from 'typescript';
import type { ImportFact } from '../facts.ts';
import { put, standing, type Spot } from '../facts/gather.ts';
import { bind, bindValue } from '../facts/scopes.ts';
import { stretchOf, textOf, valueChain, type FactWalk } from './chains.ts';

const moduleText = (walk: FactWalk, specifier: ts.Node | undefined): string =>
  specifier !== undefined && walk.typescript.isStringLiteralLike(specifier) ? specifier.text : '';

interface Taken {
  readonly node: ts.Node;
  readonly name?: string;
  readonly alias?: string;
  readonly isType?: boolean;
}

/** `name` and what it is called here: `a as b`. */
const takenOf = (node: ts.ImportSpecifier | ts.ExportSpecifier): Taken => {
  const [name, alias] = [(node.propertyName ?? node.name).text, node.name.text];
  return { node, name, ...(alias === name ? {} : { alias }), isType: node.isTypeOnly };
};

const take = (walk: FactWalk, spot: Spot, module: string, how: ImportFact['how'], taken: Taken): number => {
  const { node, name, alias, isType } = taken;
  return put(walk.imports, {
    module,
    ...(name === undefined ? {} : { name }),
    ...(alias === undefined ? {} : { alias }),
    how: isType === true ? 'type' : how,
    ...standing(walk, stretchOf(walk, node), spot),
  });
};

export const visitImport = (walk: FactWalk, node: ts.ImportDeclaration, spot: Spot): void => {
  const module = moduleText(walk, node.moduleSpecifier);
  const { importClause: clause } = node;
  if (clause === undefined) {
    take(walk, spot, module, 'import', { node });
    return;
  }
  const how = clause.isTypeOnly ? 'type' : 'from';
  const { name, namedBindings } = clause;
  const takeAs = (called: string, kind: ImportFact['how'], taken: Taken): void =>
    bind(spot.scope, called, { kind: 'import', index: take(walk, spot, module, kind, taken) });
  if (name !== undefined) takeAs(name.text, how, { node: name, name: 'default', alias: name.text });
  if (namedBindings === undefined) return;
  if (!('elements' in namedBindings)) {
    const alias = namedBindings.name.text;
    takeAs(alias, clause.isTypeOnly ? 'type' : 'import', { node: namedBindings, name: '*', alias });
    return;
  }
  for (const element of namedBindings.elements) takeAs(element.name.text, how, takenOf(element));
};

/** `import fs = require("fs")` and `import Deep = Outer.Inner`. */
export const visitImportEquals = (walk: FactWalk, node: ts.ImportEqualsDeclaration, spot: Spot): void => {
  const { moduleReference: reference, name } = node;
  if (!('expression' in reference)) {
    const [root = '', ...links] = textOf(walk, reference)
      .replace(/\s+/g, '')
      .split(/(?=\.)/);
    bindValue(spot.scope, name.text, { root, links });
    return;
  }
  const module = moduleText(walk, reference.expression);
  const index = take(walk, spot, module, 'require', { node, alias: name.text, isType: node.isTypeOnly });
  bind(spot.scope, name.text, { kind: 'import', index });
};

/** What a module lets out under a name, its own or another's. */
export const visitExport = (walk: FactWalk, node: ts.ExportDeclaration, spot: Spot): void => {
  const { exportClause: clause, moduleSpecifier, isTypeOnly } = node;
  const elements = clause !== undefined && 'elements' in clause ? clause.elements : [];
  if (moduleSpecifier === undefined) {
    for (const element of elements) walk.published.add((element.propertyName ?? element.name).text);
    return;
  }
  const how = isTypeOnly ? 'type' : 're-export';
  const module = moduleText(walk, moduleSpecifier);
  if (clause === undefined) take(walk, spot, module, how, { node, name: '*' });
  else if ('elements' in clause) for (const element of elements) take(walk, spot, module, how, takenOf(element));
  else take(walk, spot, module, how, { node: clause, name: '*', alias: clause.name.text });
};

/** `export default store` and `export = store`. */
export const publishValue = (walk: FactWalk, value: ts.Expression, spot: Spot): void => {
  const { root } = valueChain(walk, value, spot) ?? {};
  if (typeof root === 'string') walk.published.add(root);
};
