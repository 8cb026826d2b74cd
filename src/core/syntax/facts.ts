import type { Place } from '../lines.ts';
import type { Flaw } from './function-entity.ts';
import type { Hole } from './sql/placeholders.ts';

/*
 * What a text says, for rules: each kind of fact in the order of the text, as plain data. A rule that needs more of a
 * language gets another fact here, not a parser of its own. Indexes point into the lists of the same facts.
 */

/** What every fact has: where it stands. */
interface PlacedFact {
  readonly place: Place;
  /** Index of the innermost function around it. */
  readonly in?: number;
  /** Index of the innermost block around it. */
  readonly block?: number;
}

/** One name that a statement or expression brings in from a module, or the module as a whole. */
export interface ImportFact extends PlacedFact {
  /** As written, the dots or `./` of a relative one kept; empty where only the running program knows it. */
  readonly module: string;
  /** What is taken of it, `*` for all of it; left out: the module itself. */
  readonly name?: string;
  /** What it is called here, where that differs. */
  readonly alias?: string;
  readonly how: 'import' | 'from' | 'require' | 'dynamic' | 're-export' | 'type';
}

/**
 * Names, links of calls (`()`) and of elements (`[]`) that are read, called or written together. `yield` counts as a call of
 * that name: it hands a value to whoever asked, before what stands behind it.
 */
export interface UseFact extends PlacedFact {
  /** As written, without arguments: `e.get`, `open().read`, `rows[].id`; what begins with no name begins with `?`. */
  readonly written: string;
  /**
   * What it stands for, with imports, aliases and simple assignments followed: `os.environ.get`. Of what is made in this
   * text, the qualified name: `Store.load`. Left out where nobody can tell; then the last names still count.
   */
  readonly target?: string;
  readonly origin: 'import' | 'own' | 'global' | 'unknown';
  /** Index of the import it goes back to. */
  readonly import?: number;
  /** A constructor is called, too. */
  readonly how: 'read' | 'call' | 'write';
  /** It, or what it is a part of, is only compared, negated or asked for: its value goes no further. */
  readonly tested?: true;
  /** Of a call. */
  readonly arguments?: readonly ArgumentFact[];
  /** True for a statement of its own: nobody looks at what it gives. */
  readonly alone?: true;
  /** True right behind `not` or `!`. */
  readonly negated?: true;
  readonly awaited?: true;
  /** The plain name that its value is given to. */
  readonly givenTo?: string;
}

export interface ArgumentFact {
  /** The keyword it is given by. */
  readonly name?: string;
  /** The string it is. */
  readonly parts?: readonly (string | Hole)[];
  /** The names it is, as in `UseFact.written`. */
  readonly written?: string;
  /** The value it is, where that is written out and no string: `True`, `null`, `0`. */
  readonly literal?: string;
  /** True for `*rest`, `**options` and `...rest`. */
  readonly spreads?: true;
  readonly place: Place;
}

/** A string, with what is joined to it by `+`, by `join` of a list that is written there, or by standing beside it. `%` and `.format` are left as text. */
export interface StringFact extends PlacedFact {
  /** Escapes are resolved, save in raw strings; no two texts stand side by side, and no text is empty. */
  readonly parts: readonly (string | Hole)[];
  /** What is written before a template: `sql`. */
  readonly tag?: string;
  /** True for a statement of its own, as documentation is written. */
  readonly documentation?: true;
}

export interface ParameterFact {
  /** With its stars or dots: `*rest`, `...rest`; a pattern is given as it is written. */
  readonly name: string;
  /** The text of its default value. */
  readonly default?: string;
  readonly annotation?: string;
  readonly optional?: true;
  /** How it has to be given, where Python leaves no choice. */
  readonly only?: 'position' | 'keyword';
}

export interface FunctionFact extends PlacedFact {
  /** Qualified by classes, functions and what it is assigned to: `Store.load`, `load.arrow function`. */
  readonly name: string;
  readonly kind: 'function' | 'method' | 'constructor' | 'getter' | 'setter' | 'lambda' | 'signature';
  readonly async: boolean;
  /** Others can reach it by its name: exported, or public by Python's custom. */
  readonly exported: boolean;
  readonly parameters: readonly ParameterFact[];
  readonly decorators: readonly UseFact[];
  /** The text of the type it returns. */
  readonly returns?: string;
  /** True where nothing stands in its body but documentation, `pass` or `...`. */
  readonly empty?: true;
}

export interface FieldFact {
  readonly name: string;
  readonly annotation?: string;
  /** Of a method of an interface, and of what is said to be a function. */
  readonly signature?: Pick<FunctionFact, 'parameters' | 'returns'>;
  readonly optional?: true;
  /** True for one that says that only its class may use it. */
  readonly hidden?: true;
  /** The text of its value. */
  readonly value?: string;
  readonly place: Place;
}

export interface ClassFact extends PlacedFact {
  /** Qualified as functions are. */
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'type' | 'enum';
  /** What it stands on, each as the target of a use, or as it is written where nobody can tell. */
  readonly bases: readonly string[];
  readonly fields: readonly FieldFact[];
  readonly decorators: readonly UseFact[];
  readonly exported: boolean;
}

/** An object or dictionary that is written out. */
export interface ObjectFact extends PlacedFact {
  /** The keys that are names or plain strings. */
  readonly keys: readonly string[];
  /** True where keys come from elsewhere, or are computed. */
  readonly open: boolean;
  /** By key: the values that are written out, and no strings: `True`, `null`, `0`. Left out where there are none. */
  readonly literals?: Readonly<Record<string, string>>;
  /** By key: the names that values are, as in `UseFact.written`; left out where there are none. */
  readonly names?: Readonly<Record<string, string>>;
  /** By key: the strings with holes in them; left out where there are none. */
  readonly filled?: Readonly<Record<string, readonly (string | Hole)[]>>;
  /** The name it is assigned to. */
  readonly name?: string;
  /** Index of the function that returns it. */
  readonly returnedFrom?: number;
}

/** What runs only in certain cases, or under something's protection. */
export interface BlockFact extends PlacedFact {
  /** `and`, `or`: what stands behind such a word or sign. The branches of a conditional expression are `if` and `else`. */
  readonly kind: 'if' | 'else' | 'loop' | 'try' | 'catch' | 'finally' | 'with' | 'case' | 'and' | 'or';
  /** What it depends on, as written: a condition, what is caught, what is opened, what stands before `and`. */
  readonly text: string;
  /** Of a condition whose value is written out, whatever else it asks: `if False`, `if x and False`, `while not 0`. */
  readonly holds?: boolean;
  /** Where that stands; of `and` and `or` alone. */
  readonly on?: Place;
}

/** Where a function is left, or a turn of a loop (`jump`). The body of a lambda that is but a value is returned. */
export interface ExitFact extends PlacedFact {
  readonly how: 'return' | 'throw' | 'jump';
  /** As written; left out where there is none. */
  readonly value?: string;
  /** True for a value that is written out: `True`, `null`, `0`, `"x"`, `[]`. */
  readonly literal?: true;
  /** Of a value that counts as true or false whatever it asks: `True`, `x or True`, `not x and False`. */
  readonly holds?: boolean;
}

/** A name that is given a value, or more of one. */
export interface AssignmentFact extends PlacedFact {
  /** Qualified as functions are: `load.query`, `Store.limit`; a member of something as it is written: `self.query`. */
  readonly name: string;
  /** True for `+=` and its like: what it had stays. */
  readonly adds?: true;
  /** The value it is given, where that is written out and no string: `True`, `null`, `0`. */
  readonly literal?: string;
}

export interface CommentFact {
  /** Without its markers. */
  readonly text: string;
  readonly place: Place;
}

export interface Facts {
  readonly imports: readonly ImportFact[];
  readonly uses: readonly UseFact[];
  readonly strings: readonly StringFact[];
  readonly functions: readonly FunctionFact[];
  readonly classes: readonly ClassFact[];
  readonly objects: readonly ObjectFact[];
  readonly blocks: readonly BlockFact[];
  readonly exits: readonly ExitFact[];
  readonly comments: readonly CommentFact[];
  readonly assignments: readonly AssignmentFact[];
  /** Where the text first does not parse: what is there are the facts that can be read all the same. */
  readonly flaw?: Flaw;
}

/** The facts of a text that says nothing. */
export const noFacts: Facts = {
  imports: [],
  uses: [],
  strings: [],
  functions: [],
  classes: [],
  objects: [],
  blocks: [],
  exits: [],
  comments: [],
  assignments: [],
};

/** Reads the facts of a text; undefined where no parser gets through it. Never throws on bad input. */
export type ReadFacts = (path: string, text: string) => Facts | undefined;

/** True for a target that is the name, or is reached through it: `os.environ.get` and `os.environ[]` through `os.environ`. */
export const reaches = (target: string, name: string): boolean =>
  target.startsWith(name) && (target.length === name.length || /[.([]/.test(target.charAt(name.length)));
