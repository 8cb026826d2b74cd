import { readTypeParameters, takeDecorators } from './bindings.ts';
import { readClass, readHeritage } from './classes.ts';
import { contexts, fail, lookAhead, within, type Skim } from './cursor.ts';
import { readBlock, readFunction } from './functions.ts';
import { kinds } from './kinds.ts';
import { readExport, readImport } from './modules.ts';
import { propertyText, readPropertyName } from './names.ts';
import { drop, makePiece } from './pieces.ts';
import { accept, endStatement, expect, expectName, expectWord, isName, readList } from './steps.ts';
import { next, peek } from './tokens.ts';
import { readTypeMembers } from './type-members.ts';
import { isLet, readVariableStatement } from './variables.ts';

/* Declarations. Many of their words are names, too: each reader gives false where its word is one. */

type ReadDeclaration = (skim: Skim) => boolean;

const nextIsName = (skim: Skim): boolean => {
  next(skim);
  return isName(skim) && !skim.newline;
};

const nextIsModule = (skim: Skim): boolean => {
  next(skim);
  return (isName(skim) || skim.kind === kinds.string) && !skim.newline;
};

const takeFunction: ReadDeclaration = (skim) => {
  const isNameless = lookAhead(skim, () => {
    accept(skim, kinds.async);
    next(skim);
    accept(skim, kinds.star);
    return skim.kind === kinds.open || skim.kind === kinds.less;
  });
  if (isNameless) fail(skim);
  else readFunction(skim, 'default', true);
  return true;
};

const takeClass: ReadDeclaration = (skim) => {
  readClass(skim);
  return true;
};

const readEnumMember = (skim: Skim): void => {
  if (skim.kind === kinds.privateName) return fail(skim);
  readPropertyName(skim);
  if (!accept(skim, kinds.equals)) return;
  const from = skim.pendingCount;
  skim.parts.assignment(skim, true);
  drop(skim, from);
};

const takeEnum: ReadDeclaration = (skim) => {
  next(skim);
  expectName(skim);
  expect(skim, kinds.openBrace);
  const around = within(skim, 0, contexts.awaits | contexts.yields | contexts.noIn);
  readList(skim, kinds.closeBrace, readEnumMember);
  skim.context = around;
  return true;
};

const takeInterface: ReadDeclaration = (skim) => {
  if (!lookAhead(skim, nextIsName)) return false;
  next(skim);
  next(skim);
  readTypeParameters(skim);
  readHeritage(skim);
  readTypeMembers(skim);
  return true;
};

const takeAlias: ReadDeclaration = (skim) => {
  if (!lookAhead(skim, nextIsName)) return false;
  next(skim);
  next(skim);
  readTypeParameters(skim);
  expect(skim, kinds.equals);
  skim.parts.type(skim);
  endStatement(skim);
  return true;
};

/** The names of a namespace, and what is in it. */
const readNamespace = (skim: Skim): void => {
  const { scope, start } = skim;
  expectWord(skim);
  skim.scope = makePiece(scope, skim.text.slice(start, skim.lastEnd), undefined, start);
  if (accept(skim, kinds.dot)) readNamespace(skim);
  else readBlock(skim);
  skim.scope = scope;
};

/** A module by its text, or `global`: it may be declared alone. */
const readAmbient = (skim: Skim): void => {
  const { scope, start, at } = skim;
  next(skim);
  if (skim.kind !== kinds.openBrace) return endStatement(skim);
  skim.scope = makePiece(scope, propertyText(skim, start, at), undefined, start);
  readBlock(skim);
  skim.scope = scope;
};

const takeNamespace: ReadDeclaration = (skim) => {
  if (!lookAhead(skim, nextIsModule)) return false;
  const isModule = skim.kind === kinds.module;
  next(skim);
  if (skim.kind !== kinds.string) readNamespace(skim);
  else if (isModule) readAmbient(skim);
  else fail(skim);
  return true;
};

const takeGlobal: ReadDeclaration = (skim) => {
  const isDeclaration = peek(skim).kind === kinds.openBrace;
  if (isDeclaration) readAmbient(skim);
  return isDeclaration;
};

const takeConst: ReadDeclaration = (skim) => {
  if (peek(skim).kind !== kinds.enum) readVariableStatement(skim);
  else {
    next(skim);
    takeEnum(skim);
  }
  return true;
};

/** True where the next token is of this kind, in the same line. */
const isBefore = (skim: Skim, expected: number): boolean => {
  const { kind, newline } = peek(skim);
  return kind === expected && !newline;
};

const takeAsync: ReadDeclaration = (skim) => isBefore(skim, kinds.function) && takeFunction(skim);

const takeAbstract: ReadDeclaration = (skim) => {
  if (!isBefore(skim, kinds.class)) return false;
  next(skim);
  return takeClass(skim);
};

const takeDeclare: ReadDeclaration = (skim) => {
  const { kind, newline } = peek(skim);
  if (newline || !declared.has(kind)) return false;
  next(skim);
  readDeclared(skim);
  return true;
};

const takeDecorated: ReadDeclaration = (skim) => {
  const from = skim.pendingCount;
  takeDecorators(skim);
  drop(skim, from);
  if (skim.kind === kinds.export) return takeExport(skim);
  accept(skim, kinds.abstract);
  if (skim.kind !== kinds.class) fail(skim);
  return takeClass(skim);
};

const takeVariables: ReadDeclaration = (skim) => {
  if (skim.kind === kinds.let && !isLet(skim)) fail(skim);
  readVariableStatement(skim);
  return true;
};

const declared = new Map<number, ReadDeclaration>([
  [kinds.var, takeVariables],
  [kinds.let, takeVariables],
  [kinds.const, takeConst],
  [kinds.function, takeFunction],
  [kinds.class, takeClass],
  [kinds.enum, takeEnum],
  [kinds.abstract, takeAbstract],
  [kinds.interface, takeInterface],
  [kinds.type, takeAlias],
  [kinds.module, takeNamespace],
  [kinds.namespace, takeNamespace],
  [kinds.global, takeGlobal],
  [kinds.async, takeAsync],
]);

/** A declaration behind `export` or `declare`. */
const readDeclared = (skim: Skim): void => {
  if (declared.get(skim.kind)?.(skim) !== true) fail(skim);
};

const readNamelessFunction = (skim: Skim): boolean => {
  const { kind } = skim;
  if (kind !== kinds.function && (kind !== kinds.async || !isBefore(skim, kinds.function))) return false;
  readFunction(skim, 'default', true);
  return true;
};

/** What `export default` gives, if it is a declaration. */
const takeDefault: ReadDeclaration = (skim) => {
  const { kind } = skim;
  if (readNamelessFunction(skim)) return true;
  if (kind === kinds.class) return takeClass(skim);
  if (kind === kinds.at) return takeDecorated(skim);
  if (kind === kinds.abstract) return takeAbstract(skim);
  return kind === kinds.interface && takeInterface(skim);
};

const declare = (skim: Skim): void => {
  if (skim.kind === kinds.declare) takeDeclare(skim);
  else if (skim.kind === kinds.at) takeDecorated(skim);
  else readDeclared(skim);
};

const takeExport: ReadDeclaration = (skim) => {
  readExport(skim, takeDefault, declare);
  return true;
};

/** What reads the declarations that begin with a word. */
export const declarationReaders: ReadonlyMap<number, ReadDeclaration> = new Map([
  ...[...declared].filter(([kind]) => kind !== kinds.var && kind !== kinds.let),
  [kinds.declare, takeDeclare],
  [kinds.at, takeDecorated],
  [kinds.import, readImport],
  [kinds.export, takeExport],
]);
