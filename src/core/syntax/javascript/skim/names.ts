import { longestKey } from '../places.ts';
import { contexts, fail, within, type Skim } from './cursor.ts';
import { kinds } from './kinds.ts';
import { drop } from './pieces.ts';
import { expect, isPropertyName } from './steps.ts';
import { next } from './tokens.ts';

/* Names of properties and variables, as texts. */

/** A computed name; at its bracket. A function in it would be reported in a way of its own. */
const readComputed = (skim: Skim): void => {
  const from = skim.pendingCount;
  const found = skim.found.length;
  const around = within(skim, 0, contexts.noIn | contexts.decorates);
  next(skim);
  skim.parts.expression(skim);
  skim.context = around;
  drop(skim, from);
  if (skim.found.length !== found) return fail(skim);
  expect(skim, kinds.closeBracket);
};

/** The name of a property, be it computed, private, a word, a string or a number. */
export const readPropertyName = (skim: Skim): void => {
  if (skim.kind === kinds.openBracket) readComputed(skim);
  else if (isPropertyName(skim.kind)) next(skim);
  else fail(skim);
};

const numberText = (skim: Skim, text: string): string => {
  if (text.endsWith('n')) fail(skim);
  return String(Number(text.replaceAll('_', '')));
};

const stringText = (skim: Skim, text: string): string => {
  if (text.includes('\\')) fail(skim);
  return text.slice(1, -1);
};

/** What a property is called whose name stands here: `load`, `#load`, `[Symbol.iterator]`. */
export const propertyText = (skim: Skim, start: number, end: number): string => {
  const text = skim.text.slice(start, end);
  const first = text.charAt(0);
  if (first === '"' || first === "'") return stringText(skim, text);
  if (/[\d.]/.test(first)) return numberText(skim, text);
  if (first !== '[') return text;
  const plain = text.replace(/\s+/g, ' ');
  return plain.length > longestKey ? `${plain.slice(0, longestKey)}…` : plain;
};

/** `exports.load` of what is assigned to; undefined for what is more than names and dots. */
export const dottedText = (skim: Skim, start: number, end: number): string => {
  const text = skim.text.slice(start, end).replace(/\s+/g, '');
  if (!/^[\w$.#]+$/.test(text)) fail(skim);
  return text;
};
