import type { FunctionReading, SecretSighting, SyntaxChange } from '#core';
import type { SourceEdit, SourceText } from '#app';
import { answerCourt } from '../court/holder.ts';
import type { CourtQuestion } from '../court/pieces.ts';
import { loadSecretFinder } from '../secrets/secrets.ts';
import { loadTokenCounter } from '../tokens.ts';
import { createChangeReader } from './read-change.ts';
import { readText } from './read-text.ts';

/** What a pack is made of asks for: how many tokens texts have, or the secrets of a document. */
type PackQuestion =
  { readonly tokensOf: readonly string[] } | { readonly secretsOf: { readonly path: string; readonly text: string } };

/** What a thread aside is asked: the functions of a text, what an edit is in syntax, what a pack needs, or to judge a change. */
export type Question =
  { readonly functions: SourceText } | { readonly change: SourceEdit } | PackQuestion | CourtQuestion;

const changeOf = createChangeReader();

const forPacks = async (question: PackQuestion): Promise<readonly number[] | readonly SecretSighting[]> => {
  if ('tokensOf' in question) return question.tokensOf.map(await loadTokenCounter());
  const { path, text } = question.secretsOf;
  return (await loadSecretFinder())(path, text);
};

/** The answer, in JSON; undefined for a text that no parser gets through. */
export const answer = async (question: Question): Promise<string | undefined> => {
  if ('tokensOf' in question || 'secretsOf' in question) return JSON.stringify(await forPacks(question));
  if (!('functions' in question || 'change' in question)) return answerCourt(question);
  const told: FunctionReading | SyntaxChange | undefined =
    'functions' in question ? await readText(question.functions) : await changeOf(question.change);
  return told && JSON.stringify(told);
};
