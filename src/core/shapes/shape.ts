import * as z from 'zod';
import type { Place } from '../lines.ts';

/** A name in a shape, with the place that tells of it. */
export interface NamedPart {
  readonly name: string;
  readonly place: Place;
}

interface InheritedPart extends NamedPart {
  /** The class that has it, and whether the rule is about that one as well. */
  readonly from: string;
  readonly told: boolean;
}

/** What a class, or what a function returns, is made of. */
export interface Shape {
  /** For people, to begin a sentence: `PdfResult`, `What export_pdf returns`. */
  readonly what: string;
  /** The class or function. */
  readonly symbol: string;
  readonly place: Place;
  /** What a class stands on, also through others, as far as it is known. */
  readonly bases?: readonly string[];
  readonly own: readonly NamedPart[];
  /** What classes that it stands on have; the place is that of the shape. */
  readonly inherited: readonly InheritedPart[];
  /** What dictionaries inside of it have. */
  readonly nested: readonly NamedPart[];
  /** True where more names may come from elsewhere: a dictionary that another one is spread into. */
  readonly open: boolean;
}

const names = z.array(z.string().min(1)).min(1).optional();

/** The options by which a rule says which shapes it is about. */
export const shapeOptions = {
  of: names.describe('Names of classes, interfaces and types, `*` in them: `*Result`.'),
  base: names.describe('Names of classes: all that stand on one of them, also through others, are meant.'),
  functions: names.describe(
    'Names of functions, `*` in them: the dictionaries and objects are meant that they return.',
  ),
};

export type ShapePicks = z.infer<z.ZodObject<typeof shapeOptions>>;
