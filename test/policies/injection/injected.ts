/** A violation as it is written into code: the text put in, and what stood there at the base where something did. */
export interface Fault {
  /** The rule that it breaks. */
  readonly rule: string;
  readonly title: string;
  /** What comes instead of `before`; its lines start in the first column. */
  readonly after: string;
  readonly before?: string;
  /** Where it may be put in; left out: at the end of the module only. */
  readonly places?: readonly Place[];
  /** The shipped rule that meets it, where that is called otherwise; `none` where no shipped rule speaks of such a thing. */
  readonly shipped?: string;
}

/** For faults that no shipped rule speaks of: seeds name clients of Python alone, and no `print`. */
export const none = 'none';

/** Where a fault stands in its host. */
export type Place = 'top' | 'end' | 'function' | 'method' | 'try';

/** Faults for one part of a repository. */
export interface Family {
  /** The folder that the host is put in. */
  readonly folder: string;
  readonly language: 'python' | 'javascript' | 'typescript';
  readonly faults: readonly Fault[];
}

/** The same rule and places for a list of texts. */
export const faultsOf = (
  rule: string,
  places: readonly Place[],
  texts: Readonly<Record<string, string>>,
  shipped = rule,
): readonly Fault[] => Object.entries(texts).map(([title, after]) => ({ rule, title, after, places, shipped }));

/** Texts before and after of faults that take something away. */
export const changesOf = (
  rule: string,
  texts: Readonly<Record<string, readonly [before: string, after: string]>>,
): readonly Fault[] => Object.entries(texts).map(([title, [before, after]]) => ({ rule, title, before, after }));
