/** A word as a command gets it; undefined where only the shell can tell: it holds a variable, a pattern, another command. */
export type Word = string | undefined;

/** One program that a line starts, with its words. */
export interface Call {
  readonly words: readonly Word[];
  /** True for a program that another one starts with words that nobody knows behind these. */
  readonly more?: true;
  /** True for a program that is given a text in a language of its own: it may do anything. */
  readonly opaque?: true;
}

/** What a line for a shell does, as far as it can be read. */
export interface CommandLine {
  /** Every program it starts, in order: those that another one starts for it, too. */
  readonly calls: readonly Call[];
  /** The files it writes by redirection. */
  readonly writes: readonly Word[];
  /** The variables that it sets. */
  readonly sets: readonly string[];
  /** What of it cannot be read, in words for people. */
  readonly doubts: readonly string[];
  /** A patch that Codex takes out of the line and applies itself, and the folder it changes to before. */
  readonly patch?: { readonly text: string; readonly folder?: string };
}
