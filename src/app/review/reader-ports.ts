import type { Facts, FunctionReading, Result, SecretSighting, SqlText, SyntaxChange, Wanted } from '#core';
import type { Failure } from '../failure.ts';

/* What reads texts. */

/** A text in the language that its path tells. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
  /** What is wanted of its functions beside their numbers. */
  readonly wanted?: Wanted;
}

/**
 * Reads the functions of many texts, in their order: undefined for a language we do not read, and for a text that no parser
 * gets through. Fails with `cancelled` alone.
 */
export type ReadFunctions = (
  texts: readonly SourceText[],
  signal?: AbortSignal,
) => Promise<Result<readonly (FunctionReading | undefined)[], Failure>>;

/** Reads the facts of many texts, in their order, as functions are read. */
export type ReadFacts = (
  texts: readonly SourceText[],
  signal?: AbortSignal,
) => Promise<Result<readonly (Facts | undefined)[], Failure>>;

/** Reads the SQL in many texts, in their order, as facts are read. */
export type ReadSqlTexts = (
  texts: readonly SourceText[],
  signal?: AbortSignal,
) => Promise<Result<readonly (readonly SqlText[] | undefined)[], Failure>>;

/** Finds the secrets in many texts, in their order. Fails with `cancelled` alone. */
export type ReadSecrets = (
  texts: readonly SourceText[],
  signal?: AbortSignal,
) => Promise<Result<readonly (readonly SecretSighting[])[], Failure>>;

/** A text before and after an edit; a side is left out where the file is not there. */
export interface SourceEdit {
  readonly path: string;
  /** The path it had before, where it was another. */
  readonly from?: string;
  readonly before?: string;
  readonly after?: string;
}

/**
 * Tells what edits are in syntax, in their order: undefined for a text that no parser gets through. Fails with `cancelled`
 * alone.
 */
export type ReadSyntaxChanges = (
  edits: readonly SourceEdit[],
  signal?: AbortSignal,
) => Promise<Result<readonly (SyntaxChange | undefined)[], Failure>>;
