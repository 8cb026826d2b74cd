import type { Place, Position } from '../lines.ts';
import { typesOf } from './complete.ts';
import { wordAt } from './cursor.ts';
import { holdsFiles } from './document-words.ts';
import { tellOrigins } from './explain.ts';
import { printValue } from './names.ts';
import type { Token } from './outline-flow.ts';
import { outlineOf } from './outline.ts';
import type { Origins } from './policy.ts';
import type { PolicyPath, Shape } from './shape.ts';
import { namesHeld, shapesFor, type Desk } from './words-written.ts';

export interface Hover {
  readonly place: Place;
  readonly markdown: string;
}

const firstOf = <T>(shapes: readonly Shape[], read: (shape: Shape) => T | undefined): T | undefined =>
  shapes.map(read).find((value) => value !== undefined);

// Origins name list items by their ids, the outline by their places.
const originName = (path: PolicyPath, tokens: readonly Token[]): string =>
  path
    .map((step, index) => {
      if (typeof step === 'string') return step;
      const id = [...path.slice(0, index + 1), 'id'];
      const named = tokens.find(
        ({ kind, path: at }) =>
          kind === 'value' && at.length === id.length && id.every((part, place) => part === at[place]),
      );
      return named?.text ?? `#${step + 1}`;
    })
    .join('.');

const tellSource = (path: PolicyPath, tokens: readonly Token[], origins: Origins | undefined): readonly string[] => {
  if (origins === undefined) return [];
  const name = originName(path, tokens);
  const told = tellOrigins(origins.get(name) ?? origins.get(name.replace(/\.limit$/, '')) ?? []);
  return told === '' ? [] : [`In force: ${told}.`];
};

const tellValues = (shapes: readonly Shape[]): readonly string[] => {
  const words = shapes.flatMap((shape) => shape.enum ?? []);
  const fallback = firstOf(shapes, (shape) => shape.default);
  return [
    ...(words.length === 0 ? [] : [`One of ${words.map((word) => `\`${printValue(word)}\``).join(', ')}.`]),
    ...(fallback === undefined ? [] : [`Default: \`${printValue(fallback)}\`.`]),
  ];
};

const tellName = (token: Token, shapes: readonly Shape[], tokens: readonly Token[], desk: Desk): readonly string[] => {
  const holds = token.kind === 'value' ? firstOf(shapes, (shape) => shape.holds) : undefined;
  if (holds === undefined || holdsFiles(holds)) return [];
  const name = namesHeld(holds, tokens, desk, '').find(({ word }) => word === token.text);
  return name === undefined ? [] : [`\`${name.word}\`: ${name.about}`];
};

/**
 * What the key or value under a position means: its description, what may stand there, its default, and where the
 * value that is in force comes from. Works on text that is no YAML yet; undefined where there is nothing to say.
 */
export const hoverPolicy = (text: string, position: Position, desk: Desk, origins?: Origins): Hover | undefined => {
  const word = wordAt(text, position);
  if (word === undefined || word.token.kind === 'bare') return undefined;
  const { token, place } = word;
  const tokens = outlineOf(text);
  const shapes = shapesFor(token.path, tokens, desk.kinds);
  const [first] = shapes;
  if (first === undefined) return undefined;
  const key = token.path.findLast((step) => typeof step === 'string') ?? '';
  const description = firstOf(shapes, (shape) => shape.description);
  const paragraphs = [
    `**${key}** (${typesOf(shapes)})`,
    ...(description === undefined ? [] : [description]),
    ...tellName(token, shapes, tokens, desk),
    ...tellValues(shapes),
    ...tellSource(token.path, tokens, origins ?? desk.policy?.origins),
  ];
  return { place, markdown: paragraphs.join('\n\n') };
};
