import { takeTypeArguments } from './attempts.ts';
import { contexts, fail, lookAhead, within, type Skim } from './cursor.ts';
import { isWord, kinds, tableOf } from './kinds.ts';
import { readTemplate } from './literals.ts';
import { decide, drop, shapes, wrap } from './pieces.ts';
import { accept, expect, readList } from './steps.ts';
import { next } from './tokens.ts';

/* What follows a value: properties, indexes, calls, templates, and their optional links. */

const { leftSide, dotted, name, chained } = shapes;

const readArgument = (skim: Skim): void => {
  const from = skim.pendingCount;
  accept(skim, kinds.dots);
  skim.parts.assignment(skim, true);
  drop(skim, from);
};

/** Arguments with their parentheses. */
export const readArguments = (skim: Skim): void => {
  const around = within(skim, 0, contexts.noIn | contexts.decorates);
  next(skim);
  readList(skim, kinds.close, readArgument);
  skim.context = around;
};

/** A template with holes; at its head. */
export const readHoles = (skim: Skim): void => {
  const around = within(skim, 0, contexts.noIn | contexts.decorates);
  while (skim.kind === kinds.templateHead) {
    const from = skim.pendingCount;
    next(skim);
    skim.parts.expression(skim);
    drop(skim, from);
    if (skim.kind !== kinds.closeBrace) {
      fail(skim);
      break;
    }
    readTemplate(skim, skim.start);
  }
  skim.context = around;
  if (!skim.failed) next(skim);
};

const readIndex = (skim: Skim): void => {
  const from = skim.pendingCount;
  const around = within(skim, 0, contexts.noIn | contexts.decorates);
  next(skim);
  skim.parts.expression(skim);
  skim.context = around;
  drop(skim, from);
  expect(skim, kinds.closeBracket);
};

const readProperty = (skim: Skim, shape: number): void => {
  next(skim);
  if (isWord(skim.kind) || (skim.kind === kinds.privateName && (shape & chained) === 0)) next(skim);
  else fail(skim);
};

/** An optional link. A private name, or a template, cannot stand behind one. */
const readOptional = (skim: Skim): void => {
  decide(skim);
  next(skim);
  if (skim.kind === kinds.less) takeTypeArguments(skim);
  if (skim.kind === kinds.open) readArguments(skim);
  else if (skim.kind === kinds.openBracket) readIndex(skim);
  else if (isWord(skim.kind)) next(skim);
  else fail(skim);
};

/** Type arguments; what they are behind may be called, or is a value of its own. */
const readTypeArguments = (skim: Skim): boolean => {
  if (!takeTypeArguments(skim)) return false;
  if (skim.kind === kinds.dot || skim.kind === kinds.optional) fail(skim);
  return true;
};

/** Reads one of them, and says what the whole is then; -1 where there is none. */
const readLink = (skim: Skim, shape: number): number => {
  const { kind } = skim;
  if (kind === kinds.dot) {
    readProperty(skim, shape);
    return leftSide | (shape & (dotted | chained));
  }
  if (kind === kinds.openBracket) {
    if ((skim.context & contexts.decorates) !== 0) return -1;
    readIndex(skim);
    return leftSide | (shape & chained);
  }
  if (kind === kinds.template) next(skim);
  else if (kind === kinds.templateHead) readHoles(skim);
  else if (!readTypeArguments(skim)) return -1;
  return leftSide | (shape & chained);
};

const links = tableOf([
  kinds.dot,
  kinds.openBracket,
  kinds.template,
  kinds.templateHead,
  kinds.less,
  kinds.shiftLeft,
  kinds.open,
  kinds.optional,
  kinds.exclamation,
]);

const readCall = (skim: Skim): number => {
  if (skim.kind === kinds.optional) {
    readOptional(skim);
    return leftSide | chained;
  }
  readArguments(skim);
  return leftSide | (skim.shape & chained);
};

const readOne = (skim: Skim, mayCall: boolean): number => {
  if (skim.kind !== kinds.open && skim.kind !== kinds.optional) return readLink(skim, skim.shape);
  return mayCall ? readCall(skim) : -1;
};

/** Goes on behind a value as long as anything follows it. */
export const readLinks = (skim: Skim, from: number, mayCall: boolean): void => {
  while (links[skim.kind] === 1) {
    if (skim.kind === kinds.exclamation) {
      if (skim.newline) return;
      next(skim);
      wrap(skim, from);
      skim.shape = leftSide | (skim.shape & chained);
      skim.targets = 0;
      continue;
    }
    const shape = readOne(skim, mayCall);
    if (shape < 0) return;
    drop(skim, from);
    skim.shape = shape;
    skim.targets = 0;
  }
};

const nextIsCall = (skim: Skim): boolean => {
  next(skim);
  return skim.kind === kinds.open || skim.kind === kinds.less;
};

/** `import(…)` or `import.meta`; at the word. */
export const readImported = (skim: Skim): void => {
  if (lookAhead(skim, nextIsCall)) {
    next(skim);
    if (skim.kind === kinds.less) fail(skim);
  } else {
    next(skim);
    expect(skim, kinds.dot);
    if (skim.text.slice(skim.start, skim.at) === 'meta') next(skim);
    else fail(skim);
  }
  skim.shape = leftSide;
};

export const plainName = leftSide | dotted | name;
