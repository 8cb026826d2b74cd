import { fail, lookAhead, type Skim } from './cursor.ts';
import { isWord, kinds } from './kinds.ts';
import { readNamedValue } from './bindings.ts';
import { accept, endStatement, expect, expectName, expectWord, isName, readList } from './steps.ts';
import { next } from './tokens.ts';

/* What a module takes from others and gives to them. */

const isNameOfExport = ({ kind }: Skim): boolean => isWord(kind) || kind === kinds.string;

const nextIsSpecifier = (skim: Skim): boolean => {
  next(skim);
  if (skim.kind === kinds.as) fail(skim);
  return isNameOfExport(skim);
};

/** `a as b`, of an import or an export; gives the kind of the last name. */
const readSpecifier = (skim: Skim): void => {
  if (skim.kind === kinds.type) {
    const mark = skim.failed;
    const isOfType = lookAhead(skim, (skim) => (nextIsSpecifier(skim) ? 1 : skim.failed && !mark ? -1 : 0));
    if (isOfType === -1) return fail(skim);
    if (isOfType === 1) next(skim);
  }
  if (!isNameOfExport(skim)) return fail(skim);
  next(skim);
  if (!accept(skim, kinds.as)) return;
  if (isNameOfExport(skim)) next(skim);
  else fail(skim);
};

/** The last name of what is imported is a name here. */
const readImportSpecifier = (skim: Skim): void => {
  const { start } = skim;
  readSpecifier(skim);
  const last = /[^\s/]*$/.exec(skim.text.slice(start, skim.lastEnd))?.[0] ?? '';
  if (!/^[\w$]+$/.test(last) || reserved.has(last)) fail(skim);
};

const reserved: ReadonlySet<string> = new Set(
  Object.entries(kinds)
    .filter(([, kind]) => (kind >= kinds.break && kind < kinds.abstract) || kind === kinds.await)
    .map(([word]) => word),
);

const readAttribute = (skim: Skim): void => {
  if (!isNameOfExport(skim)) return fail(skim);
  next(skim);
  expect(skim, kinds.colon);
  expect(skim, kinds.string);
};

/** The text that names a module, with what is asked of it. */
const readSource = (skim: Skim): void => {
  expect(skim, kinds.string);
  if (skim.kind === kinds.with && !skim.newline) {
    next(skim);
    expect(skim, kinds.openBrace);
    readList(skim, kinds.closeBrace, readAttribute);
  }
  endStatement(skim);
};

const readBindings = (skim: Skim): void => {
  if (accept(skim, kinds.star)) {
    expect(skim, kinds.as);
    expectName(skim);
  } else {
    expect(skim, kinds.openBrace);
    readList(skim, kinds.closeBrace, readImportSpecifier);
  }
};

/** `= require('…')`, or the name of something in a namespace. */
const readAlias = (skim: Skim): void => {
  next(skim);
  const isRequired = skim.kind === kinds.require;
  expectName(skim);
  if (isRequired && accept(skim, kinds.open)) {
    expect(skim, kinds.string);
    expect(skim, kinds.close);
  } else while (accept(skim, kinds.dot)) expectWord(skim);
  endStatement(skim);
};

/** Behind `type`: whether it says that types are imported, or is a name. */
const isTypeImport = (skim: Skim): boolean => {
  next(skim);
  if (skim.kind === kinds.from) {
    next(skim);
    return skim.kind !== kinds.string;
  }
  return isName(skim) || skim.kind === kinds.openBrace || skim.kind === kinds.star;
};

const readClause = (skim: Skim): void => {
  if (skim.kind === kinds.type && lookAhead(skim, isTypeImport)) next(skim);
  if (isName(skim)) {
    next(skim);
    if (skim.kind === kinds.equals) return readAlias(skim);
    if (accept(skim, kinds.comma)) readBindings(skim);
  } else readBindings(skim);
  expect(skim, kinds.from);
  readSource(skim);
};

/** An import; false where the word begins an expression. */
export const readImport = (skim: Skim): boolean => {
  const isExpression = lookAhead(skim, () => {
    next(skim);
    return skim.kind === kinds.open || skim.kind === kinds.dot || skim.kind === kinds.less;
  });
  if (isExpression) return false;
  next(skim);
  if (skim.kind === kinds.string) readSource(skim);
  else readClause(skim);
  return true;
};

const readNames = (skim: Skim): void => {
  next(skim);
  readList(skim, kinds.closeBrace, readSpecifier);
  if (accept(skim, kinds.from)) readSource(skim);
  else if (skim.kind === kinds.string) fail(skim);
  else endStatement(skim);
};

const readAll = (skim: Skim): void => {
  next(skim);
  if (accept(skim, kinds.as)) {
    if (isNameOfExport(skim)) next(skim);
    else fail(skim);
  }
  expect(skim, kinds.from);
  readSource(skim);
};

const readNamespaceExport = (skim: Skim): void => {
  next(skim);
  expect(skim, kinds.namespace);
  expectName(skim);
  endStatement(skim);
};

const readValue = (skim: Skim): void => {
  readNamedValue(skim, 'default');
  endStatement(skim);
};

const nextIsClause = (skim: Skim): boolean => {
  next(skim);
  return skim.kind === kinds.openBrace || skim.kind === kinds.star;
};

type Take = (skim: Skim) => boolean;

const readDefault = (skim: Skim, takeDefault: Take): void => {
  next(skim);
  if (!takeDefault(skim)) readValue(skim);
};

/** An export; at the word. Declarations are read by whom it is told. */
export const readExport = (skim: Skim, takeDefault: Take, declare: (skim: Skim) => void): void => {
  next(skim);
  if (skim.kind === kinds.type && lookAhead(skim, nextIsClause)) next(skim);
  const { kind } = skim;
  if (kind === kinds.openBrace) readNames(skim);
  else if (kind === kinds.star) readAll(skim);
  else if (kind === kinds.as) readNamespaceExport(skim);
  else if (kind === kinds.default) readDefault(skim, takeDefault);
  else if (kind === kinds.equals) {
    next(skim);
    readValue(skim);
  } else if (kind === kinds.import) {
    if (!readImport(skim)) fail(skim);
  } else declare(skim);
};
