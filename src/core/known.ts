import type { Facts } from './syntax/facts.ts';

/*
 * What somebody gathers of a repository for who asks: reading is not for rules.
 */

export type SideName = 'before' | 'after';

/** Something that was asked for and is not at hand. */
export type Ask = { readonly what: 'paths' | 'mentions' } | FileAsk;

/** An ask for something of one file. */
export interface FileAsk {
  readonly what: 'text' | 'facts';
  readonly side: SideName;
  readonly path: string;
}

/** A text that was asked for: undefined where there is none. */
export interface KnownText {
  readonly text?: string;
  /** Why a text that is there was not read, for people: `it is larger than 5 MB`. */
  readonly unread?: string;
}

/** What was gathered so far. What is in it was asked for. */
export interface Known {
  /** Names the tree at the base: what is read there is always the same. Left out where nobody can tell. */
  readonly base?: string;
  /** Every regular file at the base, sorted. */
  readonly paths?: readonly string[];
  readonly mentions?: string;
  /** By `askKey`. */
  readonly texts: ReadonlyMap<string, KnownText>;
  /** By `askKey`; undefined where no parser gets through the text. */
  readonly facts: ReadonlyMap<string, Facts | undefined>;
}

export const nothingKnown: Known = { texts: new Map(), facts: new Map() };

/** What an ask is kept under. */
export const askKey = (ask: Ask): string => ('path' in ask ? `${ask.what} ${ask.side} ${ask.path}` : ask.what);

/** A file of which nothing can be known, though it is there. */
export interface Doubt {
  readonly path: string;
  /** For people. */
  readonly why: string;
}
